"""The progress of one client over dated visits: an immutable value that the progress report and its JSON are made from.

Field order here is field order in JSON. ``SCHEMA_VERSION`` changes with the shape (semantic versioning).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinechain.terms.assessment import KnowledgeBaseStamp, Status
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Source
from kinechain.terms.side import Side

SCHEMA_VERSION = "1.0.0"


class Verdict(StrEnum):
    """What a change of a number amounts to."""

    BETTER = "better"
    """At least the detectable change, the better way."""
    WORSE = "worse"
    """At least the detectable change, the other way."""
    CHANGED = "changed"
    """At least the detectable change of a measure that has no better way."""
    WITHIN = "within"
    """Less than the detectable change: it cannot be told from the error of measuring."""
    UNKNOWN = "unknown"
    """No detectable change is known for the measure: no judgement."""
    OTHER_METHOD = "other-method"
    """Measured in different ways, or the way was noted at one of the visits only."""
    NOT_TESTED = "not-tested"
    """There is no number at one of the visits. It is neither normal nor zero."""


JUDGED = (Verdict.BETTER, Verdict.WORSE, Verdict.CHANGED)
"""Verdicts on a change that is at least the detectable one."""


@dataclass(frozen=True, slots=True)
class Detectable:
    """The detectable change of a measure in the measure's unit, with where it comes from."""

    id: str
    amount: Decimal
    unit: str
    basis: str
    caveat: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What one visit says of a measure. ``amount`` is in the measure's unit; None where no number was noted.

    ``method`` is the noted way of measuring in words; ``words`` the record in words.
    """

    date: str
    state: State
    amount: Decimal | None
    method: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The latest number against that of an earlier visit, at which ``since`` it was measured (empty: at none)."""

    since: str
    change: Decimal | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is followed on one side, with one reading for each visit in order of date.

    ``since_first`` compares the latest visit with the first at which it was measured, ``since_previous`` with the last
    before it at which it was.
    """

    finding: str
    attribute: str
    title: str
    attribute_title: str
    side: Side
    unit: str
    better: str
    """``lower``, ``higher`` or ``none``."""
    least: Decimal | None
    most: Decimal | None
    """The ends of the scale, if it has any."""
    detectable: Detectable | None
    readings: tuple[Reading, ...]
    since_first: Comparison
    since_previous: Comparison


@dataclass(frozen=True, slots=True)
class Course:
    """A finding that is not recorded alike at every visit, with its record in words for each visit."""

    finding: str
    title: str
    side: Side
    states: tuple[State, ...]
    words: tuple[str, ...]


class ReasonKind(StrEnum):
    """How a finding differs between two visits."""

    OTHERWISE = "otherwise"
    """Examined at both, with another result."""
    NEWLY_EXAMINED = "newly-examined"
    """Examined at the later visit only."""
    NO_LONGER_EXAMINED = "no-longer-examined"
    """Examined at the earlier visit only, which is no evidence that it is gone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding that differs between two visits, and through which a conclusion came or went."""

    finding: str
    title: str
    side: Side
    kind: ReasonKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """A conclusion that holds at one of two visits only.

    Each of ``reasons`` alone brought the change about, unless ``together``: then it took all of them.
    ``only_examination``: what was examined at both visits does not account for it, only that some findings were
    examined at one of them.
    """

    kind: str
    id: str
    title: str
    side: Side
    appeared: bool
    reasons: tuple[Reason, ...]
    together: bool
    only_examination: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What changed among the conclusions from one visit to the next."""

    since: str
    until: str
    changes: tuple[ConclusionChange, ...]


@dataclass(frozen=True, slots=True)
class Untested:
    """A finding that was examined at an earlier visit, last on ``last``, and not at the latest."""

    finding: str
    title: str
    side: Side
    last: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What changed for one client. Every visit was assessed by the one knowledge base named here.

    ``stopped``: at the latest visit a red flag asks for a referral at once, or a safety question is open that holds
    exercise back; no change of the programme may then be shown.
    """

    schema_version: str
    language: str
    program: str
    knowledge_base: KnowledgeBaseStamp
    case: str
    dates: tuple[str, ...]
    status: Status
    stopped: bool
    measures: tuple[Measure, ...]
    courses: tuple[Course, ...]
    steps: tuple[Step, ...]
    untested: tuple[Untested, ...]
    intended_use: str
    not_for: str
    decided_by: tuple[str, ...]
