"""Names and notes from outside on a real page: nothing runs, nothing breaks the width, nothing goes missing."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from kinechain.report.blocks import statements
from kinechain.terms.assessment import Assessment
from support import assessments, looks
from support.documents import KINDS, Document, Kind, about
from support.printing import Printer
from support.reading import rest_after, squeezed

MARKUP = (
    "<script>alert(1)</script><img src=https://example.org/x onerror=alert(1)>",
    '" onmouseover="alert(1)" style="position:fixed',
    "<a href='javascript:alert(1)'>x</a><iframe srcdoc='<script>alert(1)</script>'>",
    "</style><style>* { display: none }</style>",
    "{{ 7 * 7 }}{% for x in () %}",
    '#set page(width: 1cm) #read("main.typ")',
)
TEXTS = {
    "markup": " ".join(MARKUP),
    "other-scripts": "😀👩‍👩‍👧‍👦🏳️‍🌈 ok שלום עולם \u202eabc\u202c مرحبا 漢字",
    "long-word": "x" * 2_000,
    "long-text": "long name " * 200,
}
LOOSE = """() => ({
  scripts: document.scripts.length, frames: frames.length,
  pictures: document.images.length, links: document.links.length,
  styles: document.querySelectorAll('style').length,
  handlers: [...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())
    .filter(name => name.startsWith('on') || name === 'style').length,
})"""
HIDDEN = """() => [...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one);
  return one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
    && (style.overflowX !== 'visible' || style.textOverflow === 'ellipsis')
    && !(style.overflowX === 'auto' && one.tabIndex === 0);
}).map(one => one.outerHTML.slice(0, 200))"""


def _outside(text: str) -> Assessment:
    """A referral with the text in every place: every kind of document has something to say about it."""
    urgent = assessments.emergency().referrals
    return replace(assessments.hostile(text), referrals=tuple(replace(one, urgency="prompt") for one in urgent))


def _documents() -> tuple[Document, ...]:
    made = (about(kind, name, _outside(text)) for name, text in TEXTS.items() for kind in KINDS)
    return tuple(document for document in made if document)


each_document = pytest.mark.parametrize("document", _documents(), ids=lambda document: document.name)


@each_document
def test_nothing_from_outside_becomes_part_of_the_page(page: Page, document: Document) -> None:
    page.set_content(document.html)
    page.mouse.move(200, 200)
    loose = page.evaluate(LOOSE)
    assert loose == {"scripts": 0, "frames": 0, "pictures": 0, "links": 0, "styles": 1, "handlers": 0}


@each_document
def test_the_page_keeps_its_width(page: Page, document: Document) -> None:
    page.set_content(document.html)
    for width in (320, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(HIDDEN) == []


@each_document
def test_every_statement_can_be_seen(page: Page, document: Document) -> None:
    page.set_content(document.html)
    rest_after(squeezed(page.inner_text("body")), list(statements(document.page)))


@each_document
def test_the_print_keeps_its_margins(printer: Printer, document: Document) -> None:
    assert looks.cut(printer.printed(document, "A4")) == {}


@pytest.mark.parametrize("name", ["long-word", "long-text"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_shortened_says_so(kind: Kind, name: str) -> None:
    text = TEXTS[name].strip()
    document = about(kind, name, _outside(text))
    assert document is not None
    said = (one.casefold() for one in (*statements(document.page), document.page.running))
    shown = [one for one in said if text[:40] in one]
    assert shown
    assert [one[-60:] for one in shown if text not in one and "…" not in one] == []
