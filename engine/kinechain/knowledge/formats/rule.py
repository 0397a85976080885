"""Shapes of ``*.rule.yaml`` and ``*.cases.yaml``."""

from typing import Annotated, Any, Literal

from pydantic import Field

from kinechain.knowledge.formats.base import EvidenceNote, Identifier, RuleIdentifier, Strict, Text, Version

ConditionDocument = dict[str, Any]
"""A condition: checked word by word against the vocabulary when the rule is linked."""

StrengthWord = Literal["strong", "moderate", "weak", "contested", "opinion"]


class HeadDocument(Strict):
    """One conclusion of a rule: exactly one of the kinds, on the rule's side unless ``side`` says otherwise."""

    impression: Identifier | None = None
    cause: Identifier | None = None
    against: Identifier | None = None
    red_flag: Annotated[Identifier | None, Field(alias="red-flag")] = None
    safety_gap: Annotated[Identifier | None, Field(alias="safety-gap")] = None
    recommend: Identifier | None = None
    withhold: Identifier | None = None
    test: Identifier | None = None
    code: Identifier | None = None
    side: Literal["same", "opposite", "left", "right", "both"] | None = None
    strength: StrengthWord | None = None


class RuleDocument(Strict):
    """One rule: what it is, its logic, its wording, its sources, in this order."""

    id: RuleIdentifier
    title: Text
    version: Version
    status: Literal["draft", "reviewed", "deprecated"]
    reviewed_by: Text | None = None
    seed: tuple[Annotated[str, Field(pattern=r"^(R\d\d|RF\d\d|M\d\d|[A-S])$")], ...] = ()
    for_each: Literal["side", "client"] = "client"
    when: tuple[ConditionDocument, ...]
    unless: tuple[ConditionDocument, ...] = ()
    then: Annotated[tuple[HeadDocument, ...], Field(min_length=1)]
    line: Identifier | None = Field(default=None, description="Line of evidence; default: the rule itself.")
    because: Text
    caveat: Text | None = None
    sources: Annotated[tuple[EvidenceNote, ...], Field(min_length=1)]


class RuleCaseDocument(Strict):
    """One example of a rule alone: findings, conclusions assumed to hold, and the sides on which it fires."""

    name: Text
    subject: dict[str, Any] = Field(default_factory=dict)
    findings: tuple[dict[str, Any], ...] = ()
    denied: tuple[Identifier, ...] = ()
    assume: tuple[dict[str, Any], ...] = ()
    fires: tuple[Literal["left", "right", "midline"], ...]


class RuleCasesFile(Strict):
    """``NAME.cases.yaml`` beside ``NAME.rule.yaml``."""

    rule: RuleIdentifier
    cases: Annotated[tuple[RuleCaseDocument, ...], Field(min_length=1)]
