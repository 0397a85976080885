"""Shapes of case files and of stories (whole patients with everything expected and everything forbidden)."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from kinechain.knowledge.formats.base import Identifier, Strict, Text
from kinechain.knowledge.formats.rule import StrengthWord


def _none_as_empty(written: Any) -> Any:
    return () if written is None else written


Listed = BeforeValidator(_none_as_empty)
"""A list whose key stands there with nothing below it is an empty list."""


class SubjectDocument(Strict):
    """Who was examined; pseudonymous by design."""

    age: Annotated[int, Field(ge=0, le=120)] | None = None
    sex: Literal["female", "male", "other"] | None = None


class CaseDocument(Strict):
    """What a practitioner writes: a case with its findings.

    ``denied`` lists sideless findings that were asked, one by one, and answered no.
    """

    case: Annotated[str, Field(min_length=1, max_length=120)]
    date: date
    subject: SubjectDocument = Field(default_factory=SubjectDocument)
    findings: Annotated[tuple[dict[str, Any], ...], Listed]
    denied: Annotated[tuple[str, ...], Listed] = ()
    notes: Annotated[str, Field(max_length=20_000)] | None = None


class Expected(Strict):
    """A conclusion that must or must not be drawn. Without ``side``: midline if expected, any if forbidden."""

    id: Identifier
    side: Literal["left", "right"] | None = None
    strength: StrengthWord | None = None
    urgency: str | None = None


class Outcome(Strict):
    """What to compare with an assessment; whatever is not named is not compared."""

    status: Literal["advice", "refer", "safety-incomplete", "no-finding"] | None = None
    causes: tuple[Expected, ...] = ()
    impressions: tuple[Expected, ...] = ()
    against: tuple[Expected, ...] = ()
    recommendations: tuple[Expected, ...] = ()
    withheld: tuple[Expected, ...] = ()
    referrals: tuple[Expected, ...] = ()
    safety_gaps: tuple[Identifier, ...] = ()
    next_tests: tuple[Expected, ...] = ()
    codes: tuple[Expected, ...] = ()
    order: tuple[Identifier, ...] = Field(default=(), description="Recommendations in this relative order.")
    only_causes: bool = Field(default=False, description="No cause but those listed.")
    no_exercise: bool = Field(default=False, description="No recommendation of class exercise at all.")


class StoryFile(Strict):
    """``stories/NAME.story.yaml``."""

    story: Identifier
    title: Text
    tells: Text
    source: Text
    case: CaseDocument
    expect: Outcome
    forbid: Outcome = Field(default_factory=Outcome)
