"""The drawing behind the side view of the pelvis: bones that turn about the hip, and muscles between them.

The data is in ``reports/body/pelvis.json``, in points. The client looks to the right of the picture.
"""

from dataclasses import dataclass
from functools import cache
from math import atan2, copysign, cos, degrees, hypot, radians, sin

from pydantic import TypeAdapter

from kinechain import resources
from kinechain.report import svg
from kinechain.report.svg import Spot

BONE, BONE_LINE = "#eceff0", "#6b787e"
SHORT, FAINT = "#b9cfe3", "#cfd6d9"
THICK = 16.0


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle from the pelvis, with which one end turns, to a fixed end. ``bow`` is how far it swells to one side.

    ``findings`` and ``conclusions`` are the ids that name it; ``short`` when they say that it pulls.
    """

    name: str
    short: bool
    on_pelvis: Spot
    other_end: Spot
    bow: float
    marker: Spot
    findings: frozenset[str]
    conclusions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spine:
    """The lumbar curve: it leaves the pelvis at ``base`` along ``way_out`` and ends at ``top``."""

    base: Spot
    way_out: Spot
    top: Spot
    bodies: int
    size: Spot


@dataclass(frozen=True, slots=True)
class PelvisShape:
    """The whole drawing. ``tilt`` are findings and ``posture`` conclusions for which it is drawn."""

    width: float
    height: float
    hip: Spot
    pelvis: str
    sacrum: str
    socket: float
    points: tuple[Spot, Spot]
    femur: str
    spine: Spine
    turns: dict[str, float]
    tilt: frozenset[str]
    posture: frozenset[str]
    muscles: tuple[Muscle, ...]


@cache
def pelvis_shape() -> PelvisShape:
    """The drawing, read once."""
    written = resources.folder("reports").joinpath("body", "pelvis.json").read_text(encoding="utf-8")
    return TypeAdapter(PelvisShape).validate_json(written)


def turned(spot: Spot, turn: float) -> Spot:
    """A spot of the pelvis after a turn about the hip, in degrees, forward positive."""
    hip, angle = pelvis_shape().hip, radians(turn)
    x, y = spot[0] - hip[0], spot[1] - hip[1]
    return (hip[0] + x * cos(angle) - y * sin(angle), hip[1] + x * sin(angle) + y * cos(angle))


def bones(turn: float) -> str:
    """Femur, sacrum, pelvis and the lumbar vertebrae at a turn of the pelvis in degrees."""
    shape = pelvis_shape()
    line = f'fill="{BONE}" stroke="{BONE_LINE}" stroke-width="1.1"'
    hip = f"{svg.number(shape.hip[0])} {svg.number(shape.hip[1])}"
    socket = f'<circle cx="{shape.hip[0]}" cy="{shape.hip[1]}" r="{shape.socket}" {line}/>'
    bowl = "".join(f'<path d="{path}" {line}/>' for path in (shape.sacrum, shape.pelvis))
    bowl = f'<g transform="rotate({svg.number(turn)} {hip})">{bowl}</g>'
    return "".join((_vertebrae(turn, line), bowl, f'<path d="{shape.femur}" {line}/>', socket))


def _vertebrae(turn: float, line: str) -> str:
    spine = pelvis_shape().spine
    base = turned(spine.base, turn)
    out = turned((spine.base[0] + spine.way_out[0], spine.base[1] + spine.way_out[1]), turn)
    wide, high = spine.size
    drawn = []
    for number in range(spine.bodies):
        t = (number + 0.5) / spine.bodies
        x, y = (_curve(base[axis], out[axis], spine.top[axis], t) for axis in (0, 1))
        along = [2 * (1 - t) * (out[axis] - base[axis]) + 2 * t * (spine.top[axis] - out[axis]) for axis in (0, 1)]
        angle = degrees(atan2(along[1], along[0])) + 90
        place = f"translate({svg.number(x)} {svg.number(y)}) rotate({svg.number(angle)})"
        drawn.append(
            f'<rect x="{svg.number(-wide / 2)}" y="{svg.number(-high / 2)}" width="{svg.number(wide)}"'
            f' height="{svg.number(high)}" rx="3" transform="{place}" {line}/>'
        )
    return "".join(drawn)


def _curve(start: float, control: float, end: float, t: float) -> float:
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end


def muscle_drawn(muscle: Muscle, turn: float, *, named: bool) -> str:
    """A muscle as a spindle: faint; or when it is named tinted with arrows that pull, or white and dashed."""
    start, end = turned(muscle.on_pelvis, turn), muscle.other_end
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    swell = muscle.bow * 1.6
    edges = [
        (middle[0] - along[1] * out, middle[1] + along[0] * out) for out in (swell, swell - copysign(THICK, swell))
    ]
    path = f"M{_at(start)}Q{_at(edges[0])} {_at(end)}Q{_at(edges[1])} {_at(start)}Z"
    if not named:
        return f'<path d="{path}" fill="{svg.PAPER}" stroke="{FAINT}" stroke-width="1"/>'
    if not muscle.short:
        dash = f'stroke-width="1.4" stroke-dasharray="{svg.DASH}"'
        return f'<path d="{path}" fill="{svg.PAPER}" stroke="{svg.INK}" {dash}/>'
    return f'<path d="{path}" fill="{SHORT}" stroke="{svg.INK}" stroke-width="1.4"/>' + _pull(edges, start, end)


def _pull(edges: list[Spot], start: Spot, end: Spot) -> str:
    """Two arrows inside the muscle, each from an end towards its middle."""
    x, y = ((edges[0][axis] + edges[1][axis] + start[axis] + end[axis]) / 4 for axis in (0, 1))
    drawn = []
    for tail in (start, end):
        begin, tip = ((tail[0] + (x - tail[0]) * share, tail[1] + (y - tail[1]) * share) for share in (0.25, 0.72))
        angle = atan2(tip[1] - begin[1], tip[0] - begin[0])
        drawn.append(svg.stroke(f"M{_at(begin)}L{_at(tip)}", dashed=False) + svg.head(tip, angle, opposing=False))
    return "".join(drawn)


def reference_lines(turn: float) -> str:
    """The line from the back to the front point of the pelvis, and the level line through the back point."""
    back, front = (turned(spot, turn) for spot in pelvis_shape().points)
    level = f'<path d="M{_at((back[0] - 8.0, back[1]))}L{_at((front[0] + 28.0, back[1]))}" fill="none"'
    level += f' stroke="{svg.SOFT}" stroke-width="1" stroke-dasharray="1.2 2.6"/>'
    angle = atan2(front[1] - back[1], front[0] - back[0])
    beyond = (front[0] + 26.0 * cos(angle), front[1] + 26.0 * sin(angle))
    line = f'<path d="M{_at(back)}L{_at(beyond)}" fill="none" stroke="{svg.INK}" stroke-width="1.3"/>'
    ends = ((svg.number(x), svg.number(y)) for x, y in (back, front))
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="2.4" fill="{svg.INK}"/>' for x, y in ends)
    return level + line + dots


def _at(spot: Spot) -> str:
    return f"{svg.number(spot[0])} {svg.number(spot[1])}"
