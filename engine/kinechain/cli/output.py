"""Writing files whole or not at all, in the format that their ending names."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, Command

if TYPE_CHECKING:
    from kinechain.report.branding import Branding
    from kinechain.terms.assessment import Assessment

TEMPORARY_CHARACTERS = 40
"""Of the name of a file in the name beside it under which it is written: both must fit the file system."""


ENDINGS = (".html", ".pdf", ".md", ".json", ".txt")


def check_ending(_: click.Context, __: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """A usage error for an ending that names no format, before anything is computed."""
    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise click.BadParameter(f"'{path.name}' must end in one of: {', '.join(ENDINGS)}.")
    return paths


def output_option(command: Command) -> Command:
    """Add ``-o``, which may be repeated, to a command."""
    option = click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=check_ending,
        help="Write a report; the ending decides: .html .pdf .md .json .txt. May be repeated.",
    )
    return option(command)


def write_report(assessment: "Assessment", path: Path, branding: "Branding | None" = None) -> None:
    """Render and write one report; without branding it names no practice."""
    from kinechain.report.branding import PLAIN
    from kinechain.report.formats import report

    write_whole(path, report(assessment, ending_of(path), branding or PLAIN))


def ending_of(path: Path) -> str:
    """What a file's name ends in, without the dot, as ``kinechain.report.formats`` calls it."""
    return path.suffix.lower().removeprefix(".")


def screen() -> tuple[int, bool]:
    """Width of the terminal, within reason, and whether it shows colour."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return min(shutil.get_terminal_size((100, 24)).columns, 110), colour


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; exit code 1 with a reason when it cannot be written."""
    try:
        replace_file(path, data)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        click.echo(f"{path}: file.unwritable: The file cannot be written: {reason}.", err=True)
        raise SystemExit(EXIT_FAILED) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in its place in one step; OSError when that cannot be done. Whatever happens, nothing else is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:TEMPORARY_CHARACTERS]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
