"""The body map as data: its shapes by view and side, and which of them a region covers.

The data is in ``reports/body``. Left and right are the client's own: in the front view the client's left is at the
viewer's right.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kinechain import resources
from kinechain.report.svg import Spot
from kinechain.terms import body
from kinechain.terms.body import BodyRegion, View
from kinechain.terms.side import BODY_SIDES, Side

VIEWS: tuple[View, ...] = ("front", "back")
MIDDLE = 362
"""Where the middle of the body stands, in both views."""
_SIDE_KEYS = {"left": Side.LEFT, "right": Side.RIGHT, "middle": Side.MIDLINE}


@dataclass(frozen=True, slots=True)
class BodyView:
    """One view: ``shapes`` are paths by name and side, in units of the map; ``outline`` is the silhouette."""

    name: View
    outline: str
    shapes: Mapping[str, Mapping[Side, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """What one region covers of one side in one view: paths, and the centre of the largest of them."""

    view: View
    side: Side
    paths: tuple[str, ...]
    centre: Spot


@cache
def body_view(name: View) -> BodyView:
    """A view of the map, read once."""
    found = json.loads(resources.folder("reports").joinpath("body", f"{name}.json").read_text(encoding="utf-8"))
    shapes = {
        shape["name"]: {side: shape[key] for key, side in _SIDE_KEYS.items() if key in shape}
        for shape in found["shapes"]
    }
    return BodyView(name, found["outline"], shapes)


@cache
def places(region: BodyRegion) -> tuple[Place, ...]:
    """Where a region lies: at most one place for each view and side. Shapes that the map does not have are left out."""
    return tuple(
        Place(view, side, paths, measured(max(paths, key=lambda path: abs(measured(path)[1])))[0])
        for view in VIEWS
        for side in (*BODY_SIDES, Side.MIDLINE)
        if (paths := tuple(_paths(region, view, side)))
    )


def on_side(region: BodyRegion, side: Side) -> tuple[Place, ...]:
    """The places of a region that a finding on a side marks; without a side one for each view with all its paths."""
    found = places(region)
    if side is not Side.MIDLINE:
        return tuple(place for place in found if place.side in (side, Side.MIDLINE))
    views = {view: [place for place in found if place.view == view] for view in VIEWS}
    return tuple(
        replace(both[0], side=Side.MIDLINE, paths=tuple(path for place in both for path in place.paths))
        for both in views.values()
        if both
    )


def _paths(region: BodyRegion, view: View, side: Side) -> Iterator[str]:
    shapes = body_view(view).shapes
    for name in region.front if view == "front" else region.back:
        if side in shapes.get(name, {}):
            yield shapes[name][side]
    for spot in region.spots:
        if spot.view == view and (spot.x == MIDDLE) == (side is Side.MIDLINE):
            yield _ellipse(spot, mirrored=side is Side.RIGHT)


def _ellipse(spot: body.Spot, *, mirrored: bool) -> str:
    """A spot as a path of the same kind as the shapes: relative curves in whole units."""
    across, up = round(spot.width / 2), round(spot.height / 2)
    x = 2 * MIDDLE - spot.x if mirrored else spot.x
    a, b = round(across * 0.552), round(up * 0.552)
    return (
        f"M{x - across} {spot.y}c0 {-b} {across - a} {-up} {across} {-up}c{a} 0 {across} {up - b} {across} {up}"
        f"c0 {b} {a - across} {up} {-across} {up}c{-a} 0 {-across} {b - up} {-across} {-up}z"
    )


@cache
def measured(path: str) -> tuple[Spot, float]:
    """The centroid and the area of a shape, from the end points of its curves.

    >>> measured("M0 0l4 0l0 2l-4 0z")
    ((2.0, 1.0), 8.0)
    """
    spots = _ends(path)
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise((*spots, spots[0])):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area)), area / 2


def _ends(path: str) -> list[Spot]:
    """The end points of all pieces; but for ``M`` they are written from the end of the piece before."""
    ends: list[Spot] = []
    for letter, numbers in re.findall(r"([Mlqc])([^Mlqcz]+)", path):
        x, y = map(int, re.findall(r"-?\d+", numbers)[-2:])
        ends.append((x, y) if letter == "M" else (ends[-1][0] + x, ends[-1][1] + y))
    return ends
