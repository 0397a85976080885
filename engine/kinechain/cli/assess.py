"""``kinechain assess``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.branding import branding_option, language_of, open_branding
from kinechain.cli.documents import CLINICIAN, check_document, document_option, publish_sheet
from kinechain.cli.knowledge import (
    EXIT_FAILED,
    EXIT_RED_FLAG,
    language_option,
    open_case,
    open_knowledge_base,
    rules_option,
)
from kinechain.cli.output import output_option, screen, write_report

if TYPE_CHECKING:
    from kinechain.report.branding import Branding
    from kinechain.terms.assessment import Assessment


@click.command(short_help="Assess a case and print or write an explained report.")
@click.argument("case", metavar="CASE")
@output_option
@document_option
@branding_option
@click.option("--json", "as_json", is_flag=True, help="Print the assessment as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a red flag asks for referral.")
@click.option("--verify", is_flag=True, help="Let the independent checker re-read every proof.")
@click.option(
    "--log",
    "log_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append the decision to this log first; the case id is masked and free text left out.",
)
@click.option("--unmasked", is_flag=True, help="Log the case id, the notes and all free text as they are.")
@language_option
@rules_option
def assess(
    case: str,
    outputs: tuple[Path, ...],
    document: str,
    branding_file: Path | None,
    as_json: bool,
    strict: bool,
    verify: bool,
    log_file: Path | None,
    unmasked: bool,
    language: str | None,
    rules_folder: Path | None,
) -> None:
    """Assess CASE (YAML, or JSON; - reads standard input) and report causes, reasons and a plan.

    Two evaluators decide and must agree; a report is written whole or not at all. With --log, what cannot be recorded
    is not reported.
    """
    from kinechain.assess import Assessor
    from kinechain.inference.decide import EvaluatorsDisagreeError, UnsoundProofError
    from kinechain.terms.assessment import Status

    if unmasked and log_file is None:
        raise click.UsageError("--unmasked says how to log, so it needs --log FILE.")
    check_document(document, outputs, as_json=as_json)
    branding = open_branding(branding_file)
    knowledge_base = open_knowledge_base(rules_folder)
    findings = open_case(case, knowledge_base)
    assessor = Assessor(knowledge_base, language_of(language, branding))
    try:
        assessment = assessor.assess(findings, verify=verify)
        if log_file is not None:
            from kinechain.cli.decision_log import append_decision
            from kinechain.language import ENGLISH

            append_decision(log_file, findings, assessor.told_in(ENGLISH.code), unmasked=unmasked)
    except (EvaluatorsDisagreeError, UnsoundProofError) as error:
        click.echo(f"{error}\nPlease report this with the knowledge base and the case.", err=True)
        raise SystemExit(EXIT_FAILED) from error
    if document == CLINICIAN:
        _publish(assessment, outputs, branding, as_json=as_json)
    else:
        publish_sheet(assessment, document, outputs, branding)
    if strict and assessment.status is Status.REFER:
        raise SystemExit(EXIT_RED_FLAG)


def _publish(assessment: "Assessment", outputs: tuple[Path, ...], branding: "Branding", *, as_json: bool) -> None:
    for path in outputs:
        write_report(assessment, path, branding)
        click.echo(f"Wrote {path}", err=True)
    if as_json or not outputs:
        _print(assessment, branding, as_json=as_json)


def _print(assessment: "Assessment", branding: "Branding", *, as_json: bool) -> None:
    if as_json:
        from kinechain.report import machine

        click.echo(machine.render(assessment), nl=False)
        return
    from kinechain.report import terminal

    width, colour = screen()
    click.echo(terminal.render(assessment, width=width, colour=colour, branding=branding), color=colour, nl=False)
