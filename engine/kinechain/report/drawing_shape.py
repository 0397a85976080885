"""Shapes of which drawn figures are made: two circles and the skin around them."""

from math import acos, atan2, cos, hypot, sin

from kinechain.report import svg

Spot = tuple[float, float]
Circle = tuple[Spot, float]


_ROUND = "M%.2f %.2fA%.2f %.2f 0 1 0 %.2f %.2fA%.2f %.2f 0 1 0 %.2f %.2fZ"
_HULL = "M%.2f %.2fA%.2f %.2f 0 %d 1 %.2f %.2fL%.2f %.2fA%.2f %.2f 0 %d 1 %.2f %.2fZ"


def capsule(one: Circle, other: Circle) -> str:
    """The hull of two circles as path data; of one circle, where the other lies inside it.

    >>> capsule(((0.0, 0.0), 1.0), ((0.0, 0.0), 1.0))
    'M-1.00 0.00A1.00 1.00 0 1 0 1.00 0.00A1.00 1.00 0 1 0 -1.00 0.00Z'
    """
    (x1, y1), r1 = one
    (x2, y2), r2 = other
    far = hypot(x2 - x1, y2 - y1)
    if far <= abs(r1 - r2) + 1e-9:
        (x, y), r = one if r1 >= r2 else other
        return _ROUND % (x - r, y, r, r, x + r, y, r, r, x - r, y)
    way, open_by = atan2(y2 - y1, x2 - x1), acos((r1 - r2) / far)
    c1, s1, c2, s2 = cos(way + open_by), sin(way + open_by), cos(way - open_by), sin(way - open_by)
    first, second = (x1 + r1 * c1, y1 + r1 * s1), (x1 + r1 * c2, y1 + r1 * s2)
    third, fourth = (x2 + r2 * c2, y2 + r2 * s2), (x2 + r2 * c1, y2 + r2 * s1)
    return _HULL % (*first, r1, r1, r1 > r2, *second, *third, r2, r2, r1 <= r2, *fourth)


def outlined(path: str, fill: str, width: float) -> str:
    """Overlapping shapes as one: their common outline first, then their common inside."""
    w = svg.number(width * 2)
    return (
        f'<path d="{path}" fill="{svg.INK}" stroke="{svg.INK}" stroke-width="{w}" stroke-linejoin="round"/>'
        f'<path d="{path}" fill="{fill}"/>'
    )
