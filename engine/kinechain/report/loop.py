"""A cycle of conclusions drawn once, as a closed loop: where it is entered and where the plan breaks it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

from kinechain.report import svg
from kinechain.report.blocks import Figure
from kinechain.report.labels import wrapped
from kinechain.report.safe_text import one_line
from kinechain.report.svg import Spot
from kinechain.terms.assessment import Assessment, CycleArc, GraphNode
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
ENTERED = "Entered by: "
BROKEN = "Break it here: "
_HEADINGS = {Side.LEFT: "Left side", Side.RIGHT: "Right side", Side.MIDLINE: ""}


@dataclass(frozen=True, slots=True)
class Station:
    """One conclusion of a loop: by which recorded findings it is entered, what the plan does there."""

    title: str
    entered_by: tuple[str, ...]
    broken_by: tuple[str, ...]
    title_lines: tuple[str, ...]
    note_lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height of the box."""
        rows = svg.lines_height(len(self.title_lines), TITLE_SIZE) + svg.lines_height(
            len(self.note_lines), NOTE_SIZE
        )
        return rows + 2 * PAD


@dataclass(frozen=True, slots=True)
class Loop:
    """The conclusions of one cycle in order. ``arcs`` are (from, to, recorded) by position."""

    side: Side
    stations: tuple[Station, ...]
    arcs: tuple[tuple[int, int, bool], ...]


def drawn_loops(assessment: Assessment, plan_titles: frozenset[str]) -> Figure | None:
    """All loops of the assessment below one another, or None. Only ``plan_titles`` are named of the plan."""
    loops = tuple(_loops(assessment, plan_titles))
    if not loops:
        return None
    heights = [_height(loop) for loop in loops]
    size = (WIDTH, sum(heights) + GAP * (len(loops) - 1) + LEGEND)
    parts = [svg.rectangle((0.0, 0.0), size)]
    top = 1.0
    for loop, height in zip(loops, heights, strict=True):
        parts.extend(_parts(loop, top))
        top += height + GAP
    parts.extend(_legend(size[1] - 14.0))
    description = " ".join(_described(loop) for loop in loops)
    title = "Self-sustaining cycle"
    picture = svg.document("cycle", size, title, description, parts)
    return Figure("cycle", picture, *size, f"{title}. {description}", "A cycle that may keep itself going.")


def _legend(top: float) -> Iterator[str]:
    """What the kinds of line mean; each sample is drawn as the arcs are."""
    samples = (("recorded", True, False, 84.0), ("inferred", False, False, 78.0),
               ("the plan can break it here", False, True, 0.0))  # fmt: skip
    left = 1.0
    for words, recorded, broken, width in samples:
        spots = [(left + step, top + 4.5) for step in range(27)]
        yield from _arc(spots, recorded, broken)
        yield svg.text((words,), (left + 33.0, top), NOTE_SIZE, fill=svg.SOFT)
        left += width


def _loops(assessment: Assessment, plan_titles: frozenset[str]) -> Iterator[Loop]:
    for side in Side:
        arcs = tuple(arc for arc in assessment.cycle if arc.side is side)
        if arcs:
            yield _loop(assessment, side, arcs, plan_titles)


def _loop(
    assessment: Assessment, side: Side, arcs: tuple[CycleArc, ...], plan_titles: frozenset[str]
) -> Loop:
    titles: dict[str, str] = {}
    for arc in arcs:
        titles.setdefault(arc.source, one_line(arc.source_title))
        titles.setdefault(arc.target, one_line(arc.target_title))
    names = _walk(arcs)
    place = {name: index for index, name in enumerate(names)}
    recorded = {(arc.source, arc.target) for arc in assessment.graph_arcs if arc.observed}
    nodes = {node.id: node for node in assessment.graph_nodes}
    stations = tuple(
        _station(
            titles[name],
            tuple(
                _titles(nodes, (a.source for a in assessment.graph_arcs if a.target == name and a.observed))
            ),
            tuple(
                title
                for title in _titles(
                    nodes, (a.target for a in assessment.graph_arcs if a.source == name), "plan"
                )
                if title in plan_titles
            ),
        )
        for name in names
    )
    ends = dict.fromkeys((arc.source, arc.target) for arc in arcs if arc.source != arc.target)
    return Loop(side, stations, tuple((place[a], place[b], (a, b) in recorded) for a, b in ends))


def _station(title: str, entered_by: tuple[str, ...], broken_by: tuple[str, ...]) -> Station:
    """A station with its words broken into lines that fit the box."""
    room = BOX_WIDTH - 2 * PAD
    notes = tuple(
        line
        for label, names in ((ENTERED, entered_by), (BROKEN, broken_by))
        if names
        for line in wrapped(label + "; ".join(names), room, NOTE_SIZE, 3)
    )
    return Station(title, entered_by, broken_by, wrapped(title, room, TITLE_SIZE, 3) or ("",), notes)


def _walk(arcs: Sequence[CycleArc]) -> tuple[str, ...]:
    """The conclusions in the order in which the arcs lead from one to the next."""
    following: dict[str, list[str]] = {}
    for arc in arcs:
        following.setdefault(arc.source, []).append(arc.target)
        following.setdefault(arc.target, [])
    order: list[str] = []
    for start in following:
        name: str | None = start
        while name is not None and name not in order:
            order.append(name)
            name = next((other for other in following[name] if other not in order), None)
    return tuple(order)


