"""Which rules can fire at all, over every possible case: one solve by clingo answers for all instances at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinechain.audit.answer_sets import firing_clauses, in_some_model, rule_clauses
from kinechain.audit.case_space import case_space
from kinechain.audit.places import Places
from kinechain.knowledge.ground import GroundProgram, ground
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem
from kinechain.terms.side import Side

Bound = tuple[str, Side]
"""A rule, by id, bound to a side."""


@dataclass(frozen=True, slots=True)
class Reach:
    """``fires``: what fires in some case. ``satisfiable``: the written rules whose body some case would fulfil if
    conclusions were free.
    """

    fires: frozenset[Bound]
    satisfiable: frozenset[Bound]


def reach(knowledge_base: KnowledgeBase) -> Reach:
    """What can fire, and what could if each conclusion were free. Raises ClingoMissingError without clingo."""
    program = ground(knowledge_base.rules)
    space = list(case_space(program, knowledge_base.vocabulary))
    fires = _bound(program, [*space, *rule_clauses(program)])
    written = {(one.rule.id, one.side) for one in program.instances if not one.rule.structural}
    if written <= fires:
        return Reach(fires, frozenset(written))
    free = [f"{{ d({number}) }}." for number in range(len(program.derived))]
    return Reach(fires, _bound(program, [*space, *firing_clauses(program), *free]))


def _bound(program: GroundProgram, clauses: list[str]) -> frozenset[Bound]:
    numbers = [symbol.arguments[0].number for symbol in in_some_model([*clauses, "#show fires/1."])]
    return frozenset((program.instances[number].rule.id, program.instances[number].side) for number in numbers)


def contradictory(knowledge_base: KnowledgeBase, found: Reach, places: Places) -> Iterator[Problem]:
    """Rules whose conditions exclude each other, whatever other rules conclude."""
    for rule in knowledge_base.written_rules:
        if sides := _outside(rule, found.satisfiable):
            message = f"No case can fulfil the conditions of '{rule.id}'{_on(rule, sides)}: they exclude each other."
            yield places.problem(rule, "when", "logic.contradictory-body", message, "Change or drop a condition.")


def unreachable(knowledge_base: KnowledgeBase, found: Reach, places: Places) -> Iterator[Problem]:
    """Rules whose conditions agree with each other, but which no possible case fires."""
    for rule in knowledge_base.written_rules:
        sides = [side for side in _outside(rule, found.fires) if (rule.id, side) in found.satisfiable]
        if sides:
            message = f"No possible case fires '{rule.id}'{_on(rule, sides)}: what it needs never comes together."
            yield places.problem(rule, "when", "logic.unreachable-rule", message, _lost(rule, knowledge_base, found))


def _lost(rule: Rule, knowledge_base: KnowledgeBase, found: Reach) -> str:
    """Which conclusions are lost with a rule, because no other rule that can fire gives them."""
    live = [one for one in knowledge_base.rules if any((one.id, side) in found.fires for side in one.sides)]
    given = {(head.kind, head.name) for one in live for head in one.heads}
    lost = [f"{head.kind} '{head.name}'" for head in rule.heads if (head.kind, head.name) not in given]
    return f"So nothing gives {', '.join(dict.fromkeys(lost))}." if lost else "Other rules give what it concludes."


def never_given(knowledge_base: KnowledgeBase, found: Reach) -> Iterator[Problem]:
    """Structural rules that never fire: an item that is always held back, a suggested test that is never open."""
    words = {
        Kind.RECOMMENDATION: "is held back whenever it is recommended",
        Kind.NEXT_TEST: "is never open when it is suggested",
    }
    for rule in knowledge_base.rules:
        head = rule.heads[0]
        if rule.structural and head.kind in words and len(_outside(rule, found.fires)) == len(rule.sides):
            message = f"'{head.name}' {words[head.kind]}."
            yield Problem(rule.id, 0, 0, "logic.never-given", message, "Right if that is meant.")


def _outside(rule: Rule, inside: frozenset[Bound]) -> list[Side]:
    return [side for side in rule.sides if (rule.id, side) not in inside]


def _on(rule: Rule, sides: list[Side]) -> str:
    return "" if len(sides) == len(rule.sides) else f" on the {sides[0]}"
