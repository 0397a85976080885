"""Conditions of rules: what each form becomes, and every way in which one can be wrong, at its place."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from kinechain.knowledge.condition_parser import ConditionParser
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, NotAssessed, Test, Where, leaves
from kinechain.knowledge.reader import read
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.problem import Problem
from support.small_knowledge import codes, rule_file, standard


def parsed(condition: Any, *, per_side: bool = True) -> tuple[Test | None, tuple[Problem, ...]]:
    """A condition as parsed, and what is wrong with it."""
    document, problems = read(f"when: [{json.dumps(condition)}]".encode(), "x/y.rule.yaml")
    assert document is not None, problems
    parser = ConditionParser(standard().vocabulary, document, per_side=per_side)
    return parser.parse(document.content["when"][0], ("when", 0)), tuple(parser.problems)


def good(condition: Mapping[str, Any], *, per_side: bool = True) -> Test:
    """A condition that must be accepted."""
    test, problems = parsed(condition, per_side=per_side)
    assert problems == ()
    assert test is not None
    return test


def test_a_finding_is_positive_and_on_the_same_side_unless_said_otherwise() -> None:
    assert good({"finding": "squeeze"}) == FindingTest("squeeze", Where.SAME, State.POSITIVE)
    assert good({"finding": "fever"}) == FindingTest("fever", Where.MIDLINE, State.POSITIVE)
    assert good({"finding": "squeeze", "state": "negative", "side": "opposite"}) == FindingTest(
        "squeeze", Where.OPPOSITE, State.NEGATIVE
    )


def test_a_finding_with_attributes_may_be_in_any_state_unless_one_is_said() -> None:
    duration = AttributeTest("duration", ">", Decimal(48), "> 2 days")
    assert good({"finding": "hip-pain", "duration": "> 2 days"}) == FindingTest(
        "hip-pain", Where.SAME, None, (duration,)
    )
    with_state = good({"finding": "hip-pain", "duration": "> 2 days", "state": "positive"})
    assert with_state == FindingTest("hip-pain", Where.SAME, State.POSITIVE, (duration,))


def test_a_list_of_choices_is_one_of_them() -> None:
    test = good({"finding": "bridge", "felt_in": ["hamstrings", "low-back"]})
    assert isinstance(test, FindingTest)
    assert test.tests[0].bound == frozenset({"hamstrings", "low-back"})


def test_nobody_looked_is_a_condition_of_its_own() -> None:
    assert good({"not_assessed": "squeeze", "side": "left"}) == NotAssessed("squeeze", Where.LEFT)
    assert good({"not_assessed": "fever"}) == NotAssessed("fever", Where.MIDLINE)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"impression": "inhibited"}, Concluded(Kind.IMPRESSION, "inhibited", Where.SAME)),
        ({"impression": "tense"}, Concluded(Kind.IMPRESSION, "tense", Where.MIDLINE)),
        ({"cause": "pain-inhibition", "side": "opposite"}, Concluded(Kind.CAUSE, "pain-inhibition", Where.OPPOSITE)),
        ({"against": "disuse"}, Concluded(Kind.AGAINST, "disuse", Where.MIDLINE)),
        ({"red-flag": "fracture"}, Concluded(Kind.RED_FLAG, "fracture", Where.MIDLINE)),
        ({"recommend": "glute-squeeze"}, Concluded(Kind.INDICATION, "glute-squeeze", Where.SAME)),
        ({"withhold": "exercise"}, Concluded(Kind.WITHHOLD, "exercise", Where.MIDLINE)),
        ({"withhold": "exercise", "side": "same"}, Concluded(Kind.WITHHOLD, "exercise", Where.SAME)),
    ],
)
def test_a_conclusion_is_a_condition(condition: dict[str, str], expected: Test) -> None:
    assert good(condition) == expected


def test_both_and_either_are_thresholds_over_left_and_right() -> None:
    left, right = FindingTest("squeeze", Where.LEFT), FindingTest("squeeze", Where.RIGHT)
    assert good({"finding": "squeeze", "side": "both"}, per_side=False) == AtLeast(2, (left, right))
    assert good({"finding": "squeeze", "side": "either"}) == AtLeast(1, (left, right))


def test_any_all_and_at_least_are_thresholds_and_nest() -> None:
    fever, fall = {"finding": "fever"}, {"finding": "fall"}
    test = good({"any": [fever, {"all": [fever, fall]}, {"at_least": 1, "of": [fall, fever]}]})
    assert isinstance(test, AtLeast)
    assert [test.count, *(part.count for part in test.parts if isinstance(part, AtLeast))] == [1, 2, 1]
    assert [place for place, _ in leaves(test, "when.1")] == [
        "when.1.of.1", "when.1.of.2.of.1", "when.1.of.2.of.2", "when.1.of.3.of.1", "when.1.of.3.of.2",
    ]  # fmt: skip


def test_any_red_flag_stands_for_all_with_that_action() -> None:
    infection = Concluded(Kind.RED_FLAG, "infection", Where.MIDLINE)
    fracture = Concluded(Kind.RED_FLAG, "fracture", Where.MIDLINE)
    assert good({"red-flag": "any"}) == AtLeast(1, (infection, fracture))
    assert good({"red-flag": "any", "action": "emergency"}) == AtLeast(1, (infection,))
    assert good({"red-flag": "any", "action": ["caution", "prompt"]}) == AtLeast(1, (fracture,))


def test_any_safety_gap_stands_for_the_flags_that_block_when_not_asked() -> None:
    assert good({"safety-gap": "any"}) == AtLeast(1, (Concluded(Kind.SAFETY_GAP, "infection", Where.MIDLINE),))


FEVER = {"finding": "fever"}


@pytest.mark.parametrize(
    ("condition", "per_side", "code"),
    [
        ("fever", True, "wrong-condition"),
        ({}, True, "wrong-condition"),
        ({"side": "left"}, True, "wrong-condition"),
        ({"finding": "fever", "impression": "tense"}, True, "wrong-condition"),
        ({"any": []}, True, "wrong-condition"),
        ({"any": FEVER}, True, "wrong-condition"),
        ({"at_least": 1}, True, "wrong-condition"),
        ({"at_least": 0, "of": [FEVER]}, True, "wrong-count"),
        ({"at_least": 2, "of": [FEVER]}, True, "wrong-count"),
        ({"at_least": True, "of": [FEVER]}, True, "wrong-count"),
        ({"at_least": "1", "of": [FEVER]}, True, "wrong-count"),
        ({"any": [FEVER], "side": "left"}, True, "unknown-key"),
        ({"finding": "fevr"}, True, "unknown-finding"),
        ({"finding": None}, True, "unknown-finding"),
        ({"finding": ["fever"]}, True, "unknown-finding"),
        ({"not_assessed": "fevr"}, True, "unknown-finding"),
        ({"not_assessed": "fever", "state": "positive"}, True, "unknown-key"),
        ({"finding": "fever", "state": "not-assessed"}, True, "unknown-state"),
        ({"finding": "fever", "state": {"a": 1}}, True, "unknown-state"),
        ({"finding": "hip-pain", "duraton": "> 48 h"}, True, "unknown-attribute"),
        ({"finding": "hip-pain", "duration": "> 48"}, True, "missing-unit"),
        ({"finding": "bridge", "felt_in": "hamstring"}, True, "unknown-value"),
        ({"finding": "bridge", "felt_in": {"a": 1}}, True, "unknown-value"),
        ({"finding": "bridge", "felt_in": []}, True, "wrong-test"),
        ({"finding": "hip-pain", "at_night": "yes"}, True, "wrong-test"),
        ({"impression": "inhibitd"}, True, "unknown-impression"),
        ({"cause": {"a": 1}}, True, "unknown-cause"),
        ({"red-flag": "infecton"}, True, "unknown-red-flag"),
        ({"red-flag": "any", "action": "prompt"}, True, "no-such-flag"),
        ({"red-flag": "any", "side": "left"}, True, "unknown-key"),
        ({"impression": "tense", "state": "positive"}, True, "unknown-key"),
        ({"finding": "fever", "side": "left"}, True, "side-not-wanted"),
        ({"finding": "squeeze", "side": "up"}, True, "wrong-side"),
        ({"finding": "squeeze", "side": ["left"]}, True, "wrong-side"),
        ({"finding": "squeeze"}, False, "wrong-side"),
        ({"finding": "squeeze", "side": "same"}, False, "wrong-side"),
        ({"finding": "squeeze", "side": "opposite"}, False, "wrong-side"),
        ({"recommendation": "glute-squeeze"}, True, "wrong-condition"),
        ({"test": "bridge"}, True, "wrong-condition"),
    ],
)
def test_a_wrong_condition_is_refused_with_one_problem(condition: Any, per_side: bool, code: str) -> None:
    _, problems = parsed(condition, per_side=per_side)
    assert [problem.code for problem in problems] == [f"rule.{code}"]


def test_a_wrong_word_is_answered_with_the_nearest_at_its_place() -> None:
    _, (problem,) = parsed({"any": [FEVER, {"finding": "squeze"}]})
    assert problem.hint == "Did you mean 'squeeze'?"
    assert problem.column == len('when: [{"any": [{"finding": "fever"}, {"finding": ') + 1


def test_every_part_of_a_combination_is_checked() -> None:
    _, problems = parsed({"all": [{"finding": "a"}, {"cause": "b"}, {"finding": "squeeze", "grade": "> 9"}]})
    assert [problem.code for problem in problems] == ["rule.unknown-finding", "rule.unknown-cause", "rule.out-of-range"]


def test_a_threshold_with_too_many_combinations_is_refused() -> None:
    parts = [{"finding": "fever"}] * 12
    wide = rule_file("mechanisms.wide", [{"at_least": 6, "of": parts}], [{"cause": "disuse", "strength": "weak"}])
    assert codes(dict([wide])) == ["rule.too-wide"]
