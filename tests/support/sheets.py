"""Letters and handouts read back in every format, and how hard a text is to read."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from typing import Any

import pyphen
from pypdf import PdfReader

from kinechain.assess import Assessor
from kinechain.report import terminal
from kinechain.report.blocks import Card, Figure, Sheet, statements
from kinechain.report.branding import Branding, Paper
from kinechain.report.formats import drawn
from kinechain.terms.assessment import Assessment
from support.reading import HtmlText, pdf_text, rest_after, squeezed
from support.real_rules import real, story

_SYLLABLES = pyphen.Pyphen(lang="en_US")


@cache
def assessed(name: str) -> Assessment:
    """What is decided about one story of the real knowledge base."""
    return Assessor(real()).assess(story(name))


def said(made: Sheet) -> str:
    """Everything that the sheet says, with its head and foot."""
    return "\n".join((*statements(made), made.running, made.footer))


def check_formats(made: Sheet) -> None:
    """HTML and PDF say the sheet and nothing else; Markdown and terminal say it too, all in its order."""
    whole = list(statements(made))
    assert rest_after(HtmlText(drawn(made, "html").decode()).text, whole) == ""
    rest = rest_after(pdf_text(drawn(made, "pdf"), made), whole)
    for label in picture_labels(made):
        assert label in rest
        rest = rest.replace(label, "", 1)
    assert re.sub(r"\d+\.|[•‣–]", "", rest) == ""
    markdown = re.sub(r"\\(.)", r"\1", drawn(made, "md").decode()).replace("&amp;", "&")
    rest_after(squeezed(markdown), whole)
    rest_after(squeezed(terminal.render_page(made, width=4_000, colour=False)), whole)


def pages(made: Sheet, paper: Paper) -> int:
    """How many pages the sheet takes on this paper."""
    return len(PdfReader(BytesIO(drawn(made, "pdf", Branding(paper=paper)))).pages)


def picture_labels(made: Sheet) -> list[str]:
    """The words inside the pictures, which are no statements of the page."""
    cards = (block for section in made.sections for block in section.blocks if isinstance(block, Card))
    pictures = (block for card in cards for block in card.blocks if isinstance(block, Figure))
    return [label for picture in pictures for label in re.findall(r">([^<]+)</text>", picture.svg)]


def type_sizes(pdf: bytes) -> set[float]:
    """Every size of type in a PDF, in points."""
    sizes: set[float] = set()

    def note(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(matrix[3]) * size if abs(matrix[3]) != 1 else size, 2))

    visit: Callable[..., None] = note
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return sizes


def reading_grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of the sentences among these texts; headings and labels are none."""
    sentences = [text for text in texts if text.endswith((".", "?", "!"))]
    count = sum(len(re.findall(r"[.?!](?=\s|$)", text)) for text in sentences)
    words = [word for text in sentences for word in re.findall(r"[A-Za-z']+", text)]
    syllables: int = sum(_SYLLABLES.inserted(word).count("-") + 1 for word in words)
    return 0.39 * len(words) / count + 11.8 * syllables / len(words) - 15.59
