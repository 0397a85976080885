"""Replaying a log: does each recorded case still give the recorded assessment, bit for bit?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from kinechain.store.records import Record, RecordKind, outcome_content
from kinechain.terms.assessment import Assessment, KnowledgeBaseStamp
from kinechain.terms.case import Case
from kinechain.terms.case_record import from_plain

Assess = Callable[[Case], Assessment]
Render = Callable[[Assessment], bytes]
_COMPARED = {"status": "status", "conclusions": "conclusions", "fired": "fired rules", "assessment": "assessment"}
_MOST_SHOWN = 5


class Verdict(StrEnum):
    """What a replay shows."""

    EQUAL = "equal"
    DIFFERENT = "different"
    OTHER_KNOWLEDGE_BASE = "other-knowledge-base"
    NOT_REPLAYABLE = "not-replayable"


@dataclass(frozen=True, slots=True)
class Replay:
    """The replay of one decision, with what differs or why it could not be replayed."""

    record: int
    verdict: Verdict
    details: tuple[str, ...] = ()


def replay(record: Record, assess: Assess, render: Render, stamp: KnowledgeBaseStamp) -> Replay:
    """Assess the case of a decision again and compare every part of the outcome and the SHA-256 of the JSON.

    The version of the program is part of the JSON; the recorded one is put in its place, so that a new release of the
    program is no difference by itself. Whatever ``assess`` raises by itself (evaluators that disagree) passes through.
    """
    if record.kind is not RecordKind.DECISION:
        raise ValueError(f"record {record.sequence} is no decision")
    written = record.fields.get("knowledge_base")
    recorded = written if isinstance(written, dict) else {}
    if recorded.get("hash") != stamp.hash:
        return Replay(record.sequence, Verdict.OTHER_KNOWLEDGE_BASE, _other(recorded, stamp))
    try:
        assessment = assess(from_plain(record.fields.get("case")))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        reason = f"its case does not fit the knowledge base ({type(error).__name__}: {error})"
        return Replay(record.sequence, Verdict.NOT_REPLAYABLE, (reason,))
    program = str(record.fields.get("program"))
    now = outcome_content(assessment, render(replace(assessment, program=program)))
    differences = tuple(
        detail for name, title in _COMPARED.items() for detail in _compare(title, record.fields.get(name), now[name])
    )
    if not differences:
        return Replay(record.sequence, Verdict.EQUAL)
    if program != assessment.program:
        differences += (f"recorded by {program}, replayed by {assessment.program}",)
    return Replay(record.sequence, Verdict.DIFFERENT, differences)


def _other(recorded: dict[str, object], stamp: KnowledgeBaseStamp) -> tuple[str, ...]:
    was = f"{recorded.get('id')} {recorded.get('version')} (hash {recorded.get('hash')})"
    return (f"decided by {was}", f"this one is {stamp.id} {stamp.version} (hash {stamp.hash})")


def _compare(title: str, before: object, now: object) -> tuple[str, ...]:
    if before == now:
        return ()
    if not isinstance(before, list) or not isinstance(now, list):
        return (f"{title}: recorded {before}, now {now}",)
    gone = [_shown(one) for one in before if one not in now]
    new = [_shown(one) for one in now if one not in before]
    parts = [f"{word} {_some(items)}" for word, items in (("no longer", gone), ("new", new)) if items]
    return (f"{title}: {'; '.join(parts) or 'in another order'}",)


def _shown(item: object) -> str:
    return " ".join(map(str, item)) if isinstance(item, list) else str(item)


def _some(items: list[str]) -> str:
    more = f" and {len(items) - _MOST_SHOWN} more" if len(items) > _MOST_SHOWN else ""
    return ", ".join(items[:_MOST_SHOWN]) + more
