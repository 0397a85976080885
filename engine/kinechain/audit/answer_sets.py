"""The rules as an answer-set program, and clingo to solve it. The one module that knows clingo.

The atoms: ``i(N)`` input atom N, ``d(N)`` derived atom N, ``fires(N)`` instance N of the ground program.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from kinechain.knowledge.ground import GroundAtLeast, GroundProgram, GroundTest, Instance


class ClingoMissingError(RuntimeError):
    """clingo, which the proofs need, is not installed."""

    def __init__(self) -> None:
        super().__init__("The proofs over all cases need clingo: python -m pip install clingo")


def rule_clauses(program: GroundProgram) -> Iterator[str]:
    """Every instance fires exactly when its body holds, and then gives its heads."""
    yield from firing_clauses(program)
    for number, instance in enumerate(program.instances):
        yield from (f"d({head}) :- fires({number})." for head in instance.heads)


def firing_clauses(program: GroundProgram) -> Iterator[str]:
    """Only when an instance fires; what it concludes is left open."""
    writer = _Writer()
    for number, instance in enumerate(program.instances):
        yield f"fires({number}) :- {', '.join(writer.body(instance))}."
    yield from writer.clauses


class Solver:
    """A program, grounded once, to be asked many questions. Raises ClingoMissingError without clingo."""

    def __init__(self, clauses: Iterable[str], *options: str) -> None:
        try:
            import clingo
        except ImportError as error:
            raise ClingoMissingError from error
        self._clingo = clingo
        self._control: Any = clingo.Control([*options, "--warn=none"])
        self._control.add("base", [], "\n".join(clauses))
        self._control.ground([("base", [])])

    def model_with(self, name: str, argument: str) -> tuple[Any, ...] | None:
        """The shown atoms of a stable model in which ``name("argument")`` holds; None when there is none."""
        wanted = self._clingo.Function(name, [self._clingo.String(argument)])
        return self._last([(wanted, True)])

    def last_model(self) -> tuple[Any, ...]:
        """The shown atoms of the last model that the options let clingo report."""
        return self._last([]) or ()

    def _last(self, assumptions: list[Any]) -> tuple[Any, ...] | None:
        found: list[tuple[Any, ...]] = []
        self._control.solve(
            assumptions=assumptions, on_model=lambda model: found.append(tuple(model.symbols(shown=True)))
        )
        return found[-1] if found else None


def in_some_model(clauses: Iterable[str]) -> tuple[Any, ...]:
    """The shown atoms that hold in at least one stable model. Raises ClingoMissingError without clingo."""
    return Solver(clauses, "--models=0", "--enum-mode=brave").last_model()


class _Writer:
    """Literals; each threshold becomes an atom of its own, because aggregates cannot be nested."""

    def __init__(self) -> None:
        self.clauses: list[str] = []

    def body(self, instance: Instance) -> list[str]:
        """The body of an instance as literals."""
        return [*map(self.literal, instance.body), *(f"not {self.literal(test)}" for test in instance.denied)]

    def literal(self, test: GroundTest) -> str:
        """The atom that holds when a test does."""
        if isinstance(test, GroundAtLeast):
            parts = "; ".join(f"{number} : {self.literal(part)}" for number, part in enumerate(test.parts))
            name = f"t({len(self.clauses)})"
            self.clauses.append(f"{name} :- {test.count} <= #count {{ {parts} }}.")
            return name
        return f"i({test})" if test >= 0 else f"d({~test})"
