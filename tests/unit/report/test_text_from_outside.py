"""Names and notes are text from outside: they must neither break a report nor run as anything."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kinechain.report import figure, html, machine, markdown, pdf, terminal, view
from kinechain.report.blocks import statements
from support import assessments
from support.reading import HtmlText, pdf_text, raw_pdf_text, rest_after, squeezed

NASTY = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "jinja": "{{ 7 * 7 }}{% for x in () %}{# gone #}",
    "typst": '#set text(fill: red) #read("/etc/hostname") $x$ *bold* _it_ @ref <label> \\ ~ //',
    "markdown": "# h\n| a | b |\n[x](http://x) ![i](u) `code` **b** <b> 1. a\n- b",
    "css": "\"; } body { display: none } </style><p>",
    "quotes": "\"'`\\\u2028\u2029",
    "emoji": "😀👩‍👩‍👧‍👦🏳️‍🌈 ok",
    "right-to-left": "שלום עולם \u202eabc\u202c مرحبا",
    "chinese": "漢字かな交じり",
    "control": "a\x00b\x1b[31mred\x07\x9b31m\ufeff\ufffe",
    "combining": "Z̷̧͎a̴l̵g̶o̷" * 5,
    "long-word": "x" * 2_000,
    "long-text": "long name " * 200,
    "empty": "",
    "space": " \n\t ",
}  # fmt: skip
each_text = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)


@each_text
def test_html_stays_the_same_document(text: str) -> None:
    assessment = assessments.hostile(text)
    read = HtmlText(html.render(assessment))
    assert read.open == []
    assert "script" not in read.tags
    assert "img" not in read.tags
    assert not [name for _, name, _ in read.attributes if name.startswith("on")]
    rest_after(read.text, list(statements(view.page(assessment))))


@each_text
def test_style_cannot_be_left(text: str) -> None:
    document = html.render(assessments.hostile(text))
    assert document.count("</style>") == 1
    assert document.count("<style>") == 1


@each_text
def test_pdf_is_made_and_reads_the_same(text: str) -> None:
    assessment = assessments.hostile(text)
    made = pdf.render(assessment)
    assert made.startswith(b"%PDF-1.7")
    if text.isascii() and len(text) < 1_000:  # cells of whole pages stand side by side
        page = pdf.fitted(assessment)[0]
        # Pictures stand where a page has room for them.
        in_order = replace(page, sections=tuple(one for one in page.sections if one.name != "figures"))
        rest_after(pdf_text(made, page), list(statements(in_order)))


def test_typst_markup_is_shown_and_not_obeyed() -> None:
    text = '#set text(fill: red) #read("main.typ")'
    assessment = assessments.hostile(text)
    assert squeezed(text) in pdf_text(pdf.render(assessment), view.page(assessment))


def test_characters_without_a_glyph_are_announced() -> None:
    assert squeezed(pdf.NOT_SHOWN) not in raw_pdf_text(pdf.render(assessments.advice()))
    assert squeezed(pdf.NOT_SHOWN) in raw_pdf_text(pdf.render(assessments.hostile("😀 ok")))


@each_text
def test_figures_stay_well_formed(text: str) -> None:
    for picture in (figure.causal_chain(assessments.hostile(text)), figure.cycle(assessments.hostile(text))):
        assert picture is not None
        ElementTree.fromstring(picture)


@each_text
def test_terminal_sends_no_control_characters(text: str) -> None:
    shown = terminal.render(assessments.hostile(text), width=80, colour=False)
    assert not [character for character in shown if ord(character) < 32 and character != "\n"]
    assert "\x9b" not in shown
    assert max(map(cell_len, shown.splitlines())) <= 80


@each_text
def test_json_keeps_every_character(text: str) -> None:
    import json

    assert json.loads(machine.render(assessments.hostile(text)))["case"] == text


def test_json_survives_half_a_character() -> None:
    machine.render(assessments.hostile("\ud83d")).encode("utf-8")


def test_markdown_escapes_whatever_would_be_markup() -> None:
    written = markdown.render(assessments.hostile(NASTY["markdown"]))
    assert "[x](" not in written
    assert "<b>" not in written
    assert "http://" not in written
    assert "\\# h \\| a \\| b \\|" in written


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_at_all(text: str) -> None:
    assessment = assessments.hostile(text)
    said = list(statements(view.page(assessment)))
    rest_after(HtmlText(html.render(assessment)).text, said)
    assert pdf.render(assessment).startswith(b"%PDF")
    for picture in (figure.causal_chain(assessment), figure.cycle(assessment)):
        ElementTree.fromstring(picture or "<svg/>")
    markdown.render(assessment)
    terminal.render(assessment, width=60, colour=True)
    machine.render(assessment).encode("utf-8")
