"""Every format has a template of its own: each must make all statements of the one page, in its order."""

import re
from dataclasses import replace
from html import unescape

import pytest

from kinechain.report import html, markdown, pdf, terminal, view
from kinechain.report.blocks import statements
from kinechain.terms.assessment import Assessment
from support import assessments
from support.pictures import figures_of
from support.reading import HtmlText, pdf_text, rest_after, squeezed

CASES = {
    "advice": assessments.advice(),
    "emergency": assessments.emergency(),
    "safety-incomplete": assessments.safety_incomplete(),
    "nothing": assessments.empty(),
}
each_case = pytest.mark.parametrize("assessment", CASES.values(), ids=CASES)


@each_case
def test_html_says_the_page_and_nothing_else(assessment: Assessment) -> None:
    said = list(statements(view.page(assessment)))
    assert rest_after(HtmlText(html.render(assessment)).text, said) == ""


@each_case
def test_pdf_says_the_same_in_the_same_order(assessment: Assessment) -> None:
    page, made = pdf.fitted(assessment)
    text = pdf_text(made, page)
    for block in figures_of(page):
        assert text.count(squeezed(block.caption)) == 1
        text = text.replace(squeezed(block.caption), "")
    text = text.replace("Howithangstogether", "")
    # Pictures stand where a page has room for them; all other statements are in order.
    in_order = replace(page, sections=tuple(one for one in page.sections if one.name != "figures"))
    rest = rest_after(text, list(statements(in_order)))
    drawn = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", html.render(assessment)))
    assert sorted(_drawn(rest.replace("FindingLeftRightNoside", ""))) == sorted(_drawn(squeezed(unescape(drawn))))


@each_case
def test_print_leaves_nothing_out_of_a_small_case(assessment: Assessment) -> None:
    assert list(statements(pdf.fitted(assessment)[0])) == list(statements(view.page(assessment)))


def _drawn(text: str) -> str:
    """The text without numbers of steps and colons after labels, which formats add."""
    return re.sub(r"\d+\.|[:•]", "", text)


@each_case
def test_markdown_says_the_same_in_the_same_order(assessment: Assessment) -> None:
    plain = re.sub(r"\\(.)", r"\1", markdown.render(assessment)).replace("&amp;", "&")
    rest_after(squeezed(plain), list(statements(view.page(assessment))))


@each_case
def test_terminal_says_the_same_in_the_same_order(assessment: Assessment) -> None:
    plain = squeezed(terminal.render(assessment, width=4_000, colour=False))
    page = view.page(assessment)
    for statement in statements(page):
        assert squeezed(statement) in plain
    # The cells of the table stand side by side in a terminal.
    in_lines = tuple(section for section in page.sections if section.name != "findings")
    rest_after(plain, list(statements(replace(page, sections=in_lines))))


def test_a_missing_statement_is_noticed() -> None:
    with pytest.raises(AssertionError, match="not found"):
        rest_after("onethree", ["one", "two", "three"])


def test_a_changed_order_is_noticed() -> None:
    with pytest.raises(AssertionError, match="not found"):
        rest_after("twoone", ["one", "two"])


def test_every_statement_of_the_assessment_is_on_the_page() -> None:
    whole = squeezed("".join(statements(view.page(assessments.advice()))))
    for text in (
        "The 48-hour figure is one clinician's rule of thumb.",
        "No weakness of the hip extensors was found in impingement.",
        "Hangs on",
        "Log roll (left); Hip internal rotation (left).",
        "10 × 5 s, twice a day†.",
        "3 × 8 (source: [1]).",
        "Phase 1 is not finished: the squeeze is not felt on the left.",
        "Prone, knee at 90 degrees, goniometer.",
        "Start when",
        "The squeeze after two weeks.",
        "Gluteus maximus 85 % MVIC (Contreras 2015; healthy people).",
        "In place of",
        "ICD-10-CM M25.552",
        "Knee angle was not recorded.",
        "other findings that the knowledge base knows were not assessed either.",
        "Checked: abstract",
        "Not checked",
        "Decision support, not a diagnosis.",
        assessments.advice().knowledge_base.hash,
    ):
        assert squeezed(text) in whole, text
