"""Deciding a case: both evaluators, compared. What they do not agree on is never reported."""

from dataclasses import dataclass

from kinechain.inference.certainty import Certainties, certainties
from kinechain.inference.checker import unproved
from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.inference.outcome import Outcome
from kinechain.inference.proofs import justify
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from kinechain.terms.proof import Justification
from kinechain.terms.strength import Strength


class EvaluatorsDisagreeError(Exception):
    """experta and the generated function differ. Carries both outcomes; no report may be made."""

    def __init__(self, experta: Outcome, generated: Outcome) -> None:
        self.experta, self.generated = experta, generated
        only_experta = sorted(map(str, experta.conclusions - generated.conclusions))
        only_generated = sorted(map(str, generated.conclusions - experta.conclusions))
        fired = sorted(f"{rule}@{side}" for rule, side in experta.fired ^ generated.fired)
        super().__init__(
            "The two evaluators disagree, so no report is made. "
            f"Only experta: {only_experta}; only the generated function: {only_generated}; fired by one only: {fired}."
        )


class UnsoundProofError(Exception):
    """The independent checker refused a proof."""

    def __init__(self, failures: tuple[str, ...]) -> None:
        self.failures = failures
        super().__init__("The proof does not check: " + "; ".join(failures))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one case, with every proof and its certainties."""

    memory: WorkingMemory
    outcome: Outcome
    proofs: tuple[Justification, ...]
    certainties: Certainties


class Decider:
    """Decides cases by one knowledge base. Build it once: both evaluators are compiled here and reused.

    May be used from several threads.
    """

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self.knowledge_base = knowledge_base
        self.generated = GeneratedEvaluator.of(knowledge_base)
        self.experta = ExpertaEvaluator(knowledge_base.rules)
        self._ceilings = {
            Strength(word): document.ceiling for word, document in knowledge_base.vocabulary.strengths.items()
        }

    def decide(self, case: Case, *, verify: bool = False) -> Decision:
        """Decide by both evaluators.

        Raises EvaluatorsDisagreeError when they differ and, with ``verify``, UnsoundProofError when the
        independent checker refuses a step.
        """
        memory = remember(case, self.knowledge_base.vocabulary)
        bits = self.generated.fired_bits(memory)
        generated = self.generated.outcome(bits)
        experta = self.experta.decide(memory)
        if experta != generated:
            raise EvaluatorsDisagreeError(experta, generated)
        return self._decision(memory, generated, bits, verify=verify)

    def preview(self, case: Case) -> Decision:
        """Decide by the generated function alone: for what-ifs and live previews, never for a report."""
        memory = remember(case, self.knowledge_base.vocabulary)
        bits = self.generated.fired_bits(memory)
        return self._decision(memory, self.generated.outcome(bits), bits, verify=False)

    def _decision(self, memory: WorkingMemory, outcome: Outcome, bits: tuple[int, ...], *, verify: bool) -> Decision:
        proofs = justify(self.knowledge_base, memory, outcome)
        if verify and (failures := unproved(self.knowledge_base, memory, proofs, outcome.conclusions)):
            raise UnsoundProofError(failures)
        fired = (number for number, bit in enumerate(bits) if bit)
        return Decision(memory, outcome, proofs, certainties(self.generated.program, memory, fired, self._ceilings))
