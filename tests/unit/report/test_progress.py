"""The progress report: the same statements in every format, pictures with every value, safety before anything else."""

import json
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from kinechain.explain.progress import Visit
from kinechain.report import html, machine, markdown, pdf, terminal
from kinechain.report.blocks import Page, statements
from kinechain.report.progress import progress_page
from kinechain.report.progress_conclusions import MAYBE_OLD, NO_EVIDENCE
from support.pictures import figures_of
from support.reading import HtmlText, raw_pdf_text, rest_after, squeezed
from support.visits import DENIED, page_of, progress_of, visit

PAIN = "finding: hip-pain, side: {}, intensity: {}"
SQUEEZE = "finding: glute-squeeze, side: left, grade: {}"
EASE = "finding: movement-ease, side: left, quality: less-fluid, ease: {}"
DAYS = ("2026-01-05", "2026-02-02", "2026-03-02")


@cache
def visits() -> dict[str, Visit]:
    """The visits of this module by name."""
    both = (PAIN.format("left", 6), PAIN.format("right", 1), SQUEEZE.format(0), EASE.format(3))
    later = (PAIN.format("left", 2), PAIN.format("right", 1), SQUEEZE.format(3), EASE.format(6))
    numb = ("finding: low-back-pain, duration: 2 days", "finding: saddle-numbness, state: positive")
    return {
        "first": visit(DAYS[0], *both),
        "second": visit(DAYS[1], PAIN.format("left", 5)),
        "third": visit(DAYS[2], *later),
        "first test": visit(DAYS[2], PAIN.format("left", 5), SQUEEZE.format(0)),
        "numb": visit(DAYS[2], *numb, denied=DENIED.replace("saddle-numbness, ", "")),
        "open": visit(DAYS[2], PAIN.format("left", 2), denied="fever-or-unwell"),
        "harmed": visit(DAYS[2], "finding: thoughts-of-self-harm, state: positive"),
        "bare": visit(DAYS[0], denied=""),
        "bare again": visit(DAYS[1], denied=""),
    }


def seen(*names: str) -> list[Visit]:
    """Visits by name."""
    return [visits()[name] for name in names]


PAGES = {
    "three visits": ("first", "second", "third"),
    "two visits": ("first", "third"),
    "emergency": ("first", "numb"),
    "open questions": ("first", "open"),
    "nothing": ("bare", "bare again"),
}


@cache
def made(name: str) -> Page:
    """A page by name."""
    return page_of(*seen(*PAGES[name]))


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    """Every page in turn."""
    return made(request.param)


def words_of(page: Page) -> str:
    """Everything that a page says."""
    return "\n".join(statements(page))


def section_words(page: Page, name: str) -> str:
    """Everything that one section says."""
    return words_of(replace(page, identity=(), sections=tuple(one for one in page.sections if one.name == name)))


def html_of(page: Page) -> str:
    """The page as HTML."""
    return html.render_template("report.html.jinja", page=page)


def test_html_says_the_page_and_nothing_else(page: Page) -> None:
    assert rest_after(HtmlText(html_of(page)).text, list(statements(page))) == ""


def test_pdf_says_the_same(page: Page) -> None:
    made = raw_pdf_text(pdf.render_page(page))
    for statement in statements(page):
        assert squeezed(statement) in made or _in_columns(statement, made), statement


def _in_columns(statement: str, made: str) -> bool:
    """A statement that is broken over two columns or pages has its words in the text all the same."""
    return all(squeezed(word) in made for word in statement.split())


def test_markdown_and_terminal_say_the_same(page: Page) -> None:
    plain = squeezed(re.sub(r"\\(.)", r"\1", markdown.render_page(page)).replace("&amp;", "&"))
    rest_after(plain, list(statements(page)))
    shown = squeezed(terminal.render_page(page, width=4_000, colour=False))
    for statement in statements(page):
        assert squeezed(statement) in shown


def test_pdf_is_tagged_archival_dated_and_the_same_again(page: Page) -> None:
    made = pdf.render_page(page)
    assert made == pdf.render_page(page)
    for mark in (b"<pdfuaid:part>1", b"<pdfaid:part>2", b"<pdfaid:conformance>A"):
        assert mark in made
    reader = PdfReader(BytesIO(made))
    assert len(reader.pages) <= 3
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == page.date


def test_safety_comes_directly_after_the_summary(page: Page) -> None:
    assert [section.name for section in page.sections[:2]] == ["summary", "red-flags"]


@pytest.mark.parametrize(("name", "words"), [("emergency", "Refer first."), ("open questions", "Safety questions are")])
def test_a_stop_is_said_first_and_no_programme_is_shown(name: str, words: str) -> None:
    page = made(name)
    said = section_words(page, "summary")
    assert said.index(words) < said.index("2 visits")
    assert "No longer in the plan" not in words_of(page)
    assert "Gluteal squeeze, left" not in section_words(page, "conclusions")


