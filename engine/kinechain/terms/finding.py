"""Findings: what was seen, measured or asked, one record per finding and side."""

from dataclasses import dataclass
from enum import StrEnum

from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side


class State(StrEnum):
    """The four states of a finding. The absence of a record is ``NOT_ASSESSED``, never ``NEGATIVE``."""

    NOT_ASSESSED = "not-assessed"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    NOT_APPLICABLE = "not-applicable"


Value = Quantity | str | bool | tuple[str, ...]
"""A number with its unit, one choice, a flag, or several choices."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One recorded finding on one side.

    ``values`` are (attribute, value) pairs in the order of the vocabulary; ``line`` is where the case file says it.

    >>> Finding("fadir", Side.LEFT, State.NEGATIVE).is_assessed
    True
    """

    name: str
    side: Side
    state: State
    values: tuple[tuple[str, Value], ...] = ()
    note: str = ""
    line: int = 0

    @property
    def is_assessed(self) -> bool:
        """Whether somebody looked: positive, negative or not applicable."""
        return self.state is not State.NOT_ASSESSED

    def value(self, attribute: str) -> Value | None:
        """The value of an attribute, or None when it was not recorded."""
        return dict(self.values).get(attribute)


@dataclass(frozen=True, slots=True, order=True)
class FindingKey:
    """Which finding on which side."""

    name: str
    side: Side

    def __str__(self) -> str:
        return self.name if self.side is Side.MIDLINE else f"{self.name}@{self.side}"
