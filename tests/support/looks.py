"""What every printed page of a document must be like, whoever printed it."""

import re
from collections.abc import Sequence
from html import unescape

from support.documents import Document
from support.headings import headings
from support.pages import PrintedPage
from support.reading import rest_after, squeezed


def blank(printed: Sequence[PrintedPage]) -> list[int]:
    """The numbers of pages without any text between head and foot."""
    return [number for number, page in enumerate(printed, start=1) if not page.text]


def cut(printed: Sequence[PrintedPage]) -> dict[int, str]:
    """By page, the letters that stand beyond the margins."""
    return {number: page.beyond_margins() for number, page in enumerate(printed, start=1) if page.beyond_margins()}


def lone_headings(document: Document, printed: Sequence[PrintedPage]) -> dict[int, str]:
    """By page, a heading or the head of a table that is the last line of its page."""
    titles = headings(document.page)
    last = {number: page.lowest_line() for number, page in enumerate(printed, start=1)}
    return {number: line for number, line in last.items() if line in titles}


def faint(printed: Sequence[PrintedPage]) -> dict[str, float]:
    """Texts with too little contrast on a page in grey, with the ratio."""
    return {text: ratio for page in printed for text, ratio in page.faint().items()}


def beside_statements(document: Document, printed: Sequence[PrintedPage], statements: list[str]) -> str:
    """What a print says beside these statements, numbers and texts of figures; fails when one is missing or moved."""
    rest = rest_after("".join(page.text for page in printed), statements)
    for drawn in re.findall(r"<text[^>]*>([^<]*)</text>", document.html):
        rest = rest.replace(squeezed(unescape(drawn)), "", 1)
    return re.sub(r"[\d.:•‣–]", "", rest)
