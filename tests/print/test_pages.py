"""The pages of each PDF: none blank, nothing cut, no heading alone, every letter readable in grey."""

import pytest
import typst

from support import looks
from support.documents import Document, documents
from support.pages import PrintedPage, pages

each_document = pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)


def _printed(document: Document) -> tuple[PrintedPage, ...]:
    return pages(document.pdf, document.kind.edge)


def _typeset(source: str) -> tuple[PrintedPage, ...]:
    return pages(typst.compile(source.encode(), format="pdf"), 15.5)


@each_document
def test_pages_look_right(document: Document) -> None:
    printed = _printed(document)
    assert looks.blank(printed) == []
    assert looks.cut(printed) == {}
    assert looks.lone_headings(document, printed) == {}
    assert looks.faint(printed) == {}


@each_document
def test_there_are_not_too_many_pages(document: Document) -> None:
    assert len(_printed(document)) <= document.kind.most_pages


def test_a_blank_page_is_noticed() -> None:
    assert looks.blank(_typeset("one #pagebreak() #pagebreak() three")) == [2]


def test_a_word_over_the_edge_is_noticed() -> None:
    assert looks.cut(_typeset("#move(dx: 17cm)[edge]")) == {1: "edge"}


@pytest.mark.parametrize(
    "source",
    ['#text(fill: rgb("#8a8a8a"))[faint]', '#block(fill: rgb("#1d4f5c"), text(fill: rgb("#55636a"))[faint])'],
    ids=["on-white", "on-dark"],
)
def test_a_faint_word_is_noticed(source: str) -> None:
    assert list(looks.faint(_typeset(source))) == ["faint"]


def test_a_heading_at_the_end_of_a_page_is_noticed() -> None:
    document = next(one for one in documents() if one.kind.name == "clinician")
    title = document.page.sections[-1].title
    assert looks.lone_headings(document, _typeset(f"text\n\n*{title}*")) != {}
    assert looks.lone_headings(document, _typeset(f"*{title}*\n\ntext")) == {}
