"""Justifications of fired instances: every true condition and every absence, in words and terms."""

from collections.abc import Collection, Iterable, Iterator

from kinechain.inference.memory import WorkingMemory, holds
from kinechain.inference.outcome import Outcome
from kinechain.knowledge.conditions import Leaf, Test, leaves
from kinechain.knowledge.ground import input_atom
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Condition, Justification
from kinechain.terms.side import Side


def justify(knowledge_base: KnowledgeBase, memory: WorkingMemory, outcome: Outcome) -> tuple[Justification, ...]:
    """One justification for each fired instance, in order of stratum, rule id and side."""
    return tuple(
        justification(rule, side, memory, outcome.conclusions)
        for rule in knowledge_base.rules
        for side in rule.sides
        if (rule.id, side) in outcome.fired
    )


def justification(rule: Rule, side: Side, memory: WorkingMemory, conclusions: Collection[Conclusion]) -> Justification:
    """The justification of one instance, given what is known and concluded."""
    premises = tuple(
        condition for condition, leaf in conditions(rule.when, "when", side) if is_true(leaf, side, memory, conclusions)
    )
    absences = tuple(
        condition
        for condition, leaf in conditions(rule.unless, "unless", side)
        if not is_true(leaf, side, memory, conclusions)
    )
    heads = tuple(Conclusion(head.kind, head.name, head.where.on(side)) for head in rule.heads)
    return Justification(rule.id, rule.version, side, premises, absences, heads)


def conditions(tests: Iterable[Test], key: str, side: Side) -> Iterator[tuple[Condition, Leaf]]:
    """Every leaf of the conditions of a rule as a ground condition."""
    for number, test in enumerate(tests, 1):
        for place, leaf in leaves(test, f"{key}.{number}"):
            yield Condition(place, about(leaf, side), leaf.words), leaf


def about(leaf: Leaf, side: Side) -> FindingKey | Conclusion:
    """What a leaf speaks of, for a rule bound to ``side``."""
    atom = input_atom(leaf, side)
    return atom if isinstance(atom, Conclusion) else atom.key


def is_true(leaf: Leaf, side: Side, memory: WorkingMemory, conclusions: Collection[Conclusion]) -> bool:
    """Whether a leaf holds for a rule bound to ``side``."""
    atom = input_atom(leaf, side)
    return atom in conclusions if isinstance(atom, Conclusion) else holds(atom, memory)
