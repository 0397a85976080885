"""The client handout: easy to read, large, few exercises, and none where safety comes first."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from kinechain import resources
from kinechain.assess import Assessor
from kinechain.report import handout
from kinechain.report.blocks import Card, Facts, Figure, Paragraph, Points, Sheet, statements
from kinechain.report.branding import Branding, Paper
from kinechain.report.formats import drawn
from kinechain.terms.assessment import EXERCISE, Assessment, ClientWords, Question, SafetyGap, Status
from kinechain.terms.finding import State
from support import assessments, real_rules, sheets

MOST_GRADE = 6.0
MOST_GRADE_OF_DATA = 5.0
SMALLEST = 12.0
LONG_HANDOUTS = ("pl-phase-two-entry", "pl-phase-four-runner", "tc11-hamstring-client", "tc01-seed-author")
CLINICAL = re.compile(
    r"%|\b(gluteals?|gluteus|hamstrings?|abduct\w*|adduct\w*|rotation|fasciae|client|dynamometer|impingement|diagnos\w+"
    r"|inhibit\w+|syndrome|amnesia|switched off|firing|evidence|score|probab\w+|self-harm|safeguarding|pelvis|trunk"
    r"|tendons?|repetitions?|contraction|MVIC|EMG|prone|supine|avulsion|phase \d)\b",
    re.I,
)
RULE_ID = re.compile(r"\b(red-flags|plan|contraindications|mechanisms|differentials|substitution|posture)\.[a-z]")
RAISED_LOAD = re.compile(r"raise the load by [\d to]+%")
"""The only number of a clinical dose that a client is not told: they add a little weight."""


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


def told(client: ClientWords) -> list[str]:
    """All that a client reads about one exercise, as sentences."""
    return [*client.steps, client.dose, client.why, client.stop_if]


def real_words() -> dict[str, ClientWords]:
    """The client's words of every exercise of the knowledge base."""
    items = real_rules.real().vocabulary.recommendations.values()
    return {
        item.id: ClientWords(**{name: getattr(item.client, name) for name in ClientWords.__dataclass_fields__})
        for item in items
        if item.client is not None
    }


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


@pytest.mark.parametrize("name", sorted(real_words()))
def test_the_clients_words_of_every_exercise_are_plain(name: str) -> None:
    client = real_words()[name]
    assert not CLINICAL.search(" ".join([client.title, *told(client)]))
    assert sheets.reading_grade(told(client)) <= MOST_GRADE_OF_DATA


@pytest.mark.parametrize("name", sorted(real_words()))
def test_the_client_is_told_the_numbers_of_the_clinical_dose(name: str) -> None:
    item = real_rules.real().vocabulary.recommendations[name]
    clinical = RAISED_LOAD.sub("", item.dose.replace(" %", "%"))
    assert set(re.findall(r"\d+", real_words()[name].dose)) == set(re.findall(r"\d+", clinical))


def test_what_was_found_is_said_to_the_client_in_plain_words() -> None:
    vocabulary = real_rules.real().vocabulary
    for one in (*vocabulary.causes.values(), *vocabulary.impressions.values()):
        assert not CLINICAL.search(one.plain), one.id
        assert sheets.reading_grade([one.plain]) <= MOST_GRADE_OF_DATA, one.id


def test_reading_grade_tells_hard_from_easy() -> None:
    assert sheets.reading_grade(["Lie down. Squeeze the buttock. Let go."]) < 2
    assert sheets.reading_grade(["Arthrogenic inhibition characteristically diminishes voluntary activation."]) > 12


def test_each_exercise_has_picture_side_steps_dose_why_and_stop() -> None:
    for assessment in with_exercises():
        for card in cards(handout.handout(assessment)):
            assert [type(block) for block in card.blocks] == [Figure, Paragraph, Points, Facts]
            assert "side" in getattr(card.blocks[1], "text", "")
            assert [fact.label for fact in getattr(card.blocks[3], "facts", ())] == ["How much", "Why", "Stop if"]


def test_an_exercise_without_words_for_the_client_is_not_given_home() -> None:
    base = assessments.advice()
    items = tuple(replace(item, client=None) for item in base.recommendations)
    assert not cards(handout.handout(replace(base, recommendations=items)))


def test_at_most_five_exercises_in_order() -> None:
    base = assessments.advice()
    model = next(item for item in base.recommendations if EXERCISE in item.classes)
    assert model.client is not None
    items = tuple(
        replace(model, id=f"e{n}", client=replace(model.client, title=f"Move {n}"), order=9 - n) for n in range(8)
    )
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
    private = replace(base.referrals[0], private=True, title="Zebra", suspect="Zebra", refer_to="Zebra")
    asked = (Question("zebra", "Zebra", "Zebra?", State.POSITIVE, private=True),)
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


def test_the_next_step_never_has_an_exercise() -> None:
    assert cards(handout.handout(assessments.advice()))
    assert not cards(handout.next_step(assessments.advice()))


def test_whom_to_call_is_always_there_and_stands_before_the_exercises() -> None:
    for assessment in (assessments.advice(), assessments.emergency(), assessments.empty()):
        names = [section.name for section in handout.handout(assessment).sections]
        assert "call" in names
        assert "exercises" not in names[: names.index("call")]


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_whom_to_call_stands_on_the_first_sheet(paper: Paper) -> None:
    for name in LONG_HANDOUTS:
        made = drawn(handout.handout(sheets.assessed(name)), "pdf", Branding(paper=paper))
        first, *others = PdfReader(BytesIO(made)).pages
        assert "Stop and call for help at once if" in first.extract_text()
        assert len(others) == 1, name


@pytest.mark.parametrize(
    "assessment",
    [assessments.advice(), assessments.emergency(), sheets.assessed("athlete-one-sided")],
    ids=["advice", "emergency", "with drawings"],
)
def test_all_formats_say_the_same(assessment: Assessment) -> None:
    sheets.check_formats(handout.handout(assessment))


def test_no_type_is_smaller_than_twelve_points() -> None:
    made = handout.handout(sheets.assessed("rf11-osteonecrosis"))
    sizes = sheets.type_sizes(drawn(made, "pdf"))
    assert len(sizes) > 2
    assert min(sizes) >= SMALLEST
    assert f"--size: {made.points}pt" in drawn(made, "html").decode()
    style = resources.folder("reports").joinpath("style", "sheet.css").read_text("utf-8")
    assert min(map(float, re.findall(r"font-size: ([\d.]+)rem", style))) >= 1
    assert "font-size: ." not in style


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_two_exercises_or_more_stand_on_a_page(paper: Paper) -> None:
    made = handout.handout(sheets.assessed("athlete-one-sided"))
    assert sheets.pages(made, paper) <= -(-len(cards(made)) // 2)


def test_text_from_outside_stays_text() -> None:
    made = handout.handout(assessments.hostile("<b>#set *x* 😀</b>"))
    assert "<b>" not in drawn(made, "html").decode()
    assert drawn(made, "pdf").startswith(b"%PDF")
