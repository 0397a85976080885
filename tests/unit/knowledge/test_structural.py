"""The rules that the engine adds: give, hold and ask, with the sides on which a withholding counts."""

import pytest

from kinechain.inference.decide import Decider
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.small_cases import SAFE, case_of
from support.small_knowledge import only, rule_file, standard

L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE
FEVER, FALL = {"finding": "fever"}, {"finding": "fall"}
SQUEEZE_BOTH = {"recommend": "glute-squeeze", "strength": "weak", "side": "both"}
SQUAT = {"recommend": "squat", "strength": "weak"}


def planned(recommend: dict[str, str], withhold: dict[str, str] | None = None) -> dict[str, Kind]:
    """What becomes of a recommendation (for fever) when something is withheld (for a fall): ``name@side`` to kind."""
    rules = [rule_file("a.recommend", [FEVER], [recommend])]
    if withhold:
        rules.append(rule_file("a.withhold", [FALL], [withhold]))
    case = case_of("finding: fever, state: positive", "finding: fall, state: positive", tail="")
    found = Decider(only(*rules)).decide(case, verify=True).outcome.conclusions
    given = [one for one in found if one.kind in (Kind.RECOMMENDATION, Kind.WITHHELD)]
    plan = {f"{one.name}@{one.side}": one.kind for one in given}
    assert len(plan) == len(given), "given and held back at once"
    return plan


GIVEN, HELD = Kind.RECOMMENDATION, Kind.WITHHELD


@pytest.mark.parametrize(
    ("recommend", "withhold", "plan"),
    [
        (SQUAT, None, {"squat@midline": GIVEN}),
        (SQUAT, {"withhold": "squat"}, {"squat@midline": HELD}),
        (SQUAT, {"withhold": "loading"}, {"squat@midline": HELD}),
        (SQUAT, {"withhold": "exercise"}, {"squat@midline": HELD}),
        (SQUAT, {"withhold": "squat", "side": "left"}, {"squat@midline": HELD}),
        (SQUAT, {"withhold": "loading", "side": "right"}, {"squat@midline": HELD}),
        (SQUAT, {"withhold": "pain-education"}, {"squat@midline": GIVEN}),
        (SQUEEZE_BOTH, None, {"glute-squeeze@left": GIVEN, "glute-squeeze@right": GIVEN}),
        (
            SQUEEZE_BOTH,
            {"withhold": "glute-squeeze", "side": "left"},
            {"glute-squeeze@left": HELD, "glute-squeeze@right": GIVEN},
        ),
        (
            SQUEEZE_BOTH,
            {"withhold": "exercise", "side": "right"},
            {"glute-squeeze@left": GIVEN, "glute-squeeze@right": HELD},
        ),
        (SQUEEZE_BOTH, {"withhold": "glute-squeeze"}, {"glute-squeeze@left": HELD, "glute-squeeze@right": HELD}),
        (SQUEEZE_BOTH, {"withhold": "exercise"}, {"glute-squeeze@left": HELD, "glute-squeeze@right": HELD}),
        (SQUEEZE_BOTH, {"withhold": "loading"}, {"glute-squeeze@left": GIVEN, "glute-squeeze@right": GIVEN}),
        (
            {"recommend": "pain-education", "strength": "weak"},
            {"withhold": "exercise"},
            {"pain-education@midline": GIVEN},
        ),
    ],
)
def test_an_item_is_given_unless_it_or_its_class_is_withheld_there(
    recommend: dict[str, str], withhold: dict[str, str] | None, plan: dict[str, Kind]
) -> None:
    assert planned(recommend, withhold) == plan


def test_nothing_is_given_or_held_that_no_rule_recommends() -> None:
    decision = Decider(only(rule_file("a.withhold", [FEVER], [{"withhold": "squat"}]))).decide(
        case_of("finding: fever, state: positive", tail="")
    )
    assert {one.kind for one in decision.outcome.conclusions} == {Kind.WITHHOLD}


def test_a_withholding_that_does_not_hold_in_this_case_withholds_nothing() -> None:
    base = only(rule_file("a.recommend", [FEVER], [SQUAT]), rule_file("a.withhold", [FALL], [{"withhold": "squat"}]))
    found = Decider(base).decide(case_of("finding: fever, state: positive", tail="denied: [fall]\n"), verify=True)
    assert Conclusion(Kind.RECOMMENDATION, "squat") in found.outcome.conclusions
    assert Conclusion(Kind.WITHHELD, "squat") not in found.outcome.conclusions


def asked(*findings: str, tail: str = SAFE) -> set[str]:
    """The next tests of the tiny knowledge base."""
    found = Decider(standard()).decide(case_of(*findings, tail=tail)).outcome.conclusions
    return {f"{one.name}@{one.side}" for one in found if one.kind is Kind.NEXT_TEST}


def test_a_suggested_test_is_asked_on_the_side_where_nobody_did_it() -> None:
    weak = "finding: squeeze, side: both, grade: 1"
    assert asked(weak) == {"bridge@left", "bridge@right"}
    assert asked(weak, "finding: bridge, side: left, felt_in: gluteal") == {"bridge@right"}
    assert asked(weak, "finding: bridge, side: left, state: not-applicable") == {"bridge@right"}
    assert asked(weak, "finding: bridge, side: left, state: not-assessed") == {"bridge@left", "bridge@right"}


def test_safety_questions_are_asked_until_each_is_answered() -> None:
    assert asked(tail="") == {"fever@midline", "weight-loss@midline"}
    assert asked(tail="denied: [fever]\n") == {"weight-loss@midline"}
    assert asked(tail="denied: [fever, weight-loss]\n") == set()


def test_structural_rules_are_marked_and_written_ones_are_not() -> None:
    base = standard()
    structural = {rule.id for rule in base.rules if rule.structural}
    assert structural == {
        "plan.give.glute-squeeze", "plan.give.pain-education", "plan.give.squat", "plan.hold.glute-squeeze",
        "plan.hold.squat", "plan.ask.bridge", "plan.ask.fever", "plan.ask.weight-loss",
    }  # fmt: skip
    assert not structural & {rule.id for rule in base.written_rules}
