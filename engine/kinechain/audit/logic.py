"""The Logic list of an audit: what is wrong with the rules as rules, whatever they say about bodies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kinechain.audit import logic_bodies, logic_reach, logic_words
from kinechain.audit.places import Places
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.problem import Problem

Check = Callable[[KnowledgeBase, Places], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class LogicCheck:
    """One check of the list. ``information``: what it finds may be meant, so it never fails an audit."""

    name: str
    title: str
    run: Check
    information: bool = False


FORM_CHECKS = (
    LogicCheck("unreachable-conclusions", "Every declared conclusion is given by a rule", logic_words.never_concluded),
    LogicCheck("subsumed", "No rule repeats another or adds nothing to it", logic_bodies.subsumed),
    LogicCheck("opposite-advice", "Equal conditions never lead to opposite advice", logic_bodies.opposite),
    LogicCheck("no-recommendation", "Every cause leads to a recommendation or referral", logic_words.without_advice),
    LogicCheck("contested", "Opposite advice that is meant and sourced", logic_bodies.contested, information=True),
    LogicCheck("unused-findings", "Findings that no rule reads", logic_words.unused_findings, information=True),
    LogicCheck(
        "sides-mixed", "Rules that conclude on a side they do not read", logic_words.mixed_sides, information=True
    ),
)
"""Checks by the form of the rules; they need nothing but the rules."""


def reach_checks(knowledge_base: KnowledgeBase) -> tuple[LogicCheck, ...]:
    """Checks over every possible case. Raises ClingoMissingError without clingo, when the first of them is run."""
    known: list[logic_reach.Reach] = []

    def found() -> logic_reach.Reach:
        if not known:
            known.append(logic_reach.reach(knowledge_base))
        return known[0]

    def contradictory(base: KnowledgeBase, places: Places) -> Iterator[Problem]:
        return logic_reach.contradictory(base, found(), places)

    def unreachable(base: KnowledgeBase, places: Places) -> Iterator[Problem]:
        return logic_reach.unreachable(base, found(), places)

    def never_given(base: KnowledgeBase, _: Places) -> Iterator[Problem]:
        return logic_reach.never_given(base, found())

    return (
        LogicCheck("contradictory-bodies", "The conditions of every rule can hold together", contradictory),
        LogicCheck("unreachable-rules", "Every rule fires in some possible case", unreachable),
        LogicCheck("never-given", "Items and tests that are never given", never_given, information=True),
    )
