"""The experta evaluator, with a cure for each measured defect of experta 1.9.4 (docs/inference.md lists them)."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from threading import local
from typing import Any

from kinechain.inference.experta_matcher import CleanMatcher
from kinechain.inference.experta_rules import (
    Bound,
    Derived,
    FactClasses,
    RuleCompiler,
    Seen,
    Unasked,
    conclusion_of,
    experta,
)
from kinechain.inference.memory import WorkingMemory
from kinechain.inference.outcome import Outcome
from kinechain.knowledge.conditions import NotAssessed, leaves
from kinechain.knowledge.model import Rule
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import BODY_SIDES

_MOST_FIRINGS = 100_000


class TotalOrderStrategy(experta.strategies.Strategy):  # type: ignore[misc]
    """Orders the agenda totally and removes cancelled activations exactly.

    The stock strategy finds a cancelled activation only near its neighbours in the list, and orders equal keys by
    memory
    address, so that cancelled activations fire and runs differ.
    """

    @staticmethod
    def key_of(activation: Any) -> tuple[Any, ...]:
        """Salience, fact ids, rule number, bindings: unique for each activation."""
        bindings = tuple(sorted(item for item in activation.context.items() if not item[0].startswith("__")))
        ids = tuple(sorted(fact["__factid__"] for fact in activation.facts))
        return (activation.rule.salience, ids, activation.rule.number, bindings)

    def _update_agenda(self, agenda: Any, added: Iterable[Any], removed: Iterable[Any]) -> None:
        waiting = agenda.activations
        for activation in removed:
            activation.key = self.key_of(activation)
            place = bisect_left(waiting, activation)
            if place < len(waiting) and waiting[place].key == activation.key:
                del waiting[place]
        for activation in added:
            activation.key = self.key_of(activation)
            insort(waiting, activation)


class RuleEngine(experta.KnowledgeEngine):  # type: ignore[misc]
    """An experta engine over compiled rules. Serves one thread, one case after the other."""

    __strategy__ = TotalOrderStrategy
    __matcher__ = CleanMatcher

    def __init__(self, compiled: Sequence[Any]) -> None:
        self._compiled = list(compiled)
        self.fired: set[tuple[str, Any]] = set()
        super().__init__()

    def get_rules(self) -> list[Any]:
        """The compiled rules, instead of those that the stock engine finds by inspection."""
        return self._compiled

    def get_deffacts(self) -> list[Any]:
        """None: initial facts differ from case to case and are declared by :meth:`decide`."""
        return []

    def decide(self, facts: Iterable[Any]) -> Outcome:
        """Reset, declare, run to the end, and read the conclusions."""
        self.fired = set()
        self.reset()
        for fact in facts:
            self.facts.declare(fact)
        self.run(steps=_MOST_FIRINGS)
        if self.agenda.activations:
            raise RuntimeError(f"experta did not come to an end within {_MOST_FIRINGS} firings")
        conclusions = (conclusion_of(fact) for fact in self.facts.values() if isinstance(fact, Derived))
        return Outcome(frozenset(conclusions), frozenset(self.fired))


class ExpertaEvaluator:
    """Evaluates cases with experta: one engine a thread, built once, dropped after any exception."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._asked = tuple(
            sorted(
                {
                    FindingKey(leaf.finding, leaf.where.on(side))
                    for rule in self._rules
                    for test in (*rule.when, *rule.unless)
                    for _, leaf in leaves(test, "")
                    if isinstance(leaf, NotAssessed)
                    for side in rule.sides
                }
            )
        )
        self._classes = FactClasses()
        self._threads = local()

    def decide(self, memory: WorkingMemory) -> Outcome:
        """Conclusions and fired instances of one case."""
        engine: RuleEngine | None = getattr(self._threads, "engine", None)
        self._threads.engine = None
        if engine is None:
            engine = RuleEngine(RuleCompiler(self._classes).compile(self._rules))
        outcome = engine.decide(self._facts(memory))
        self._threads.engine = engine
        return outcome

    def _facts(self, memory: WorkingMemory) -> Iterable[Any]:
        yield from (Bound(side=side.value, opposite=side.opposite.value) for side in BODY_SIDES)
        for key in sorted(memory):
            seen = memory[key]
            values = {f"v_{name}": value for name, value in sorted(seen.values.items())}
            yield self._classes.of(Seen, key.name)(side=key.side.value, state=seen.state.value, **values)
        for key in self._asked:
            if key not in memory:
                yield self._classes.of(Unasked, key.name)(side=key.side.value)
