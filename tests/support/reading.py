"""Reads reports back: the visible text of HTML and PDF, without white space, as a reader would see it."""

import re
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader

from kinechain.report.blocks import Page

UNSEEN = frozenset({"style", "title", "svg", "script"})
VOID = frozenset({"meta", "link", "br", "img", "hr", "input"})


def squeezed(text: str) -> str:
    """The text without white space and invisible break marks."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


class HtmlText(HTMLParser):
    """Collects visible text, attributes, headings and ids."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers the element and its attributes."""
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers an element without content."""
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        """Every element must be closed in the order in which it was opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keeps what a reader sees."""
        if not UNSEEN.intersection(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that a reader sees, without white space."""
        return squeezed("".join(self.words))


def pdf_text(pdf: bytes, page: Page) -> str:
    """All that a reader of the PDF sees, without white space and without each page's head and foot."""
    reader = PdfReader(BytesIO(pdf))
    count = len(reader.pages)
    texts = []
    for number, sheet in enumerate(reader.pages, start=1):
        text = squeezed(sheet.extract_text())
        foot = squeezed(f"{page.footer}{page.page_word}{number}{page.of_word}{count}")
        assert foot in text, f"page {number} of {count} has no foot"
        text = text.replace(foot, "", 1)
        if number > 1:
            assert squeezed(page.running) in text
            text = text.replace(squeezed(page.running), "", 1)
        texts.append(text)
    return "".join(texts)


def raw_pdf_text(pdf: bytes) -> str:
    """All text of the PDF, page by page, without white space."""
    return "".join(squeezed(sheet.extract_text()) for sheet in PdfReader(BytesIO(pdf)).pages)


def rest_after(text: str, statements: list[str]) -> str:
    """What remains when all statements are taken out in their order; fails when one is not there."""
    rest = []
    start = 0
    for statement in statements:
        wanted = squeezed(statement)
        found = text.find(wanted, start)
        assert found >= 0, f"not found after position {start}: {statement!r}"
        rest.append(text[start:found])
        start = found + len(wanted)
    return "".join([*rest, text[start:]])
