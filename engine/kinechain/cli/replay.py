"""``kinechain replay``."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinechain.cli.decision_log import log_argument, read_records
from kinechain.cli.knowledge import EXIT_FAILED, EXIT_INVALID_KNOWLEDGE_BASE, open_knowledge_base, rules_option

if TYPE_CHECKING:
    from kinechain.knowledge.model import KnowledgeBase
    from kinechain.store.reading import Fault
    from kinechain.store.records import Record
    from kinechain.store.replay import Replay


@click.command(short_help="Assess every case of a decision log again and compare, bit for bit.")
@log_argument
@click.option("--record", "number", type=click.IntRange(min=1), metavar="N", help="Only this record.")
@rules_option
def replay(log_file: Path, number: int | None, rules_folder: Path | None) -> None:
    """Assess every decision of a log again with both evaluators; conclusions, fired rules and JSON must be the same.

    Exit code 0: all the same. 1: something differs, or the log is damaged. 5: decided by another knowledge base.
    """
    from kinechain.store.replay import Verdict

    knowledge_base = open_knowledge_base(rules_folder)
    again = _replayer(knowledge_base)
    faults: list[Fault] = []
    counts: Counter[Verdict] = Counter()
    others: Counter[tuple[str, ...]] = Counter()
    seen = False
    for record in read_records(log_file, faults):
        if number not in (None, record.sequence):
            continue
        seen = True
        if record.kind != "decision":
            _refuse_other_kinds(record, asked=number is not None)
            continue
        result = again(record)
        counts[result.verdict] += 1
        if result.verdict is Verdict.OTHER_KNOWLEDGE_BASE:
            others[result.details] += 1
        else:
            _tell(result)
    if number is not None and not seen and not any(fault.record == number for fault in faults):
        raise click.BadParameter(f"{log_file} has no record {number}.", param_hint="--record")
    _tell_others(others, log_file)
    equal = counts[Verdict.EQUAL]
    click.echo(f"{equal} of {counts.total()} replayed with the same result, bit for bit.")
    if faults or counts[Verdict.DIFFERENT] or counts[Verdict.NOT_REPLAYABLE]:
        raise SystemExit(EXIT_FAILED)
    if others:
        raise SystemExit(EXIT_INVALID_KNOWLEDGE_BASE)


def _replayer(knowledge_base: "KnowledgeBase") -> "Callable[[Record], Replay]":
    from kinechain.assess import Assessor
    from kinechain.inference.decide import EvaluatorsDisagreeError, UnsoundProofError
    from kinechain.report import machine
    from kinechain.store.replay import Replay, Verdict
    from kinechain.store.replay import replay as replayed

    assessor = Assessor(knowledge_base)

    def again(record: "Record") -> "Replay":
        try:
            return replayed(
                record,
                lambda case: assessor.assess(case, verify=True),
                lambda assessment: machine.render(assessment).encode(),
                knowledge_base.stamp,
            )
        except (EvaluatorsDisagreeError, UnsoundProofError) as error:
            return Replay(record.sequence, Verdict.DIFFERENT, (str(error),))

    return again


def _refuse_other_kinds(record: "Record", *, asked: bool) -> None:
    if asked:
        message = f"Record {record.sequence} is no decision ({record.kind}), so there is nothing to replay."
        raise click.BadParameter(message, param_hint="--record")


def _tell(result: "Replay") -> None:
    from kinechain.report.safe_text import one_line

    if result.details:
        words = "differs" if result.verdict == "different" else "cannot be replayed"
        click.echo(f"record {result.record} {words}")
        for detail in result.details:
            click.echo(f"  {one_line(detail)}")


def _tell_others(others: "Counter[tuple[str, ...]]", log_file: Path) -> None:
    for (was, this), count in others.items():
        click.echo(f"{count} of the decisions cannot be replayed with this knowledge base.", err=True)
        click.echo(f"  {was}\n  {this}", err=True)
    if others:
        click.echo(
            "hint: Take the knowledge base of that version (an older release of the program has it in its folder "
            "'rules'; so has the repository at the commit whose rules/manifest.yaml names the version), then: "
            f"kinechain replay {log_file} --rules DIR",
            err=True,
        )
