"""Assessments of the tiny knowledge base: status, order, withholding, safety, fragility, previews, same bytes."""

import random
from dataclasses import replace

import pytest

from kinechain.assess import Assessor
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.assessment import Assessment, Question, Status
from kinechain.terms.case import Case
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Inference
from kinechain.terms.side import Side
from support.small_cases import SAFE, case_of
from support.small_knowledge import Changes, rule_file, small, standard
from support.small_words import exercise

WEAK = "finding: squeeze, side: left, grade: 1"
PAIN = "finding: hip-pain, side: left, duration: 3 weeks, intensity: 5"
FEVER = "finding: fever, state: positive"
ANSWERED = "denied: [weight-loss, fall]\n"


def assess(*findings: str, tail: str = SAFE, changes: Changes | None = None) -> Assessment:
    """An assessment, its proofs verified."""
    base = small(changes) if changes else standard()
    return Assessor(base).assess(case_of(*findings, tail=tail, knowledge_base=base), verify=True)


def cause(found: Assessment, name: str) -> Inference:
    """The one cause of this name."""
    (one,) = [one for one in found.causes if one.id == name]
    return one


@pytest.mark.parametrize(
    ("findings", "tail", "status"),
    [
        ((), SAFE, Status.NO_FINDING),
        ((WEAK, PAIN), SAFE, Status.ADVICE),
        ((), "", Status.SAFETY_INCOMPLETE),
        ((WEAK, PAIN), "", Status.SAFETY_INCOMPLETE),
        ((WEAK, PAIN), "denied: [fever]\n", Status.SAFETY_INCOMPLETE),
        ((FEVER,), ANSWERED, Status.REFER),
        ((FEVER, WEAK, PAIN), "", Status.REFER),
        (("finding: fall, state: positive", WEAK), "denied: [fever, weight-loss]\n", Status.ADVICE),
        (("finding: squeeze, side: left, grade: 3",), SAFE, Status.NO_FINDING),
    ],
)
def test_the_most_urgent_status_wins(findings: tuple[str, ...], tail: str, status: Status) -> None:
    assert assess(*findings, tail=tail).status is status


def test_nothing_assessed_says_so_and_gives_nothing() -> None:
    found = assess(tail="")
    assert found.summary.startswith("Nothing was assessed")
    assert not (found.causes or found.impressions or found.recommendations or found.referrals)


def test_the_summary_names_what_is_most_urgent() -> None:
    assert assess(FEVER, tail=ANSWERED).summary == "Refer first (emergency): Infection. Hospital."
    assert assess(WEAK, tail="denied: [fever]\n").summary.startswith("1 safety question is open.")
    assert assess(WEAK, tail="").summary.startswith("2 safety questions are open.")
    assert "Pain of the left hip (moderate)" in assess(WEAK, PAIN).summary
    assert assess(WEAK).summary.startswith("No cause is suggested")


def test_the_programme_stands_in_order_of_phase_and_is_numbered() -> None:
    found = assess(WEAK, PAIN)
    order = [(one.order, one.id, one.side, one.phase) for one in found.recommendations]
    assert order == [
        (1, "pain-education", Side.MIDLINE, "calm"),
        (2, "glute-squeeze", Side.LEFT, "isolate"),
        (3, "squat", Side.MIDLINE, "load"),
    ]


def test_inside_a_phase_the_given_order_counts_then_the_id_then_the_side() -> None:
    moved: Changes = {
        f"exercises/{name}.yaml": exercise(name, "isolate", order, sided=False, classes="exercise")
        for name, order in (("pain-education", 2), ("squat", 1))
    }
    both = "finding: squeeze, side: both, grade: 1"
    found = assess(both, PAIN, changes=moved)
    assert [(one.id, one.side) for one in found.recommendations] == [
        ("squat", Side.MIDLINE),
        ("glute-squeeze", Side.LEFT),
        ("glute-squeeze", Side.RIGHT),
        ("pain-education", Side.MIDLINE),
    ]


