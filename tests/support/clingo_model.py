"""A third opinion: linked rules and a case as an answer-set program, solved by clingo."""

import clingo

from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Leaf, Test
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side


def conclusions(knowledge_base: KnowledgeBase, memory: WorkingMemory) -> frozenset[Conclusion]:
    """The conclusions of the one stable model (a stratified program has exactly one)."""
    control = clingo.Control(["--models=0", "--warn=none"])
    control.add("base", [], "\n".join(_clauses(knowledge_base, memory)))
    control.ground([("base", [])])
    models: list[frozenset[Conclusion]] = []
    with control.solve(yield_=True) as handle:
        models = [
            frozenset(_read(symbol) for symbol in model.symbols(atoms=True) if symbol.name == "c") for model in handle
        ]
    assert len(models) == 1, f"{len(models)} stable models of a stratified program"
    return models[0]


def _clauses(knowledge_base: KnowledgeBase, memory: WorkingMemory) -> list[str]:
    program = _Program(memory)
    for rule in knowledge_base.rules:
        for side in rule.sides:
            body = [program.literal(test, side) for test in rule.when]
            body += [f"not {program.literal(test, side)}" for test in rule.unless]
            program.clauses += [
                f"{_atom(head.kind, head.name, head.where.on(side))} :- {', '.join(body)}." for head in rule.heads
            ]
    return program.clauses


def _atom(kind: Kind, name: str, side: Side) -> str:
    return f'c("{kind}","{name}","{side}")'


class _Program:
    """Clauses; each threshold becomes an atom of its own, because aggregates cannot be nested."""

    def __init__(self, memory: WorkingMemory) -> None:
        self.memory = memory
        self.clauses: list[str] = ["true."]
        self.thresholds = 0

    def literal(self, test: Test, side: Side) -> str:
        if isinstance(test, AtLeast):
            parts = "; ".join(f"{number} : {self.literal(part, side)}" for number, part in enumerate(test.parts))
            self.thresholds += 1
            self.clauses.append(f"t({self.thresholds}) :- {test.count} <= #count {{ {parts} }}.")
            return f"t({self.thresholds})"
        if isinstance(test, Concluded):
            return _atom(test.kind, test.name, test.where.on(side))
        return "true" if _recorded(test, side, self.memory) else "not true"


def _recorded(leaf: Leaf, side: Side, memory: WorkingMemory) -> bool:
    assert not isinstance(leaf, Concluded)
    seen = memory.get(FindingKey(leaf.finding, leaf.where.on(side)))
    if isinstance(leaf, FindingTest):
        return seen is not None and seen.passes(leaf.state, leaf.tests)
    return seen is None


def _read(symbol: clingo.Symbol) -> Conclusion:
    kind, name, side = (argument.string for argument in symbol.arguments)
    return Conclusion(Kind(kind), name, Side(side))