def test_without_a_stop_the_programme_is_shown() -> None:
    assert "No longer in the plan" in section_words(made("two visits"), "conclusions")


def test_a_change_is_judged_only_beyond_the_detectable_change() -> None:
    said = section_words(made("three visits"), "measures")
    assert "Better: −4." in said
    assert "No change: cannot be told from measuring error." in said
    assert "+3: no judgement." in said
    assert "No detectable change is known for these measures" in said


def test_what_was_not_tested_is_called_so() -> None:
    said = section_words(made("three visits"), "measures")
    assert "not tested" in said
    assert "Not tested at the visit before." in said
    assert "never taken as zero" in said


def test_a_conclusion_that_only_was_not_examined_again_is_not_shown_as_gone() -> None:
    said = section_words(page_of(*seen("first", "second")), "conclusions")
    assert NO_EVIDENCE in said
    assert "which is no evidence of absence" in said
    assert "Possible cause gone" not in said


def test_a_conclusion_of_a_first_examination_may_be_old() -> None:
    assert MAYBE_OLD in section_words(page_of(*seen("second", "first test")), "conclusions")


def test_every_detectable_change_stands_with_its_source() -> None:
    said = section_words(made("three visits"), "detectable")
    assert "Childs" in said
    assert "Engine default, from no study." in said


def test_a_picture_says_every_value_and_every_gap() -> None:
    (figure,) = figures_of(made("three visits"))
    for text in ("5 January 2026 6; 2 February 2026 5; 2 March 2026 2", "2 February 2026 not tested", "right: "):
        assert text in figure.alt
    ElementTree.fromstring(figure.svg)


def test_a_line_never_crosses_a_gap() -> None:
    """Two visits: a line for each of the four measures. With one between: pain on the left in two pieces, no other."""
    assert _lines(figures_of(page_of(*seen("first", "third")))[0].svg) == 4
    assert _lines(figures_of(page_of(*seen("first", "second", "third")))[0].svg) == 2


def _lines(drawing: str) -> int:
    """How many lines join two visits: neither axes and ticks nor frames, of which the ends are the same in both."""
    slopes = re.findall(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', drawing)
    return sum(abs(float(to) - float(start)) > 30 for start, _, to, _ in slopes)


def test_sides_differ_by_symbol_and_dash() -> None:
    drawn = figures_of(page_of(*seen("first", "third")))[0].svg
    assert "<circle" in drawn
    assert "stroke-dasharray" in drawn
    assert re.search(r'<rect [^>]*fill="#ffffff" stroke=', drawn)


def test_many_visits_fit_the_page_and_lose_no_value() -> None:
    monthly = [visit(f"2025-{month:02d}-10", PAIN.format("left", month % 10)) for month in range(1, 13)]
    page = page_of(*monthly)
    table = section_words(page, "measures")
    assert "10 January 2025" in table
    assert "10 March 2025" not in table
    assert all(f"10 {month} 2025" in figures_of(page)[0].alt for month in ("January", "March", "August", "December"))
    pdf.render_page(page)


NASTY = {
    "markup": "<script>alert(1)</script> {{ 7 * 7 }} #read(1) | *b* </style>",
    "emoji": "😀👩‍👩‍👧‍👦 ok",
    "right to left": "שלום מרחבא \u202eabc",
    "long": "x" * 2_000,
}  # fmt: skip


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_text_from_outside_breaks_nothing(text: str) -> None:
    found = replace(progress_of(*seen("first", "third")), case=text)
    found = replace(
        found,
        measures=tuple(replace(one, title=text) for one in found.measures),
        courses=tuple(replace(one, title=text, words=tuple(text for _ in one.words)) for one in found.courses),
    )
    page = progress_page(found, replace(visits()["third"].assessment, case=text, notes=text))
    read = HtmlText(html_of(page))
    assert read.open == []
    assert "script" not in read.tags
    rest_after(read.text, list(statements(page)))
    for figure in figures_of(page):
        ElementTree.fromstring(figure.svg)
    pdf.render_page(page)
    markdown.render_page(page)
    terminal.render_page(page, width=60, colour=False)


def test_json_has_the_keys_of_its_schema_and_exact_amounts() -> None:
    content = json.loads(machine.render(progress_of(*seen("first", "second", "third"))))
    assert list(content) == list(machine.progress_schema()["properties"])
    assert content["measures"][0]["since_first"]["change"] == "-4"


def test_the_private_flag_stays_in_this_clinician_document() -> None:
    page = page_of(*seen("first", "harmed"))
    assert "RF25" in section_words(page, "red-flags")
    assert page.subtitle.startswith("Clinician report")


def test_the_same_visits_give_the_same_page() -> None:
    assert page_of(*seen("first", "third")) == made("two visits")
