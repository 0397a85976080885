"""The vocabulary compared with the rules: words that nothing reads or gives, causes that lead nowhere, mixed sides."""

from collections.abc import Iterator

from kinechain.audit.places import Places
from kinechain.knowledge.conditions import Concluded, Leaf, Where, leaves
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem

_ADVICE = (Kind.INDICATION, Kind.RED_FLAG)
_Name = tuple[Kind, str]


def never_concluded(knowledge_base: KnowledgeBase, _: Places) -> Iterator[Problem]:
    """Declared causes, impressions, items and codes that no rule gives."""
    vocabulary = knowledge_base.vocabulary
    given = {(head.kind, head.name) for rule in knowledge_base.rules for head in rule.heads}
    declared = (
        (Kind.CAUSE, vocabulary.causes),
        (Kind.IMPRESSION, vocabulary.impressions),
        (Kind.INDICATION, vocabulary.recommendations),
        (Kind.CODE, vocabulary.codes),
    )
    for kind, table in declared:
        for name in table:
            if (kind, name) not in given:
                message = f"No rule gives the {kind} '{name}'."
                hint = "Write the rule, or take the word out."
                yield Problem(_file_of(kind, name), 0, 0, "logic.unreachable-conclusion", message, hint)


def _file_of(kind: Kind, name: str) -> str:
    if kind is Kind.INDICATION:
        return f"exercises/{name}.yaml"
    return f"vocabulary/{kind}s.yaml"


def unused_findings(knowledge_base: KnowledgeBase, _: Places) -> Iterator[Problem]:
    """Findings that no rule reads or suggests and no red flag asks for: they are recorded and decide nothing."""
    vocabulary = knowledge_base.vocabulary
    used = {leaf.finding for leaf in _leaves(knowledge_base.rules) if not isinstance(leaf, Concluded)}
    used |= {head.name for rule in knowledge_base.rules for head in rule.heads if head.kind is Kind.SUGGESTION}
    used |= set(vocabulary.safety_questions)
    for name in vocabulary.findings:
        if name not in used:
            yield Problem("vocabulary", 0, 0, "logic.unused-finding", f"No rule reads the finding '{name}'.")


def _leaves(rules: tuple[Rule, ...]) -> Iterator[Leaf]:
    for rule in rules:
        for test in (*rule.when, *rule.unless):
            yield from (leaf for _, leaf in leaves(test, ""))


def without_advice(knowledge_base: KnowledgeBase, _: Places) -> Iterator[Problem]:
    """Causes from which no chain of rules leads to a recommendation or a referral.

    Quick and by form alone; the proofs ask the same of every possible case.
    """
    reading: dict[_Name, list[Rule]] = {}
    giving: dict[_Name, list[Rule]] = {}
    for rule in knowledge_base.written_rules:
        for name in _read(rule):
            reading.setdefault(name, []).append(rule)
        for head in rule.heads:
            giving.setdefault((head.kind, head.name), []).append(rule)
    for cause in knowledge_base.vocabulary.causes:
        rules = giving.get((Kind.CAUSE, cause), [])
        if rules and not _leads_to_advice(rules, reading):
            message = f"Nothing is recommended, and nobody referred, because of the cause '{cause}'."
            yield Problem("vocabulary/causes.yaml", 0, 0, "logic.no-recommendation", message, "Write a plan rule.")


def _read(rule: Rule) -> set[_Name]:
    tests = (leaf for test in rule.when for _, leaf in leaves(test, ""))
    return {(leaf.kind, leaf.name) for leaf in tests if isinstance(leaf, Concluded)}


def _leads_to_advice(rules: list[Rule], reading: dict[_Name, list[Rule]]) -> bool:
    waiting, seen = list(rules), set[str]()
    while waiting:
        rule = waiting.pop()
        if rule.id in seen:
            continue
        seen.add(rule.id)
        if any(head.kind in _ADVICE for head in rule.heads):
            return True
        waiting.extend(next_one for head in rule.heads for next_one in reading.get((head.kind, head.name), ()))
    return False


def mixed_sides(knowledge_base: KnowledgeBase, places: Places) -> Iterator[Problem]:
    """Rules that conclude on a side of which they read nothing, such as left findings and a right cause."""
    for rule in knowledge_base.written_rules:
        read = {leaf.where for test in rule.when for _, leaf in leaves(test, "")} - {Where.MIDLINE}
        for head in rule.heads:
            elsewhere = read and head.where is not Where.MIDLINE and head.where not in read
            # What is worth testing next is often the other side: that is the point of it.
            if elsewhere and head.kind is not Kind.SUGGESTION:
                sides = ", ".join(sorted(read))
                what = f"{head.kind} '{head.name}'"
                message = f"'{rule.id}' concludes {what} on side: {head.where}; it reads side: {sides}."
                yield places.problem(rule, "then", "logic.sides-mixed", message)
