"""Why a conclusion was drawn, as a tree of reasons down to the findings; and, where it was not, what is missing."""

from collections.abc import Collection
from dataclasses import dataclass

from kinechain.explain.arguments import Arguments
from kinechain.inference.proofs import is_true
from kinechain.knowledge.conditions import AtLeast, Concluded, Leaf, Test, satisfied
from kinechain.knowledge.model import Rule
from kinechain.terms.assessment import Argument
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class Reason:
    """A conclusion with the arguments for it. ``repeated``: it stands in full elsewhere in the tree (or in a cycle)."""

    conclusion: Conclusion
    title: str
    arguments: tuple["ExplainedArgument", ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedArgument:
    """An argument with the reasons for those of its premises that are conclusions themselves."""

    argument: Argument
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule that could give a conclusion: what it lacks, by whether somebody looked, and what blocks it."""

    rule: str
    title: str
    side: Side
    not_assessed: tuple[str, ...]
    otherwise: tuple[str, ...]
    not_concluded: tuple[str, ...]
    blocked_by: tuple[str, ...]

    @property
    def distance(self) -> int:
        """How many conditions are in the way; for ordering."""
        return len(self.not_assessed) + len(self.otherwise) + len(self.not_concluded) + len(self.blocked_by)


def why(arguments: Arguments, conclusion: Conclusion) -> Reason:
    """The tree of reasons for a conclusion that was drawn."""
    return _reason(arguments, conclusion, set())


def _reason(arguments: Arguments, conclusion: Conclusion, seen: set[Conclusion]) -> Reason:
    title = arguments.wording.conclusion(conclusion)
    if conclusion in seen:
        return Reason(conclusion, title, (), repeated=True)
    seen.add(conclusion)
    explained = []
    for argument in arguments.supporting(conclusion):
        premises = [
            Conclusion(Kind(premise.kind), premise.about, premise.side)
            for premise in argument.premises
            if premise.kind not in ("finding", "not-assessed")
        ]
        explained.append(ExplainedArgument(argument, tuple(_reason(arguments, one, seen) for one in premises)))
    return Reason(conclusion, title, tuple(explained))


def why_not(arguments: Arguments, conclusion: Conclusion) -> tuple[Missing, ...]:
    """Each rule that could give the conclusion on its side, nearest first; 'nobody looked' apart from 'looked, and not
    so'.
    """
    found = [
        _missing(arguments, rule, side)
        for rule in arguments.knowledge_base.rules
        for side in rule.sides
        if any(Conclusion(head.kind, head.name, head.where.on(side)) == conclusion for head in rule.heads)
    ]
    return tuple(sorted(found, key=lambda one: (one.distance, one.rule, one.side)))


def _missing(arguments: Arguments, rule: Rule, side: Side) -> Missing:
    decision, wording = arguments.decision, arguments.wording
    drawn: Collection[Conclusion] = decision.outcome.conclusions

    def holds(leaf: Leaf) -> bool:
        return is_true(leaf, side, decision.memory, drawn)

    lacking = [leaf for test in rule.when for leaf in _lacking(test, side, arguments)]
    blocking = [leaf for test in rule.unless if satisfied(test, holds) for leaf in _holding(test, side, arguments)]
    unseen = [leaf for leaf in lacking if not isinstance(leaf, Concluded) and _key(leaf, side) not in decision.memory]
    concluded = [leaf for leaf in lacking if isinstance(leaf, Concluded)]
    others = [leaf for leaf in lacking if leaf not in unseen and leaf not in concluded]
    return Missing(
        rule.id,
        rule.title,
        side,
        tuple(wording.finding_title(_key(leaf, side)) for leaf in unseen if not isinstance(leaf, Concluded)),
        tuple(wording.leaf(leaf, side) for leaf in others),
        tuple(wording.leaf(leaf, side) for leaf in concluded),
        tuple(wording.leaf(leaf, side) for leaf in blocking),
    )


def _key(leaf: Leaf, side: Side) -> FindingKey:
    if isinstance(leaf, Concluded):
        raise TypeError("a conclusion has no finding")
    return FindingKey(leaf.finding, leaf.where.on(side))


def _lacking(test: Test, side: Side, arguments: Arguments) -> list[Leaf]:
    def holds(leaf: Leaf) -> bool:
        return is_true(leaf, side, arguments.decision.memory, arguments.decision.outcome.conclusions)

    if satisfied(test, holds):
        return []
    if isinstance(test, AtLeast):
        return [leaf for part in test.parts for leaf in _lacking(part, side, arguments)]
    return [test]


def _holding(test: Test, side: Side, arguments: Arguments) -> list[Leaf]:
    if isinstance(test, AtLeast):
        return [leaf for part in test.parts for leaf in _holding(part, side, arguments)]
    decision = arguments.decision
    return [test] if is_true(test, side, decision.memory, decision.outcome.conclusions) else []
