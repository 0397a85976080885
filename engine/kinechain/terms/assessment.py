"""The result of assessing one case: an immutable value that every report, page and record is made from.

Field order here is field order in JSON. ``SCHEMA_VERSION`` changes with the shape (semantic versioning).
"""

from dataclasses import dataclass
from enum import StrEnum

from kinechain.terms.body import BodyRegion
from kinechain.terms.causal_picture import CycleArc, GraphArc, GraphNode
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Argument, Inference, Source, Unexamined
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

SCHEMA_VERSION = "1.2.0"
EXERCISE = "exercise"
"""The class of every recommendation that is an exercise."""
PROMPT = "prompt"
REFERRING = ("emergency", "urgent", "prompt")
"""Urgencies of a referral that send the client to somebody, most urgent first."""
STOPPING = frozenset({"emergency", "urgent"})
"""Urgencies of a referral with which no exercise is shown anywhere."""


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
class Question:
    """A safety question with its answer: a finding's title, its words and its state."""

    finding: str
    title: str
    question: str
    state: State
    private: bool = False
    """Asked by a flag that never leaves the clinician report."""


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
    private: bool = False
    """Never in a letter, a handout or anything else that goes home: the local procedure goes first."""


@dataclass(frozen=True, slots=True)
class SafetyGap:
    """A red flag that cannot be excluded because questions were not asked."""

    id: str
    code: str
    title: str
    unasked: tuple[Question, ...]
    private: bool = False


@dataclass(frozen=True, slots=True)
class ClientWords:
    """An exercise in plain words, for what the client reads at home."""

    title: str
    steps: tuple[str, ...]
    dose: str
    why: str
    stop_if: str


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
    entry: str
    exit: str
    retest: str
    targets: tuple[str, ...]
    activity: tuple[str, ...]
    """Published EMG figures that were read in their source; unchecked ones are left out."""
    instead_of: tuple[str, ...]
    """Titles of held-back items that this one stands in for."""
    caution: str
    stop_if: str
    evidence: str
    strength: Strength
    reasons: tuple[Argument, ...]
    client: ClientWords | None = None
    """The same in the client's words; every exercise has them."""


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
class SuggestedCode:
    """A code of a symptom for the practitioner to confirm; never a diagnosis."""

    id: str
    system: str
    code: str
    title: str
    side: Side
    edition: str
    caution: str


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
    regions: tuple[str, ...] = ()
    """Where it lies on the body map, by id; empty for what has no place."""


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
class Assessment:
    """Everything that was decided about one case, by both evaluators, with all proofs."""

    schema_version: str
    language: str
    """The locale in which its texts are written, such as ``en``."""
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
    codes: tuple[SuggestedCode, ...]
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
    regions: tuple[BodyRegion, ...] = ()
    """The body regions that findings, causes and impressions name, in the order of the vocabulary."""
