"""``kinechain report progress``: what changed from visit to visit."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.branding import branding_option, language_of, open_branding
from kinechain.cli.knowledge import (
    EXIT_FAILED,
    EXIT_INVALID_CASE,
    EXIT_RED_FLAG,
    STDIN,
    fail_with,
    language_option,
    open_knowledge_base,
    read_input,
    rules_option,
)
from kinechain.cli.output import ending_of, output_option, screen, write_whole
from kinechain.terms.problem import InvalidCaseError, Problem

if TYPE_CHECKING:
    from kinechain.assess import Assessor
    from kinechain.knowledge.model import KnowledgeBase
    from kinechain.report.branding import Branding
    from kinechain.terms.assessment import Assessment
    from kinechain.terms.case import Case
    from kinechain.terms.progress import Progress


@click.command(short_help="What changed for a client from visit to visit.")
@click.argument("cases", metavar="CASE CASE [CASE]...", nargs=-1, required=True)
@output_option
@click.option("--json", "as_json", is_flag=True, help="Print the progress as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a red flag of the latest visit asks for referral.")
@branding_option
@language_option
@rules_option
def progress(
    cases: tuple[str, ...],
    outputs: tuple[Path, ...],
    as_json: bool,
    strict: bool,
    branding_file: Path | None,
    language: str | None,
    rules_folder: Path | None,
) -> None:
    """Compare two or more dated cases of one client: measures, findings, conclusions that came or went and why.

    Every case is assessed now, by one knowledge base. A change counts when it is at least the detectable change of its
    measure; what was not tested is a gap.
    """
    from kinechain.assess import Assessor
    from kinechain.inference.decide import EvaluatorsDisagreeError
    from kinechain.terms.assessment import Status

    if len(cases) < 2:
        raise click.UsageError("Progress needs two or more cases, one for each visit.")
    if cases.count(STDIN) > 1:
        raise click.UsageError("Standard input can be read once only.")
    branding = open_branding(branding_file)
    knowledge_base = open_knowledge_base(rules_folder)
    visits = _read(cases, knowledge_base)
    try:
        found, latest = _progress(Assessor(knowledge_base, language_of(language, branding)), visits)
    except EvaluatorsDisagreeError as error:
        click.echo(f"{error}\nPlease report this with the knowledge base and the cases.", err=True)
        raise SystemExit(EXIT_FAILED) from error
    _publish(found, latest, outputs, branding, as_json=as_json)
    if strict and latest.status is Status.REFER:
        raise SystemExit(EXIT_RED_FLAG)


def _read(files: Sequence[str], knowledge_base: "KnowledgeBase") -> "tuple[Case, ...]":
    """The cases in order of date, or leave with exit code 4 and every problem of every file."""
    from kinechain.explain.progress import visit_problems
    from kinechain.knowledge.case_file import read_case

    problems: list[Problem] = []
    cases: list[tuple[str, Case]] = []
    for file in files:
        try:
            data, name = read_input(file)
            case = read_case(data, name, knowledge_base.vocabulary, datetime.date.today())
            cases.append((name, case))
        except InvalidCaseError as error:
            problems.extend(error.problems)
    problems.extend(visit_problems(cases))
    if problems:
        fail_with(problems, EXIT_INVALID_CASE, "set of cases")
    ordered = sorted(cases, key=lambda one: one[1].date)
    if ordered != cases:
        click.echo(f"Sorted by date: {', '.join(name for name, _ in ordered)}", err=True)
    return tuple(case for _, case in ordered)


def _progress(assessor: "Assessor", cases: "Sequence[Case]") -> "tuple[Progress, Assessment]":
    from kinechain.explain import progress as core

    visits = [core.Visit(case, assessor.assess(case)) for case in cases]
    return core.progress(assessor.decider, assessor.knowledge_base, visits), visits[-1].assessment


def _publish(
    found: "Progress", latest: "Assessment", outputs: tuple[Path, ...], branding: "Branding", *, as_json: bool
) -> None:
    from kinechain.report import machine, terminal
    from kinechain.report.formats import drawn
    from kinechain.report.progress import progress_page

    page = progress_page(found, latest)
    for path in outputs:
        ending = ending_of(path)
        write_whole(path, machine.render(found).encode() if ending == "json" else drawn(page, ending, branding))
        click.echo(f"Wrote {path}", err=True)
    if as_json:
        click.echo(machine.render(found), nl=False)
    elif not outputs:
        width, colour = screen()
        click.echo(terminal.render_page(page, width=width, colour=colour, branding=branding), color=colour, nl=False)
