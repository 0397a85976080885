"""Conclusions: what rules derive."""

from dataclasses import dataclass
from enum import StrEnum

from kinechain.terms.side import Side


class Kind(StrEnum):
    """What a conclusion is. The words are the keys of ``then:`` in a rule file."""

    IMPRESSION = "impression"
    CAUSE = "cause"
    AGAINST = "against"
    """Evidence in the findings that opposes the cause or impression of the same id."""
    RED_FLAG = "red-flag"
    SAFETY_GAP = "safety-gap"
    """A safety question was not asked. Its id is that of the red flag."""
    INDICATION = "recommend"
    """A reason to recommend something; it becomes a recommendation unless something withholds it."""
    WITHHOLD = "withhold"
    """A reason not to give one recommendation or a whole class of them."""
    SUGGESTION = "test"
    """A reason to examine a finding; it becomes a next test unless that was examined."""
    CODE = "code"
    """A code of a symptom, as a prompt for the practitioner to confirm."""
    RECOMMENDATION = "recommendation"
    WITHHELD = "withheld"
    NEXT_TEST = "next-test"


DERIVED_BY_PLAN = (Kind.RECOMMENDATION, Kind.WITHHELD, Kind.NEXT_TEST)
"""Kinds that no rule file may conclude: the structural ``plan.*`` rules derive them."""


@dataclass(frozen=True, slots=True, order=True)
class Conclusion:
    """A derived fact: kind, id and side.

    >>> print(Conclusion(Kind.CAUSE, "pain-driven-inhibition", Side.LEFT))
    cause:pain-driven-inhibition@left
    """

    kind: Kind
    name: str
    side: Side = Side.MIDLINE

    def __str__(self) -> str:
        side = "" if self.side is Side.MIDLINE else f"@{self.side}"
        return f"{self.kind}:{self.name}{side}"
