"""Decisions over the tiny knowledge base, ready to be explained."""

from functools import cache

from kinechain.explain.arguments import Arguments
from kinechain.explain.neighbourhood import Neighbourhood
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.small_knowledge import standard

INHIBITED = Conclusion(Kind.IMPRESSION, "inhibited", Side.LEFT)
UNSTABLE = Conclusion(Kind.IMPRESSION, "unstable", Side.LEFT)
PAIN = Conclusion(Kind.CAUSE, "pain-inhibition", Side.LEFT)
INFECTION = Conclusion(Kind.RED_FLAG, "infection")
SQUEEZE_GIVEN = Conclusion(Kind.RECOMMENDATION, "glute-squeeze", Side.LEFT)


@cache
def decider() -> Decider:
    """The decider of the tiny knowledge base, built once."""
    return Decider(standard())


@cache
def near() -> Neighbourhood:
    """The neighbourhood over the tiny knowledge base, built once."""
    return Neighbourhood(standard(), decider().generated)


def memory_of(case: Case) -> WorkingMemory:
    """Working memory of a case over the tiny vocabulary."""
    return remember(case, standard().vocabulary)


def arguments_of(case: Case, knowledge_base: KnowledgeBase | None = None) -> Arguments:
    """A case decided by both evaluators, with its arguments in words."""
    base = knowledge_base or standard()
    chosen = decider() if knowledge_base is None else Decider(base)
    return Arguments(base, chosen.decide(case, verify=True), Wording(base.vocabulary, case))
