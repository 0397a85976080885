"""Stories: whatever is expected and missing, or forbidden and present, is reported in words."""

import pytest

from kinechain.assess import Assessor
from kinechain.audit.stories import read_story, run_story
from support.small_knowledge import standard

STORY = """
story: a
title: A
tells: A client with hip pain and a weak squeeze on the left.
source: made up
case:
  case: a
  date: 2026-11-20
  denied: [fever, weight-loss]
  findings:
    - {finding: hip-pain, side: left, duration: 3 days, intensity: 3}
    - {finding: squeeze, side: left, grade: 1}
"""


def differences(expectations: str) -> list[str]:
    """What is wrong with the story under these expectations."""
    knowledge_base = standard()
    story = read_story((STORY + expectations).encode(), "a.story.yaml", knowledge_base.vocabulary)
    return [problem.message for problem in run_story(story, Assessor(knowledge_base))[1]]


def test_a_story_that_holds_has_no_problem() -> None:
    assert (
        differences(
            "expect: {status: advice, causes: [{id: pain-inhibition, side: left, strength: moderate}],"
            " only_causes: true, order: [pain-education, glute-squeeze], next_tests: [{id: bridge, side: left}]}\n"
            "forbid: {causes: [{id: pain-inhibition, side: right}, {id: disuse}], withheld: [{id: glute-squeeze}]}\n"
        )
        == []
    )


@pytest.mark.parametrize(
    ("expectations", "words"),
    [
        ("expect: {status: refer}", "The status is 'advice', expected 'refer'."),
        ("expect: {causes: [{id: pain-inhibition, side: right}]}", "Expected in causes: pain-inhibition (right)"),
        (
            "expect: {causes: [{id: pain-inhibition, side: left, strength: weak}]}",
            "strength is 'moderate', expected 'weak'",
        ),
        ("expect: {causes: [{id: disuse}]}", "Expected in causes: disuse (midline)"),
        ("expect: {only_causes: true}", "Unexpected cause: pain-inhibition (left)."),
        ("expect: {safety_gaps: [infection]}", "Expected safety gap: infection."),
        ("expect: {order: [glute-squeeze, pain-education]}", "Recommended in the order"),
        ("expect: {no_exercise: true}", "An exercise is given: glute-squeeze."),
        ("expect: {referrals: [{id: infection, urgency: emergency}]}", "Expected in referrals: infection"),
        ("expect: {}\nforbid: {causes: [{id: pain-inhibition}]}", "Forbidden in causes: pain-inhibition (left)."),
        ("expect: {}\nforbid: {status: advice}", "The status must not be 'advice'."),
        ("expect: {}\nforbid: {next_tests: [{id: bridge, side: left}]}", "Forbidden in next_tests: bridge (left)."),
        ("expect: {causes: [{id: disuze}]}", "'disuze' is not declared"),
    ],
)
def test_each_kind_of_difference_is_said(expectations: str, words: str) -> None:
    assert any(words in message for message in differences(expectations)), differences(expectations)
