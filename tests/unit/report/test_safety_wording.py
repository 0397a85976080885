"""What a report says about safety, and what it must never show."""

from dataclasses import replace

import pytest

from kinechain.report import figure, html, markdown, pdf, terminal, view
from kinechain.report.blocks import Page, statements
from kinechain.report.summary import NOTHING_ASSESSED
from kinechain.terms.assessment import Assessment, Status
from kinechain.terms.finding import State
from support import assessments, parts
from support.reading import HtmlText, pdf_text, squeezed

EXERCISES = ("Gluteal squeeze", "Bridge with heels close", "Loaded squat")


def names(page: Page) -> list[str]:
    return [section.name for section in page.sections]


def test_red_flags_stand_first_after_the_summary() -> None:
    for assessment in (assessments.advice(), assessments.emergency(), assessments.empty()):
        assert names(view.page(assessment))[:2] == ["summary", "red-flags"]


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
def test_a_stopping_flag_leaves_no_exercise_anywhere(urgency: str) -> None:
    base = assessments.emergency()
    assessment = replace(base, referrals=(replace(base.referrals[0], urgency=urgency),))
    written = (
        HtmlText(html.render(assessment)).text,
        squeezed(html.render(assessment)),
        pdf_text(pdf.render(assessment), view.page(assessment)),
        squeezed(markdown.render(assessment)),
        squeezed(terminal.render(assessment, width=90, colour=False)),
        squeezed(figure.causal_chain(assessment) or ""),
        squeezed(figure.cycle(assessment) or ""),
    )
    for text in written:
        for title in EXERCISES:
            assert squeezed(title) not in text
    assert "withheld" not in names(view.page(assessment))


def test_a_prompt_referral_does_not_hide_the_programme() -> None:
    base = assessments.emergency()
    assessment = replace(base, referrals=(replace(base.referrals[0], urgency="prompt"),))
    assert "recommendations" in names(view.page(assessment))
    assert "Gluteal squeeze" in html.render(assessment)


def test_without_recommendations_there_is_no_empty_heading() -> None:
    stopped = assessments.emergency()
    only_exercise = replace(stopped, recommendations=stopped.recommendations[1:])
    assert "recommendations" not in names(view.page(only_exercise))
    assert "Recommendations" not in html.render(only_exercise)


def test_the_most_urgent_referral_is_named_first() -> None:
    base = assessments.emergency()
    later = replace(base.referrals[0], urgency="prompt", refer_to="the family doctor")
    text = " ".join(statements(view.page(replace(base, referrals=(later, *base.referrals)))))
    assert "Refer first. Emergency: now." in text
    assert "Refer to the emergency department, now." in text


def test_asked_and_denied_is_told_apart_from_not_asked() -> None:
    said = " ".join(statements(view.page(assessments.safety_incomplete())))
    assert "Asked and denied: New bladder or bowel change; Recent fall or blow." in said
    assert "Not asked: History of cancer; Unexplained weight loss; Fever or feeling unwell." in said


def test_open_questions_are_said_first_with_the_reason() -> None:
    page = view.page(assessments.safety_incomplete())
    said = list(statements(page))
    assert said.index("Ask first") < said.index("Red flags")
    assert "Have you ever been treated for cancer?" in said
    assert any(text.startswith("Exercise is held back until these questions are answered") for text in said)


@pytest.mark.parametrize("assessment", [assessments.advice(), assessments.emergency(), assessments.safety_incomplete()])
def test_forbidden_words_never_occur(assessment: Assessment) -> None:
    text = " ".join(statements(view.page(assessment))).lower().replace("% mvic", "")  # a measure of activity
    for words in (
        "red flags negative",
        "red flags: negative",
        "switched off",
        "amnesia",
        "firing order",
        "%",
        "probab",
    ):
        assert words not in text


def test_certainties_are_never_printed() -> None:
    base = assessments.advice()
    marked = replace(base, causes=tuple(replace(item, certainty=7321, opposition=4568) for item in base.causes))
    text = html.render(marked) + markdown.render(marked)
    assert "7321" not in text
    assert "73.21" not in text
    assert "4568" not in text


def test_nothing_assessed_is_said_in_plain_words() -> None:
    page = view.page(assessments.empty())
    assert NOTHING_ASSESSED in list(statements(page))
    assert names(page) == ["summary", "red-flags", "about"]


def test_a_negative_finding_counts_as_assessed() -> None:
    negative = parts.finding("hip-pain", "Hip pain", parts.L, State.NEGATIVE)
    said = list(statements(view.page(assessments.empty(findings=(negative,), status=Status.NO_FINDING))))
    assert NOTHING_ASSESSED not in said
    assert "− negative" in said


def test_the_side_that_nobody_looked_at_is_not_negative() -> None:
    only_left = parts.finding("fadir", "FADIR", parts.L)
    said = list(statements(view.page(assessments.empty(findings=(only_left,), status=Status.ADVICE))))
    assert said[said.index("FADIR") + 1 :][:2] == ["+ positive", "· not assessed"]


def test_answers_to_safety_questions_are_not_repeated_in_the_table() -> None:
    said = list(statements(view.page(assessments.advice())))
    assert said.count("Unexplained weight loss") == 0
    assert any(text.endswith("stand under Red flags.") for text in said)


def test_advice_that_stands_in_for_an_exercise_does_not_name_it_when_stopped() -> None:
    base = assessments.emergency()
    education = replace(base.recommendations[0], instead_of=("Loaded squat",))
    assert "Loaded squat" not in html.render(replace(base, recommendations=(education,), withheld=()))
    assert "Loaded squat" in html.render(replace(assessments.advice(), recommendations=(education,), withheld=()))
