"""``kinechain rules diff``: two knowledge bases compared, with the impact on cases."""

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_INVALID_CASE, fail_with, open_knowledge_base, rules_folder_of, rules_option

if TYPE_CHECKING:
    from kinechain.audit.difference import Changed, Comparison, Impact
    from kinechain.knowledge.vocabulary import Vocabulary
    from kinechain.terms.case import Case

_ENDINGS = (".yaml", ".yml", ".json")


@click.command("diff", short_help="Compare two knowledge bases and what they conclude.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--cases",
    "cases_folder",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Case files to compare on, instead of the stories of NEW.",
)
@rules_option
def diff_rules(old: str, new: str, cases_folder: Path | None, rules_folder: Path | None) -> None:
    """Compare OLD with NEW, each a folder or a git revision of the rules folder.

    Lists rules, words and exercises that were added, removed or changed; then, for each story of NEW or case of
    DIR, the conclusions that change, with the steps that gave them in OLD (-) and give them in NEW (+).
    """
    from kinechain.audit.difference import Comparison, differences
    from kinechain.audit.versions import NoSuchVersionError, version_folder

    rules = rules_folder_of(rules_folder)
    with ExitStack() as stack:
        try:
            folders = [
                stack.enter_context(version_folder(name, rules if isinstance(rules, Path) else None))
                for name in (old, new)
            ]
        except NoSuchVersionError as error:
            raise click.BadParameter(str(error)) from error
        before, after = map(open_knowledge_base, folders)
        found = differences(before, after)
        for one in found:
            fields = f": {', '.join(one.fields)}" if one.fields else ""
            click.echo(f"{one.change:<8} {one.part} {one.id}{fields}")
        click.echo(f"{len(found)} differences in rules and words.\n")
        _print_impact(Comparison(before, after), list(_cases(cases_folder, folders[1], after.vocabulary)))


def _cases(chosen: Path | None, new: Path, vocabulary: "Vocabulary") -> Iterator[tuple[str, "Case"]]:
    from kinechain.audit.stories import read_stories
    from kinechain.knowledge.case_file import read_case
    from kinechain.terms.problem import InvalidCaseError

    if chosen is None:
        for story in read_stories(new, vocabulary):
            if story.case is not None:
                yield story.file, story.case
        return
    for path in sorted(chosen.iterdir()):
        if path.suffix in _ENDINGS:
            try:
                yield path.name, read_case(path.read_bytes(), path.name, vocabulary, datetime.date.today())
            except InvalidCaseError as error:
                fail_with(error.problems, EXIT_INVALID_CASE, "case")


def _print_impact(comparison: "Comparison", cases: list[tuple[str, "Case"]]) -> None:
    touched = 0
    for name, case in cases:
        impact = comparison.impact(name, case)
        if impact.changed or impact.rules:
            touched += 1
            _print_case(impact)
    click.echo(f"{touched} of {len(cases)} cases change.")


def _print_case(impact: "Impact") -> None:
    click.echo(impact.case)
    if impact.left_out:
        click.echo(f"  unknown to OLD, so left out there: {', '.join(impact.left_out)}")
    for one in impact.changed:
        _print_changed(one, "appears" if one.appears else "gone")
    for one in impact.rules:
        if one.steps:
            _print_changed(one, "stays, also by" if one.appears else "stays, no longer by")


def _print_changed(one: "Changed", word: str) -> None:
    sign = "+" if one.appears else "-"
    click.echo(f"  {sign} {one.conclusion} {word}")
    for step in one.steps:
        premises = ", ".join(map(str, step.premises)) or "nothing"
        absent = f"; absent: {', '.join(map(str, step.absences))}" if step.absences else ""
        click.echo(f"      {step.rule} {step.version} ({step.side}) from {premises}{absent}")
