"""Where the numbers of the body map stand: on their place, or near it when another is in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from kinechain.report.body_entries import NEGATIVE, Entry
from kinechain.report.body_shapes import MIDDLE, Place, measured
from kinechain.report.labels import text_width
from kinechain.report.svg import Spot
from kinechain.terms.body import View

SIZE = 7.4
QUIET_SIZE = 8.0
PAD = 1.7
APART = 1.0
RINGS = (21.0, 26.0, 31.0, 37.0, 43.0)
DIRECTIONS = 16
LARGE = 620.0
"""A place of this area, in square points, still shows its fill around a marker."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A text on white at ``centre``; ``place`` is the spot that it marks. ``quiet`` for what is only negative."""

    text: str
    place: Spot
    centre: Spot
    size: Spot
    text_size: float
    quiet: bool

    @property
    def moved(self) -> bool:
        """Whether it stands beside its place."""
        return self.centre != self.place

    def hits(self, other: "Marker") -> bool:
        """Whether the two boxes come too near to one another."""
        return all(
            abs(self.centre[axis] - other.centre[axis]) < (self.size[axis] + other.size[axis]) / 2 + APART
            for axis in (0, 1)
        )


def markers(
    view: View, shown: Iterable[Entry], corner: Spot, scale: float, crop: tuple[float, float, float, float]
) -> tuple[Marker, ...]:
    """The markers of a view, none over another. ``corner`` is where the cropped view stands, in points.

    Numbers are placed first; a marker without a number for which there is no room on its place is left out, since
    its fill and the legend say the same.
    """
    spots = [
        (entry, (corner[0] + (x - crop[0]) * scale, corner[1] + (y - crop[1]) * scale), _way_out(place, scale))
        for entry in shown
        for place in entry.places
        if place.view == view
        for x, y in (place.centre,)
    ]
    bounds = (corner[0], corner[1], corner[0] + crop[2] * scale, corner[1] + crop[3] * scale)
    set_down: list[Marker] = []
    for entry, spot, way_out in sorted(spots, key=lambda one: (not one[0].number, not one[0].symbols)):
        tried = _candidates(entry, spot, way_out)
        found = next((one for one in tried if not any(map(one.hits, set_down)) and _inside(one, bounds)), None)
        if found is not None:
            set_down.append(found)
    return tuple(set_down)


def _way_out(place: Place, scale: float) -> float | None:
    """The direction away from the middle of the body for a place that its marker would hide, else None."""
    area = max(abs(measured(path)[1]) for path in place.paths) * scale**2
    if area > LARGE:
        return None
    return 0.0 if place.centre[0] >= MIDDLE else pi


def _candidates(entry: Entry, spot: Spot, way_out: float | None) -> Iterator[Marker]:
    """On its place; a numbered one then around it in growing rings, beside a small place away from the middle."""
    quiet = not entry.symbols
    text = NEGATIVE if quiet else f"{entry.number or ''}{entry.symbols}"
    size = QUIET_SIZE if quiet else SIZE
    box = (text_width(text, size) + 2 * PAD, size + 2 * PAD - (2.4 if quiet else 0.0))
    if not entry.number or way_out is None:
        yield Marker(text, spot, spot, box, size, quiet)
    for ring in RINGS if entry.number else ():
        for step in range(DIRECTIONS):
            turn = (step + 1) // 2 * (-1) ** step
            angle = (way_out or 0.0) + 2 * pi * turn / DIRECTIONS
            yield Marker(text, spot, (spot[0] + ring * cos(angle), spot[1] + ring * sin(angle)), box, size, quiet)


def _inside(marker: Marker, bounds: tuple[float, float, float, float]) -> bool:
    half = (marker.size[0] / 2, marker.size[1] / 2)
    return (
        bounds[0] <= marker.centre[0] - half[0]
        and marker.centre[0] + half[0] <= bounds[2]
        and bounds[1] <= marker.centre[1] - half[1]
        and marker.centre[1] + half[1] <= bounds[3]
    )
