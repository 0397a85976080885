"""``kinechain demo``."""

from pathlib import Path

import click

from kinechain.cli.knowledge import EXIT_FAILED, language_option, open_knowledge_base, rules_folder_of, rules_option
from kinechain.cli.output import write_report

_STORY = "stories/tc01-seed-author.story.yaml"


@click.command(short_help="Assess a ready-made case and write its reports.")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("kinechain-demo"),
    show_default=True,
    help="Where to write.",
)
@language_option
@rules_option
def demo(folder: Path, language: str | None, rules_folder: Path | None) -> None:
    """Assess the case of the author of the source document and write HTML, PDF, Markdown and JSON."""
    from kinechain.assess import Assessor
    from kinechain.audit.stories import read_story, run_story

    knowledge_base = open_knowledge_base(rules_folder)
    file = rules_folder_of(rules_folder).joinpath(_STORY)
    if not file.is_file():
        click.echo(f"This knowledge base has no {_STORY}. Use `kinechain assess` with a case of your own.", err=True)
        raise SystemExit(EXIT_FAILED)
    story = read_story(file.read_bytes(), _STORY, knowledge_base.vocabulary)
    assessment, problems = run_story(story, Assessor(knowledge_base, language or "en"))
    for problem in problems:
        click.echo(str(problem), err=True)
    if assessment is None:
        raise SystemExit(EXIT_FAILED)
    click.echo(assessment.summary)
    for ending in ("html", "pdf", "md", "json"):
        path = folder / f"seed-author.{ending}"
        write_report(assessment, path)
        click.echo(f"Wrote {path}")
    click.echo("Next: `kinechain new case my-client.yaml`, fill it in, `kinechain assess my-client.yaml`.")
