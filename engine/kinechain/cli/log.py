"""``kinechain log``: verify, show."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.decision_log import log_argument, read_records
from kinechain.cli.knowledge import EXIT_FAILED

if TYPE_CHECKING:
    from kinechain.store.reading import Fault
    from kinechain.store.records import Record

_HASH_CHARACTERS = 12


@click.group(short_help="Check or read a decision log.")
def log() -> None:
    """Check or read a log that `kinechain assess CASE --log FILE` writes."""


@log.command("verify")
@log_argument
@click.option("--last", "known", metavar="HASH", help="A hash noted earlier: the log must still hold that record.")
def verify_log(log_file: Path, known: str | None) -> None:
    """Check every record and the whole chain; name each record that was changed, removed, moved or inserted.

    Exit code 1 when something is wrong. Note the last hash elsewhere and give it to --last the next time: who can
    write all files of a log could forge a whole new chain, but not one that holds your hash.
    """
    faults: list[Fault] = []
    count, last, held, repairs = 0, "", known is None, []
    for record in read_records(log_file, faults):
        count, last = count + 1, record.hash
        held = held or record.hash == known
        if record.kind == "repair":
            repairs.append(record)
    for repair in repairs:
        for found in repair.fields["found"]:
            click.echo(f"Record {repair.sequence} ({repair.fields['time']}) tells of a repair: {found}.")
    if not held:
        click.echo(f"{log_file}: no record has the hash {known}: the log was cut or replaced since.", err=True)
    if faults or not held:
        click.echo(f"\n{log_file} is not intact: {_counted(len(faults) + (not held), 'fault')}.", err=True)
        raise SystemExit(EXIT_FAILED)
    click.echo(f"{_counted(count, 'record')}, an unbroken chain." + (f" Last hash: {last}" if last else ""))


@log.command("show")
@log_argument
@click.option("--json", "as_json", is_flag=True, help="Print the records as JSON.")
def show_log(log_file: Path, as_json: bool) -> None:
    """List the records: number, time, case, what was decided, by which knowledge base. Exit code 1 when damaged."""
    faults: list[Fault] = []
    records = read_records(log_file, faults)
    if as_json:
        click.echo(json.dumps([record.fields for record in records], indent=2, ensure_ascii=True))
    else:
        for record in records:
            click.echo(_row(record))
    if faults:
        raise SystemExit(EXIT_FAILED)


def _row(record: "Record") -> str:
    from kinechain.report.safe_text import one_line

    fields = record.fields
    start = f"{record.sequence}  {fields['time']}  {record.kind}"
    if record.kind == "repair":
        return f"{start}  {'; '.join(fields['found'])}"
    if record.kind == "override":
        said = fields["override"]
        about = f"of record {fields['decision']['sequence']}: {said['conclusion']}"
        return f"{start}  {about} {said['done']}, {said['reason']}"
    stamp = fields["knowledge_base"]
    base = f"{stamp['id']} {stamp['version']} {stamp['hash'][:_HASH_CHARACTERS]}"
    what = f"{fields['status']}, {_counted(len(fields['conclusions']), 'conclusion')}"
    return f"{start}  {one_line(fields['case']['id'])}  {what}  {base}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
