"""Where the boxes of a layered picture go and how its arcs run. The one module that knows graphlay."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

import graphlay

LAYER_GAP = 30.0
NODE_GAP = 8.0
MOST_WIDENING = 1.5
"""By how much gaps between columns grow at most where there is room."""
SIDE_ROOM = 7.0
BOW_GAP = 4.0
INSET = 4.0
_OPTIONS = {
    "effort": "fast",
    "direction": "leftright",
    "spacing": {"layer_gap": LAYER_GAP, "node_gap": NODE_GAP, "dummy_gap": 6.0, "port_gap": 4.0,
                "port_stroke_clear": 3.0, "stub": 9.0, "bundle_lane_gap": 4.0, "isolated_gap": NODE_GAP},
    "routing": {"style": "orthogonal", "lane_gap": 5.0, "port_sides": "facing_only"},
    "tuning": {"routing": {"endpoint_snap": 0.0}},
}  # fmt: skip

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its size and the column, counted from 0, in which it stands."""

    width: float
    height: float
    column: int


@dataclass(frozen=True, slots=True)
class Placement:
    """``corners`` are the top left corners of the boxes and ``routes`` the arcs, both in the order given.

    ``drawn`` is graphlay's own result: its ``metrics()`` measure the picture, such as ``node_overlaps``.
    """

    corners: tuple[Spot, ...]
    routes: tuple[tuple[Spot, ...], ...]
    width: float
    height: float
    drawn: Any


def placed(boxes: Sequence[Box], arcs: Sequence[tuple[int, int]]) -> Placement:
    """Places boxes in their columns and routes the arcs, which name boxes by position.

    Arcs between two boxes of one column, which graphlay does not lay out, are added here.
    """
    graph = graphlay.Graph()
    for index, box in enumerate(boxes):
        graph.node(index, width=box.width, height=box.height, rank={"fixed": box.column})
    across = [arc for arc in arcs if boxes[arc[0]].column != boxes[arc[1]].column]
    for source, target in across:
        graph.edge(source, target)
    drawn = graphlay.layout(graph, options=_OPTIONS)
    left, top = drawn.bounds["min"]["x"], drawn.bounds["min"]["y"]
    corners = tuple(
        (node["center"]["x"] - box.width / 2 - left, node["center"]["y"] - box.height / 2 - top)
        for node, box in zip(drawn.nodes, boxes, strict=True)
    )
    found = {
        arc: tuple((point["x"] - left, point["y"] - top) for point in edge["points"])
        for arc, edge in zip(across, drawn.edges, strict=True)
    }
    bows = _bows(boxes, corners, [arc for arc in arcs if arc not in found])
    routes = tuple(found[arc] if arc in found else bows[arc] for arc in arcs)
    return Placement(corners, routes, _width(drawn, routes, left), drawn.bounds["max"]["y"] - top, drawn)


def spread(placement: Placement, boxes: Sequence[Box], width: float) -> Placement:
    """The same picture with narrower or wider gaps between its columns, so that it becomes ``width`` wide.

    All boxes of a column are equally wide. Gaps grow only a little; order and directions of all lines stay.
    """
    columns = {box.column: (left, left + box.width) for (left, _), box in zip(placement.corners, boxes, strict=True)}
    edges = sorted(chain.from_iterable(columns.values()))
    taken = sum(right - left for left, right in zip(edges[::2], edges[1::2], strict=True))
    gaps = edges[-1] - edges[0] - taken
    if gaps <= 0.0:
        return placement
    share = min((width - taken - (placement.width - edges[-1] + edges[0])) / gaps, MOST_WIDENING)
    ends = [edges[0]]
    for number, (before, after) in enumerate(pairwise(edges)):
        ends.append(ends[-1] + (after - before) * (share if number % 2 else 1.0))

    def moved(spot: Spot) -> Spot:
        at = min(max(bisect_right(edges, spot[0]) - 1, 0), len(edges) - 1)
        return (ends[at] + (spot[0] - edges[at]) * (share if at % 2 and at + 1 < len(edges) else 1.0), spot[1])

    return replace(
        placement,
        corners=tuple(map(moved, placement.corners)),
        routes=tuple(tuple(map(moved, route)) for route in placement.routes),
        width=placement.width - edges[-1] + ends[-1],
    )


def _bows(
    boxes: Sequence[Box], corners: Sequence[Spot], arcs: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[Spot, ...]]:
    """Arcs inside a column: straight between neighbours, else around the right, longer ones further out."""
    routes: dict[tuple[int, int], tuple[Spot, ...]] = {}
    outer = 0
    for arc in sorted(arcs, key=lambda arc: abs(corners[arc[0]][1] - corners[arc[1]][1])):
        if _neighbours(boxes, corners, arc):
            routes[arc] = _straight(boxes, corners, arc)
        else:
            routes[arc] = _around(boxes, corners, arc, SIDE_ROOM + BOW_GAP * outer)
            outer += 1
    return routes


def _neighbours(boxes: Sequence[Box], corners: Sequence[Spot], arc: tuple[int, int]) -> bool:
    upper, lower = sorted(arc, key=lambda index: corners[index][1])
    return not any(
        boxes[index].column == boxes[upper].column and corners[upper][1] < corner[1] < corners[lower][1]
        for index, corner in enumerate(corners)
    )


def _straight(boxes: Sequence[Box], corners: Sequence[Spot], arc: tuple[int, int]) -> tuple[Spot, ...]:
    """Down on the left third, up on the right third, so that two arcs between the same boxes stay apart."""
    source, target = arc
    down = corners[source][1] < corners[target][1]
    x = corners[source][0] + boxes[source].width * (0.35 if down else 0.65)
    start = corners[source][1] + (boxes[source].height if down else 0.0)
    end = corners[target][1] + (0.0 if down else boxes[target].height)
    return ((x, start), (x, end))


def _around(boxes: Sequence[Box], corners: Sequence[Spot], arc: tuple[int, int], out: float) -> tuple[Spot, ...]:
    """Out near the corner of one box and back in near the corner of the other that faces it."""
    source, target = arc
    down = corners[source][1] < corners[target][1]
    start = corners[source][1] + (boxes[source].height - INSET if down else INSET)
    end = corners[target][1] + (INSET if down else boxes[target].height - INSET)
    right = max(corners[index][0] + boxes[index].width for index in arc)
    edge = [corners[index][0] + boxes[index].width for index in arc]
    return ((edge[0], start), (right + out, start), (right + out, end), (edge[1], end))


def _width(drawn: Any, routes: Sequence[Sequence[Spot]], left: float) -> float:
    widest = max((spot[0] for points in routes for spot in points), default=0.0)
    return max(float(drawn.bounds["max"]["x"]) - left, widest)
