"""Coverage: which cases saw each condition of each rule decide.

A condition decides in a case when the rest of its rule holds there: then the rule fires or not by this condition alone.
It is covered when some rule case or story saw it decide both ways. Parts of a threshold count one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from kinechain.audit.rule_cases import RuleCases
from kinechain.audit.stories import read_stories
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.inference.proofs import is_true
from kinechain.knowledge.conditions import Leaf, Test, leaves, satisfied
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.side import Side

_TESTED = "with the rest of the rule holding"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known and concluded in one rule case or story."""

    memory: WorkingMemory
    conclusions: frozenset[Conclusion]


@dataclass(frozen=True, slots=True)
class ConditionCoverage:
    """One condition (a leaf) of a rule: whether it was seen to decide true and false, and otherwise why not."""

    rule: Rule
    place: str
    decided_true: bool
    decided_false: bool
    reason: str = ""

    @property
    def covered(self) -> bool:
        """Whether it was seen to decide both ways."""
        return self.decided_true and self.decided_false


def coverage(
    knowledge_base: KnowledgeBase, cases: RuleCases, stories: Iterable[Situation]
) -> tuple[ConditionCoverage, ...]:
    """Every condition of every written rule, in order of rule and place."""
    told = tuple(stories)
    found: list[ConditionCoverage] = []
    for rule in knowledge_base.written_rules:
        own = [Situation(case.memory, case.assumed) for case in cases.by_rule.get(rule.id, ())]
        found.extend(_rule_coverage(rule, own, told))
    return tuple(found)


def situations(knowledge_base: KnowledgeBase, folder: Traversable) -> Iterator[Situation]:
    """What every readable story knows and concludes, by the generated evaluator."""
    evaluator = GeneratedEvaluator.of(knowledge_base)
    for story in read_stories(folder, knowledge_base.vocabulary):
        if story.case is not None:
            memory = remember(story.case, knowledge_base.vocabulary)
            yield Situation(memory, frozenset(evaluator.decide(memory).conclusions))


def percentage(found: Sequence[ConditionCoverage]) -> int:
    """The covered share in percent, rounded down, so that 100 means every condition."""
    return 100 * sum(one.covered for one in found) // len(found) if found else 100


def _rule_coverage(rule: Rule, own: Sequence[Situation], told: Sequence[Situation]) -> Iterator[ConditionCoverage]:
    seen: dict[str, _Seen] = {place: _Seen() for place, _ in _places(rule)}
    for situations in (own, told):
        for situation in situations:
            for side in rule.sides:
                _look(rule, side, situation, seen)
            if all(one.complete for one in seen.values()):
                break
    yield from (
        ConditionCoverage(rule, place, one.deciding[True], one.deciding[False], one.reason)
        for place, one in seen.items()
    )


def _places(rule: Rule) -> Iterator[tuple[str, Leaf]]:
    for key, tests in (("when", rule.when), ("unless", rule.unless)):
        for number, test in enumerate(tests, 1):
            yield from leaves(test, f"{key}.{number}")


class _Seen:
    """How often a condition held, and whether it decided."""

    def __init__(self) -> None:
        self.deciding = {True: False, False: False}
        self.held = {True: False, False: False}

    @property
    def complete(self) -> bool:
        """Whether nothing more can be learnt."""
        return all(self.deciding.values())

    @property
    def reason(self) -> str:
        """Why the condition is not covered; empty when it is."""
        if not any(self.held.values()):
            return "no case or story reads this rule"
        return "; ".join(filter(None, (self._missing(value) for value in (True, False))))

    def _missing(self, value: bool) -> str:
        word = "true" if value else "false"
        if self.deciding[value]:
            return ""
        if not self.held[value]:
            return f"never {word} in any case"
        return f"{word} only where something else decides; never {_TESTED}"


def _look(rule: Rule, side: Side, situation: Situation, seen: dict[str, _Seen]) -> None:
    truth = {place: is_true(leaf, side, situation.memory, situation.conclusions) for place, leaf in _places(rule)}
    fires = _fires(rule, truth)
    for place, value in truth.items():
        one = seen[place]
        one.held[value] = True
        if not one.deciding[value] and _fires(rule, truth | {place: not value}) != fires:
            one.deciding[value] = True


def _fires(rule: Rule, truth: dict[str, bool]) -> bool:
    return all(_holds(test, f"when.{number}", truth) for number, test in enumerate(rule.when, 1)) and not any(
        _holds(test, f"unless.{number}", truth) for number, test in enumerate(rule.unless, 1)
    )


def _holds(test: Test, place: str, truth: dict[str, bool]) -> bool:
    values = iter([truth[where] for where, _ in leaves(test, place)])
    # ``satisfied`` asks for the leaves in the order in which ``leaves`` gives them, and for every one.
    return satisfied(test, lambda _: next(values))