def _titles(nodes: dict[str, GraphNode], names: Iterator[str], layer: str = "findings") -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name in nodes and nodes[name].layer == layer:
            yield one_line(nodes[name].title)


def _height(loop: Loop) -> float:
    centres = _centres(loop)
    lowest = max(y + s.height / 2 for (_, y), s in zip(centres, loop.stations, strict=True))
    ring, radii = _ring(loop)
    return HEADING + max(lowest, ring[1] + radii[1] + 5.0) + 2.0


def _centres(loop: Loop) -> tuple[Spot, ...]:
    """Where the boxes stand on the ring, measured from its own top, the first at twelve o'clock."""
    centre, radii = _ring(loop)
    share = 2 * pi / len(loop.stations)
    return tuple(
        (centre[0] + radii[0] * sin(share * i), centre[1] - radii[1] * cos(share * i))
        for i in range(len(loop.stations))
    )


def _ring(loop: Loop) -> tuple[Spot, Spot]:
    tallest = max(station.height for station in loop.stations)
    radii = ((WIDTH - BOX_WIDTH) / 2 - 20.0, max(62.0, tallest * 0.95, 22.0 * len(loop.stations)))
    return (WIDTH / 2, radii[1] + loop.stations[0].height / 2), radii


def _parts(loop: Loop, top: float) -> Iterator[str]:
    if _HEADINGS[loop.side]:
        yield svg.text((_HEADINGS[loop.side],), (1.0, top), TITLE_SIZE, bold=True, fill=svg.SOFT)
    down = top + HEADING
    centres = tuple((x, y + down) for x, y in _centres(loop))
    ring, radii = _ring(loop)
    for source, target, recorded in loop.arcs:
        broken = bool(loop.stations[source].broken_by)
        if target == (source + 1) % len(loop.stations):
            spots = _along_ring(loop, centres, (source, target), ((ring[0], ring[1] + down), radii))
        else:
            spots = _between(centres[source], centres[target])
        yield from _arc(_outside(spots, loop, centres, (source, target)), recorded, broken)
    for station, centre in zip(loop.stations, centres, strict=True):
        yield _box(station, centre)


def _along_ring(
    loop: Loop, centres: Sequence[Spot], ends: tuple[int, int], ring: tuple[Spot, Spot]
) -> list[Spot]:
    (middle, radii), share = ring, 2 * pi / len(centres)
    first = share * ends[0]
    turns = [first + share * step / STEPS for step in range(STEPS + 1)]
    return [(middle[0] + radii[0] * sin(turn), middle[1] - radii[1] * cos(turn)) for turn in turns]


def _between(start: Spot, end: Spot) -> list[Spot]:
    shares = [step / STEPS for step in range(STEPS + 1)]
    return [(start[0] + (end[0] - start[0]) * s, start[1] + (end[1] - start[1]) * s) for s in shares]


def _outside(spots: list[Spot], loop: Loop, centres: Sequence[Spot], ends: tuple[int, int]) -> list[Spot]:
    """The part of the line that lies outside of the two boxes that it joins."""
    boxes = [(centres[end], loop.stations[end].height) for end in ends]
    return [spot for spot in spots if not any(_inside(spot, centre, height) for centre, height in boxes)]


def _inside(spot: Spot, centre: Spot, height: float) -> bool:
    return abs(spot[0] - centre[0]) < BOX_WIDTH / 2 + 1.0 and abs(spot[1] - centre[1]) < height / 2 + 1.0


def _arc(spots: list[Spot], recorded: bool, broken: bool) -> Iterator[str]:
    if len(spots) < 3:
        return
    tip, tail = spots[-1], next((s for s in reversed(spots) if hypot(s[0] - spots[-1][0], s[1] - spots[-1][1]) > 5),
                                spots[0])  # fmt: skip
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
        lines.append(
            f"M{svg.number(cx - dx)} {svg.number(cy - dy)}L{svg.number(cx + dx)} {svg.number(cy + dy)}"
        )
    return white + f'<path d="{"".join(lines)}" fill="none" stroke="{svg.INK}" stroke-width="1.8"/>'


def _box(station: Station, centre: Spot) -> str:
    title, notes = station.title_lines, station.note_lines
    height = station.height
    corner = (centre[0] - BOX_WIDTH / 2, centre[1] - height / 2)
    start = (corner[0] + PAD, corner[1] + PAD - 1)
    below = (start[0], start[1] + svg.lines_height(len(title), TITLE_SIZE) + 1)
    outline = 1.8 if station.broken_by else 0.9
    return (
        svg.rectangle(corner, (BOX_WIDTH, height), stroke=outline, round_by=3.0)
        + svg.text(title, start, TITLE_SIZE, bold=True)
        + svg.text(notes, below, NOTE_SIZE)
    )


def _described(loop: Loop) -> str:
    arcs = [
        f"{loop.stations[source].title} leads to {loop.stations[target].title}"
        for source, target, _ in loop.arcs
    ]
    where = "" if loop.side is Side.MIDLINE else f"On the {loop.side.value}: "
    parts = [f"{where}{'; '.join(arcs)}."]
    for station in loop.stations:
        if station.entered_by:
            parts.append(f"{station.title} is entered by {', '.join(station.entered_by)}.")
        if station.broken_by:
            parts.append(f"{station.title} is where the plan breaks it: {', '.join(station.broken_by)}.")
    return " ".join(parts)
