"""Every HTML document in Chromium: axe finds nothing, nothing is asked for, and it fits any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from support.documents import Document, browser_documents

each_document = pytest.mark.parametrize("document", browser_documents(), ids=lambda document: document.name)
NARROWEST = 320
"""CSS pixels: the width at which WCAG 2.2 (1.4.10) asks for text without sideways scrolling."""
WIDTH_OF_TEXT = 672
"""CSS pixels between the margins of A4."""
OUTSIDE_THEIR_BOX = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('rect[stroke]')].map(one => one.getBoundingClientRect());
  return [...svg.querySelectorAll('text')].filter(text => {
    const at = text.getBoundingClientRect(), middle = at.y + at.height / 2;
    const box = boxes.find(one => one.x <= at.x + 1 && at.x < one.x + one.width
      && one.y <= middle && middle <= one.y + one.height);
    return box && at.x + at.width > box.x + box.width;
  }).map(text => text.textContent);
})"""
OUTSIDE_THE_PICTURE = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const all = svg.viewBox.baseVal;
  return [...svg.querySelectorAll('text')].filter(text => {
    const at = text.getBBox();
    return at.x < all.x - 1 || at.x + at.width > all.x + all.width + 1 || at.y + at.height > all.y + all.height + 1;
  }).map(text => text.textContent);
})"""


def violations(page: Page) -> list[str]:
    """What axe holds against a page, with the first place of each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]


@each_document
def test_axe_finds_nothing(page: Page, document: Document) -> None:
    page.set_content(document.html)
    assert violations(page) == []


@each_document
def test_nothing_is_asked_for(page: Page, document: Document) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(document.html)
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []


@each_document
def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, document: Document) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    page.set_content(document.html)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST


@each_document
def test_no_browser_shrinks_the_print_to_fit_the_paper(page: Page, document: Document) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH_OF_TEXT, "height": 900})
    page.set_content(document.html)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH_OF_TEXT


@each_document
def test_text_in_figures_stays_in_its_place(page: Page, document: Document) -> None:
    page.set_content(document.html)
    assert page.evaluate(OUTSIDE_THEIR_BOX) == []
    assert page.evaluate(OUTSIDE_THE_PICTURE) == []


def test_a_fault_is_noticed(page: Page) -> None:
    page.set_content("<!DOCTYPE html><html lang='en'><title>x</title><main><h1>x</h1><p style='color:#aaa'>faint</p>")
    assert [text.partition(":")[0] for text in violations(page)] == ["color-contrast"]


def test_text_over_the_edge_of_its_box_is_noticed(page: Page) -> None:
    page.set_content(
        "<svg viewBox='0 0 90 20'><rect x='0' y='0' width='40' height='20' stroke='#000'/>"
        "<text x='2' y='12'>wider than forty</text></svg>"
    )
    assert page.evaluate(OUTSIDE_THEIR_BOX) == ["wider than forty"]
    assert page.evaluate(OUTSIDE_THE_PICTURE) == ["wider than forty"]
