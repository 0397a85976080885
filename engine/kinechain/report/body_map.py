"""The body map: what was found and what was inferred, on a silhouette from the front and from the back."""

from collections.abc import Iterable, Iterator

from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.body_entries import MOST_TITLES, Entry, described, entries, negative_only
from kinechain.report.body_markers import Marker, markers
from kinechain.report.body_shapes import VIEWS, body_view
from kinechain.report.labels import wrapped
from kinechain.report.safe_text import shortened
from kinechain.report.svg import Spot
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.body import View

NAME = "body-map"
WIDE, NARROW = 516.0, 255.0
"""Across a page, with the words beside the map; or half of it, with the words below."""
SCALE = 0.17
CROP = (32.0, 84.0, 660.0, 1270.0)
"""Left, top, width and height of what is shown of each view, in units of the map."""
VIEW_WIDTH, VIEW_HEIGHT = CROP[2] * SCALE, CROP[3] * SCALE
HEADING = 14.0
VIEW_GAP = 8.0
LEGEND_LEFT = 266.0
TITLE_SIZE, TEXT_SIZE = 7.2, 6.8
INDENT = 11.0
GAP = 3.4
KEY_ROW = 11.0
KEY_DEPTH = 3 * KEY_ROW
KEY_COLUMN = 128.0
MOST_DEPTH = 600.0
"""With heading and caption it still stands on one page."""
HATCH = 9.0 / SCALE
"""The period of the hatch in units of the map: 9 points, a little over 3 mm."""
BASE, SHAPE_LINE, LINE = "#f4f6f6", "#c9d1d4", "#7d8a90"
TINT, QUIET = "#b9cfe3", "#dde3e5"


def drawn_body(assessment: Assessment, *, narrow: bool = False) -> Figure | None:
    """Positive findings, possible causes and negative findings by place, or None when nothing has a place.

    ``narrow`` leaves room for another figure beside it.
    """
    words = Words.of(assessment)
    shown = entries(assessment, words)
    if not shown:
        return None
    below_map = HEADING + VIEW_HEIGHT + 6.0
    width, corner = (NARROW, (0.0, below_map + KEY_DEPTH + 5.0)) if narrow else (WIDE, (LEGEND_LEFT, HEADING))
    legend = _fitting_legend(shown, words, (width - corner[0], MOST_DEPTH - corner[1]))
    size = (width, max(below_map + KEY_DEPTH, corner[1] + sum(height for height, _ in legend)))
    title = words.say("Body map, front and back")
    description = shortened(
        f"{words.say('Left and right are the client’s own.')} {described(shown, words)}",
        MOST_ALT_CHARACTERS - len(title) - 2,
    )
    parts = (
        *(svg.rectangle((0.0, 0.0), size), _hatch()),
        *(part for column, view in enumerate(VIEWS) for part in _view(view, shown, _corner(column), words)),
        *_key(below_map, words),
        *_below_one_another(legend, corner),
    )
    picture = svg.document(NAME, size, title, description, parts)
    caption = words.say(
        "Where the findings lie and which causes are possible there. Left and right are the client’s own."
    )
    return Figure(NAME, picture, *size, f"{title}. {description}", caption)


def _corner(column: int) -> Spot:
    """Where a view stands: both in the middle of half a page."""
    left = (NARROW - 2 * VIEW_WIDTH - VIEW_GAP) / 2
    return (left + column * (VIEW_WIDTH + VIEW_GAP), HEADING)


def _below_one_another(blocks: Iterable[tuple[float, str]], corner: Spot) -> Iterator[str]:
    left, top = corner
    for height, drawn in blocks:
        yield f'<g transform="translate({svg.number(left)} {svg.number(top)})">{drawn}</g>'
        top += height


def _hatch() -> str:
    """Thick strokes on nothing, far enough apart for every renderer and printer."""
    size = svg.number(HATCH)
    return (
        f'<defs><pattern id="{NAME}-hatch" width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="{svg.number(HATCH * 0.36)}" height="{size}"'
        f' fill="{svg.INK}"/></pattern></defs>'
    )


def _view(view: View, shown: tuple[Entry, ...], corner: Spot, words: Words) -> Iterator[str]:
    heading = {"front": words.say("Front"), "back": words.say("Back")}[view]
    middle = corner[0] + VIEW_WIDTH / 2
    yield svg.text((heading,), (middle, 0.0), 8.4, bold=True, anchor="middle")
    letters = (words.say("R"), words.say("L")) if view == "front" else (words.say("L"), words.say("R"))
    for letter, x in zip(letters, (middle - 38.0, middle + 38.0), strict=True):
        yield svg.text((letter,), (x, HEADING + 6.0), 12.0, bold=True, anchor="middle")
    shift = f"{svg.number(corner[0] - CROP[0] * SCALE)} {svg.number(corner[1] - CROP[1] * SCALE)}"
    yield f'<g transform="translate({shift}) scale({SCALE})">{_silhouette(view)}{"".join(_fills(view, shown))}</g>'
    marked = markers(view, shown, corner, SCALE, CROP)
    yield from (_pointer(marker.place, marker.centre) for marker in marked if marker.moved)
    yield from map(_marker, marked)


def _silhouette(view: View) -> str:
    drawn = body_view(view)
    shapes = "".join(path for sides in drawn.shapes.values() for path in sides.values())
    return (
        f'<path d="{drawn.outline}" fill="{svg.PAPER}" stroke="{LINE}" stroke-width="4"/>'
        f'<path d="{shapes}" fill="{BASE}" stroke="{SHAPE_LINE}" stroke-width="2"/>'
    )


