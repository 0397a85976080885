"""Which single findings a conclusion hangs on, by complete recomputation without each of them."""

from collections.abc import Iterable, Mapping

from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey


def hangs_on(
    evaluator: GeneratedEvaluator, memory: WorkingMemory, conclusions: Iterable[Conclusion]
) -> Mapping[Conclusion, tuple[FindingKey, ...]]:
    """For each conclusion the findings without which, each alone left unrecorded, it would not be drawn."""
    keys = sorted(memory)
    rest = evaluator.without_each(memory, keys)
    return {
        conclusion: tuple(key for number, key in enumerate(keys) if not rest.get(conclusion, 0) >> number & 1)
        for conclusion in conclusions
    }
