"""Mutants: every rule with one small error. A mutant that no case of its rule notices is a gap in the cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kinechain.audit.rule_cases import RuleCases, fires_on
from kinechain.knowledge.conditions import AtLeast, FindingTest, Test, Where
from kinechain.knowledge.model import Rule
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.finding import State

_FLIPPED = {"<": (">", "<="), "<=": (">=", "<"), ">": ("<", ">="), ">=": ("<=", ">"), "=": ("<", ">")}
_OTHER_SIDE = {
    Where.SAME: Where.OPPOSITE,
    Where.OPPOSITE: Where.SAME,
    Where.LEFT: Where.RIGHT,
    Where.RIGHT: Where.LEFT,
}
_OTHER_STATE = {State.POSITIVE: State.NEGATIVE, State.NEGATIVE: State.POSITIVE}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one error: where it was made and what was done."""

    rule: Rule
    place: str
    change: str


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every mutant of a rule: a condition dropped, a boundary moved, a side swapped, a comparison or state flipped."""
    for key in ("when", "unless"):
        tests: tuple[Test, ...] = getattr(rule, key)
        for number, test in enumerate(tests):
            place = f"{key}.{number + 1}"
            if key == "unless" or len(tests) > 1:
                yield _with(rule, key, (*tests[:number], *tests[number + 1 :]), place, "condition dropped")
            for changed, where, change in _changes(test, place):
                yield _with(rule, key, (*tests[:number], changed, *tests[number + 1 :]), where, change)


def _with(rule: Rule, key: str, tests: tuple[Test, ...], place: str, change: str) -> Mutant:
    changed = replace(rule, when=tests) if key == "when" else replace(rule, unless=tests)
    return Mutant(changed, place, change)


def _changes(test: Test, place: str) -> Iterator[tuple[Test, str, str]]:
    if isinstance(test, AtLeast):
        yield from _threshold_changes(test, place)
        return
    if test.where in _OTHER_SIDE:
        yield replace(test, where=_OTHER_SIDE[test.where]), place, "side swapped"
    if isinstance(test, FindingTest):
        if test.state in _OTHER_STATE:
            yield replace(test, state=_OTHER_STATE[test.state]), place, "state flipped"
        for number, one in enumerate(test.tests):
            for changed, change in _test_changes(one):
                tests = (*test.tests[:number], changed, *test.tests[number + 1 :])
                yield replace(test, tests=tests), place, f"{one.attribute}: {change}"
            if len(test.tests) > 1:
                fewer = (*test.tests[:number], *test.tests[number + 1 :])
                yield replace(test, tests=fewer), place, f"{one.attribute}: test dropped"


def _threshold_changes(test: AtLeast, place: str) -> Iterator[tuple[Test, str, str]]:
    total = len(test.parts)
    if test.count < total:
        yield replace(test, count=test.count + 1), place, "one more needed"
    if test.count > 1:
        yield replace(test, count=test.count - 1), place, "one fewer needed"
    for number, part in enumerate(test.parts):
        where = f"{place}.of.{number + 1}"
        others = (*test.parts[:number], *test.parts[number + 1 :])
        if len(others) >= test.count:
            yield replace(test, parts=others), where, "alternative dropped"
        for changed, inner, change in _changes(part, where):
            yield replace(test, parts=(*test.parts[:number], changed, *test.parts[number + 1 :])), inner, change


def _test_changes(test: AttributeTest) -> Iterator[tuple[AttributeTest, str]]:
    if isinstance(test.bound, frozenset):
        for choice in sorted(test.bound) if len(test.bound) > 1 else ():
            yield replace(test, bound=test.bound - {choice}), f"choice {choice} dropped"
    elif isinstance(test.bound, Decimal):
        for symbol in _FLIPPED[test.operator]:
            yield replace(test, operator=symbol), f"{test.operator} became {symbol}"
    else:
        yield replace(test, bound=not test.bound), "flag flipped"


@dataclass(frozen=True, slots=True)
class MutationResult:
    """How many mutants of a rule were made, and those that no case noticed."""

    rule: Rule
    made: int
    survivors: tuple[Mutant, ...]


def mutate(rule: Rule, cases: RuleCases) -> MutationResult:
    """Run the cases of a rule on each of its mutants."""
    listed = cases.by_rule.get(rule.id, ())
    made = list(mutants(rule))
    survivors = [mutant for mutant in made if all(fires_on(mutant.rule, case) == case.fires for case in listed)]
    return MutationResult(rule, len(made), tuple(survivors))
