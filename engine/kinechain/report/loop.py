"""A cycle of conclusions drawn once, as a closed loop: where it is entered and where the plan breaks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import atan2, copysign, cos, hypot, pi, sin

from kinechain.language import message
from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.cycles import Cycle, Station, cycles
from kinechain.report.labels import text_width, wrapped
from kinechain.report.safe_text import shortened
from kinechain.report.svg import Spot
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.side import Side

WIDTH = 255.0
BOX_WIDTH = 104.0
TITLE_SIZE = 7.2
NOTE_SIZE = 6.8
PAD = 4.5
HEADING = 12.0
GAP = 16.0
LEGEND_ROW = 11.0
APART = (6.0, 16.0)
"""What stays free between two boxes, across or down."""
RADII = range(40, 400, 6)
SQUARE = 0.5
"""How far the ring is bent towards a square, so that boxes at its sides stand beside those in its middle."""
STEPS = 240
EVERY = 8
LEGEND_GAP = 9.0
ENTERED = message("Entered by: {findings}")
BROKEN = message("Break it here: {plan}")
_HEADINGS = {Side.LEFT: message("Left side"), Side.RIGHT: message("Right side"), Side.MIDLINE: ""}


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one conclusion, with its words broken into lines that fit."""

    title: tuple[str, ...]
    notes: tuple[str, ...]
    broken: bool

    @classmethod
    def of(cls, station: Station, words: Words) -> "Box":
        """A box for a station."""
        room = BOX_WIDTH - 2 * PAD
        entered = words.say(ENTERED, findings="; ".join(station.entered_by)) if station.entered_by else ""
        broken = words.say(BROKEN, plan="; ".join(station.broken_by)) if station.broken_by else ""
        notes = tuple(line for note in (entered, broken) for line in wrapped(note, room, NOTE_SIZE, 3))
        return cls(wrapped(station.title, room, TITLE_SIZE, 3) or ("",), notes, bool(station.broken_by))

    @property
    def height(self) -> float:
        """The height that the lines need."""
        notes = svg.lines_height(len(self.notes), NOTE_SIZE)
        return svg.lines_height(len(self.title), TITLE_SIZE) + notes + 2 * PAD


@dataclass(frozen=True, slots=True)
class Loop:
    """A cycle with its boxes on a ring; its measures count from its own top."""

    cycle: Cycle
    boxes: tuple[Box, ...]
    middle: Spot
    radii: Spot

    @classmethod
    def of(cls, cycle: Cycle) -> "Loop":
        """A ring large enough for the boxes."""
        boxes = tuple(Box.of(station, cycle.words) for station in cycle.stations)
        rings = (cls._ring(cycle, boxes, float(down)) for down in RADII)
        return next((ring for ring in rings if ring.apart()), cls._ring(cycle, boxes, float(RADII[-1])))

    @classmethod
    def _ring(cls, cycle: Cycle, boxes: tuple[Box, ...], down: float) -> "Loop":
        return cls(cycle, boxes, (WIDTH / 2, down + boxes[0].height / 2), ((WIDTH - BOX_WIDTH) / 2 - 2.0, down))

    def apart(self) -> bool:
        """Whether room for an arc is left between any two boxes."""
        return all(
            abs(one[0] - other[0]) >= BOX_WIDTH + APART[0]
            or abs(one[1] - other[1]) >= (a.height + b.height) / 2 + APART[1]
            for (one, a), (other, b) in combinations(zip(self.centres, self.boxes, strict=True), 2)
        )

    def on_ring(self, turn: float) -> Spot:
        """The spot of the ring after a part of a full turn from twelve o'clock."""
        across = sin(2 * pi * turn)
        return (
            self.middle[0] + self.radii[0] * copysign(abs(across) ** SQUARE, across),
            self.middle[1] - self.radii[1] * cos(2 * pi * turn),
        )

    @property
    def centres(self) -> tuple[Spot, ...]:
        """Where the boxes stand, the first at twelve o'clock."""
        return tuple(self.on_ring(index / len(self.boxes)) for index in range(len(self.boxes)))

    @property
    def height(self) -> float:
        """The height of the picture of this loop with its heading."""
        lowest = max(y + box.height / 2 for (_, y), box in zip(self.centres, self.boxes, strict=True))
        return HEADING + max(lowest, self.middle[1] + self.radii[1] + 5.0) + 2.0


def drawn_loops(assessment: Assessment) -> Figure | None:
    """All loops of the assessment below one another, or None."""
    loops, words = tuple(map(Loop.of, cycles(assessment))), Words.of(assessment)
    if not loops:
        return None
    broken = any(box.broken for loop in loops for box in loop.boxes)
    depth = sum(loop.height for loop in loops) + GAP * (len(loops) - 1) + 8.0
    size = (WIDTH, depth + LEGEND_ROW * (2 if broken else 1))
    parts = [svg.rectangle((0.0, 0.0), size)]
    top = 0.0
    for loop in loops:
        parts.extend(_parts(loop, top))
        top += loop.height + GAP
    parts.extend(_legend(depth, broken, words))
    description = shortened(" ".join(loop.cycle.described() for loop in loops), MOST_ALT_CHARACTERS)
    title = words.say("Self-sustaining cycle")
    picture = svg.document("cycle", size, title, description, parts)
    caption = words.say("A cycle that may keep itself going.")
    return Figure("cycle", picture, *size, f"{title}. {description}", caption)


