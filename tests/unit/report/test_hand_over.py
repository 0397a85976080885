"""What is handed over: exercises, or the letter where a flag forbids them, or the next step without a letter."""

from dataclasses import replace

import pytest

from kinechain.report import handout, letter
from kinechain.report.hand_over import to_hand_over
from kinechain.terms.assessment import Assessment
from support import assessments, sheets


def with_private_only() -> Assessment:
    base = assessments.emergency()
    return replace(base, referrals=(replace(base.referrals[0], private=True),))


def test_exercises_where_nothing_forbids_them() -> None:
    assert to_hand_over(assessments.advice()) == (handout.handout(assessments.advice()), False)


def test_the_letter_where_a_flag_forbids_exercise() -> None:
    assert to_hand_over(assessments.emergency()) == (letter.letter(assessments.emergency()), True)


def test_exercises_beside_a_prompt_flag_that_holds_nothing_back() -> None:
    assert not to_hand_over(sheets.assessed("rf11-osteonecrosis")).is_letter


@pytest.mark.parametrize("assessment", [with_private_only(), assessments.safety_incomplete(), assessments.empty()])
def test_the_next_step_where_there_is_no_letter(assessment: Assessment) -> None:
    assert to_hand_over(assessment) == (handout.next_step(assessment), False)
