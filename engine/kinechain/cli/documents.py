"""Which document ``assess`` makes, and how the letter and the handout are written and printed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kinechain.cli.knowledge import EXIT_FAILED
from kinechain.cli.output import screen, write_whole

if TYPE_CHECKING:
    from kinechain.report.sheet import Sheet
    from kinechain.terms.assessment import Assessment

CLINICIAN, HANDOUT, LETTER = "clinician", "handout", "letter"
Command = TypeVar("Command", bound=Callable[..., Any])


def document_option(command: Command) -> Command:
    """Add ``--document`` to a command."""
    option = click.option(
        "--document",
        type=click.Choice([CLINICIAN, HANDOUT, LETTER]),
        default=CLINICIAN,
        show_default=True,
        help="The clinician report, a handout for the client, or a referral letter.",
    )
    return option(command)


def check_document(document: str, outputs: tuple[Path, ...], *, as_json: bool) -> None:
    """A usage error when JSON is wanted of a document that is only for people."""
    if document != CLINICIAN and (as_json or any(path.suffix.lower() == ".json" for path in outputs)):
        raise click.UsageError(f"JSON is the whole assessment; a {document} is .html, .pdf, .md or .txt.")


def publish_sheet(assessment: "Assessment", document: str, outputs: tuple[Path, ...]) -> None:
    """Write the letter or the handout, or print it when no file is named; exit code 1 when there is none to write."""
    from kinechain.report import sheet
    from kinechain.report.letter import NO_LETTER

    made = _made(assessment, document)
    if made is None:
        click.echo(NO_LETTER, err=True)
        raise SystemExit(EXIT_FAILED)
    for path in outputs:
        write_whole(path, _FORMATS[path.suffix.lower()](made))
        click.echo(f"Wrote {path}", err=True)
    if not outputs:
        width, colour = screen()
        click.echo(sheet.text(made, width=width, colour=colour), color=colour, nl=False)


def _made(assessment: "Assessment", document: str) -> "Sheet | None":
    if document == LETTER:
        from kinechain.report.letter import letter

        return letter(assessment)
    from kinechain.report.handout import handout

    return handout(assessment)


def _html(made: "Sheet") -> bytes:
    from kinechain.report import sheet

    return sheet.html(made).encode()


def _pdf(made: "Sheet") -> bytes:
    from kinechain.report import sheet

    return sheet.pdf(made)


def _markdown(made: "Sheet") -> bytes:
    from kinechain.report import sheet

    return sheet.markdown(made).encode()


def _text(made: "Sheet") -> bytes:
    from kinechain.report import sheet

    return sheet.text(made, width=100, colour=False).encode()


_FORMATS: Mapping[str, Callable[["Sheet"], bytes]] = {".html": _html, ".pdf": _pdf, ".md": _markdown, ".txt": _text}
