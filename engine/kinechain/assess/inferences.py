"""Causes and impressions, each with everything for it, against it and unexamined about it, ranked."""

from collections.abc import Mapping

from kinechain.explain.arguments import Arguments
from kinechain.explain.unexamined import Relevance
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.reasoning import Argument, Inference
from kinechain.terms.strength import Strength

Fragility = Mapping[Conclusion, tuple[FindingKey, ...]]
"""The findings on which each conclusion hangs."""


def inferences(kind: Kind, arguments: Arguments, fragile: Fragility, relevance: Relevance) -> tuple[Inference, ...]:
    """Every cause (or impression) of a decision, weightiest first; equal weights by id and side."""
    decision = arguments.decision
    concluded = (one for one in decision.outcome.conclusions if one.kind is kind)
    ranked = sorted(concluded, key=lambda one: (-decision.certainties.rank(one), one.name, one.side))
    return tuple(_inference(conclusion, arguments, fragile[conclusion], relevance) for conclusion in ranked)


def _inference(
    conclusion: Conclusion, arguments: Arguments, essential: tuple[FindingKey, ...], relevance: Relevance
) -> Inference:
    decision, wording, vocabulary = arguments.decision, arguments.wording, arguments.wording.vocabulary
    document = (vocabulary.causes if conclusion.kind is Kind.CAUSE else vocabulary.impressions)[conclusion.name]
    supporting = arguments.supporting(conclusion)
    opposed = Conclusion(Kind.AGAINST, conclusion.name, conclusion.side)
    return Inference(
        id=conclusion.name,
        title=wording.title(conclusion),
        side=conclusion.side,
        strength=_strongest(supporting),
        certainty=decision.certainties.of.get(conclusion, 0),
        opposition=decision.certainties.of.get(opposed, 0),
        plain=document.plain,
        caveat=document.caveat or "",
        for_=supporting,
        against=arguments.against(conclusion, supporting),
        not_assessed=relevance.unexamined(decision.memory, wording, conclusion),
        fragile="; ".join(wording.finding_title(key) for key in essential),
        regions=(document.region,) if document.region else (),
    )


def _strongest(supporting: tuple[Argument, ...]) -> Strength:
    return max((one.strength for one in supporting if one.strength), key=lambda word: word.rank)
