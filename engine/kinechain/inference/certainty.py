"""Certainty: a pure function of what fired, computed after the run. It orders; it is no probability.

Integers of 1/10,000. An instance contributes its strength's ceiling times the least certainty among its premises;
inside a line of evidence the largest contribution counts; across lines MYCIN's a + b − a·b (Shortliffe and Buchanan,
1975). Inside a cycle a premise counts only if it became derivable in an earlier round than the conclusion, so nothing
supports itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kinechain.inference.memory import FULL_WEIGHT, WorkingMemory
from kinechain.knowledge.ground import FindingAtom, GroundAtLeast, GroundProgram, GroundTest, Instance, atoms
from kinechain.knowledge.strata import components
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.strength import Strength

ONE = 10_000
_NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class Certainties:
    """``of`` a conclusion, and ``contribution`` of a fired instance (rule id, side) to each of its conclusions."""

    of: Mapping[Conclusion, int]
    contribution: Mapping[tuple[str, str, Conclusion], int]

    def rank(self, conclusion: Conclusion) -> int:
        """(for − against) / (1 − min(for, against)), in 1/10,000: for ordering only."""
        supports = self.of.get(conclusion, 0)
        opposes = self.of.get(Conclusion(Kind.AGAINST, conclusion.name, conclusion.side), 0)
        rest = ONE - min(supports, opposes)
        return (supports - opposes) * ONE // rest if rest else 0


def multiply(first: int, second: int) -> int:
    """The product of two certainties, rounded half up.

    >>> multiply(6000, 5000), multiply(1, 5000)
    (3000, 1)
    """
    return (first * second + ONE // 2) // ONE


def combine(first: int, second: int) -> int:
    """MYCIN's combination of two independent supports.

    >>> combine(6000, 3500)
    7400
    """
    return first + second - multiply(first, second)


def certainties(
    program: GroundProgram, memory: WorkingMemory, fired: Iterable[int], ceilings: Mapping[Strength, int]
) -> Certainties:
    """Certainty of every conclusion. ``fired`` are positions of instances in the program."""
    return _Computation(program, memory, tuple(fired), ceilings).run()


@dataclass
class _Computation:
    program: GroundProgram
    memory: WorkingMemory
    fired: tuple[int, ...]
    ceilings: Mapping[Strength, int]
    certainty: dict[int, int] = field(default_factory=dict)
    contribution: dict[tuple[str, str, Conclusion], int] = field(default_factory=dict)

    def run(self) -> Certainties:
        self.inputs = [self._input(number) for number in range(len(self.program.inputs))]
        self.givers: dict[int, list[Instance]] = {}
        for number in self.fired:
            for head in self.program.instances[number].heads:
                self.givers.setdefault(head, []).append(self.program.instances[number])
        for part in components(sorted(self.givers), self._needs):
            self._component(part)
        derived = self.program.derived
        return Certainties({derived[number]: value for number, value in self.certainty.items()}, self.contribution)

    def _input(self, number: int) -> int:
        atom = self.program.inputs[number]
        seen = self.memory.get(atom.key)
        if isinstance(atom, FindingAtom):
            return seen.weight if seen is not None and seen.passes(atom.state, atom.tests) else 0
        return FULL_WEIGHT if seen is None else 0

    def _needs(self, head: int) -> list[int]:
        used = (~atom for giver in self.givers[head] for test in giver.body for atom in atoms(test) if atom < 0)
        return [number for number in dict.fromkeys(used) if number in self.givers]

    def _component(self, part: list[int]) -> None:
        levels = self._levels(part)
        for head in sorted(part, key=lambda one: (levels[one], one)):
            self.certainty[head] = self._conclusion(head, levels)

    def _levels(self, part: list[int]) -> dict[int, int]:
        """The round of synchronous iteration in which each conclusion of a component becomes derivable."""
        levels = dict.fromkeys(part, _NEVER)
        reached: set[int] = set()
        round_number = 0
        while len(reached) < len(part):
            round_number += 1
            new = [
                head
                for head in part
                if head not in reached and any(self._derivable(giver, levels, reached) for giver in self.givers[head])
            ]
            if not new:
                break
            for head in new:
                levels[head] = round_number
            reached.update(new)
        return levels

    def _derivable(self, giver: Instance, levels: Mapping[int, int], reached: set[int]) -> bool:
        def value(atom: int) -> int:
            if atom >= 0:
                return self.inputs[atom]
            head = ~atom
            # Truth, not certainty: a premise of weight 0 still makes its conclusion derivable.
            return ONE if head in reached or (head in self.givers and head not in levels) else 0

        return all(_value(test, value) > 0 for test in giver.body)

    def _conclusion(self, head: int, levels: Mapping[int, int]) -> int:
        def value(atom: int) -> int:
            if atom >= 0:
                return self.inputs[atom]
            if ~atom in levels and levels[~atom] >= levels[head]:
                return 0
            return self.certainty.get(~atom, 0)

        conclusion = self.program.derived[head]
        lines: dict[str, int] = {}
        for giver in self.givers[head]:
            weakest = min((_value(test, value) for test in giver.body), default=ONE)
            amount = multiply(self._ceiling(giver, conclusion), weakest)
            self.contribution[giver.rule.id, giver.side, conclusion] = amount
            line = f"{giver.rule.line_of_evidence}@{giver.side}"
            lines[line] = max(lines.get(line, 0), amount)
        total = 0
        for line in sorted(lines):
            total = combine(total, lines[line])
        return total

    def _ceiling(self, giver: Instance, conclusion: Conclusion) -> int:
        for head, written in zip(giver.heads, giver.rule.heads, strict=True):
            if self.program.derived[head] == conclusion:
                return self.ceilings[written.strength] if written.strength else ONE
        return ONE


def _value(test: GroundTest, value: Callable[[int], int]) -> int:
    """Certainty of a condition: an atom's own; of a threshold, the count-th largest of its parts."""
    if isinstance(test, GroundAtLeast):
        return sorted((_value(part, value) for part in test.parts), reverse=True)[test.count - 1]
    return value(test)
