"""Why a conclusion was drawn, as a tree of reasons down to the findings."""

from dataclasses import dataclass

from kinechain.explain.arguments import Arguments
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.reasoning import Argument


@dataclass(frozen=True, slots=True)
class Reason:
    """A conclusion with the arguments for it. ``repeated``: it stands in full elsewhere in the tree (or in a cycle)."""

    conclusion: Conclusion
    title: str
    arguments: tuple["ExplainedArgument", ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedArgument:
    """An argument with the reasons for those of its premises that are conclusions themselves."""

    argument: Argument
    reasons: tuple[Reason, ...]


def why(arguments: Arguments, conclusion: Conclusion) -> Reason:
    """The tree of reasons for a conclusion that was drawn."""
    return _reason(arguments, conclusion, set())


def _reason(arguments: Arguments, conclusion: Conclusion, seen: set[Conclusion]) -> Reason:
    title = arguments.wording.conclusion(conclusion)
    if conclusion in seen:
        return Reason(conclusion, title, (), repeated=True)
    seen.add(conclusion)
    explained = []
    for argument in arguments.supporting(conclusion):
        premises = [
            Conclusion(Kind(premise.kind), premise.about, premise.side)
            for premise in argument.premises
            if premise.kind not in ("finding", "not-assessed")
        ]
        explained.append(ExplainedArgument(argument, tuple(_reason(arguments, one, seen) for one in premises)))
    return Reason(conclusion, title, tuple(explained))
