"""Three opinions on random rule bases: experta, the generated function and clingo draw the same conclusions."""

from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kinechain.inference.certainty import certainties
from kinechain.inference.checker import unproved
from kinechain.inference.decide import Decider
from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import remember
from kinechain.inference.proofs import justify
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from support import clingo_model, random_rules

SEARCH = settings(
    deadline=None, derandomize=True, max_examples=150, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@SEARCH
@given(random_rules.rule_bases(), st.lists(random_rules.cases(), min_size=1, max_size=3))
def test_all_three_agree_and_every_proof_checks(base: KnowledgeBase, cases: list[Case]) -> None:
    experta, generated = ExpertaEvaluator(base.rules), GeneratedEvaluator.of(base)
    for case in cases:
        memory = remember(case, base.vocabulary)
        outcome = generated.decide(memory)
        assert experta.decide(memory) == outcome
        assert clingo_model.conclusions(base, memory) == outcome.conclusions
        assert unproved(base, memory, justify(base, memory, outcome), outcome.conclusions) == ()


@settings(SEARCH, max_examples=80)
@given(random_rules.rule_bases(), random_rules.cases(), st.randoms(use_true_random=False))
def test_no_order_of_rules_facts_or_firings_changes_a_certainty(
    base: KnowledgeBase, case: Case, chance: Random
) -> None:
    decider = Decider(base)
    decision = decider.decide(case)
    reordered = Case(case.id, case.date, None, None, tuple(chance.sample(case.findings, len(case.findings))))
    assert decider.decide(reordered) == decision
    program, ceilings = decider.generated.program, decider._ceilings
    bits = decider.generated.fired_bits(decision.memory)
    fired = [number for number, bit in enumerate(bits) if bit]
    backwards = certainties(program, decision.memory, fired[::-1], ceilings)
    assert backwards.of == decision.certainties.of
