"""The result of assessing one case: an immutable value that every report, page and record is made from.

Field order here is field order in JSON. ``SCHEMA_VERSION`` changes with the shape (semantic versioning).
"""

from dataclasses import dataclass
from enum import StrEnum

from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

SCHEMA_VERSION = "1.0.0"


class Status(StrEnum):
    """What the whole assessment amounts to, most urgent first."""

    REFER = "refer"
    SAFETY_INCOMPLETE = "safety-incomplete"
    ADVICE = "advice"
    NO_FINDING = "no-finding"


@dataclass(frozen=True, slots=True)
class KnowledgeBaseStamp:
    """Which knowledge base decided: its id, version and content hash (SHA-256, hexadecimal)."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a rule cites it. ``citation`` is the short reference; ``read`` says what was read of it."""

    ref: str
    relation: str
    says: str
    citation: str
    checked: bool
    read: str = ""


@dataclass(frozen=True, slots=True)
class Premise:
    """One condition of a fired rule, in words (``text``) and in terms (``about``, ``test``)."""

    text: str
    about: str
    side: Side
    test: str
    kind: str
    """``finding``, ``not-assessed`` or the kind of a conclusion."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One fired rule instance that supports or opposes a conclusion.

    ``contribution`` (1/10,000) is what it adds at most; it orders and is no probability.
    """

    rule: str
    version: str
    title: str
    side: Side
    strength: Strength | None
    contribution: int
    because: str
    caveat: str
    premises: tuple[Premise, ...]
    absences: tuple[Premise, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that speaks against a conclusion: a finding (by a rule) or a source that disputes a rule."""

    kind: str
    """``finding`` or ``source``."""
    text: str
    rule: str
    ref: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """A cause or impression with everything for it, against it and unexamined about it.

    ``certainty`` and ``opposition`` are in 1/10,000 and only order. ``fragile`` names the one finding on which the
    conclusion hangs, if there is one.
    """

    id: str
    title: str
    side: Side
    strength: Strength
    certainty: int
    opposition: int
    plain: str
    caveat: str
    for_: tuple[Argument, ...]
    against: tuple[Objection, ...]
    not_assessed: tuple["Unexamined", ...]
    fragile: str = ""


@dataclass(frozen=True, slots=True)
class Unexamined:
    """A finding that nobody recorded, on one side."""

    finding: str
    title: str
    side: Side


@dataclass(frozen=True, slots=True)
class Question:
    """A safety question with its answer: a finding's title, its words and its state."""

    finding: str
    title: str
    question: str
    state: State


@dataclass(frozen=True, slots=True)
class Referral:
    """A red flag that was raised: to whom, how fast, and why."""

    id: str
    code: str
    title: str
    urgency: str
    """``emergency``, ``urgent``, ``prompt`` or ``caution``."""
    suspect: str
    refer_to: str
    advice: str
    side: Side
    for_: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class SafetyGap:
    """A red flag that cannot be excluded because questions were not asked."""

    id: str
    code: str
    title: str
    unasked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One item of the programme. ``order`` counts from 1 over the whole programme."""

    id: str
    title: str
    side: Side
    phase: str
    phase_title: str
    order: int
    classes: tuple[str, ...]
    does: str
    steps: tuple[str, ...]
    dose: str
    dose_source: str
    exit: str
    caution: str
    stop_if: str
    evidence: str
    strength: Strength
    reasons: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that a rule recommends and another forbids. ``reason`` is the first of ``reasons`` in words."""

    id: str
    title: str
    side: Side
    phase: str
    reason: str
    reasons: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class NextTest:
    """An examination worth doing next. Safety questions come first, then the default order of enquiry."""

    id: str
    title: str
    side: Side
    how: str
    safety: bool
    order: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordedFinding:
    """A finding as reports show it: title, side, state and values in words."""

    id: str
    title: str
    side: Side
    state: State
    group: str
    group_title: str
    reading: str
    note: str = ""
    weight: int = 10_000
    weight_reason: str = ""


@dataclass(frozen=True, slots=True)
class ProofStep:
    """A fired rule instance, for machines and auditors."""

    rule: str
    version: str
    side: Side
    premises: tuple[str, ...]
    absences: tuple[str, ...]
    conclusions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleArc:
    """One arc of a cycle of conclusions (such as pain, inhibition, instability), and whether it holds in this case."""

    source: str
    target: str
    source_title: str
    target_title: str
    side: Side
    rule: str


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node of the causal picture. ``layer`` is findings, states, causes or plan."""

    id: str
    title: str
    side: Side
    layer: str
    observed: bool


@dataclass(frozen=True, slots=True)
class GraphArc:
    """An arc of the causal picture; ``observed`` when it starts from a recorded finding, else inferred."""

    source: str
    target: str
    observed: bool
    opposes: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that was decided about one case, by both evaluators, with all proofs."""

    schema_version: str
    program: str
    knowledge_base: KnowledgeBaseStamp
    case: str
    date: str
    age: int | None
    sex: str | None
    status: Status
    summary: str
    findings: tuple[RecordedFinding, ...]
    causes: tuple[Inference, ...]
    impressions: tuple[Inference, ...]
    referrals: tuple[Referral, ...]
    safety_gaps: tuple[SafetyGap, ...]
    safety_questions: tuple[Question, ...]
    recommendations: tuple[Recommendation, ...]
    withheld: tuple[Withheld, ...]
    next_tests: tuple[NextTest, ...]
    not_assessed: tuple[Unexamined, ...]
    cycle: tuple[CycleArc, ...]
    graph_nodes: tuple[GraphNode, ...]
    graph_arcs: tuple[GraphArc, ...]
    proofs: tuple[ProofStep, ...]
    sources: tuple[Source, ...]
    notes: str
    intended_use: str
    not_for: str
    calibration: str
    decided_by: tuple[str, ...]


INFERRED_KINDS = (Kind.IMPRESSION, Kind.CAUSE)
"""The kinds of conclusion that become an :class:`Inference`."""
