"""Which rules can fire at all, over every possible case: two solves by clingo answer for all instances at once."""

from dataclasses import dataclass

from kinechain.audit.answer_sets import firing_clauses, in_some_model, rule_clauses
from kinechain.audit.case_space import case_space
from kinechain.knowledge.ground import GroundProgram, ground
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.side import Side

Bound = tuple[str, Side]
"""A rule, by id, bound to a side."""


@dataclass(frozen=True, slots=True)
class Reach:
    """``fires``: what fires in some case. ``satisfiable``: whose body some case fulfils if conclusions were free."""

    fires: frozenset[Bound]
    satisfiable: frozenset[Bound]


def reach(knowledge_base: KnowledgeBase) -> Reach:
    """What can fire, and what could if each conclusion were free. Raises ClingoMissingError without clingo."""
    program = ground(knowledge_base.rules)
    space = list(case_space(program, knowledge_base.vocabulary))
    free = [f"{{ d({number}) }}." for number in range(len(program.derived))]
    return Reach(
        _bound(program, [*space, *rule_clauses(program)]),
        _bound(program, [*space, *firing_clauses(program), *free]),
    )


def _bound(program: GroundProgram, clauses: list[str]) -> frozenset[Bound]:
    numbers = [symbol.arguments[0].number for symbol in in_some_model([*clauses, "#show fires/1."])]
    return frozenset((program.instances[number].rule.id, program.instances[number].side) for number in numbers)
