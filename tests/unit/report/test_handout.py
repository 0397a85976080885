"""The client handout: easy to read, large, few exercises, and none where safety comes first."""

import re
from dataclasses import replace

import pytest

from kinechain import resources
from kinechain.assess import Assessor
from kinechain.report import handout, sheet
from kinechain.report.blocks import Card, Points, statements
from kinechain.report.plain import for_client, plain, title
from kinechain.report.plan import EXERCISE
from kinechain.report.sheet import PRIVATE_CODE, PRIVATE_QUESTIONS, Sheet
from kinechain.terms.assessment import Assessment, Question, SafetyGap, Status
from kinechain.terms.finding import State
from support import assessments, real_rules, sheets

MOST_GRADE = 6.0
SMALLEST = 12.0
CLINICAL = re.compile(
    r"%|\b(gluteals?|gluteus|hamstrings?|abduct\w*|rotation|fasciae|client|dynamometer|impingement|diagnos\w+"
    r"|inhibit\w+|syndrome|amnesia|switched off|firing|evidence|score|probab\w+|self-harm|safeguarding)\b",
    re.I,
)
RULE_ID = re.compile(r"\b(red-flags|plan|contraindications|mechanisms|differentials|substitution|posture)\.[a-z]")


def cards(made: Sheet) -> list[Card]:
    return [block for section in made.sections for block in section.blocks if isinstance(block, Card)]


def body(made: Sheet) -> str:
    """What the sheet says below its head, where names of cases stand."""
    return "\n".join(statements(replace(made, identity=())))


def with_exercises() -> list[Assessment]:
    """Some stories that give exercises, decided by the real rules."""
    assessor = Assessor(real_rules.real())
    found = map(assessor.assess, real_rules.some_stories(12))
    return [one for one in found if any(EXERCISE in item.classes for item in one.recommendations)]


def test_real_handouts_are_easy_to_read_and_hold_no_clinical_word() -> None:
    stories = with_exercises()
    assert len(stories) >= 3
    for assessment in stories:
        made = handout.handout(assessment)
        assert 1 <= len(cards(made)) <= handout.MOST_EXERCISES
        assert sheets.reading_grade(statements(made)) <= MOST_GRADE
        assert not CLINICAL.search(body(made)), CLINICAL.findall(body(made))
        assert not RULE_ID.search(sheets.said(made))
        assert not any(cause.title in body(made) for cause in assessment.causes)
        assert not any(source.citation in body(made) for source in assessment.sources)


def test_every_exercise_of_the_knowledge_base_can_be_said_in_plain_words() -> None:
    items = [item for item in real_rules.real().vocabulary.recommendations.values() if EXERCISE in item.classes]
    assert len(items) > 20
    for item in items:
        texts = (title(item.title), plain(item.does), plain(item.dose), plain(item.stop_if or ""))
        assert all(map(for_client, texts)), texts
        assert not any(map(CLINICAL.search, texts)), texts
        assert sheets.reading_grade([*map(plain, item.steps), *texts[1:]]) <= MOST_GRADE, item.id


def test_reading_grade_tells_hard_from_easy() -> None:
    assert sheets.reading_grade(["Lie down. Squeeze the buttock. Let go."]) < 2
    assert sheets.reading_grade(["Arthrogenic inhibition characteristically diminishes voluntary activation."]) > 12


def test_each_exercise_has_side_steps_dose_why_and_stop() -> None:
    for assessment in with_exercises():
        for card in cards(handout.handout(assessment)):
            first, *rest = card.blocks
            assert "side" in getattr(first, "text", "")
            labels = [fact.label for block in rest for fact in getattr(block, "facts", ())]
            assert labels == ["How much", "Why", "Stop if"]
            assert len(rest) == 2


def test_steps_that_need_the_practitioner_are_not_given_home() -> None:
    base = assessments.advice()
    items = tuple(replace(item, steps=("Compare with a dynamometer.",)) for item in base.recommendations)
    made = handout.handout(replace(base, recommendations=items))
    assert handout.AS_SHOWN in body(made)
    assert "dynamometer" not in body(made)
    shown = [block for card in cards(made) for block in card.blocks]
    assert not any(isinstance(block, Points) for block in shown)


