"""The one table: rows with what is inside each timing, shown in the terminal or written into a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

HEADINGS = ("What", "Inside the timing", "Median", "Ratio", "Target", "Verdict")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``seconds`` None: it could not be measured. ``met`` None: there is no target."""

    what: str
    inside: str
    seconds: float | None
    ratio: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        verdict = "" if self.met is None else "met" if self.met else "missed"
        shown = NOT_AVAILABLE if self.seconds is None else duration(self.seconds)
        return self.what, self.inside, shown, self.ratio, self.target, verdict


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


def duration(seconds: float) -> str:
    """Three significant digits with a unit.

    >>> duration(0.0000284), duration(0.01886), duration(1.0512)
    ('28.4 µs', '18.9 ms', '1.05 s')
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size * 0.9995:
            return f"{significant(seconds / size)} {unit}"
    return f"{significant(seconds / 1e-9)} ns"


def significant(number: float) -> str:
    """Three significant digits, never in powers of ten.

    >>> significant(663.4), significant(7.1), significant(728_412.0)
    ('663', '7.10', '728,000')
    """
    if number >= 1000:
        return f"{float(f'{number:.3g}'):,.0f}"
    return f"{number:.{2 if number < 10 else 1 if number < 100 else 0}f}"


def times(number: float) -> str:
    """A ratio.

    >>> times(7.1)
    '7.10 ×'
    """
    return f"{significant(number)} ×"


def show(caption: str, sections: Iterable[Section]) -> None:
    """Print the table."""
    table = Table(*HEADINGS, title=caption, box=box.SIMPLE, title_justify="left")
    for section in sections:
        table.add_section()
        table.add_row(f"[bold]{escape(section.title)}[/bold]")
        for row in section.rows:
            table.add_row(*map(escape, row.cells))
    Console(width=None if Console().is_terminal else 170).print(table)


def write(file: Path, caption: str, sections: Iterable[Section]) -> None:
    """Replace what stands between the two markers of a page; ValueError when they are not there."""
    text = file.read_text("utf-8")
    lines = [caption, "", f"| {' | '.join(HEADINGS)} |", "|---|---|--:|--:|---|---|"]
    for section in sections:
        lines.append(f"| **{section.title}** | | | | | |")
        lines.extend(f"| {' | '.join(cell.replace('|', '/') for cell in row.cells)} |" for row in section.rows)
    block = "\n".join([BEGIN, "", *lines, "", END])
    if BEGIN not in text or END not in text:
        raise ValueError(f"{file} lacks the line '{BEGIN}' or '{END}'")
    file.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: block, text, flags=re.DOTALL), "utf-8")
