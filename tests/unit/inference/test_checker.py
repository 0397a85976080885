"""The independent proof checker: it accepts every true proof and refuses every way of falsifying one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kinechain.inference.checker import unproved
from kinechain.inference.decide import Decider, Decision, UnsoundProofError
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Condition, Justification
from kinechain.terms.side import Side
from support.real_rules import real, some_stories
from support.small_cases import case_of
from support.small_knowledge import only, rule_file, standard

FINDINGS = (
    "finding: hip-pain, side: left, duration: 3 weeks, intensity: 8", "finding: squeeze, side: both, grade: 1",
    "finding: bridge, side: left, felt_in: gluteal", "finding: sitting, hours: 9 h",
)  # fmt: skip
Falsify = Callable[[Justification], Justification]


def decision() -> Decision:
    """A decision in which most rules of the tiny knowledge base take part."""
    return Decider(standard()).decide(case_of(*FINDINGS))


def failures(
    found: Decision,
    steps: tuple[Justification, ...] | None = None,
    claims: frozenset[Conclusion] | None = None,
    base: KnowledgeBase | None = None,
) -> tuple[str, ...]:
    """What the checker says about a proof."""
    return unproved(
        base or standard(), found.memory, found.proofs if steps is None else steps,
        found.outcome.conclusions if claims is None else claims,
    )  # fmt: skip


def falsified(rule: str, change: Falsify) -> str:
    """What the checker says first when the steps of one rule are changed."""
    found = decision()
    assert any(step.rule == rule for step in found.proofs)
    steps = tuple(change(step) if step.rule == rule else step for step in found.proofs)
    said = failures(found, steps)
    assert said, "the falsified proof was accepted"
    return said[0]


def test_a_true_proof_is_accepted() -> None:
    assert failures(decision()) == ()


def test_the_proofs_of_real_stories_are_accepted() -> None:
    decider = Decider(real())
    for case in some_stories():
        decider.decide(case, verify=True)


def without_first_premise(step: Justification) -> Justification:
    """A step with one premise less."""
    return replace(step, premises=step.premises[1:])


INVENTED = Condition("when.1", FindingKey("fever", Side.MIDLINE))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("mechanisms.pain", without_first_premise),
        ("mechanisms.weak-squeeze", without_first_premise),
        ("plan.hold.glute-squeeze", lambda step: replace(step, premises=step.premises[:1])),
        ("mechanisms.sitting", lambda step: replace(step, premises=(*step.premises, INVENTED))),
        ("mechanisms.sitting", lambda step: replace(step, premises=(replace(step.premises[0], test="hours >= 1 h"),))),
        ("plan.give.pain-education", lambda step: replace(step, absences=(INVENTED,))),
        ("plan.give.glute-squeeze", lambda step: replace(step, absences=())),
        ("mechanisms.sitting", lambda step: replace(step, version="1.0.1")),
        ("mechanisms.sitting", lambda step: replace(step, rule="mechanisms.unknown")),
        ("mechanisms.sitting", lambda step: replace(step, rule="red-flags.fracture")),
        ("mechanisms.sitting", lambda step: replace(step, side=Side.LEFT)),
        ("mechanisms.pain", lambda step: replace(step, side=Side.RIGHT)),
        ("mechanisms.pain", lambda step: replace(step, conclusions=())),
        ("mechanisms.pain", lambda step: replace(step, conclusions=(Conclusion(Kind.CAUSE, "disuse"),))),
        ("mechanisms.weak-squeeze", lambda step: replace(step, conclusions=step.conclusions[::-1])),
    ],
)
def test_a_falsified_step_is_refused(rule: str, change: Falsify) -> None:
    assert "does not follow from its premises" in falsified(rule, change)


def test_an_invented_conclusion_is_refused() -> None:
    found = decision()
    invented = Conclusion(Kind.CAUSE, "pain-inhibition", Side.RIGHT)
    said = failures(found, claims=found.outcome.conclusions | {invented})
    assert "cause:pain-inhibition@right is claimed but not proved" in said


def test_a_conclusion_that_is_kept_back_is_refused() -> None:
    found = decision()
    kept_back = Conclusion(Kind.CAUSE, "disuse")
    said = failures(found, claims=found.outcome.conclusions - {kept_back})
    assert "cause:disuse is proved but not claimed" in said


def test_a_missing_step_leaves_what_it_gave_and_what_hangs_on_it_unproved() -> None:
    found = decision()
    steps = tuple(step for step in found.proofs if step.instance != ("mechanisms.weak-squeeze", Side.RIGHT))
    said = " ".join(failures(found, steps))
    assert "impression:inhibited@right is claimed but not proved" in said
    assert "impression:unstable@right is claimed but not proved" in said
    assert "@left is claimed" not in said


def test_circular_support_without_a_base_is_refused() -> None:
    found = decision()
    steps = tuple(step for step in found.proofs if step.rule != "mechanisms.weak-squeeze")
    assert any(step.instance == ("mechanisms.maintained", Side.LEFT) for step in steps)
    said = " ".join(failures(found, steps))
    assert "impression:inhibited@left is claimed but not proved" in said
    assert "mechanisms.maintained (left) does not follow" in said


def test_a_step_whose_unless_is_violated_is_refused() -> None:
    tense = [{"impression": "tense", "strength": "weak"}]
    base = only(rule_file("a.x", [{"finding": "fever"}], tense, unless=[{"finding": "fall"}]))
    fever, fall = "finding: fever, state: positive", "finding: fall, state: positive"
    without_fall = Decider(base).decide(case_of(fever, tail=""))
    with_fall = Decider(base).decide(case_of(fever, fall, tail=""))
    assert failures(without_fall, base=base) == ()
    (step,) = without_fall.proofs
    for absences in (step.absences, ()):
        forged = (replace(step, absences=absences),)
        assert failures(with_fall, forged, without_fall.outcome.conclusions, base)


def test_a_step_on_findings_of_another_client_is_refused() -> None:
    other = Decider(standard()).decide(case_of("finding: squeeze, side: left, grade: 2"))
    found = decision()
    assert unproved(standard(), other.memory, found.proofs, found.outcome.conclusions)


def test_deciding_with_verification_refuses_a_false_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinechain.inference.decide.justify", lambda *_: ())
    with pytest.raises(UnsoundProofError, match="is claimed but not proved") as caught:
        Decider(standard()).decide(case_of(*FINDINGS), verify=True)
    assert caught.value.failures