def test_at_most_five_exercises_in_order() -> None:
    base = assessments.advice()
    model = next(item for item in base.recommendations if EXERCISE in item.classes)
    items = tuple(replace(model, id=f"e{n}", title=f"Move {n}", order=9 - n) for n in range(8))
    made = handout.handout(replace(base, recommendations=items))
    assert [card.title for card in cards(made)] == ["Move 7", "Move 6", "Move 5", "Move 4", "Move 3"]


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "prompt"])
def test_a_flag_sends_to_the_doctor_and_leaves_no_exercise(urgency: str) -> None:
    base = assessments.emergency()
    assert base.withheld
    made = handout.handout(replace(base, referrals=(replace(base.referrals[0], urgency=urgency),)))
    assert not cards(made)
    assert handout.DOCTOR[urgency] in body(made)
    assert "squeeze" not in body(made).lower()
    assert "cauda" not in body(made).lower()


def test_a_prompt_flag_that_holds_nothing_back_keeps_the_exercises() -> None:
    made = handout.handout(sheets.assessed("rf11-osteonecrosis"))
    assert cards(made)
    assert handout.DOCTOR["prompt"] in body(made)


def test_open_questions_leave_no_exercise() -> None:
    incomplete = replace(assessments.safety_incomplete(), recommendations=assessments.advice().recommendations)
    gap = SafetyGap("malignancy", "RF04", "Malignancy", ())
    for assessment in (
        incomplete,
        replace(incomplete, safety_gaps=()),
        replace(assessments.advice(), status=Status.ADVICE, safety_gaps=(gap,)),
    ):
        made = handout.handout(assessment)
        assert not cards(made)
        assert handout.ASK_FIRST in body(made)


def test_a_private_flag_is_not_told_from_an_open_question() -> None:
    """Whoever reads the sheet at home cannot tell which of the two it was."""
    base = assessments.emergency()
    private = replace(base.referrals[0], code=PRIVATE_CODE, title="Zebra", suspect="Zebra", refer_to="Zebra")
    asked = tuple(Question(name, "Zebra", "Zebra?", State.POSITIVE) for name in sorted(PRIVATE_QUESTIONS))
    made = handout.handout(replace(base, referrals=(private,), safety_questions=asked, notes="Zebra"))
    assert made == handout.handout(assessments.safety_incomplete())


@pytest.mark.parametrize("name", ["rf25-self-harm", "rf25-unsafe-at-home"])
def test_a_real_private_flag_leaves_no_trace(name: str) -> None:
    made = handout.handout(sheets.assessed(name))
    assert handout.ASK_FIRST in body(made)
    assert not CLINICAL.search(body(made))
    assert "See a doctor" not in body(made)


def test_without_exercises_it_says_so() -> None:
    assert handout.NONE_YET in body(handout.handout(assessments.empty()))


def test_whom_to_call_is_always_there() -> None:
    for assessment in (assessments.advice(), assessments.emergency(), assessments.empty()):
        assert handout.handout(assessment).sections[-1].name == "call"


@pytest.mark.parametrize("assessment", [assessments.advice(), assessments.emergency()], ids=["advice", "emergency"])
def test_all_formats_say_the_same(assessment: Assessment) -> None:
    sheets.check_formats(handout.handout(assessment))


def test_no_type_is_smaller_than_twelve_points() -> None:
    made = handout.handout(sheets.assessed("rf11-osteonecrosis"))
    sizes = sheets.type_sizes(sheet.pdf(made))
    assert len(sizes) > 2
    assert min(sizes) >= SMALLEST
    assert f"--size: {made.points}pt" in sheet.html(made)
    style = resources.folder("reports").joinpath("style", "sheet.css").read_text("utf-8")
    assert min(map(float, re.findall(r"font-size: ([\d.]+)rem", style))) >= 1
    assert "font-size: ." not in style


def test_text_from_outside_stays_text() -> None:
    made = handout.handout(assessments.hostile("<b>#set *x* 😀</b>"))
    assert "<b>" not in sheet.html(made)
    assert sheet.pdf(made).startswith(b"%PDF")
