"""Writing SVG: the few shapes that the figures use. Every text is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape
from math import atan2, cos, pi, sin

INK = "#1c2529"
SOFT = "#55636a"
PAPER = "#ffffff"
FONT = "'IBM Plex Sans','IBM Plex Sans Arabic','IBM Plex Sans Hebrew','Segoe UI',Helvetica,Arial,sans-serif"
LINE_HEIGHT = 1.22
DASH = "3.2 2.4"
HEAD = 6.0
CORNER = 5.0

Spot = tuple[float, float]


def number(value: float) -> str:
    """Two digits after the point at most, the same on every machine.

    >>> number(2.0), number(2.345001), number(-0.001)
    ('2', '2.35', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def document(
    name: str, size: Spot, title: str, description: str, parts: Iterable[str], *, unit: str = "", role: str = "img"
) -> str:
    """A whole picture. ``name`` makes its ids unique on a page; ``unit`` is that of its size, such as ``pt``.

    ``role`` is ``img`` for one picture and ``group`` for one with links inside.
    """
    width, height = number(size[0]), number(size[1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}{unit}" height="{height}{unit}" role="{role}"'
        f' aria-labelledby="{name}-title {name}-desc" font-family="{FONT}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def rectangle(corner: Spot, size: Spot, *, fill: str = PAPER, stroke: float = 0.0, round_by: float = 0.0) -> str:
    """A filled box, with an outline when ``stroke`` is a width."""
    line = f' stroke="{INK}" stroke-width="{number(stroke)}"' if stroke else ""
    rounded = f' rx="{number(round_by)}"' if round_by else ""
    return (
        f'<rect x="{number(corner[0])}" y="{number(corner[1])}" width="{number(size[0])}"'
        f' height="{number(size[1])}" fill="{fill}"{line}{rounded}/>'
    )


def disc(centre: Spot, radius: float) -> str:
    """A filled circle."""
    return f'<circle cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}" fill="{INK}"/>'


def text(
    lines: Sequence[str],
    top: Spot,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
    fill: str = INK,
) -> str:
    """Lines of text below ``top``."""
    weight = ' font-weight="700"' if bold else ""
    start = "" if anchor == "start" else f' text-anchor="{anchor}"'
    rows = (
        f'<text x="{number(top[0])}" y="{number(top[1] + size * (0.92 + LINE_HEIGHT * row))}"'
        f' font-size="{number(size)}"{weight}{start} fill="{fill}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return "".join(rows)


def lines_height(count: int, size: float) -> float:
    """The height of ``count`` lines of text."""
    return size * LINE_HEIGHT * count


def route(spots: Sequence[Spot], *, dashed: bool, opposing: bool) -> str:
    """An arc of straight pieces with rounded corners; an arrow, or a bar across its end when it opposes."""
    clean = _without_repeats(spots)
    if len(clean) < 2:
        return ""
    angle = atan2(clean[-1][1] - clean[-2][1], clean[-1][0] - clean[-2][0])
    return stroke(_rounded(clean), dashed=dashed) + head(clean[-1], angle, opposing=opposing)


def stroke(path: str, *, dashed: bool) -> str:
    """An open line along path data."""
    dash = f' stroke-dasharray="{DASH}"' if dashed else ""
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1"{dash}/>'


def head(tip: Spot, angle: float, *, opposing: bool) -> str:
    """The end of an arc: an arrow, or for opposition a thick bar across."""
    if opposing:
        across = [_polar(tip, 2.0, angle + pi, HEAD * 0.75 * side) for side in (-1.0, 1.0)]
        bar = f"M{_spot(across[0])}L{_spot(across[1])}"
        return f'<path d="{bar}" fill="none" stroke="{INK}" stroke-width="2.4"/>'
    corners = [_polar(tip, HEAD, angle + pi, HEAD * 0.42 * side) for side in (-1.0, 1.0)]
    return f'<path d="M{_spot(tip)}L{_spot(corners[0])}L{_spot(corners[1])}Z" fill="{INK}"/>'


def _polar(origin: Spot, along: float, angle: float, aside: float) -> Spot:
    return (
        origin[0] + along * cos(angle) - aside * sin(angle),
        origin[1] + along * sin(angle) + aside * cos(angle),
    )


def _spot(spot: Spot) -> str:
    return f"{number(spot[0])} {number(spot[1])}"


def _without_repeats(spots: Sequence[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in spots:
        if not kept or abs(spot[0] - kept[-1][0]) + abs(spot[1] - kept[-1][1]) > 0.01:
            kept.append(spot)
    return kept


def _rounded(spots: Sequence[Spot]) -> str:
    parts = [f"M{_spot(spots[0])}"]
    for before, corner, after in zip(spots, spots[1:], spots[2:], strict=False):
        parts.append(f"L{_spot(_towards(corner, before))}Q{_spot(corner)} {_spot(_towards(corner, after))}")
    parts.append(f"L{_spot(spots[-1])}")
    return "".join(parts)


def _towards(origin: Spot, other: Spot) -> Spot:
    """A point on the way from ``origin``, one corner radius or half the way along."""
    length = ((other[0] - origin[0]) ** 2 + (other[1] - origin[1]) ** 2) ** 0.5
    share = min(CORNER, length / 2) / length
    return (origin[0] + (other[0] - origin[0]) * share, origin[1] + (other[1] - origin[1]) * share)
