"""Which document ``assess`` makes, and how the letter and the handout are written and printed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, Command
from kinechain.cli.output import ending_of, screen, write_whole
from kinechain.language import in_language, message

if TYPE_CHECKING:
    from kinechain.report.blocks import Sheet
    from kinechain.report.branding import Branding
    from kinechain.terms.assessment import Assessment

CLINICIAN, HANDOUT, NEXT_STEP, LETTER = "clinician", "handout", "next-step", "letter"
LETTER_INSTEAD = message(
    "No exercise sheet is given: a red flag forbids exercise. The referral letter was written instead. "
    "For the client: --document next-step."
)


def document_option(command: Command) -> Command:
    """Add ``--document`` to a command."""
    option = click.option(
        "--document",
        type=click.Choice([CLINICIAN, HANDOUT, NEXT_STEP, LETTER]),
        default=CLINICIAN,
        show_default=True,
        help="The clinician report, a handout for the client, the client's next step without exercises, or a letter.",
    )
    return option(command)


def check_document(document: str, outputs: tuple[Path, ...], *, as_json: bool) -> None:
    """A usage error when JSON is wanted of a document that is only for people."""
    if document != CLINICIAN and (as_json or any(path.suffix.lower() == ".json" for path in outputs)):
        raise click.UsageError(f"JSON is the whole assessment; a {document} is .html, .pdf, .md or .txt.")


def publish_sheet(assessment: "Assessment", document: str, outputs: tuple[Path, ...], branding: "Branding") -> None:
    """Write the letter or the handout, or print it when no file is named; exit code 1 when there is none to write."""
    from kinechain.report import terminal
    from kinechain.report.formats import drawn
    from kinechain.report.letter import NO_LETTER

    words = in_language(assessment.language)
    made, instead = _made(assessment, document)
    if made is None:
        click.echo(words.say(NO_LETTER), err=True)
        raise SystemExit(EXIT_FAILED)
    if instead:
        click.echo(words.say(LETTER_INSTEAD), err=True)
    for path in outputs:
        write_whole(path, drawn(made, ending_of(path), branding))
        click.echo(f"Wrote {path}", err=True)
    if not outputs:
        width, colour = screen()
        click.echo(terminal.render_page(made, width=width, colour=colour, branding=branding), color=colour, nl=False)


def make_sheet(assessment: "Assessment", document: str) -> "Sheet | None":
    """The letter or the handout about a case; None when nobody is to be referred by letter."""
    return _made(assessment, document)[0]


def _made(assessment: "Assessment", document: str) -> "tuple[Sheet | None, bool]":
    """The sheet, and whether it is the letter in the place of a handout."""
    if document == LETTER:
        from kinechain.report.letter import letter

        return letter(assessment), False
    if document == NEXT_STEP:
        from kinechain.report.handout import next_step

        return next_step(assessment), False
    from kinechain.report.hand_over import to_hand_over

    return to_hand_over(assessment)
