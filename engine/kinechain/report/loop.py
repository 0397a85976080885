"""A cycle of conclusions drawn once, as a closed loop: where it is entered and where the plan breaks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

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

WIDTH = 482.0
BOX_WIDTH = 138.0
TITLE_SIZE = 8.2
NOTE_SIZE = 7.0
PAD = 6.0
HEADING = 16.0
GAP = 22.0
LEGEND = 24.0
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
        tallest = max(box.height for box in boxes)
        radii = ((WIDTH - BOX_WIDTH) / 2 - 20.0, max(62.0, tallest * 0.95, 22.0 * len(boxes)))
        return cls(cycle, boxes, (WIDTH / 2, radii[1] + boxes[0].height / 2), radii)

    def on_ring(self, turn: float) -> Spot:
        """The spot of the ring after a part of a full turn from twelve o'clock."""
        return (
            self.middle[0] + self.radii[0] * sin(2 * pi * turn),
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
    size = (WIDTH, sum(loop.height for loop in loops) + GAP * (len(loops) - 1) + LEGEND)
    parts = [svg.rectangle((0.0, 0.0), size)]
    top = 1.0
    for loop in loops:
        parts.extend(_parts(loop, top))
        top += loop.height + GAP
    parts.extend(_legend(size[1] - 14.0, any(box.broken for loop in loops for box in loop.boxes), words))
    description = shortened(" ".join(loop.cycle.described() for loop in loops), MOST_ALT_CHARACTERS)
    title = words.say("Self-sustaining cycle")
    picture = svg.document("cycle", size, title, description, parts)
    caption = words.say("A cycle that may keep itself going.")
    return Figure("cycle", picture, *size, f"{title}. {description}", caption)


def _legend(top: float, broken: bool, words: Words) -> Iterator[str]:
    """What the kinds of line mean; each sample is drawn as the arcs are."""
    samples = [(words.say("with a recorded finding"), True, False), (words.say("inferred"), False, False)]
    if broken:
        samples.append((words.say("the plan can break it here"), False, True))
    left = 1.0
    for label, recorded, strokes in samples:
        spots = [(left + step, top + 4.5) for step in range(27)]
        yield from _arc(spots, recorded, strokes)
        yield svg.text((label,), (left + 33.0, top), NOTE_SIZE, fill=svg.SOFT)
        left += 33.0 + text_width(label, NOTE_SIZE) + LEGEND_GAP


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