def _fills(view: View, shown: tuple[Entry, ...]) -> Iterator[str]:
    """Negative below inferred below positive; the white under a hatch comes first, so that it hides no tint."""
    for layer in (_negative, _white, _inferred, _positive):
        for entry in shown:
            path = "".join(path for place in entry.places if place.view == view for path in place.paths)
            if path:
                yield layer(entry, path)


def _negative(entry: Entry, path: str) -> str:
    return "" if entry.symbols else f'<path d="{path}" fill="{QUIET}" stroke="{LINE}" stroke-width="2"/>'


def _inferred(entry: Entry, path: str) -> str:
    if not entry.inferred:
        return ""
    return f'<path d="{path}" fill="{TINT}" stroke="{svg.INK}" stroke-width="7" stroke-dasharray="16 9"/>'


def _white(entry: Entry, path: str) -> str:
    return f'<path d="{path}" fill="{svg.PAPER}"/>' if entry.positive else ""


def _positive(entry: Entry, path: str) -> str:
    if not entry.positive:
        return ""
    hatch = f'<path d="{path}" fill="url(#{NAME}-hatch)"/>'
    outline = f'<path d="{path}" fill="none" stroke="{svg.INK}" stroke-width="6"/>'
    return hatch if entry.inferred else hatch + outline


def _marker(marker: Marker) -> str:
    """A number with its symbols on white, or a quiet symbol alone."""
    x, y = marker.centre
    corner = (x - marker.size[0] / 2, y - marker.size[1] / 2)
    box = svg.rectangle(corner, marker.size, stroke=0.0 if marker.quiet else 0.9, round_by=2.4)
    top = (x, corner[1] + marker.size[1] / 2 - marker.text_size * 0.57)
    fill = svg.SOFT if marker.quiet else svg.INK
    return box + svg.text((marker.text,), top, marker.text_size, bold=True, anchor="middle", fill=fill)


def _pointer(place: Spot, centre: Spot) -> str:
    """A line with a white edge from a dot on the place to the middle of the marker."""
    from_x, from_y, to_x, to_y = map(svg.number, (*place, *centre))
    line = f'<line x1="{from_x}" y1="{from_y}" x2="{to_x}" y2="{to_y}"'
    dot = f'<circle cx="{from_x}" cy="{from_y}" r="2" fill="{svg.INK}" stroke="{svg.PAPER}" stroke-width="0.9"/>'
    return f'{line} stroke="{svg.PAPER}" stroke-width="2.6"/>{line} stroke="{svg.INK}" stroke-width="0.9"/>{dot}'


def _key(top: float, words: Words) -> Iterator[str]:
    """What the fills mean; each sample is drawn as the places are."""
    found = Entry("", (), ("x",), (), ())
    cause = Entry("", (), (), ("x",), ())
    none = Entry("", (), (), (), ("x",))
    box = "M0 0l130 0l0 44l-130 0z"
    rows = (
        (_positive(found, box), words.say("+ positive finding")),
        (_inferred(cause, box), words.say("? possible cause (inferred)")),
        (_negative(none, box), words.say("− examined, negative")),
        (f'<path d="{box}" fill="{BASE}" stroke="{SHAPE_LINE}" stroke-width="2"/>', words.say("· nothing recorded")),
    )
    for number, (drawn, said) in enumerate(rows):
        left, y = (number % 2) * KEY_COLUMN, top + number // 2 * KEY_ROW
        yield f'<g transform="translate({svg.number(left + 1)} {svg.number(y)}) scale({SCALE})">{drawn}</g>'
        yield svg.text((said,), (left + 29.0, y), TEXT_SIZE, fill=svg.INK)
    sides = words.say("{left}, {right}: the client’s own left and right", left=words.say("L"), right=words.say("R"))
    yield svg.text((sides,), (1.0, top + 2 * KEY_ROW), TEXT_SIZE, fill=svg.SOFT)


def _fitting_legend(shown: tuple[Entry, ...], words: Words, room: Spot) -> tuple[tuple[float, str], ...]:
    """The blocks of the legend with as many lines for each state as its room, width and depth, allows."""
    legend: tuple[tuple[float, str], ...] = ()
    for most_lines in (6, 3, 2, 1):
        legend = tuple(_legend(shown, words, room[0], most_lines))
        if sum(height for height, _ in legend) <= room[1]:
            break
    return legend


def _legend(shown: tuple[Entry, ...], words: Words, width: float, most_lines: int) -> Iterator[tuple[float, str]]:
    """Blocks with their heights: one for each number, then what has none."""
    for entry in shown:
        if entry.number:
            yield _block(f"{entry.number}", entry.title, entry.lines(words, MOST_TITLES), width, most_lines)
    beyond = [entry.title for entry in shown if entry.symbols and not entry.number]
    if beyond:
        yield _block("…", words.say("More places, without a number"), ("; ".join(beyond),), width, 6)
    quiet = negative_only(shown)
    if quiet:
        yield _block("−", words.say("Examined, nothing positive"), ("; ".join(quiet),), width, 6)


def _block(mark: str, title: str, lines: Iterable[str], width: float, most_lines: int) -> tuple[float, str]:
    room = width - INDENT
    heading = wrapped(title, room, TITLE_SIZE, 2)
    text = tuple(line for one in lines for line in wrapped(one, room, TEXT_SIZE, most_lines))
    below = svg.lines_height(len(heading), TITLE_SIZE)
    drawn = (
        svg.text((mark,), (0.0, 0.0), TITLE_SIZE, bold=True)
        + svg.text(heading, (INDENT, 0.0), TITLE_SIZE, bold=True)
        + svg.text(text, (INDENT, below), TEXT_SIZE)
    )
    return below + svg.lines_height(len(text), TEXT_SIZE) + GAP, drawn
