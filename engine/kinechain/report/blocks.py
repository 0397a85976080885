"""The parts of which a page is made. They hold every visible word; a format adds only its drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

Tone = Literal["plain", "lead", "quiet", "alert", "for", "against", "open"]
"""How a part is meant, never how it looks: ``alert`` is safety, ``open`` is what nobody examined."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One statement."""

    text: str
    tone: Tone = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Note:
    """A labelled remark below a point: ``label`` says what ``text`` is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list; ``mark`` is the word that it opens with, such as the strength of the evidence."""

    text: str
    mark: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list under a short title; ``steps`` when the order is an instruction.

    ``run`` when print may set the notes of a point behind its text.
    """

    title: str
    points: tuple[Point, ...]
    tone: Tone = "plain"
    steps: bool = False
    run: bool = False
    kind: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values; ``run`` when print may set them one after another as a paragraph."""

    facts: tuple[Note, ...]
    run: bool = False
    tone: Tone = "plain"
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: a cell for each body side, or one cell for what has no side."""

    title: str
    notes: tuple[Note, ...] = ()
    left: str = ""
    right: str = ""
    midline: str = ""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Findings by side. ``head`` names the four columns: finding, left, right, no side."""

    caption: str
    head: tuple[str, str, str, str]
    groups: tuple[RowGroup, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts. Every row is as long as the head; its first cell names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["grid"] = "grid"


MOST_ALT_CHARACTERS = 4_000
"""Archival PDF holds no string of more than 32,767 characters, and nobody listens to a longer one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG with its size in points; ``alt`` says what it shows."""

    name: str
    svg: str
    width: float
    height: float
    alt: str
    caption: str
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Card:
    """Something that a reader may discuss on its own: a cause, a referral, a recommendation."""

    title: str
    side: str
    badge: str
    blocks: tuple["Block", ...]
    number: str = ""
    tone: Tone = "plain"
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under one title, such as a phase of the programme."""

    title: str
    cards: tuple[Card, ...]
    kind: Literal["group"] = "group"


Block = Paragraph | Points | Facts | Table | Grid | Figure | Card | Group


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with a title; ``name`` is its stable name for anchors and styles."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report.

    ``running`` stands at the top and ``footer`` at the bottom of each printed page, with page number and page
    count after ``page_word`` and ``of_word``. ``date`` is the ISO date of the case, empty when it is no date.
    """

    language: str
    title: str
    subtitle: str
    running: str
    footer: str
    page_word: str
    of_word: str
    date: str
    identity: tuple[Note, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet(Page):
    """A short document beside the clinician report: a page with the size of its smallest type in points."""

    points: float = 12.0


def statements(page: Page) -> Iterator[str]:
    """Every visible text of the page in reading order; what all formats must say, in this order."""
    yield from filter(None, _page_texts(page))


def _page_texts(page: Page) -> Iterator[str]:
    yield page.title
    yield page.subtitle
    yield from _note_texts(page.identity)
    for section in page.sections:
        yield from section_texts(section)


def section_texts(section: Section) -> Iterator[str]:
    """Every text of a section in reading order, empty ones among them."""
    yield section.title
    for block in section.blocks:
        yield from _block_texts(block)


def _note_texts(notes: tuple[Note, ...]) -> Iterator[str]:
    for note in notes:
        yield note.label
        yield note.text


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text) | Figure(caption=text):
            yield text
        case Points():
            yield from _points_texts(block)
        case Facts():
            yield from _note_texts(block.facts)
        case Table():
            yield from _table_texts(block)
        case Grid():
            yield block.caption
            yield from chain.from_iterable((block.head, *block.rows))
        case Card():
            yield from (block.number, block.title, block.side, block.badge)
            yield from chain.from_iterable(map(_block_texts, block.blocks))
        case Group():
            yield block.title
            yield from chain.from_iterable(map(_block_texts, block.cards))


def _points_texts(block: Points) -> Iterator[str]:
    yield block.title
    for point in block.points:
        yield point.mark
        yield point.text
        yield from _note_texts(point.notes)


def _table_texts(table: Table) -> Iterator[str]:
    yield table.caption
    yield from table.head
    for group in table.groups:
        yield group.title
        for row in group.rows:
            yield row.title
            yield from _note_texts(row.notes)
            yield from (row.left, row.right, row.midline)
