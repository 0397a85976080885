"""What a browser prints of the HTML documents, on both papers, page by page."""

import pytest

from kinechain.report.blocks import Page as View
from kinechain.report.blocks import Table, statements
from support import looks
from support.documents import Document, browser_documents
from support.printing import PAPERS, Printer
from support.reading import squeezed

each_document = pytest.mark.parametrize("document", browser_documents(), ids=lambda document: document.name)
each_paper = pytest.mark.parametrize("paper", PAPERS)
MORE_PAGES = 2
"""A browser has fonts of its own and sets clinician reports in larger type than the PDF."""


@each_paper
@each_document
def test_no_page_is_blank(printer: Printer, document: Document, paper: str) -> None:
    assert looks.blank(printer.printed(document, paper)) == []


@each_paper
@each_document
def test_nothing_is_cut_at_an_edge(printer: Printer, document: Document, paper: str) -> None:
    assert looks.cut(printer.printed(document, paper)) == {}


@each_paper
@each_document
def test_no_heading_ends_a_page(printer: Printer, document: Document, paper: str) -> None:
    assert looks.lone_headings(document, printer.printed(document, paper)) == {}


@each_paper
@each_document
def test_the_print_is_not_much_longer_than_the_pdf(printer: Printer, document: Document, paper: str) -> None:
    assert len(printer.printed(document, paper)) <= document.kind.most_pages * MORE_PAGES


@each_paper
@each_document
def test_every_letter_can_be_read_in_grey(printer: Printer, document: Document, paper: str) -> None:
    assert looks.faint(printer.printed(document, paper)) == {}


@each_document
def test_the_print_says_the_page_in_its_order(printer: Printer, document: Document) -> None:
    rest = looks.beside_statements(document, printer.printed(document, "A4"), list(statements(document.page)))
    for head in _heads_of_tables(document.page):
        rest = rest.replace(head, "")
    assert rest == ""


def _heads_of_tables(page: View) -> list[str]:
    """Heads of tables stand again on each further page."""
    blocks = (block for section in page.sections for block in section.blocks)
    return [squeezed("".join(block.head)) for block in blocks if isinstance(block, Table)]


def test_a_blank_page_is_noticed(printer: Printer) -> None:
    printed = printer.print(
        "<style>@page { margin: 16mm } p { break-after: page }</style><p>one</p><p></p><p>three</p>"
    )
    assert looks.blank(printed) == [2]


def test_a_faint_word_is_noticed(printer: Printer) -> None:
    printed = printer.print("<style>@page { margin: 16mm }</style><p>ink</p><p style='color: #8a8a8a'>faint</p>")
    assert list(looks.faint(printed)) == ["faint"]


def test_white_text_on_a_ground_that_is_not_printed_is_noticed(printer: Printer) -> None:
    body = "<p style='margin: 2cm; background: #123; color: #fff'>white</p>"
    assert looks.faint(printer.print(body)) == {}
    assert list(looks.faint(printer.print(body, "Letter"))) == ["white"]
