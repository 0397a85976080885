"""The condition language of rules, as a small tree: tests on findings, unasked findings, conclusions, thresholds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.side import Side


class Where(StrEnum):
    """The side of a condition or conclusion, relative to the side that the rule is bound to, or fixed."""

    SAME = "same"
    OPPOSITE = "opposite"
    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"

    def on(self, side: Side) -> Side:
        """The absolute side, for a rule bound to ``side``.

        >>> Where.OPPOSITE.on(Side.LEFT)
        <Side.RIGHT: 'right'>
        """
        if self is Where.SAME:
            return side
        return side.opposite if self is Where.OPPOSITE else Side(self.value)


@dataclass(frozen=True, slots=True)
class FindingTest:
    """A finding is recorded in a state, or its attributes pass tests. ``state`` None: any assessed state."""

    finding: str
    where: Where
    state: State | None = State.POSITIVE
    tests: tuple[AttributeTest, ...] = ()

    @property
    def words(self) -> str:
        """The test in words; empty for 'positive'."""
        state = [] if self.state in (None, State.POSITIVE) else [str(self.state)]
        return ", ".join(state + [str(test) for test in self.tests])


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """Nobody recorded the finding."""

    finding: str
    where: Where

    @property
    def words(self) -> str:
        """The test in words."""
        return "not assessed"


@dataclass(frozen=True, slots=True)
class Concluded:
    """A rule drew this conclusion."""

    kind: Kind
    name: str
    where: Where

    @property
    def words(self) -> str:
        """Empty: a conclusion speaks for itself."""
        return ""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the parts hold: any (1), all (their number), or between."""

    count: int
    parts: tuple["Test", ...]


Leaf = FindingTest | NotAssessed | Concluded
Test = Leaf | AtLeast


def leaves(test: Test, place: str) -> Iterator[tuple[str, Leaf]]:
    """Every leaf of a condition with its place, such as ``when.2.of.1``."""
    if isinstance(test, AtLeast):
        for number, part in enumerate(test.parts, 1):
            yield from leaves(part, f"{place}.of.{number}")
    else:
        yield place, test


def satisfied(test: Test, leaf_holds: Callable[[Leaf], bool]) -> bool:
    """Whether a condition holds, given which leaves do."""
    if isinstance(test, AtLeast):
        return sum(satisfied(part, leaf_holds) for part in test.parts) >= test.count
    return leaf_holds(test)
