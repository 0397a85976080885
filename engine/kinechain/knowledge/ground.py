"""Grounding: every rule for every side, over numbered atoms. The domain is finite, so rules become propositional."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Test
from kinechain.knowledge.model import Rule
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class FindingAtom:
    """A test on a recorded finding on one side."""

    key: FindingKey
    state: State | None
    tests: tuple[AttributeTest, ...]


@dataclass(frozen=True, slots=True)
class UnassessedAtom:
    """Nobody recorded this finding on this side."""

    key: FindingKey


InputAtom = FindingAtom | UnassessedAtom


@dataclass(frozen=True, slots=True)
class GroundAtLeast:
    """At least ``count`` of the parts."""

    count: int
    parts: tuple["GroundTest", ...]


GroundTest = int | GroundAtLeast
"""An atom or a threshold over tests. Atom ``i >= 0`` is input ``i``; atom ``i < 0`` is derived ``~i``."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule bound to a side: all of ``body`` and none of ``denied`` give every head (indices of derived atoms)."""

    rule: Rule
    side: Side
    body: tuple[GroundTest, ...]
    denied: tuple[GroundTest, ...]
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroundProgram:
    """A knowledge base over numbered atoms; instances in order of stratum, rule id and side."""

    inputs: tuple[InputAtom, ...]
    derived: tuple[Conclusion, ...]
    instances: tuple[Instance, ...]


def atoms(test: GroundTest) -> Iterator[int]:
    """Every atom of a ground test."""
    if isinstance(test, int):
        yield test
    else:
        for part in test.parts:
            yield from atoms(part)


def input_atom(test: Test, side: Side) -> InputAtom | Conclusion:
    """The ground atom of a leaf for a rule bound to ``side``."""
    if isinstance(test, Concluded):
        return Conclusion(test.kind, test.name, test.where.on(side))
    if isinstance(test, FindingTest):
        return FindingAtom(FindingKey(test.finding, test.where.on(side)), test.state, test.tests)
    if isinstance(test, AtLeast):
        raise TypeError("a threshold is not a leaf")
    return UnassessedAtom(FindingKey(test.finding, test.where.on(side)))


class _Numbering:
    def __init__(self) -> None:
        self.inputs: dict[InputAtom, int] = {}
        self.derived: dict[Conclusion, int] = {}

    def conclusion(self, conclusion: Conclusion) -> int:
        return self.derived.setdefault(conclusion, len(self.derived))

    def test(self, test: Test, side: Side) -> GroundTest:
        if isinstance(test, AtLeast):
            return GroundAtLeast(test.count, tuple(self.test(part, side) for part in test.parts))
        atom = input_atom(test, side)
        if isinstance(atom, Conclusion):
            return ~self.conclusion(atom)
        return self.inputs.setdefault(atom, len(self.inputs))


def ground(rules: Iterable[Rule]) -> GroundProgram:
    """Bind every rule to its sides. The numbering depends on nothing but the rules and their order."""
    numbering = _Numbering()
    instances = tuple(
        Instance(
            rule=rule,
            side=side,
            body=tuple(numbering.test(test, side) for test in rule.when),
            denied=tuple(numbering.test(test, side) for test in rule.unless),
            heads=tuple(
                numbering.conclusion(Conclusion(head.kind, head.name, head.where.on(side))) for head in rule.heads
            ),
        )
        for rule in rules
        for side in rule.sides
    )
    return GroundProgram(tuple(numbering.inputs), tuple(numbering.derived), instances)
