"""What Chromium prints of a document."""

from functools import cache

from playwright.sync_api import Browser

from support.browser import watched
from support.documents import Document
from support.pages import PrintedPage, pages

PAPERS = {"A4": True, "Letter": False}
"""Each paper with whether backgrounds are printed. By default browsers leave them out and darken light text."""

EDGE = 13.0
"""Millimetres: numbers of lists hang into the margin of 16 mm, and the foot of a sheet rises into that of 20 mm."""


class Printer:
    """Prints through one browser and keeps what it printed."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.printed = cache(self._printed)

    def _printed(self, document: Document, paper: str) -> tuple[PrintedPage, ...]:
        return self.print(document.html, paper)

    def print(self, html: str, paper: str = "A4") -> tuple[PrintedPage, ...]:
        """The pages of any document on a paper."""
        with watched(self._browser) as page:
            page.set_content(html)
            return pages(page.pdf(format=paper, print_background=PAPERS[paper]), EDGE)
