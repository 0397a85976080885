"""Rules compared with rules: duplicates, subsumed rules, and equal bodies with opposite advice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import product

from kinechain.audit.places import Places
from kinechain.knowledge.conditions import AtLeast, FindingTest, Test, Where
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem

_Key = tuple[Kind, str, Where]
_HINT = "Tell the conditions apart; when both are meant, each names a source that disputes it."


def subsumed(knowledge_base: KnowledgeBase, places: Places) -> Iterator[Problem]:
    """Rules that add nothing: another one concludes the same, no weaker, whenever they fire."""
    by_head: dict[_Key, list[Rule]] = defaultdict(list)
    for rule in knowledge_base.written_rules:
        for head in rule.heads:
            by_head[head.kind, head.name, head.where].append(rule)
    for rule in knowledge_base.written_rules:
        first = rule.heads[0]
        for other in by_head[first.kind, first.name, first.where]:
            if other is not rule and _covers(other, rule):
                yield from _subsumed(rule, other, places)


def _subsumed(rule: Rule, other: Rule, places: Places) -> Iterator[Problem]:
    if not _covers(rule, other):
        message = f"'{rule.id}' adds nothing: '{other.id}' concludes the same from a part of its conditions."
        yield places.problem(rule, "when", "logic.subsumed", message, "Drop one, or say what makes this one stronger.")
    elif rule.id > other.id:
        message = f"'{rule.id}' says the same as '{other.id}'."
        yield places.problem(rule, "when", "logic.duplicate", message, "Drop one; sources can stand in the other.")


def _covers(general: Rule, special: Rule) -> bool:
    """Whether ``general`` fires wherever ``special`` does, and concludes at least as much there."""
    if general.per_side != special.per_side:
        return False
    return (
        all(any(_no_weaker(mine, head) for mine in general.heads) for head in special.heads)
        and all(any(implies(test, wanted) for test in special.when) for wanted in general.when)
        and all(any(implies(denied, test) for test in special.unless) for denied in general.unless)
    )


def _no_weaker(mine: Head, head: Head) -> bool:
    same = (mine.kind, mine.name, mine.where) == (head.kind, head.name, head.where)
    if not same or mine.strength is None or head.strength is None:
        return same
    return mine.strength.rank >= head.strength.rank


def implies(one: Test, other: Test) -> bool:
    """Whether ``other`` holds wherever ``one`` does, as far as their form shows it."""
    if one == other:
        return True
    if isinstance(one, FindingTest) and isinstance(other, FindingTest):
        return (
            (one.finding, one.where) == (other.finding, other.where)
            and other.state in (None, one.state)
            and all(any(_tighter(test, wanted) for test in one.tests) for wanted in other.tests)
        )
    if isinstance(one, AtLeast) and isinstance(other, AtLeast) and set(one.parts) <= set(other.parts):
        return one.count >= other.count
    if isinstance(one, AtLeast) and one.count == len(one.parts):
        return any(implies(part, other) for part in one.parts)
    if isinstance(other, AtLeast):
        return other.count == 1 and any(implies(one, part) for part in other.parts)
    return False


_FROM_ABOVE: dict[tuple[str, str], Callable[[Decimal, Decimal], bool]] = {
    ("<", "<"): Decimal.__le__, ("<", "<="): Decimal.__le__, ("<=", "<="): Decimal.__le__,
    ("<=", "<"): Decimal.__lt__, ("=", "<"): Decimal.__lt__, ("=", "<="): Decimal.__le__,
    (">", ">"): Decimal.__ge__, (">", ">="): Decimal.__ge__, (">=", ">="): Decimal.__ge__,
    (">=", ">"): Decimal.__gt__, ("=", ">"): Decimal.__gt__, ("=", ">="): Decimal.__ge__,
    ("=", "="): Decimal.__eq__,
}  # fmt: skip


def _tighter(one: AttributeTest, other: AttributeTest) -> bool:
    if one.attribute != other.attribute:
        return False
    if isinstance(one.bound, frozenset) and isinstance(other.bound, frozenset):
        return one.bound <= other.bound
    if isinstance(one.bound, Decimal) and isinstance(other.bound, Decimal):
        compare = _FROM_ABOVE.get((one.operator, other.operator))
        return compare is not None and compare(one.bound, other.bound)
    return one.bound == other.bound


def opposite(knowledge_base: KnowledgeBase, places: Places) -> Iterator[Problem]:
    """Equal bodies that lead to advice and its opposite, unless the contest is written down."""
    return _opposites(knowledge_base, places, "logic.opposite-advice", meant=False)


def contested(knowledge_base: KnowledgeBase, places: Places) -> Iterator[Problem]:
    """The same, where both rules are deliberate: each names a source that disputes it, so a report shows both."""
    return _opposites(knowledge_base, places, "logic.contested-advice", meant=True)


def _opposites(knowledge_base: KnowledgeBase, places: Places, code: str, *, meant: bool) -> Iterator[Problem]:
    by_body: dict[tuple[bool, frozenset[Test], frozenset[Test]], list[Rule]] = defaultdict(list)
    for rule in knowledge_base.written_rules:
        by_body[rule.per_side, frozenset(rule.when), frozenset(rule.unless)].append(rule)
    for rules in by_body.values():
        for rule, other in product(rules, rules):
            if (_disputed(rule) and _disputed(other)) is meant:
                for head, against in _clashes(rule.heads, other.heads, knowledge_base):
                    yield places.problem(rule, "then", code, _opposed(rule, head, other, against), _HINT)


def _opposed(rule: Rule, head: Head, other: Rule, against: Head) -> str:
    there = "it" if other is rule else f"'{other.id}', from the same conditions,"
    return f"'{rule.id}' concludes {head.kind} '{head.name}', and {there} concludes {against.kind} '{against.name}'."


def _clashes(
    heads: Iterable[Head], others: Iterable[Head], knowledge_base: KnowledgeBase
) -> Iterator[tuple[Head, Head]]:
    for head, other in product(tuple(heads), tuple(others)):
        if head.kind is Kind.INDICATION and other.kind is Kind.WITHHOLD:
            classes = knowledge_base.vocabulary.recommendations[head.name].classes
            clash = other.name in (head.name, *classes) and _meet(head.where, other.where)
        else:
            inferred = head.kind in (Kind.CAUSE, Kind.IMPRESSION) and other.kind is Kind.AGAINST
            clash = inferred and (head.name, head.where) == (other.name, other.where)
        if clash:
            yield head, other


def _meet(given: Where, held: Where) -> bool:
    """Whether withholding there touches what is given here; the midline stands for the whole client."""
    return given == held or Where.MIDLINE in (given, held)


def _disputed(rule: Rule) -> bool:
    return any(note.relation == "disputes" for note in rule.sources)
