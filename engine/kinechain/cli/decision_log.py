"""What ``assess --log``, ``log`` and ``replay`` share: appending a decision, reading a log, telling its faults."""

import datetime
import platform
import secrets
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.knowledge import EXIT_FAILED, Command

if TYPE_CHECKING:
    from kinechain.assess import Assessor
    from kinechain.store.reading import Fault
    from kinechain.store.records import Record
    from kinechain.terms.assessment import Assessment
    from kinechain.terms.case import Case


def log_argument(command: Command) -> Command:
    """Add ``FILE``, a log that is there."""
    return click.argument("log_file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))(
        command
    )


def append_decision(path: Path, case: "Case", assessor: "Assessor", *, unmasked: bool) -> None:
    """Append the decision about a case; exit code 1 when it cannot be recorded."""
    from kinechain.report import machine
    from kinechain.store import DecisionLog
    from kinechain.store.files import LogError

    def decide(stored: "Case") -> "tuple[Assessment, bytes]":
        assessment = assessor.assess(stored, verify=True)
        return assessment, machine.render(assessment).encode()

    log = DecisionLog(path, secrets.token_bytes)
    try:
        receipt = log.append(case, decide, datetime.datetime.now(datetime.UTC), _evaluators(), unmasked=unmasked)
    except LogError as error:
        click.echo(f"{error}\nNothing is reported, because it could not be recorded.", err=True)
        raise SystemExit(EXIT_FAILED) from error
    for notice in receipt.notices:
        click.echo(notice, err=True)
    click.echo(f"Logged as record {receipt.record.sequence} of {path}", err=True)


def _evaluators() -> dict[str, str]:
    from kinechain import __version__

    return {
        "experta": metadata.version("experta"),
        "generated function": __version__,
        "python": platform.python_version(),
    }


def read_records(path: Path, faults: "list[Fault]") -> "Iterator[Record]":
    """Every record of a log; what is wrong with it goes into ``faults`` and to standard error."""
    from kinechain.store.files import Files, LogError
    from kinechain.store.reading import Fault, read_log

    try:
        for found in read_log(Files(path)):
            if not isinstance(found, Fault):
                yield found
                continue
            click.echo(f"{path}: {found}", err=True)
            if not found.remark:
                faults.append(found)
    except LogError as error:
        click.echo(str(error), err=True)
        raise SystemExit(EXIT_FAILED) from error
