"""What stands around a drawn figure and what it holds: floor, bench, wall, weights, band, stick."""

from collections.abc import Callable, Iterator, Mapping

from kinechain.report import svg
from kinechain.report.drawing_body import Body, Circle, Spot
from kinechain.report.drawing_format import HeldDocument, PoseDocument, ThingDocument

FLOOR, LINE = 1.6, 1.2
WOOD, CLOTH, METAL = "#e4e8e9", "#eef1f1", "#8b979c"
HATCH = 4.0
PLATE = 9.0
SEAT = 0.5
"""Of the height of a chair."""
BELOW = -1.5
"""The floor is drawn so far below y = 0 that outlines stand on it."""


def floor(left: float, right: float) -> str:
    """The line on which everything stands."""
    return _line((left, BELOW), (right, BELOW), FLOOR)


def extent(thing: ThingDocument) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a thing."""
    x, y, width, height = _box(thing)
    return x - 1, y - 1, x + width + 1, y + height + 1


def drawn(thing: ThingDocument) -> str:
    """A thing as SVG."""
    return _THINGS[thing.kind](*_box(thing))


def top(thing: ThingDocument) -> float:
    """The height at which one can stand, sit or lie on a thing."""
    _, y, _, height = _box(thing)
    return y + (height * SEAT if thing.kind == "chair" else height)


def _box(thing: ThingDocument) -> tuple[float, float, float, float]:
    (x, y), (width, height) = thing.at, thing.size
    return float(x), float(y), float(width), float(height)


def _line(start: Spot, end: Spot, width: float, colour: str = svg.INK, cap: str = "round") -> str:
    n = svg.number
    return (
        f'<path d="M{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}" fill="none" stroke="{colour}"'
        f' stroke-width="{n(width)}" stroke-linecap="{cap}"/>'
    )


def _block(x: float, y: float, width: float, height: float) -> str:
    return svg.rectangle((x, y + BELOW * (y == 0)), (width, height - BELOW * (y == 0)), fill=WOOD, stroke=LINE)


def _bench(x: float, y: float, width: float, height: float) -> str:
    seat = svg.rectangle((x, y + height - 5), (width, 5), fill=WOOD, stroke=LINE, round_by=1.5)
    legs = (_line((x + at, BELOW), (x + at, y + height - 5), 2.0) for at in (4.0, width - 4.0))
    return "".join(legs) + seat


def _chair(x: float, y: float, width: float, height: float) -> str:
    seat = y + height * SEAT
    back = _line((x + 1, BELOW), (x + 1, y + height), 2.2)
    legs = _line((x + width - 1, BELOW), (x + width - 1, seat - 2), 2.2)
    return back + legs + svg.rectangle((x, seat - 3.5), (width, 3.5), fill=WOOD, stroke=LINE, round_by=1.0)


def _wall(x: float, y: float, width: float, height: float) -> str:
    rows = range(int(height // HATCH))
    hatch = (_line((x, y + row * HATCH), (x + width, y + (row + 1) * HATCH), 0.6, svg.SOFT) for row in rows)
    return svg.rectangle((x, y + BELOW), (width, height - BELOW), fill=WOOD, stroke=LINE) + "".join(hatch)


def _soft(x: float, y: float, width: float, height: float) -> str:
    return svg.rectangle((x, y), (width, height), fill=CLOTH, stroke=0.9, round_by=min(height / 2, 3.0))


def _bed(x: float, y: float, width: float, height: float) -> str:
    legs = (_line((x + at, BELOW), (x + at, y + height - 8), 2.4) for at in (5.0, width - 5.0))
    return "".join(legs) + svg.rectangle((x, y + height - 9), (width, 9), fill=WOOD, stroke=LINE, round_by=2.0)


_THINGS: Mapping[str, Callable[[float, float, float, float], str]] = {
    "box": _block, "bench": _bench, "chair": _chair, "bed": _bed, "wall": _wall, "mat": _soft, "pillow": _soft,
}  # fmt: skip


def _joint(drawn_body: Body, name: str) -> Spot:
    if name == "hip":
        return drawn_body.hip
    if name == "chest":
        return drawn_body.trunk[-1][0][0]
    other, part = ("other_", name.removeprefix("other_")) if name.startswith("other_") else ("", name)
    limb = drawn_body.limbs[other + ("arm" if part == "hand" else "leg")]
    return limb.tip[-1][0] if part == "hand" else limb.joints[1 if part == "knee" else 2]


def belt(drawn_body: Body) -> str:
    """A line across the pelvis, so that it is seen when one side of it is higher."""
    (x1, y1), (x2, y2) = (drawn_body.limbs[name].joints[0] for name in ("other_leg", "leg"))
    across, up = ((x2 - x1) * 0.36, (y2 - y1) * 0.36), ((y1 - y2) * 0.3, (x2 - x1) * 0.3)
    start, end = (x1 - across[0] + up[0], y1 - across[1] + up[1]), (x2 + across[0] + up[0], y2 + across[1] + up[1])
    return _line(start, end, 2.2)


def held_circles(pose: PoseDocument, drawn_body: Body) -> Iterator[Circle]:
    """Circles around everything that goes with the figure."""
    for item in pose.held or ():
        radius = {"barbell": PLATE, "kettlebell": 8.0, "dumbbell": 7.0}.get(item.kind, 2.0)
        for name in item.at:
            spot = _joint(drawn_body, name)
            yield (spot[0], spot[1] - (4.0 if item.kind == "kettlebell" else 0.0)), radius
        for end in item.ends or ():
            yield (float(end[0]), float(end[1])), 1.0


def held(pose: PoseDocument, drawn_body: Body) -> Iterator[str]:
    """Everything that goes with the figure, drawn before it."""
    return (_held(item, drawn_body) for item in pose.held or ())


def _held(item: HeldDocument, drawn_body: Body) -> str:
    if item.ends is not None:
        start, end = ((float(x), float(y)) for x, y in item.ends)
        return _line(start, end, 2.0)
    spots = [_joint(drawn_body, name) for name in item.at]
    if item.kind == "band":
        return _line(spots[0], spots[1], 4.0) + _line(spots[0], spots[1], 1.8, svg.PAPER)
    return _WEIGHTS[item.kind](spots[0])


def _disc(spot: Spot, radius: float, fill: str) -> str:
    n = svg.number
    return (
        f'<circle cx="{n(spot[0])}" cy="{n(spot[1])}" r="{n(radius)}" fill="{fill}"'
        f' stroke="{svg.INK}" stroke-width="{n(LINE)}"/>'
    )


def _dumbbell(spot: Spot) -> str:
    x, y = spot
    ends = (svg.rectangle((x + at - 1.7, y - 3.4), (3.4, 6.8), fill=METAL, stroke=LINE, round_by=0.8) for at in (-5, 5))
    return _line((x - 5, y), (x + 5, y), 2.0) + "".join(ends)


def _kettlebell(spot: Spot) -> str:
    x, y = spot
    n = svg.number
    grip = f"M{n(x - 3.2)} {n(y - 5)}L{n(x - 2.4)} {n(y)}L{n(x + 2.4)} {n(y)}L{n(x + 3.2)} {n(y - 5)}"
    handle = f'<path d="{grip}" fill="none" stroke="{svg.INK}" stroke-width="2" stroke-linejoin="round"/>'
    return handle + _disc((x, y - 7.5), 4.6, METAL)


def _barbell(spot: Spot) -> str:
    return _disc(spot, PLATE, METAL) + _disc(spot, PLATE * 0.62, METAL) + _disc(spot, 1.6, svg.PAPER)


_WEIGHTS: Mapping[str, Callable[[Spot], str]] = {
    "dumbbell": _dumbbell, "kettlebell": _kettlebell, "barbell": _barbell,
}  # fmt: skip