def _legend(top: float, broken: bool, words: Words) -> Iterator[str]:
    """What the kinds of line mean; each sample is drawn as the arcs are."""
    recorded, inferred = words.say("with a recorded finding"), words.say("inferred")
    right = 33.0 + text_width(recorded, NOTE_SIZE) + LEGEND_GAP
    yield from _sample((0.0, top), recorded, recorded=True, broken=False)
    yield from _sample((right, top), inferred, recorded=False, broken=False)
    if broken:
        said = words.say("the plan can break it here")
        yield from _sample((0.0, top + LEGEND_ROW), said, recorded=False, broken=True)


def _sample(corner: Spot, label: str, *, recorded: bool, broken: bool) -> Iterator[str]:
    left, top = corner[0] + 1.0, corner[1]
    yield from _arc([(left + step, top + 4.5) for step in range(27)], recorded, broken)
    yield svg.text((label,), (left + 32.0, top), NOTE_SIZE, fill=svg.SOFT)


def _parts(loop: Loop, top: float) -> Iterator[str]:
    heading = loop.cycle.words.say(_HEADINGS[loop.cycle.side])
    if heading:
        yield svg.text((heading,), (1.0, top), TITLE_SIZE, bold=True, fill=svg.SOFT)
    down = top + HEADING
    for source, target, recorded in loop.cycle.arcs:
        spots = [(x, y + down) for x, y in _line(loop, source, target)]
        yield from _arc(spots, recorded, loop.boxes[source].broken)
    for box, (x, y) in zip(loop.boxes, loop.centres, strict=True):
        yield _box(box, (x, y + down))


def _line(loop: Loop, source: int, target: int) -> list[Spot]:
    """Along the ring to the next box, straight across to any other; only what lies outside of boxes."""
    count, shares = len(loop.boxes), [step / STEPS for step in range(STEPS + 1)]
    if target == (source + 1) % count:
        spots = [loop.on_ring((source + share) / count) for share in shares]
    else:
        (x, y), (to_x, to_y) = loop.centres[source], loop.centres[target]
        spots = [(x + (to_x - x) * share, y + (to_y - y) * share) for share in shares]
    ends = [(loop.centres[end], loop.boxes[end].height) for end in (source, target)]
    return [spot for spot in spots if not any(_inside(spot, centre, height) for centre, height in ends)]


def _inside(spot: Spot, centre: Spot, height: float) -> bool:
    return abs(spot[0] - centre[0]) < BOX_WIDTH / 2 + 1.0 and abs(spot[1] - centre[1]) < height / 2 + 1.0


def _arc(spots: list[Spot], recorded: bool, broken: bool) -> Iterator[str]:
    if len(spots) < 3:
        return
    tip = spots[-1]
    tail = next((spot for spot in reversed(spots) if hypot(spot[0] - tip[0], spot[1] - tip[1]) > 5.0), spots[0])
    path = "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in (*spots[::EVERY], tip))
    yield svg.stroke(path, dashed=not recorded)
    yield svg.head(tip, atan2(tip[1] - tail[1], tip[0] - tail[0]), opposing=False)
    if broken:
        yield _break(spots)


def _break(spots: list[Spot]) -> str:
    """Two strokes across the middle of an arc, on white."""
    middle = len(spots) // 2
    (x, y), after = spots[middle], spots[min(middle + 2, len(spots) - 1)]
    along = atan2(after[1] - y, after[0] - x)
    across = along + pi / 3
    white = svg.rectangle((x - 3.2, y - 3.2), (6.4, 6.4))
    lines = []
    for side in (-2.6, 2.6):
        cx, cy = x + cos(along) * side, y + sin(along) * side
        dx, dy = cos(across) * 6.0, sin(across) * 6.0
        lines.append(f"M{svg.number(cx - dx)} {svg.number(cy - dy)}L{svg.number(cx + dx)} {svg.number(cy + dy)}")
    return white + f'<path d="{"".join(lines)}" fill="none" stroke="{svg.INK}" stroke-width="1.8"/>'


def _box(box: Box, centre: Spot) -> str:
    corner = (centre[0] - BOX_WIDTH / 2, centre[1] - box.height / 2)
    start = (corner[0] + PAD, corner[1] + PAD - 1)
    below = (start[0], start[1] + svg.lines_height(len(box.title), TITLE_SIZE) + 1)
    outline = 1.8 if box.broken else 0.9
    return (
        svg.rectangle(corner, (BOX_WIDTH, box.height), stroke=outline, round_by=3.0)
        + svg.text(box.title, start, TITLE_SIZE, bold=True)
        + svg.text(box.notes, below, NOTE_SIZE)
    )
