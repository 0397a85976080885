"""How many sheets a page takes is guessed well enough that nearly every report is set in type once."""

import pytest

from kinechain.assess import Assessor
from kinechain.report import pdf, room
from kinechain.report.blocks import Page
from kinechain.report.branding import PLAIN, Branding
from kinechain.report.detail import PRINTED
from kinechain.report.view import page
from kinechain.terms.assessment import Assessment
from support import real_rules

RICH_STORIES = (
    "ci-effusion-and-squat", "contradictory-findings", "contradictory-tendon-and-stretch", "dd-a-pain-driven",
    "dd-b-sacroiliac", "dd-e-posture", "dd-f-disuse", "dd-j-gluteal-tendon", "lateral-hip-tendon",
    "rf19-flicker-after-arthroscopy", "tc01-seed-author", "tc04-low-back-substitution",
)  # fmt: skip
MOST_SET_AGAIN = 1


@pytest.fixture(scope="module")
def assessments() -> list[Assessment]:
    assessor = Assessor(real_rules.real())
    return [assessor.preview(real_rules.story(name)) for name in RICH_STORIES]


@pytest.fixture(scope="module")
def tried(assessments: list[Assessment]) -> list[list[int]]:
    """For each story the details that were set in type, by their places, until one fitted."""
    return [places(one) for one in assessments]


def places(assessment: Assessment) -> list[int]:
    pages, found = [page(assessment, detail) for detail in PRINTED], []
    set_in_type = pdf.render_page

    def counted(given: Page, branding: Branding, *, dense: float) -> bytes:
        found.append(next(place for place, page in enumerate(pages) if page == given and PRINTED[place].dense == dense))
        return set_in_type(given, branding=branding, dense=dense)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf, "render_page", counted)
        pdf.fitted(assessment)
    return found


def test_nearly_every_rich_story_is_set_in_type_once(tried: list[list[int]]) -> None:
    again = [name for name, details in zip(RICH_STORIES, tried, strict=True) if len(details) > 1]
    assert len(again) <= MOST_SET_AGAIN, again


def test_no_rich_story_is_told_two_details_shorter_than_it_must_be(
    assessments: list[Assessment], tried: list[list[int]]
) -> None:
    shortened = [(one, details[-1]) for one, details in zip(assessments, tried, strict=True) if details[-1] > 1]
    assert [one.case for one, place in shortened if fits_at(one, place - 2)] == []


def fits_at(assessment: Assessment, place: int) -> bool:
    made = pdf.render_page(page(assessment, PRINTED[place]), dense=PRINTED[place].dense)
    return len(pdf._SHEET.findall(made)) <= pdf.MOST_SHEETS


def test_letter_paper_and_a_line_at_the_foot_leave_less_room(assessments: list[Assessment]) -> None:
    pages = [page(one, detail) for one in assessments for detail in PRINTED]
    brandings = (PLAIN, Branding(paper="us-letter"), Branding(paper="us-letter", footer="A line. " * 40))
    fitting = [sum(room.fits(one, pdf.MOST_SHEETS, branding) for one in pages) for branding in brandings]
    assert fitting == sorted(set(fitting), reverse=True)
