"""Deciding by both evaluators: agreement is required, disagreement carries both outcomes, a preview uses one."""

import pytest

from kinechain.inference.decide import Decider, EvaluatorsDisagreeError
from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.inference.outcome import Outcome
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.small_cases import case_of
from support.small_knowledge import standard

CASE = ("finding: squeeze, side: left, grade: 1", "finding: sitting, hours: 9 h")


def outcomes() -> tuple[Outcome, Outcome]:
    """The outcomes of both evaluators, each asked by itself."""
    base = standard()
    memory = remember(case_of(*CASE), base.vocabulary)
    return ExpertaEvaluator(base.rules).decide(memory), GeneratedEvaluator.of(base).decide(memory)


def test_both_evaluators_come_to_the_same_conclusions_and_fired_instances() -> None:
    experta, generated = outcomes()
    assert experta == generated
    assert Conclusion(Kind.IMPRESSION, "inhibited", Side.LEFT) in experta.conclusions
    assert ("mechanisms.weak-squeeze", Side.LEFT) in experta.fired


def test_a_difference_in_conclusions_raises_with_both_outcomes(monkeypatch: pytest.MonkeyPatch) -> None:
    right, _ = outcomes()
    invented = Conclusion(Kind.CAUSE, "pain-inhibition", Side.LEFT)
    wrong = Outcome(right.conclusions - {Conclusion(Kind.CAUSE, "disuse")} | {invented}, right.fired)
    monkeypatch.setattr(ExpertaEvaluator, "decide", lambda *_: wrong)
    with pytest.raises(EvaluatorsDisagreeError) as caught:
        Decider(standard()).decide(case_of(*CASE))
    assert (caught.value.experta, caught.value.generated) == (wrong, right)
    assert "Only experta: ['cause:pain-inhibition@left']" in str(caught.value)
    assert "only the generated function: ['cause:disuse']" in str(caught.value)


def test_a_difference_in_fired_instances_alone_raises_too(monkeypatch: pytest.MonkeyPatch) -> None:
    right, _ = outcomes()
    silent = Outcome(right.conclusions, right.fired - {("mechanisms.sitting", Side.MIDLINE)})

    def outcome(_evaluator: GeneratedEvaluator, _bits: object) -> Outcome:
        return silent

    monkeypatch.setattr(GeneratedEvaluator, "outcome", outcome)
    with pytest.raises(EvaluatorsDisagreeError, match=r"mechanisms\.sitting@midline"):
        Decider(standard()).decide(case_of(*CASE))


def test_an_exception_in_one_evaluator_is_no_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_evaluator: ExpertaEvaluator, _memory: WorkingMemory) -> Outcome:
        raise RuntimeError("no end")

    monkeypatch.setattr(ExpertaEvaluator, "decide", fail)
    with pytest.raises(RuntimeError, match="no end"):
        Decider(standard()).decide(case_of(*CASE))


def test_a_preview_asks_the_generated_function_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    decider = Decider(standard())
    decided = decider.decide(case_of(*CASE))
    monkeypatch.setattr(ExpertaEvaluator, "decide", lambda *_: pytest.fail("experta was asked"))
    preview = decider.preview(case_of(*CASE))
    assert preview.outcome == decided.outcome
    assert preview.proofs == decided.proofs
    assert preview.certainties == decided.certainties


def test_what_nobody_assessed_is_not_in_memory() -> None:
    case = case_of("finding: squeeze, side: left, state: not-assessed", tail="")
    assert remember(case, standard().vocabulary) == {}


def test_the_lowest_weight_of_all_methods_that_apply_is_remembered() -> None:
    case = case_of(
        "finding: squeeze, side: left, grade: 1, pillow: false", "finding: squeeze, side: right, grade: 1, pillow: true"
    )
    weights = {
        key.side: (seen.weight, bool(seen.weight_reason))
        for key, seen in remember(case, standard().vocabulary).items()
        if key.name == "squeeze"
    }
    assert weights == {Side.LEFT: (7000, True), Side.RIGHT: (10_000, False)}
