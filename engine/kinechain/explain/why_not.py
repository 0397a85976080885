"""Why a conclusion was not drawn: what each rule that could give it lacks, and what blocks it.

What nobody examined is never mixed with what was examined with another result, nor with a value that was not noted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinechain.explain.arguments import Arguments
from kinechain.explain.why import Reason, why
from kinechain.inference.proofs import is_true
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Leaf, NotAssessed, Test, satisfied
from kinechain.knowledge.model import Rule
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule that could give a conclusion: what it lacks, by whether somebody looked, and what blocks it.

    ``not_assessed``: nobody examined it. ``not_noted``: it was examined, and the value that counts was not written
    down. ``otherwise``: it was examined with another result. ``not_concluded`` and ``blocked_by`` speak of conclusions
    and recorded findings; ``blocked_by_not_assessed`` of findings that the rule wants examined. ``distance`` is the
    least number of conditions in the way.
    """

    rule: str
    title: str
    side: Side
    not_assessed: tuple[str, ...]
    not_noted: tuple[str, ...]
    otherwise: tuple[str, ...]
    not_concluded: tuple[str, ...]
    blocked_by: tuple[str, ...]
    blocked_by_not_assessed: tuple[str, ...]
    distance: int
    deeper: tuple["Absence", ...] = ()
    blocking: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """A conclusion that was not drawn, with each rule that could give it, nearest first.

    ``repeated``: it stands in full elsewhere in the tree (or in a cycle).
    """

    conclusion: Conclusion
    title: str
    rules: tuple[Missing, ...]
    repeated: bool = False


def why_not(arguments: Arguments, conclusion: Conclusion) -> Absence:
    """The tree of absences: below each conclusion that a rule lacks, why that was not drawn in turn."""
    return _absence(arguments, conclusion, set())


def _absence(arguments: Arguments, conclusion: Conclusion, seen: set[Conclusion]) -> Absence:
    title = arguments.wording.conclusion(conclusion)
    if conclusion in seen:
        return Absence(conclusion, title, (), repeated=True)
    seen.add(conclusion)
    instances = [
        _Instance(arguments, rule, side)
        for rule in arguments.knowledge_base.rules
        for side in rule.sides
        if any(Conclusion(head.kind, head.name, head.where.on(side)) == conclusion for head in rule.heads)
    ]
    instances.sort(key=lambda one: (one.distance, one.rule.id, one.side))
    return Absence(conclusion, title, tuple(one.missing(seen) for one in instances))


class _Instance:
    """A rule bound to a side that did not fire."""

    def __init__(self, arguments: Arguments, rule: Rule, side: Side) -> None:
        self.arguments, self.rule, self.side = arguments, rule, side
        self.lacking = dict(pair for test in rule.when for pair in self._lacking(test))
        self.blocking = [leaf for test in rule.unless if self._true(test) for leaf in self._holding(test)]
        self.distance = sum(map(self._shortfall, rule.when)) + sum(self._true(test) for test in rule.unless)

    def _true(self, test: Test) -> bool:
        return satisfied(test, self._holds)

    def _holds(self, leaf: Leaf) -> bool:
        decision = self.arguments.decision
        return is_true(leaf, self.side, decision.memory, decision.outcome.conclusions)

    def _lacking(self, test: Test, note: str = "") -> Iterator[tuple[Leaf, str]]:
        """Leaves that do not hold, each with a note where not all of its neighbours are needed."""
        if self._true(test):
            return
        if not isinstance(test, AtLeast):
            yield test, note
            return
        failing = [part for part in test.parts if not self._true(part)]
        needed = test.count - (len(test.parts) - len(failing))
        own = f" ({needed} of {len(failing)} would do)" if needed < len(failing) else note
        for part in failing:
            yield from self._lacking(part, own)

    def _shortfall(self, test: Test) -> int:
        """The least number of leaves that would have to change."""
        if self._true(test):
            return 0
        if not isinstance(test, AtLeast):
            return 1
        failing = sorted(self._shortfall(part) for part in test.parts if not self._true(part))
        return sum(failing[: test.count - (len(test.parts) - len(failing))])

    def _holding(self, test: Test) -> Iterator[Leaf]:
        if isinstance(test, AtLeast):
            for part in test.parts:
                yield from self._holding(part)
        elif self._holds(test):
            yield test

    def missing(self, seen: set[Conclusion]) -> Missing:
        """What this instance lacks and what blocks it, with what lies below."""
        absent = dict.fromkeys(self._conclusion(leaf) for leaf in self.lacking if isinstance(leaf, Concluded))
        drawn = dict.fromkeys(self._conclusion(leaf) for leaf in self.blocking if isinstance(leaf, Concluded))
        return Missing(
            rule=self.rule.id,
            title=self.rule.title,
            side=self.side,
            not_assessed=self._texts("not assessed"),
            not_noted=self._texts("not noted"),
            otherwise=self._texts("otherwise"),
            not_concluded=self._texts("not concluded"),
            blocked_by=tuple(self._said(leaf) for leaf in self.blocking if not isinstance(leaf, NotAssessed)),
            blocked_by_not_assessed=tuple(self._said(leaf) for leaf in self.blocking if isinstance(leaf, NotAssessed)),
            distance=self.distance,
            deeper=tuple(_absence(self.arguments, one, seen) for one in absent),
            blocking=tuple(why(self.arguments, one) for one in drawn),
        )

    def _texts(self, group: str) -> tuple[str, ...]:
        return tuple(
            f"{self._said(leaf)}{note}" for leaf, note in self.lacking.items() if self._group(leaf) == group
        )  # fmt: skip

    def _group(self, leaf: Leaf) -> str:
        if isinstance(leaf, Concluded):
            return "not concluded"
        seen = self.arguments.decision.memory.get(self._key(leaf))
        if seen is None:
            return "not assessed"
        if isinstance(leaf, FindingTest) and leaf.state in (None, seen.state) and self._unnoted(leaf):
            return "not noted"
        return "otherwise"

    def _unnoted(self, leaf: FindingTest) -> tuple[str, ...]:
        """The attributes that the rule reads and nobody wrote down, when no value that is there fails."""
        seen = self.arguments.decision.memory[self._key(leaf)]
        noted = [test for test in leaf.tests if test.attribute in seen.values]
        if not all(test.holds(seen.values[test.attribute]) for test in noted):
            return ()
        return tuple(test.attribute for test in leaf.tests if test.attribute not in seen.values)

    def _key(self, leaf: FindingTest | NotAssessed) -> FindingKey:
        return FindingKey(leaf.finding, leaf.where.on(self.side))

    def _conclusion(self, leaf: Concluded) -> Conclusion:
        return Conclusion(leaf.kind, leaf.name, leaf.where.on(self.side))

    def _said(self, leaf: Leaf) -> str:
        wording = self.arguments.wording
        if isinstance(leaf, Concluded):
            return wording.leaf(leaf, self.side)
        group = self._group(leaf)
        if group == "not assessed":
            return wording.finding_title(self._key(leaf))
        if isinstance(leaf, FindingTest) and group == "not noted":
            values = ", ".join(name.replace("_", " ") for name in self._unnoted(leaf))
            return f"{wording.leaf(leaf, self.side)}, without: {values}"
        return wording.leaf(leaf, self.side)
