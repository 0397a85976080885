"""The terminal: the same statements, set for a width, in colour when that is wanted."""

import os
from collections.abc import Iterator
from io import StringIO
from typing import Any

from kinechain.report import view
from kinechain.report.blocks import Block, Card, Facts, Figure, Group, Note, Page, Paragraph, Points, Row, Table
from kinechain.report.blocks import Grid as TextGrid
from kinechain.report.branding import PLAIN, Branding
from kinechain.terms.assessment import Assessment

NARROWEST = 40
_TONES = {"alert": "bold red", "lead": "bold", "quiet": "dim"}


def render(assessment: Assessment, *, width: int, colour: bool, branding: Branding = PLAIN) -> str:
    """The clinician report as text no wider than ``width``. The variable NO_COLOR overrules ``colour``."""
    return render_page(view.page(assessment), width=width, colour=colour, branding=branding)


def render_page(page: Page, *, width: int, colour: bool, branding: Branding = PLAIN) -> str:
    """A page as text, below the name and above the line of the practice."""
    from rich.console import Console

    out = StringIO()
    coloured = colour and not os.environ.get("NO_COLOR")
    console = Console(
        file=out, width=max(width, NARROWEST), force_terminal=coloured, no_color=not coloured,
        color_system="standard" if coloured else None, highlight=False, markup=False, emoji=False,
        legacy_windows=False, _environ={},
    )  # fmt: skip
    for renderable in (*_practice(branding.name), *_page(page), *_practice(branding.footer)):
        console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _practice(words: str) -> tuple[Any, ...]:
    return (_text(words, "dim"),) if words else ()


def _page(page: Page) -> Iterator[Any]:
    yield _text(page.title, "bold")
    yield _text(page.subtitle, "dim")
    yield _notes(page.identity)
    for section in page.sections:
        yield _text("")
        yield _heading(section.title)
        for block in section.blocks:
            yield from _block(block)


def _heading(title: str) -> Any:
    from rich.console import Group as Lines
    from rich.rule import Rule

    return Lines(_text(title, "bold cyan"), Rule(style="cyan", characters="─"))


def _block(block: Block) -> Iterator[Any]:
    match block:
        case Paragraph():
            yield _text(block.text, _TONES.get(block.tone, ""))
        case Points():
            yield from _points(block)
        case Facts():
            yield _notes(block.facts)
        case Table():
            yield from _table(block)
        case TextGrid():
            yield from _text_grid(block)
        case Figure():
            yield from (_text(block.caption, "italic"), _text(block.alt, "dim"))
        case Card() | Group():
            yield from _cards(block)


def _cards(block: Card | Group) -> Iterator[Any]:
    if isinstance(block, Card):
        yield from _card(block)
        return
    yield from (_text(""), _text(block.title, "bold underline"))
    for card in block.cards:
        yield from _card(card)


def _card(card: Card) -> Iterator[Any]:
    title = _text("")
    for word, style in ((card.number, "bold"), (card.title, "bold"), (card.side, ""), (card.badge, "italic")):
        if word:
            title.append(f"{'  ' if title else ''}{word}", style)
    yield from (_text(""), title)
    for block in card.blocks:
        for part in _block(block):
            yield _indented(part)


def _points(block: Points) -> Iterator[Any]:
    if block.title:
        yield _text(block.title, "bold")
    for number, point in enumerate(block.points, start=1):
        line = _text("")
        if point.mark:
            line.append(f"{point.mark}: ", "bold")
        line.append(point.text)
        yield _Hanging(f"{number}." if block.steps else "•", line)
        for note in point.notes:
            yield _indented(_labelled(note))


def _table(block: Table) -> Iterator[Any]:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    yield _text(block.caption, "dim")
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False)
    for head in block.head:
        grid.add_column(_text(head), overflow="fold")
    for group in block.groups:
        grid.add_row(_text(group.title, "bold"))
        for row in group.rows:
            grid.add_row(_title_cell(row), _text(row.left), _text(row.right), _text(row.midline))
    yield grid


def _text_grid(block: TextGrid) -> Iterator[Any]:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid

    yield _text(block.caption, "dim")
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False)
    for head in block.head:
        grid.add_column(_text(head), overflow="fold")
    for row in block.rows:
        grid.add_row(*map(_text, row))
    yield grid


def _title_cell(row: Row) -> Any:
    cell = _text(row.title)
    for note in row.notes:
        cell.append(f"\n{note.label}: {note.text}", "dim")
    return cell


def _notes(notes: tuple[Note, ...]) -> Any:
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=26, style="bold", overflow="fold")
    grid.add_column(overflow="fold")
    for note in notes:
        grid.add_row(_text(note.label), _text(note.text))
    return grid


def _labelled(note: Note) -> Any:
    line = _text("", "dim")
    line.append(f"{note.label}: ", "bold")
    line.append(note.text)
    return line


class _Hanging:
    """A mark with a text whose further lines start below its first word."""

    def __init__(self, mark: str, text: Any) -> None:
        self.mark = f"{mark} "
        self.text = text

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:
        room = max(options.max_width - len(self.mark), 1)
        for number, line in enumerate(self.text.wrap(console, room, overflow="fold")):
            yield _text(" " * len(self.mark) if number else self.mark).append_text(line)


def _indented(part: Any) -> Any:
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, 2))


def _text(text: str, style: str = "") -> Any:
    from rich.text import Text

    return Text(text, style)
