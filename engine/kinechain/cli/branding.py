"""``--branding FILE``: how documents of a practice look."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_INVALID_CASE, Command, fail_with

if TYPE_CHECKING:
    from kinechain.report.branding import Branding

ENGLISH_CODE = "en"


def branding_option(command: Command) -> Command:
    """Add ``--branding FILE`` to a command."""
    option = click.option(
        "--branding",
        "branding_file",
        metavar="FILE",
        type=click.Path(path_type=Path),
        default=None,
        help="Name, logo, colours, footer, paper and language of a practice (YAML).",
    )
    return option(command)


def open_branding(file: Path | None) -> "Branding":
    """Read the branding file, or leave with exit code 4 and every problem. Without a file: no practice."""
    from kinechain.report.branding import PLAIN
    from kinechain.terms.problem import InvalidBrandingError

    if file is None:
        return PLAIN
    from kinechain.report.branding_file import read_branding

    try:
        return read_branding(file)
    except InvalidBrandingError as error:
        fail_with(error.problems, EXIT_INVALID_CASE, "branding file")


def language_of(chosen: str | None, branding: "Branding") -> str:
    """The language asked for on the command line, else that of the practice, else English."""
    return chosen or branding.language or ENGLISH_CODE