def test_what_is_withheld_is_listed_with_the_rules_that_withhold_it() -> None:
    found = assess(WEAK, PAIN.replace("5", "8"))
    assert [(one.id, one.side, [reason.rule for reason in one.reasons]) for one in found.withheld] == [
        ("glute-squeeze", Side.LEFT, ["plan.irritable"]),
        ("squat", Side.MIDLINE, ["plan.irritable"]),
    ]
    assert [one.id for one in found.recommendations] == ["pain-education"]
    assert all(one.reason == one.reasons[0].because for one in found.withheld)


def test_a_red_flag_holds_back_every_exercise_but_not_education() -> None:
    found = assess(WEAK, PAIN, FEVER, tail=ANSWERED)
    assert [one.id for one in found.recommendations] == ["pain-education"]
    assert {one.id for one in found.withheld} == {"glute-squeeze", "squat"}
    assert {reason.rule for one in found.withheld for reason in one.reasons} == {"red-flags.hold-all"}


def test_every_reason_to_withhold_is_kept() -> None:
    found = assess(WEAK, PAIN.replace("5", "8"), FEVER, tail=ANSWERED)
    reasons = {one.id: [reason.rule for reason in one.reasons] for one in found.withheld}
    assert reasons["glute-squeeze"] == ["plan.irritable", "red-flags.hold-all"]
    assert {one.reason for one in found.withheld} == {"A reason of plan.irritable."}


def test_pain_on_one_side_holds_back_only_that_side() -> None:
    found = assess("finding: squeeze, side: both, grade: 1", PAIN.replace("5", "8"))
    assert [(one.id, one.side) for one in found.recommendations if one.id == "glute-squeeze"] == [
        ("glute-squeeze", Side.RIGHT)
    ]
    assert [(one.id, one.side) for one in found.withheld if one.id == "glute-squeeze"] == [("glute-squeeze", Side.LEFT)]


def test_next_tests_are_safety_first_then_in_order_of_enquiry_and_of_cost() -> None:
    suggests = [{"test": name, "side": "left"} for name in ("rotation", "hip-pain")] + [{"test": "sitting"}]
    changes = dict([rule_file("posture.more", [{"finding": "squeeze", "side": "left"}], suggests)])
    found = assess(WEAK, tail="", changes=changes)
    assert [(one.order, one.id, one.safety) for one in found.next_tests] == [
        (1, "fever", True),
        (2, "weight-loss", True),
        (3, "hip-pain", False),
        (4, "sitting", False),
        (5, "bridge", False),
        (6, "rotation", False),
    ]
    assert found.next_tests[0].how == "Any fever?"
    assert found.next_tests[4].how == "Lift one leg."
    assert found.next_tests[0].reasons == ("A reason of red-flags.infection-not-asked.",)


def states(*findings: str, tail: str) -> dict[str, State]:
    """The state of each safety question."""
    return {one.finding: one.state for one in assess(*findings, tail=tail).safety_questions}


def test_every_safety_question_is_shown_once_with_its_answer() -> None:
    assert states(tail="") == dict.fromkeys(("fever", "weight-loss", "fall", "numbness"), State.NOT_ASSESSED)
    found = states(FEVER, "finding: weight-loss, state: not-applicable", tail="denied: [fall]\n")
    assert found == {
        "fever": State.POSITIVE,
        "weight-loss": State.NOT_APPLICABLE,
        "fall": State.NEGATIVE,
        "numbness": State.NOT_ASSESSED,
    }


@pytest.mark.parametrize(
    ("left", "right", "state"),
    [
        ("negative", "negative", State.NEGATIVE),
        ("negative", None, State.NOT_ASSESSED),
        (None, "negative", State.NOT_ASSESSED),
        ("positive", None, State.POSITIVE),
        ("negative", "positive", State.POSITIVE),
        ("negative", "not-assessed", State.NOT_ASSESSED),
    ],
)
def test_a_question_with_sides_is_denied_only_when_both_sides_were(
    left: str | None, right: str | None, state: State
) -> None:
    sides = (("left", left), ("right", right))
    found = states(*(f"finding: numbness, side: {side}, state: {word}" for side, word in sides if word), tail=SAFE)
    assert found["numbness"] is state


