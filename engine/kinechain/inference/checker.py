"""An independent proof checker: it re-reads each step against the rule as written and the findings as recorded.

It shares no evaluation code with the two evaluators: no grounding, no numbering, no Rete network.
"""

from collections.abc import Iterable

from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.conditions import Concluded, FindingTest, Leaf, Test, leaves, satisfied
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Condition, Justification


def unproved(
    knowledge_base: KnowledgeBase,
    memory: WorkingMemory,
    steps: Iterable[Justification],
    claimed: Iterable[Conclusion],
) -> tuple[str, ...]:
    """What is wrong with a proof: steps that do not follow, and claims that no step proves. Empty when it is sound."""
    open_steps, claims = list(steps), set(claimed)
    proved: set[Conclusion] = set()
    progress = True
    while progress and open_steps:
        # A step may use only what earlier steps proved, so nothing supports itself.
        accepted = [step for step in open_steps if _follows(knowledge_base, step, memory, proved, claims)]
        open_steps = [step for step in open_steps if step not in accepted]
        proved.update(conclusion for step in accepted for conclusion in step.conclusions)
        progress = bool(accepted)
    failures = [f"{step.rule} ({step.side}) does not follow from its premises" for step in open_steps]
    failures += [f"{conclusion} is claimed but not proved" for conclusion in sorted(claims - proved)]
    failures += [f"{conclusion} is proved but not claimed" for conclusion in sorted(proved - claims)]
    return tuple(failures)


def _follows(
    knowledge_base: KnowledgeBase,
    step: Justification,
    memory: WorkingMemory,
    proved: set[Conclusion],
    claims: set[Conclusion],
) -> bool:
    rule = knowledge_base.by_id.get(step.rule)
    if rule is None or rule.version != step.version or step.side not in rule.sides:
        return False

    def about(leaf: Leaf) -> Conclusion | FindingKey:
        where = leaf.where.on(step.side)
        return (
            Conclusion(leaf.kind, leaf.name, where) if isinstance(leaf, Concluded) else FindingKey(leaf.finding, where)
        )

    def holds(leaf: Leaf, concluded: set[Conclusion] = claims) -> bool:
        thing = about(leaf)
        return thing in concluded if isinstance(thing, Conclusion) else _recorded(leaf, thing, memory)

    def stated(tests: Iterable[Test], truth: bool) -> set[tuple[Conclusion | FindingKey, str]]:
        return {(about(leaf), leaf.words) for test in tests for _, leaf in leaves(test, "") if holds(leaf) is truth}

    # The step must state every true condition and every absence, and nothing else: that is what a reader sees.
    honest = _stated(step.premises) == stated(rule.when, True) and _stated(step.absences) == stated(rule.unless, False)
    heads = tuple(Conclusion(head.kind, head.name, head.where.on(step.side)) for head in rule.heads)
    body = all(satisfied(test, lambda leaf: holds(leaf, proved)) for test in rule.when)
    return honest and body and not any(satisfied(test, holds) for test in rule.unless) and heads == step.conclusions


def _stated(conditions: Iterable[Condition]) -> set[tuple[Conclusion | FindingKey, str]]:
    return {(condition.about, condition.test) for condition in conditions}


def _recorded(leaf: Leaf, key: FindingKey, memory: WorkingMemory) -> bool:
    seen = memory.get(key)
    if not isinstance(leaf, FindingTest):
        return seen is None
    return seen is not None and seen.passes(leaf.state, leaf.tests)
