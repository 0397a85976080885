"""The decision log for pages: where a rule fired, whether the chain is whole, one decision decided again."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kinechain.inference.decide import EvaluatorsDisagreeError, UnsoundProofError
from kinechain.report import machine
from kinechain.store.files import Files
from kinechain.store.log_index import Listed, LogIndex
from kinechain.store.reading import Fault, read_log
from kinechain.store.records import Record, RecordKind
from kinechain.store.replay import Replay, Verdict, replay
from kinechain.web.assessing import assessor

MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole chain shows. ``held`` is whether a hash that was noted earlier is still there."""

    records: int
    last: str
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    repairs: tuple[str, ...]
    held: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and self.held


def log_index() -> LogIndex:
    """The index of the log in the data folder."""
    return _index(settings.KINECHAIN_FOLDER.log)


@lru_cache(maxsize=1)
def _index(path: Path) -> LogIndex:
    return LogIndex(path)


def firings_of(rule: str) -> list[tuple[Listed, str, str]]:
    """Every decision in which a rule fired, newest first, with the side and the version of the rule."""
    return [
        (one, firing.side, firing.version)
        for one in reversed(log_index().listed())
        for firing in one.fired
        if firing.rule == rule
    ]


def verify(noted: str) -> Verified:
    """Read every record and the whole chain. ``noted`` is a hash or its first characters; empty asks for none.

    Raises LogError when the log cannot be read.
    """
    path = settings.KINECHAIN_FOLDER.log
    faults: list[str] = []
    remarks: list[str] = []
    repairs: list[str] = []
    count, last, held = 0, "", not noted
    for found in read_log(Files(path)) if path.exists() else ():
        if isinstance(found, Fault):
            (remarks if found.remark else faults).append(str(found))
            continue
        count, last = count + 1, found.hash
        held = held or found.hash == noted
        if found.kind is RecordKind.REPAIR:
            repairs += [f"Record {found.sequence} ({found.fields['time']}): {one}" for one in found.fields["found"]]
    return Verified(count, last, tuple(faults), tuple(remarks), tuple(repairs), held)


def decide_again(record: Record) -> Replay:
    """The replay of a decision by both evaluators; a disagreement of the two is a difference."""
    by = assessor()
    try:
        return replay(
            record,
            lambda case: by.assess(case, verify=True),
            lambda assessment: machine.render(assessment).encode(),
            by.knowledge_base.stamp,
        )
    except (EvaluatorsDisagreeError, UnsoundProofError) as error:
        return Replay(record.sequence, Verdict.DIFFERENT, (str(error),))
