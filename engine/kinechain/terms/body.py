"""Places of the body, by the names of the shapes of the body map; how they are drawn is the report's business."""

from dataclasses import dataclass
from typing import Literal

View = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class Spot:
    """An ellipse on a view, by its centre and size in units of the map, on the client's left or on the middle."""

    view: View
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BodyRegion:
    """A region: the shapes that it covers in each view, and spots where the map has no shape for it."""

    id: str
    title: str
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
