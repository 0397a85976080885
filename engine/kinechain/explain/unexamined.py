"""What nobody looked at: kept apart from what was looked at and found normal."""

from collections.abc import Iterable

from kinechain.explain.wording import Wording
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.case_file import SUBJECT_FINDINGS
from kinechain.knowledge.conditions import Concluded, leaves
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.reasoning import Unexamined


class Relevance:
    """Which findings the rules for or against each conclusion look at; built once for a knowledge base."""

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self._keys: dict[Conclusion, set[FindingKey]] = {}
        for rule in knowledge_base.rules:
            looked_at = [leaf for test in (*rule.when, *rule.unless) for _, leaf in leaves(test, "")]
            for side in rule.sides:
                keys = {
                    FindingKey(leaf.finding, leaf.where.on(side))
                    for leaf in looked_at
                    if not isinstance(leaf, Concluded)
                }
                for head in rule.heads:
                    conclusion = Conclusion(head.kind, head.name, head.where.on(side))
                    self._keys.setdefault(conclusion, set()).update(keys)

    def unexamined(self, memory: WorkingMemory, wording: Wording, conclusion: Conclusion) -> tuple[Unexamined, ...]:
        """Findings that a rule for or against ``conclusion`` would look at and that nobody recorded."""
        against = Conclusion(Kind.AGAINST, conclusion.name, conclusion.side)
        keys = self._keys.get(conclusion, set()) | self._keys.get(against, set())
        return _listed(wording, (key for key in keys if key not in memory))


def all_unexamined(knowledge_base: KnowledgeBase, memory: WorkingMemory, wording: Wording) -> tuple[Unexamined, ...]:
    """Every finding of the vocabulary that nobody recorded, except the subject's age and sex."""
    keys = (
        FindingKey(definition.id, side)
        for definition in knowledge_base.vocabulary.findings.values()
        if definition.id not in SUBJECT_FINDINGS
        for side in definition.sides
    )
    return _listed(wording, (key for key in keys if key not in memory))


def _listed(wording: Wording, keys: Iterable[FindingKey]) -> tuple[Unexamined, ...]:
    order = {name: number for number, name in enumerate(wording.vocabulary.findings)}
    ordered = sorted(set(keys), key=lambda key: (order[key.name], key.side))
    findings = wording.vocabulary.findings
    return tuple(Unexamined(key.name, findings[key.name].document.title, key.side) for key in ordered)
