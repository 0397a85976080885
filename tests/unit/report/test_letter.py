"""The referral letter: only when there is something to refer, one page, and never a private flag."""

from dataclasses import replace

import pytest

from kinechain.report import letter
from kinechain.report.blocks import Sheet
from kinechain.report.branding import Paper
from kinechain.report.formats import drawn
from kinechain.terms.assessment import Assessment, Question
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Unexamined
from kinechain.terms.side import Side
from support import assessments, real_rules, sheets

LONGEST = ("rf03-fracture-with-nerve-signs", "rf05-infection-with-nerve-signs", "rf24-prosthesis-infection")
PRIVATE_STORIES = ("rf25-self-harm", "rf25-unsafe-at-home")


def written(assessment: Assessment) -> Sheet:
    made = letter.letter(assessment)
    assert made is not None
    return made


def with_private(urgency: str = "emergency") -> Assessment:
    """A case with an open referral, and with a private flag of which every trace must go."""
    base = assessments.emergency()
    private = replace(
        base.referrals[0], id="zebra", private=True, title="Zebra", suspect="Zebra", refer_to="Zebra",
        urgency=urgency, advice="Zebra",
    )  # fmt: skip
    asked = (Question("zebra", "Zebra", "Zebra?", State.POSITIVE, private=True),)
    return replace(
        base, referrals=(private, *base.referrals), safety_questions=(*asked, *base.safety_questions), summary="Zebra",
        notes="Zebra", not_assessed=(Unexamined("zebra", "Zebra", Side.MIDLINE), *base.not_assessed),
    )  # fmt: skip


def test_it_says_who_why_how_fast_to_whom_and_what_is_unknown() -> None:
    said = sheets.said(written(assessments.emergency()))
    for text in (
        "K-0417",
        "41 years, female",
        "4 March 2025",
        "Emergency: now.",
        "The emergency department, now.",
        "Possible cauda equina syndrome",
        "Saddle numbness",
        "Asked and denied:",
        "Not asked:",
        "Not tested",
        "Log roll",
        "BMJ Best Practice, cauda equina",
        "Signature",
        "kinechain 0.1.0",
        "3f9a1c7de2b8",
        "Decision support, not a diagnosis.",
    ):
        assert text in said, text


def test_it_names_no_exercise() -> None:
    said = sheets.said(written(assessments.emergency()))
    assert "Gluteal squeeze" not in said
    assert "Loaded squat" not in said


def test_what_raised_the_flag_stands_in_the_words_of_the_record() -> None:
    said = sheets.said(written(sheets.assessed("rf03-fracture-with-nerve-signs")))
    assert "New numbness of the leg or foot, left: numb or altered" in said
    assert "red flag:" not in said


@pytest.mark.parametrize("assessment", [assessments.advice(), assessments.safety_incomplete(), assessments.empty()])
def test_without_a_referral_there_is_no_letter(assessment: Assessment) -> None:
    assert letter.letter(assessment) is None


def test_a_caution_is_no_referral() -> None:
    base = assessments.emergency()
    assert letter.letter(replace(base, referrals=(replace(base.referrals[0], urgency="caution"),))) is None


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "prompt"])
def test_a_private_flag_is_never_in_a_letter(urgency: str) -> None:
    whole = with_private(urgency)
    made = written(whole)
    assert "zebra" not in sheets.said(made).lower()
    assert made == written(replace(assessments.emergency(), summary="", notes=""))
    assert letter.letter(replace(whole, referrals=whole.referrals[:1])) is None


@pytest.mark.parametrize("name", PRIVATE_STORIES)
def test_a_real_private_flag_alone_gives_no_letter(name: str) -> None:
    assert any(flag.private for flag in sheets.assessed(name).referrals)
    assert letter.letter(sheets.assessed(name)) is None


def test_what_concerns_harm_is_private_and_nothing_else() -> None:
    flags = real_rules.real().vocabulary.red_flags.values()
    assert {flag.code for flag in flags if flag.private} == {"RF25"}
    assert all(flag.private for flag in flags if flag.code == "RF25")
    asked = {item.finding for item in sheets.assessed(LONGEST[0]).safety_questions if item.private}
    assert asked == {"thoughts-of-self-harm", "feels-unsafe-or-harmed"}


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_letters_fit_on_one_page(name: str, paper: Paper) -> None:
    assert sheets.pages(written(sheets.assessed(name)), paper) == 1


@pytest.mark.parametrize("assessment", [assessments.emergency(), sheets.assessed(LONGEST[0])], ids=["made up", "real"])
def test_all_formats_say_the_same(assessment: Assessment) -> None:
    sheets.check_formats(written(assessment))


def test_text_from_outside_stays_text() -> None:
    base = replace(assessments.hostile("<b>#set *x* 😀</b>"), referrals=assessments.emergency().referrals)
    made = written(base)
    assert "<b>" not in drawn(made, "html").decode()
    assert drawn(made, "pdf").startswith(b"%PDF")
