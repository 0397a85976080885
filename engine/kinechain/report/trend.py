"""The course of measures as small pictures: one panel a measure, left and right in it, a gap where nobody tested.

The sides differ by symbol and by dash. A line joins two visits in a row only, and only when both were measured alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kinechain.language import message
from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.labels import text_width, wrapped
from kinechain.report.progress_words import Names, amount_words
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.scale import Scale
from kinechain.report.svg import Spot
from kinechain.terms.progress import Measure, Reading
from kinechain.terms.side import Side

WIDTH = 482.0
GUTTER = 14.0
PANEL = ((WIDTH - GUTTER) / 2, 134.0)
MOST_PANELS = 6
"""Panels of one picture, two in a row."""
TITLE_SIZE, TICK_SIZE = 7.8, 6.4
PAD_LEFT, PAD_RIGHT, PAD_BOTTOM, PAD_TOP = 34.0, 14.0, 25.0, 25.0
INSET = 9.0
DATE_ROOM = 46.0
LEGEND = 18.0
BAND = "#e2e7e9"
SYMBOL = 3.1
CAPTION = message(
    "Course of the measures. A gap: not tested, or measured in another way. Grey for the left, a dashed frame for the "
    "right: closer to the first number than the detectable change."
)
CONTINUED = message("Course of the measures, continued.")
_LEGEND = {
    Side.LEFT: message("left"),
    Side.RIGHT: message("right"),
    Side.MIDLINE: message("no side"),
}

Group = tuple[Measure, ...]
"""The sides of one measure."""


def drawn_trends(measures: Sequence[Measure], names: Names) -> tuple[Figure, ...]:
    """The pictures of every measure that has a number at two visits or more, a few panels in each."""
    groups: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        groups.setdefault((measure.finding, measure.attribute), []).append(measure)
    shown = [tuple(group) for group in groups.values() if any(_numbers(one) > 1 for one in group)]
    return tuple(_figure(number, part, names) for number, part in enumerate(_pictures(shown, names), start=1))


def _pictures(groups: Sequence[Group], names: Names) -> Iterator[list[Group]]:
    """The panels of each picture, no more than can be told in its description."""
    part: list[Group] = []
    told = 0
    for group in groups:
        own = len(_described((group,), names)) + 1
        if part and (len(part) == MOST_PANELS or told + own > MOST_ALT_CHARACTERS - 100):
            yield part
            part, told = [], 0
        part.append(group)
        told += own
    if part:
        yield part


def _described(groups: Sequence[Group], names: Names) -> str:
    return " ".join(names.course(one) for group in groups for one in group)


def _numbers(measure: Measure) -> int:
    return sum(one.amount is not None for one in measure.readings)


def _figure(number: int, groups: Sequence[Group], names: Names) -> Figure:
    rows = (len(groups) + 1) // 2
    size = (WIDTH, rows * PANEL[1] + LEGEND)
    parts = [svg.rectangle((0.0, 0.0), size)]
    for place, group in enumerate(groups):
        corner = (place % 2 * (PANEL[0] + GUTTER), place // 2 * PANEL[1])
        parts.extend(_Panel(group, names, corner).parts())
    parts.extend(_legend(groups, names, size[1] - 12.0))
    title = names.words.say("Course of the measures")
    described = shortened(_described(groups, names), MOST_ALT_CHARACTERS)
    name = f"trend-{number}"
    picture = svg.document(name, size, title, described, parts)
    caption = names.words.say(CAPTION if number == 1 else CONTINUED)
    return Figure(name, picture, *size, shortened(f"{title}. {described}", MOST_ALT_CHARACTERS), caption)


@dataclass(frozen=True, slots=True)
class _Panel:
    """One measure in its own frame. ``corner`` is where it stands in the picture."""

    group: Group
    names: Names
    corner: Spot

    def parts(self) -> Iterator[str]:
        """The shapes of the panel, the band below the lines."""
        title = one_line(self.names.measure(self.group[0]))
        yield svg.text(wrapped(title, PANEL[0], TITLE_SIZE, 2), self.corner, TITLE_SIZE, bold=True)
        scale = Scale.of(self.group)
        for measure in sorted(self.group, key=lambda one: one.side is Side.RIGHT):
            yield self._band(measure, scale)
        yield from self._axes(scale)
        for measure in self.group:
            yield from self._line(measure, scale)

    def _x(self, day: str) -> float:
        days = [date.fromisoformat(one.date[:10]).toordinal() for one in self.group[0].readings]
        share = (date.fromisoformat(day[:10]).toordinal() - days[0]) / max(days[-1] - days[0], 1)
        inner = PANEL[0] - PAD_LEFT - PAD_RIGHT
        return self.corner[0] + PAD_LEFT + INSET + share * (inner - 2 * INSET)

    def _y(self, amount: float, scale: Scale) -> float:
        inner = PANEL[1] - PAD_TOP - PAD_BOTTOM - 4.0
        return self.corner[1] + PAD_TOP + inner * (1.0 - scale.share(amount))

    def _band(self, measure: Measure, scale: Scale) -> str:
        """What lies closer to the first number than the detectable change."""
        first = next((one.amount for one in measure.readings if one.amount is not None), None)
        if first is None or measure.detectable is None:
            return ""
        reach = float(measure.detectable.amount)
        top, bottom = self._y(float(first) + reach, scale), self._y(float(first) - reach, scale)
        left, width = self.corner[0] + PAD_LEFT, PANEL[0] - PAD_LEFT - PAD_RIGHT
        return _band(measure.side, (left, top), (width, bottom - top))

    def _axes(self, scale: Scale) -> Iterator[str]:
        left, right = self.corner[0] + PAD_LEFT, self.corner[0] + PANEL[0] - PAD_RIGHT
        bottom = self._y(scale.least, scale) + 3.0
        corners = ((left, self._y(scale.most, scale)), (left, bottom), (right, bottom))
        yield svg.stroke(_path(corners), dashed=False)
        for tick in scale.ticks():
            height = self._y(float(tick), scale)
            label = amount_words(self.names.words, tick, self.group[0].unit)
            yield svg.stroke(_path(((left - 2.5, height), (left, height))), dashed=False)
            spot = (left - 4.5, height - TICK_SIZE * 0.56)
            yield svg.text((label,), spot, TICK_SIZE, anchor="end", fill=svg.SOFT)
        yield from self._dates(bottom)

    def _dates(self, bottom: float) -> Iterator[str]:
        """The first and the last date, and those between that have room."""
        days = [one.date for one in self.group[0].readings]
        taken: list[float] = []
        for day in (days[-1], *days[:-1]):
            spot = self._x(day)
            yield svg.stroke(_path(((spot, bottom), (spot, bottom + 2.5))), dashed=False)
            lines = wrapped(self.names.words.long_date(day), DATE_ROOM, TICK_SIZE, 3)
            if all(abs(spot - other) >= DATE_ROOM + 3.0 for other in taken):
                taken.append(spot)
                yield self._date(lines, (spot, bottom + 4.0))

    def _date(self, lines: Sequence[str], spot: Spot) -> str:
        """A date below its tick, kept inside the panel."""
        wide = max(text_width(line, TICK_SIZE) for line in lines)
        right = self.corner[0] + PANEL[0]
        anchor = "end" if spot[0] + wide / 2 > right else "middle"
        return svg.text(
            lines, (right if anchor == "end" else spot[0], spot[1]), TICK_SIZE, anchor=anchor, fill=svg.SOFT
        )

    def _line(self, measure: Measure, scale: Scale) -> Iterator[str]:
        def spot(reading: Reading) -> Spot:
            return self._x(reading.date), self._y(float(reading.amount or 0), scale)

        for before, after in pairwise(measure.readings):
            if before.amount is not None and after.amount is not None and before.method == after.method:
                yield svg.stroke(_path((spot(before), spot(after))), dashed=measure.side is Side.RIGHT)
        for reading in measure.readings:
            if reading.amount is not None:
                yield _symbol(measure.side, spot(reading))


def _symbol(side: Side, spot: Spot) -> str:
    """A filled disc for the left and for what has no side, an open square for the right."""
    if side is Side.RIGHT:
        corner = (spot[0] - SYMBOL, spot[1] - SYMBOL)
        return svg.rectangle(corner, (2 * SYMBOL, 2 * SYMBOL), stroke=1.1)
    return svg.disc(spot, SYMBOL * 0.92)


def _band(side: Side, corner: Spot, size: Spot) -> str:
    """A grey field for the left and for what has no side, a dashed frame for the right."""
    if side is not Side.RIGHT:
        return svg.rectangle(corner, size, fill=BAND)
    (left, top), (right, bottom) = corner, (corner[0] + size[0], corner[1] + size[1])
    return svg.stroke(_path((corner, (right, top), (right, bottom), (left, bottom))) + "Z", dashed=True)


def _legend(groups: Sequence[Group], names: Names, top: float) -> Iterator[str]:
    """Which symbol is which side; each sample is drawn as in the panels."""
    sides = {measure.side for group in groups for measure in group}
    left = 1.0
    for side in (one for one in _LEGEND if one in sides):
        label = names.words.say(_LEGEND[side])
        yield svg.stroke(_path(((left, top + 4.0), (left + 24.0, top + 4.0))), dashed=side is Side.RIGHT)
        yield _symbol(side, (left + 12.0, top + 4.0))
        yield svg.text((label,), (left + 29.0, top), TICK_SIZE, fill=svg.SOFT)
        left += 44.0 + text_width(label, TICK_SIZE)
    banded = {measure.side for group in groups for measure in group if measure.detectable}
    for side in (one for one in _LEGEND if one in banded):
        yield _band(side, (left, top), (17.0, 8.0))
        left += 21.0
    if banded:
        label = names.words.say("detectable change around the first number")
        yield svg.text((label,), (left + 3.0, top), TICK_SIZE, fill=svg.SOFT)


def _path(spots: Sequence[Spot]) -> str:
    """Straight lines from spot to spot as path data."""
    return "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in spots)
