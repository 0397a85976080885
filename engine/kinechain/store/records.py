"""Records of a decision log: what one says, how it is sealed, and how a line is read back.

A record is one JSON object on one line: keys sorted, no blanks, ASCII only. ``hash`` is the SHA-256 of the same text
without ``hash``; ``previous`` is the hash of the record before. Anyone can check both without this program.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case
from kinechain.terms.case_record import to_plain

ALGORITHM = "kinechain-decision-log-1/sha-256"
MAGIC = b'{"algorithm":"'
"""How every record of every version starts, because no key sorts before this one."""
BEFORE_THE_FIRST = "0" * 64
"""What the first record names as the hash before it."""


class RecordKind(StrEnum):
    """What a record records."""

    DECISION = "decision"
    OVERRIDE = "override"
    REPAIR = "repair"


_FRAME = frozenset({"algorithm", "hash", "kind", "previous", "sequence", "time"})
_CONTENT = {
    RecordKind.DECISION: frozenset(
        {"assessment", "case", "conclusions", "evaluators", "fired", "knowledge_base", "masked", "overrides"}
        | {"program", "status"}
    ),
    RecordKind.OVERRIDE: frozenset({"decision", "override"}),
    RecordKind.REPAIR: frozenset({"damaged_bytes", "damaged_sha256", "found", "head"}),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the log; ``fields`` are all its JSON fields."""

    sequence: int
    kind: RecordKind
    previous: str
    hash: str
    fields: Mapping[str, Any]


class UnreadableRecordError(ValueError):
    """A line is no whole, unchanged record. ``is_json`` tells a changed record from a torn one."""

    def __init__(self, message: str, *, is_json: bool) -> None:
        super().__init__(message)
        self.is_json = is_json


def canonical(value: Mapping[str, Any]) -> bytes:
    r"""The one way to write these values: sorted keys, no blanks, ASCII.

    >>> canonical({"b": 1, "a": "\u00fc"})
    b'{"a":"\\u00fc","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def sealed(kind: RecordKind, sequence: int, time: str, previous: str, content: Mapping[str, Any]) -> Record:
    """A record with its place in the chain and its own hash."""
    frame = {"algorithm": ALGORITHM, "kind": kind.value, "sequence": sequence, "time": time, "previous": previous}
    fields = {**content, **frame}
    own = hashlib.sha256(canonical(fields)).hexdigest()
    return Record(sequence, kind, previous, own, {**fields, "hash": own})


def line_of(record: Record) -> bytes:
    """The record as it is written, its line end included."""
    return canonical(record.fields) + b"\n"


def read_line(line: bytes) -> Record:
    """The record of one line; UnreadableRecordError when it is not exactly what was once written."""
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError) as error:
        raise UnreadableRecordError("it cannot be read", is_json=False) from error
    if fields.get("algorithm") != ALGORITHM:
        raise UnreadableRecordError(f"it is not written as '{ALGORITHM}'", is_json=True)
    without = {name: value for name, value in fields.items() if name != "hash"}
    if hashlib.sha256(_or_nothing(without)).hexdigest() != fields.get("hash"):
        raise UnreadableRecordError("its content does not have its hash: it was changed", is_json=True)
    if _or_nothing(fields) + b"\n" != line:
        raise UnreadableRecordError("it is not written as it was: blanks, order or line end were changed", is_json=True)
    kind, sequence, previous = (fields.get(name) for name in ("kind", "sequence", "previous"))
    if kind not in tuple(RecordKind) or type(sequence) is not int or sequence < 1 or not isinstance(previous, str):
        raise UnreadableRecordError("it has no kind, number or place in the chain", is_json=True)
    if set(fields) != _FRAME | _CONTENT[RecordKind(kind)]:
        raise UnreadableRecordError("it lacks fields or has others than its kind has", is_json=True)
    return Record(sequence, RecordKind(kind), previous, str(fields["hash"]), fields)


def _or_nothing(fields: Mapping[str, Any]) -> bytes:
    try:
        return canonical(fields)
    except (ValueError, RecursionError):  # such as NaN, which no record ever holds
        return b""


def decision_content(
    case: Case, assessment: Assessment, rendered: bytes, evaluators: Mapping[str, str], *, masked: bool
) -> dict[str, Any]:
    """What a decision records: the case, who decided, what followed, and the SHA-256 of the assessment's JSON."""
    stamp = assessment.knowledge_base
    return {
        "masked": masked,
        "case": to_plain(case),
        "program": assessment.program,
        "evaluators": dict(evaluators),
        "knowledge_base": {"id": stamp.id, "version": stamp.version, "hash": stamp.hash},
        **outcome_content(assessment, rendered),
        "overrides": [],
    }


def outcome_content(assessment: Assessment, rendered: bytes) -> dict[str, Any]:
    """The part of a decision that a replay must give again."""
    return {
        "status": assessment.status.value,
        "fired": sorted([step.rule, step.version, step.side.value] for step in assessment.proofs),
        "conclusions": _unique(one for step in assessment.proofs for one in step.conclusions),
        "assessment": hashlib.sha256(rendered).hexdigest(),
    }


def _unique(texts: Iterable[str]) -> list[str]:
    return sorted(set(texts))