def test_an_open_gap_lists_only_the_questions_that_nobody_asked() -> None:
    (gap,) = assess(WEAK, tail="denied: [fever]\n").safety_gaps
    assert gap.id == "infection"
    assert gap.unasked == (Question("weight-loss", "Weight loss", "Less weight?", State.NOT_ASSESSED),)
    assert assess(WEAK).safety_gaps == ()


def test_a_conclusion_on_one_finding_is_fragile_and_on_two_lines_is_not() -> None:
    assert cause(assess("finding: sitting, hours: 9 h"), "disuse").fragile == "Sitting"
    twice = rule_file(
        "posture.tense", [{"finding": "rotation", "side": "left"}], [{"cause": "disuse", "strength": "weak"}]
    )
    found = assess("finding: sitting, hours: 9 h", "finding: rotation, side: left, range: 9 deg", changes=dict([twice]))
    assert cause(found, "disuse").fragile == ""


def test_all_findings_on_which_a_cause_hangs_are_named_with_their_side() -> None:
    assert cause(assess(WEAK, PAIN), "pain-inhibition").fragile == "Hip pain, left; Gluteal squeeze, left"


def test_what_speaks_against_is_shown_apart() -> None:
    found = cause(assess(WEAK, PAIN, "finding: bridge, side: left, felt_in: gluteal"), "pain-inhibition")
    assert (found.certainty, found.opposition) == (3600, 3500)
    assert [(one.kind, one.rule) for one in found.against] == [("finding", "mechanisms.bridge-normal")]
    disputed = cause(assess("finding: sitting, hours: 9 h"), "disuse").against
    assert [(one.kind, one.ref) for one in disputed] == [("source", "doe2009")]


def test_what_nobody_looked_at_is_listed_with_the_conclusion() -> None:
    found = cause(assess(WEAK, PAIN), "pain-inhibition")
    assert [(one.finding, one.side) for one in found.not_assessed] == [("bridge", Side.LEFT)]


def test_a_preview_says_that_one_evaluator_decided() -> None:
    assessor = Assessor(standard())
    case = case_of(WEAK, PAIN)
    full, preview = assessor.assess(case), assessor.preview(case)
    assert full.decided_by == ("experta", "generated function")
    assert preview.decided_by == ("generated function",)
    assert full.recommendations == preview.recommendations


def shuffled(case: Case, seed: int) -> Case:
    """The same case with its findings in another order."""
    findings = list(case.findings)
    random.Random(seed).shuffle(findings)
    return replace(case, findings=tuple(findings))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_entry_changes_no_byte(seed: int) -> None:
    base: KnowledgeBase = standard()
    case = case_of("finding: squeeze, side: both, grade: 1", PAIN, FEVER, "finding: sitting, hours: 9 h", tail=ANSWERED)
    assert repr(Assessor(base).assess(shuffled(case, seed))) == repr(Assessor(base).assess(case))


def test_ranks_put_the_weightiest_cause_first() -> None:
    found = assess(WEAK, PAIN, "finding: sitting, hours: 9 h")
    assert [(one.id, one.certainty) for one in found.causes] == [("pain-inhibition", 3600), ("disuse", 2500)]


def test_referrals_stand_most_urgent_first() -> None:
    found = assess("finding: fall, state: positive", FEVER, tail="denied: [weight-loss]\n")
    assert [(one.id, one.urgency) for one in found.referrals] == [("infection", "emergency"), ("fracture", "caution")]


def test_the_weightiest_argument_comes_first() -> None:
    (found,) = [one for one in assess(WEAK, PAIN).impressions if one.id == "inhibited"]
    assert [(one.rule, one.contribution) for one in found.for_] == [
        ("mechanisms.weak-squeeze", 6000),
        ("mechanisms.maintained", 0),
    ]


def test_a_flag_that_only_asks_for_care_is_never_reported_as_nothing_found() -> None:
    case = case_of("finding: fall, state: positive", tail="denied: [fever, weight-loss]\n")
    found = Assessor(standard()).assess(case)
    assert [flag.urgency for flag in found.referrals] == ["caution"]
    assert found.status is Status.ADVICE
    assert found.summary.startswith("Take care: Fracture.")
