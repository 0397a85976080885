"""An independent proof checker: it re-reads each step against the rule as written and the findings as recorded.

It shares no evaluation code with the two evaluators: no grounding, no numbering, no Rete network.
"""

from collections.abc import Iterable

from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.conditions import Concluded, FindingTest, Leaf, satisfied
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Justification


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
    cited = {condition.about for condition in step.premises}

    def supported(leaf: Leaf) -> bool:
        if isinstance(leaf, Concluded):
            conclusion = Conclusion(leaf.kind, leaf.name, leaf.where.on(step.side))
            return conclusion in cited and conclusion in proved
        key = FindingKey(leaf.finding, leaf.where.on(step.side))
        return key in cited and _recorded(leaf, key, memory)

    def excluded(leaf: Leaf) -> bool:
        if isinstance(leaf, Concluded):
            return Conclusion(leaf.kind, leaf.name, leaf.where.on(step.side)) in claims
        return _recorded(leaf, FindingKey(leaf.finding, leaf.where.on(step.side)), memory)

    heads = tuple(Conclusion(head.kind, head.name, head.where.on(step.side)) for head in rule.heads)
    body = all(satisfied(test, supported) for test in rule.when)
    return body and not any(satisfied(test, excluded) for test in rule.unless) and heads == step.conclusions


def _recorded(leaf: Leaf, key: FindingKey, memory: WorkingMemory) -> bool:
    seen = memory.get(key)
    if not isinstance(leaf, FindingTest):
        return seen is None
    return seen is not None and seen.passes(leaf.state, leaf.tests)
