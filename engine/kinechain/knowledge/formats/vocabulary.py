"""Shapes of ``rules/vocabulary/*.yaml``, ``rules/exercises/*.yaml`` and ``rules/manifest.yaml``."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from kinechain.knowledge.formats.base import AttributeName, Citation, Identifier, Strict, Text, Version

Number = Annotated[Decimal, Field(strict=False)]
Step = Annotated[str, Field(pattern=r"^-?\d+$")]
"""A step of an integer scale; keys of a file are text."""


class AttributeDocument(Strict):
    """One attribute of a finding.

    ``integer`` and ``number`` take ``unit`` (may be absent), ``min`` and ``max`` (inclusive, in that unit);
    ``choice`` and ``choices`` take ``values``; ``flag`` is true or false. ``better`` makes a number a measure that is
    followed from visit to visit.
    """

    type: Literal["integer", "number", "choice", "choices", "flag"]
    title: Text
    unit: str | None = None
    min: Number | None = None
    max: Number | None = None
    values: dict[Identifier, Text] | None = None
    loinc: Annotated[str, Field(pattern=r"^\d{4,5}-\d$")] | None = None
    labels: dict[Step, Text] | None = Field(default=None, description="Words for the steps of an integer scale.")
    regions: dict[Identifier, Identifier] = Field(
        default_factory=dict, description="For choices that say where: the region of the body map for a value."
    )
    better: Literal["lower", "higher", "none"] | None = Field(
        default=None, description="Which way a number gets better; none: a measure without a better way."
    )
    detectable_change: Identifier | None = Field(default=None, description="An id of detectable-changes.yaml.")
    how_measured: bool = Field(
        default=False, description="Numbers that differ in this are not compared from visit to visit."
    )
    sources: tuple[Citation, ...] = ()


class DetectableChangeDocument(Strict):
    """The smallest change of a number that can be told from the error of measuring it."""

    id: Identifier
    amount: Annotated[Decimal, Field(strict=False, gt=0)]
    unit: str | None = None
    basis: Text = Field(description="What the amount is, such as MDC95 or an engine default.")
    caveat: Text = Field(description="In whom it was found, and what it does not cover.")
    source: Citation


class DetectableChangesFile(Strict):
    """``vocabulary/detectable-changes.yaml``."""

    detectable_changes: tuple[DetectableChangeDocument, ...]


class MethodWeight(Strict):
    """How a way of measuring lowers the certainty (in 1/10,000) with which a finding counts."""

    when: dict[AttributeName, Any]
    weight: Annotated[int, Field(ge=1, le=10_000)]
    because: Text
    source: str = "engine-default"


class FindingDocument(Strict):
    """A finding that may be recorded.

    ``positive_when`` maps attributes to unary tests: where any of them holds the finding is positive, where the
    attributes are recorded and none holds it is negative. Without it, recording attribute values means positive.
    """

    id: Identifier
    title: Text
    group: Identifier
    how: Text = Field(description="How it is asked or done, in one line.")
    sided: bool
    region: Identifier | None = Field(default=None, description="Where it lies on the body map, if it has a place.")
    on_map: bool = Field(
        default=True, description="False for what is only recorded, so that being positive marks nothing on the map."
    )
    synonyms: tuple[Text, ...] = ()
    attributes: dict[AttributeName, AttributeDocument] = Field(default_factory=dict)
    positive_when: dict[AttributeName, Any] = Field(default_factory=dict)
    positive_means: Text = "present"
    negative_means: Text = "absent"
    question: Text | None = Field(default=None, description="For safety questions: the words to ask the client.")
    weights: tuple[MethodWeight, ...] = ()
    cost: Literal["question", "quick", "equipment"] = "quick"
    caution: Text | None = None
    reliability: Text | None = None
    sources: tuple[Citation, ...] = ()


class GroupDocument(Strict):
    """A heading under which findings are listed, in the default order of enquiry."""

    id: Identifier
    title: Text


class FindingsFile(Strict):
    """``vocabulary/findings-*.yaml``."""

    findings: tuple[FindingDocument, ...]


class GroupsFile(Strict):
    """``vocabulary/groups.yaml``: the default order of enquiry."""

    groups: tuple[GroupDocument, ...]


class ConclusionDocument(Strict):
    """An impression or a cause. ``title`` may hold ``{{ side }}``; ``plain`` is what a client may read."""

    id: Identifier
    title: Text
    sided: bool
    region: Identifier | None = Field(default=None, description="Where it lies on the body map, if it has a place.")
    plain: Text
    caveat: Text | None = None


class ImpressionsFile(Strict):
    """``vocabulary/impressions.yaml``."""

    impressions: tuple[ConclusionDocument, ...]


class CausesFile(Strict):
    """``vocabulary/causes.yaml``."""

    causes: tuple[ConclusionDocument, ...]


class RedFlagDocument(Strict):
    """A red flag: what it may mean, how fast to act, and the questions that must be asked to rule it out."""

    id: Identifier
    code: Annotated[str, Field(pattern=r"^RF\d\d$")]
    title: Text
    suspect: Text
    action: Literal["emergency", "urgent", "prompt", "caution"]
    refer_to: Text
    advice: Text
    blocks_when_not_asked: bool = False
    private: bool = Field(
        default=False, description="Never in a letter, a handout or anything else that goes home, nor its questions."
    )
    questions: tuple[Identifier, ...]
    sources: tuple[Citation, ...]


class RedFlagsFile(Strict):
    """``vocabulary/red-flags.yaml``, in the order in which they are asked."""

    red_flags: tuple[RedFlagDocument, ...]


class StrengthDocument(Strict):
    """A strength word: what it requires and the most certainty (in 1/10,000) that one rule of it may add."""

    id: Literal["strong", "moderate", "weak", "contested", "opinion"]
    ceiling: Annotated[int, Field(ge=0, le=10_000)]
    requires: Text
    reads: Text


class PhaseDocument(Strict):
    """A phase of the programme, in order."""

    id: Identifier
    title: Text
    aim: Text
    entry: Text
    exit: Text
    sources: tuple[Citation, ...] = ()


class ClassDocument(Strict):
    """A class of recommendations that a contraindication can withhold at once."""

    id: Identifier
    title: Text


class PlanFile(Strict):
    """``vocabulary/plan.yaml``."""

    phases: tuple[PhaseDocument, ...]
    classes: tuple[ClassDocument, ...]


class StrengthsFile(Strict):
    """``vocabulary/strengths.yaml``, strongest first."""

    strengths: tuple[StrengthDocument, ...]


class MuscleActivity(Strict):
    """A published EMG figure of an exercise. Tag V: read in the source; K: unchecked, and then never printed."""

    muscle: Text
    percent_mvic: Text
    ref: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    tag: Literal["V", "K"]


class CodeDocument(Strict):
    """A code of a symptom, as a prompt to confirm. A sided code has ``left`` and ``right``, others ``midline``."""

    id: Identifier
    system: Literal["ICD-10-CM", "LOINC"]
    title: Text
    sided: bool
    left: str | None = None
    right: str | None = None
    midline: str | None = None
    edition: Text = Field(description="The edition of the code set in which the code was checked.")
    tag: Literal["V", "K"]
    caution: Text | None = None
    sources: tuple[Citation, ...]


class CodesFile(Strict):
    """``vocabulary/codes.yaml``."""

    codes: tuple[CodeDocument, ...]


class ClientDocument(Strict):
    """The same in plain words and short sentences, for what the client reads at home."""

    title: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    dose: Text = Field(description="How much, with the numbers of the clinical dose.")
    why: Text
    stop_if: Text = Field(description="When to stop, without the words 'Stop if'.")


class RecommendationDocument(Strict):
    """``exercises/NAME.yaml``: something that may be recommended, exercise or not."""

    id: Identifier
    title: Text
    sided: bool
    phase: Identifier
    order: Annotated[int, Field(ge=0, le=999, description="Order inside the phase.")]
    classes: tuple[Identifier, ...]
    does: Text = Field(description="What it is for, one sentence.")
    steps: tuple[Text, ...]
    dose: Text
    dose_source: Citation
    entry: Text | None = Field(default=None, description="When to start it.")
    exit: Text | None = None
    retest: Text | None = Field(default=None, description="What to test again, and when.")
    targets: tuple[Text, ...] = ()
    activity: tuple[MuscleActivity, ...] = ()
    replaces: tuple[Identifier, ...] = Field(
        default=(), description="Items that it stands in for when they are held back."
    )
    caution: Text | None = None
    stop_if: Text | None = None
    evidence: Text | None = None
    client: ClientDocument | None = Field(default=None, description="Needed by everything of the class 'exercise'.")
    sources: tuple[Citation, ...]


class ManifestFile(Strict):
    """``manifest.yaml``: which knowledge base this is, for whom, and what it must not be used for."""

    id: Identifier
    title: Text
    version: Version
    format: Literal[1]
    language: Literal["en"]
    intended_use: Text
    not_for: Text
    calibration: Text = Field(description="What the certainty numbers are and are not.")
    contact: Text | None = None
