"""The smallest changes of a case by clingo: every possible record of every finding, the fewest changed findings.

An opinion of its own: rules as an answer-set program, records counted out value by value, no cells, no pruning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import clingo

from kinechain.inference.memory import Seen, WorkingMemory
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Leaf, NotAssessed, Test
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side

Records = dict[FindingKey, list[Seen | None]]
"""What may stand in a case about each finding; None: nobody looked."""


def smallest_sets(
    knowledge_base: KnowledgeBase, memory: WorkingMemory, records: Records, target: Conclusion
) -> tuple[int | None, set[frozenset[FindingKey]]]:
    """The size of the smallest change that adds or removes ``target``, and every set of findings of that size."""
    program = _Program(knowledge_base, memory, records)
    holds = _holds(program, target)
    wanted = f":- {'' if holds else 'not '}{_atom(target)}."
    size = _optimum([*program.clauses, wanted])
    if size is None:
        return None, set()
    return size, _sets([*program.clauses, wanted, f":- not {size} = #count {{ K : changed(K) }}."], program)


def _holds(program: "_Program", target: Conclusion) -> bool:
    clauses = [*program.clauses, ":- changed(_).", f":- not {_atom(target)}."]
    return bool(_control(clauses).solve().satisfiable)


def _control(clauses: list[str], *options: str) -> clingo.Control:
    control = clingo.Control(["--warn=none", *options])
    control.add("base", [], "\n".join([*clauses, "#show changed/1."]))
    control.ground([("base", [])])
    return control


def _optimum(clauses: list[str]) -> int | None:
    best: list[int] = []
    _control([*clauses, "#minimize { 1,K : changed(K) }."]).solve(on_model=lambda model: best.extend(model.cost))
    return best[-1] if best else None


def _sets(clauses: list[str], program: "_Program") -> set[frozenset[FindingKey]]:
    found: set[frozenset[FindingKey]] = set()
    control = _control(clauses, "--models=0", "--project=show")
    with control.solve(yield_=True) as handle:
        for model in handle:
            numbers = [symbol.arguments[0].number for symbol in model.symbols(shown=True)]
            found.add(frozenset(program.keys[number] for number in numbers))
    return found


def _atom(conclusion: Conclusion) -> str:
    return f'c("{conclusion.kind}","{conclusion.name}","{conclusion.side}")'


@dataclass
class _Program:
    """Clauses; each threshold becomes an atom of its own, because aggregates cannot be nested."""

    knowledge_base: KnowledgeBase
    memory: WorkingMemory
    records: Records
    keys: list[FindingKey] = field(default_factory=list)
    clauses: list[str] = field(default_factory=lambda: ["true."])
    count: int = 0

    def __post_init__(self) -> None:
        self.keys = sorted(self.records)
        for number, key in enumerate(self.keys):
            self.clauses.append(f"1 {{ in({number},0..{len(self.records[key])}) }} 1.")
            self.clauses.append(f"changed({number}) :- in({number},R), R != 0.")
        for rule in self.knowledge_base.rules:
            for side in rule.sides:
                body = [self._literal(test, side) for test in rule.when]
                body += [f"not {self._literal(test, side)}" for test in rule.unless]
                heads = [Conclusion(head.kind, head.name, head.where.on(side)) for head in rule.heads]
                self.clauses += [f"{_atom(head)} :- {', '.join(body)}." for head in heads]

    def _literal(self, test: Test, side: Side) -> str:
        if isinstance(test, Concluded):
            return _atom(Conclusion(test.kind, test.name, test.where.on(side)))
        self.count += 1
        name = f"t({self.count})"
        if isinstance(test, AtLeast):
            parts = "; ".join(f"{number} : {self._literal(part, side)}" for number, part in enumerate(test.parts))
            self.clauses.append(f"{name} :- {test.count} <= #count {{ {parts} }}.")
        else:
            self.clauses += [f"{name} :- in({one})." for one in self._choices(test, side)]
        return name

    def _choices(self, leaf: Leaf, side: Side) -> Iterator[str]:
        """The records with which a leaf holds; record 0 is what the case says."""
        assert isinstance(leaf, FindingTest | NotAssessed)
        key = FindingKey(leaf.finding, leaf.where.on(side))
        for number, seen in enumerate([self.memory.get(key), *self.records[key]]):
            if seen is None if isinstance(leaf, NotAssessed) else seen and seen.passes(leaf.state, leaf.tests):
                yield f"{self.keys.index(key)},{number}"
