"""``kinechain rules cards``: one page a rule, for review on paper."""

from pathlib import Path

import click

from kinechain.cli.knowledge import open_knowledge_base, rules_folder_of, rules_option
from kinechain.cli.output import write_whole

_ENDINGS = (".html", ".pdf")


def _check_ending(_: click.Context, __: click.Parameter, path: Path) -> Path:
    if path.suffix.lower() not in _ENDINGS:
        raise click.BadParameter(f"'{path.name}' must end in one of: {', '.join(_ENDINGS)}.")
    return path


@click.command("cards", short_help="Write one page a rule, for review on paper.")
@click.argument("words", nargs=-1)
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    callback=_check_ending,
    help="File; its ending names the format: .html or .pdf.",
)
@rules_option
def write_cards(words: tuple[str, ...], path: Path, rules_folder: Path | None) -> None:
    """Write a card for each rule whose id, title or source row matches all WORDS; for every rule without WORDS."""
    from kinechain.audit.cards import as_html, as_pdf, cards
    from kinechain.audit.rule_cases import read_rule_cases
    from kinechain.cli.rules import matches

    knowledge_base = open_knowledge_base(rules_folder)
    cases = read_rule_cases(knowledge_base, rules_folder_of(rules_folder))
    chosen = [rule for rule in knowledge_base.written_rules if matches(rule, words)]
    content = cards(knowledge_base, cases, chosen)
    write_whole(path, as_pdf(content) if path.suffix.lower() == ".pdf" else as_html(content).encode())
    click.echo(f"Wrote {path}: {len(chosen)} cards", err=True)
