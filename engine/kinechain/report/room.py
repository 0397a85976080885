"""How many sheets a page takes in print, guessed from its words, so that a detail that fits is found before it is set.

Setting a page in type takes many times as long as counting its characters.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinechain.report.blocks import Figure, Page, Section, section_texts
from kinechain.report.branding import Branding


@dataclass(frozen=True, slots=True)
class _Set:
    """Sheets that a section takes: for each character, and for each text, whose last line stays partly empty."""

    character: float
    text: float


START = 0.4885
"""Sheets for what stands on every page: its head, the gaps at the foot of sheets."""
_COLUMNS = _Set(7.35e-05, 1.40e-03)
_WIDE = _Set(8.19e-05, 4.82e-03)
_CAUSES = _Set(9.66e-05, 3.12e-03)
_TABLE = _Set(3.00e-04, 0.0)
_SMALL = _Set(8.51e-05, 0.0)
_BY_SECTION = {
    "summary": _WIDE, "red-flags": _WIDE, "causes": _CAUSES, "findings": _TABLE, "sources": _SMALL, "about": _SMALL,
}  # fmt: skip
"""All other sections stand in two columns.

Found by least squares over 179 pages: 43 of the 70 longest stories at up to six details each, where they take 3.3 to
4.8 sheets of A4. Typst was asked for the end of the last column. Since cards are no longer broken over sheets, the gaps
that they leave cannot be guessed from words: over 583 pages of 108 stories the guess is off by 0.12 sheets (root mean
square). Numbers found anew for these pages were off by 0.10, but told more stories shorter than they must be.
Whoever changes the template finds them anew; a test says when they no longer fit.
"""
FIGURE_POINT = 1.11e-03
"""Sheets for each point of height of a figure, found with them."""
SPARE = 0.05
"""Sheets that a guess must leave free: with them, one of four rich stories, and one of ten of all, is set again."""
NARROW, GAP = 260.0, 25.0
WIDEST, HIGHEST = 524.0, 640.0
"""Points, as in the template: what may stand beside another figure, a figure's caption with its gap, and the limits."""
PER_A4 = {"a4": 1.0, "us-letter": 0.965}
"""The room for type on a sheet."""
SHEET_MM, HEAD_MM, NAME_MM = 270.0, 9.0, 4.0
FOOT_CHARACTERS, FOOT_LINE_MM = 130, 3.2


def fits(page: Page, sheets: int, branding: Branding) -> bool:
    """Whether a page will probably fit on so many sheets of the paper of a practice, below its head, above its foot."""
    return sheets_of(page) + SPARE <= (sheets - _taken(branding, sheets)) * PER_A4[branding.paper]


def sheets_of(page: Page) -> float:
    """About how many sheets of A4 a page of the clinician's report takes."""
    return START + sum(map(_of_section, page.sections))


def _of_section(section: Section) -> float:
    if section.name == "figures":
        return FIGURE_POINT * _height(tuple(block for block in section.blocks if isinstance(block, Figure)))
    kind = _BY_SECTION.get(section.name, _COLUMNS)
    sizes = [len(text) for text in section_texts(section) if text]
    return kind.character * sum(sizes) + kind.text * (len(sizes) + 1)


def _height(figures: tuple[Figure, ...]) -> float:
    """Points: narrow figures that follow each other share a row, the first at the left, the others at its right."""
    return sum(max(row[0], sum(row[1:])) for row in _rows(figures))


def _rows(figures: tuple[Figure, ...]) -> Iterator[list[float]]:
    row: list[float] = []
    for figure in figures:
        height = figure.height * min(1.0, WIDEST / figure.width, HIGHEST / figure.height) + GAP
        if figure.width > NARROW:
            yield from filter(None, (row, [height]))
            row = []
        else:
            row.append(height)
    yield from filter(None, (row,))


def _taken(branding: Branding, sheets: int) -> float:
    """Sheets for the head of a practice on the first sheet and its line at the foot of each."""
    lines = -(-len(branding.footer) // FOOT_CHARACTERS)
    logo = branding.logo.printed[1] if branding.logo else 0.0
    head = HEAD_MM + max(NAME_MM, logo) if branding.logo or branding.name else 0.0
    return (head + sheets * lines * FOOT_LINE_MM) / SHEET_MM
