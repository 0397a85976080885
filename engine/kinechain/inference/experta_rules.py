"""Linked rules into experta rules, within the part of experta that was found to be sound.

Positive patterns come first and ``NOT`` of one single pattern last; sides are bound by a domain fact before any
``NOT``;
thresholds (any, at least) become auxiliary facts of a higher salience. Nothing else of experta's language is used.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from kinechain.inference.experta_import import load_experta
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Leaf, Test, Where
from kinechain.knowledge.model import Rule
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side

experta: Any = load_experta()


def _action(engine: Any, side: str = Side.MIDLINE.value) -> None:
    """What every rule does when it fires has this signature."""


_ACTION_SIGNATURE = inspect.signature(_action)


class Seen(experta.Fact):  # type: ignore[misc]
    """An assessed finding: side, state and attribute values."""


class Unasked(experta.Fact):  # type: ignore[misc]
    """A finding that nobody recorded: side."""


class Derived(experta.Fact):  # type: ignore[misc]
    """A conclusion: kind, name and side."""


class Auxiliary(experta.Fact):  # type: ignore[misc]
    """A threshold of one rule that holds: side."""


class Bound(experta.Fact):  # type: ignore[misc]
    """A side of the body with its opposite, to which per-side rules are bound."""


_Threshold = tuple[str, int, list[Any]]
"""Place, count and the patterns of the parts."""


class FactClasses:
    """One fact class for each finding, conclusion and threshold, so that a fact meets only the rules that name it."""

    def __init__(self) -> None:
        self._classes: dict[tuple[type[Any], str], type[Any]] = {}

    def of(self, base: type[Any], name: str) -> type[Any]:
        """The class for ``name`` below ``base``."""
        found = self._classes.get((base, name))
        # One step, because threads share this: two classes of one name would not see each other's facts.
        return found or self._classes.setdefault((base, name), type(f"{base.__name__}:{name}", (base,), {}))

    def derived(self, conclusion: Conclusion) -> Any:
        """The fact of a conclusion."""
        fact = self.of(Derived, f"{conclusion.kind}:{conclusion.name}")
        return fact(kind=conclusion.kind.value, name=conclusion.name, side=conclusion.side.value)


class RuleCompiler:
    """Compiles linked rules; predicates are shared so that equal tests are equal nodes."""

    def __init__(self, classes: FactClasses) -> None:
        self._classes = classes
        self._predicates: dict[AttributeTest, Any] = {}
        self._count = 0

    def compile(self, rules: Iterable[Rule]) -> list[Any]:
        """Every experta rule of a knowledge base, in a fixed order."""
        return [compiled for rule in rules for compiled in self._rule(rule)]

    def _rule(self, rule: Rule) -> Iterator[Any]:
        thresholds: list[_Threshold] = []
        positive = [self._pattern(rule, test, f"when.{number}", thresholds) for number, test in enumerate(rule.when, 1)]
        negative = [
            self._pattern(rule, test, f"unless.{number}", thresholds) for number, test in enumerate(rule.unless, 1)
        ]
        for place, count, patterns in thresholds:
            for chosen in combinations(patterns, count):
                yield self._experta_rule(rule, list(chosen), [], self._declare_auxiliary(place), raised=1)
        yield self._experta_rule(rule, positive, negative, self._declare_heads(rule), raised=0)

    def _experta_rule(
        self,
        rule: Rule,
        positive: list[Any],
        negative: list[Any],
        action: Callable[..., None],
        *,
        raised: int,
    ) -> Any:
        domain = [Bound(side=experta.MATCH.side, opposite=experta.MATCH.opposite)] if rule.per_side else []
        salience = raised - 2 * rule.stratum
        # experta inspects every action; all have the same signature, so it is inspected once.
        action.__signature__ = _ACTION_SIGNATURE  # type: ignore[attr-defined]
        compiled = experta.Rule(*domain, *positive, *(experta.NOT(one) for one in negative), salience=salience)(action)
        compiled.number = self._count
        action.number = self._count  # type: ignore[attr-defined]
        self._count += 1
        return compiled

    def _pattern(self, rule: Rule, test: Test, place: str, thresholds: list[_Threshold]) -> Any:
        if not isinstance(test, AtLeast):
            return self._leaf(test)
        name = f"{rule.id}:{place}"
        parts = [
            self._pattern(rule, part, f"{place}.of.{number}", thresholds) for number, part in enumerate(test.parts, 1)
        ]
        thresholds.append((name, test.count, parts))
        return self._classes.of(Auxiliary, name)(side=experta.MATCH.side if rule.per_side else Side.MIDLINE.value)

    def _leaf(self, leaf: Leaf) -> Any:
        side = _side(leaf.where)
        if isinstance(leaf, Concluded):
            return self._classes.of(Derived, f"{leaf.kind}:{leaf.name}")(side=side)
        if isinstance(leaf, FindingTest):
            fields: dict[str, Any] = {"state": leaf.state.value} if leaf.state else {}
            fields |= {f"v_{test.attribute}": self._predicate(test) for test in leaf.tests}
            return self._classes.of(Seen, leaf.finding)(side=side, **fields)
        return self._classes.of(Unasked, leaf.finding)(side=side)

    def _predicate(self, test: AttributeTest) -> Any:
        if test not in self._predicates:
            self._predicates[test] = experta.P(test.holds)
        return self._predicates[test]

    def _declare_auxiliary(self, place: str) -> Callable[..., None]:
        threshold = self._classes.of(Auxiliary, place)

        def hold(engine: Any, side: str = Side.MIDLINE.value) -> None:
            engine.declare(threshold(side=side))

        return hold

    def _declare_heads(self, rule: Rule) -> Callable[..., None]:
        def fire(engine: Any, side: str = Side.MIDLINE.value) -> None:
            bound = Side(side)
            engine.fired.add((rule.id, bound))
            for head in rule.heads:
                engine.declare(self._classes.derived(Conclusion(head.kind, head.name, head.where.on(bound))))

        return fire


def _side(where: Where) -> Any:
    bound = {Where.SAME: experta.MATCH.side, Where.OPPOSITE: experta.MATCH.opposite}
    return bound.get(where, where.value)


def conclusion_of(fact: Any) -> Conclusion:
    """A derived fact as a conclusion."""
    return Conclusion(Kind(fact["kind"]), fact["name"], Side(fact["side"]))
