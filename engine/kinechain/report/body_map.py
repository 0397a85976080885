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
WIDTH = 482.0
SCALE = 0.218
CROP = (32.0, 84.0, 660.0, 1270.0)
"""Left, top, width and height of what is shown of each view, in units of the map."""
VIEW_WIDTH, VIEW_HEIGHT = CROP[2] * SCALE, CROP[3] * SCALE
HEADING = 15.0
LEGEND_LEFT = 306.0
TITLE_SIZE, TEXT_SIZE = 7.6, 7.2
INDENT = 11.0
GAP = 3.6
KEY_ROW = 13.0
MOST_DEPTH = 640.0
"""With heading and caption it still stands on one page."""
HATCH = 9.0 / SCALE
"""The period of the hatch in units of the map: 9 points, a little over 3 mm."""
BASE, SHAPE_LINE, LINE = "#f4f6f6", "#c9d1d4", "#7d8a90"
TINT, QUIET = "#b9cfe3", "#dde3e5"


def drawn_body(assessment: Assessment) -> Figure | None:
    """Positive findings, possible causes and negative findings by place, or None when nothing has a place."""
    words = Words.of(assessment)
    shown = entries(assessment, words)
    if not shown:
        return None
    legend = _fitting_legend(shown, words)
    key_top = HEADING + VIEW_HEIGHT + 8.0
    depth = max(key_top + 4 * KEY_ROW + 4.0, HEADING + sum(height for height, _ in legend) + 2.0)
    title = words.say("Body map, front and back")
    description = shortened(
        f"{words.say('Left and right are the client’s own.')} {described(shown, words)}",
        MOST_ALT_CHARACTERS - len(title) - 2,
    )
    parts = [svg.rectangle((0.0, 0.0), (WIDTH, depth)), _hatch()]
    for column, view in enumerate(VIEWS):
        parts.extend(_view(view, shown, (column * (VIEW_WIDTH + 5.0), HEADING), words))
    parts.extend(_key(key_top, words))
    top = HEADING
    for height, drawn in legend:
        parts.append(f'<g transform="translate({svg.number(LEGEND_LEFT)} {svg.number(top)})">{drawn}</g>')
        top += height
    picture = svg.document(NAME, (WIDTH, depth), title, description, parts)
    caption = words.say(
        "Where the findings lie and which causes are possible there. Left and right are the client’s own."
    )
    return Figure(NAME, picture, WIDTH, depth, f"{title}. {description}", caption)


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
    yield svg.text((heading,), (middle, 1.0), 9.0, bold=True, anchor="middle")
    letters = (words.say("R"), words.say("L")) if view == "front" else (words.say("L"), words.say("R"))
    for letter, x in zip(letters, (middle - 42.0, middle + 42.0), strict=True):
        yield svg.text((letter,), (x, HEADING + 8.0), 13.0, bold=True, anchor="middle")
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
    for row, (drawn, said) in enumerate(rows):
        y = top + row * KEY_ROW
        yield f'<g transform="translate(8 {svg.number(y)}) scale({SCALE})">{drawn}</g>'
        yield svg.text((said,), (42.0, y + 0.4), TEXT_SIZE, fill=svg.INK)
    sides = words.say("{left}, {right}: the client’s own left and right", left=words.say("L"), right=words.say("R"))
    room = LEGEND_LEFT - 10.0 - 152.0
    yield svg.text(wrapped(sides, room, TEXT_SIZE, 3), (152.0, top + 0.4), TEXT_SIZE, fill=svg.SOFT)


def _fitting_legend(shown: tuple[Entry, ...], words: Words) -> tuple[tuple[float, str], ...]:
    """The blocks of the legend with as many lines for each state as leave room on a page."""
    legend: tuple[tuple[float, str], ...] = ()
    for most_lines in (6, 3, 2, 1):
        legend = tuple(_legend(shown, words, most_lines))
        if sum(height for height, _ in legend) <= MOST_DEPTH:
            break
    return legend


def _legend(shown: tuple[Entry, ...], words: Words, most_lines: int) -> Iterator[tuple[float, str]]:
    """Blocks with their heights: one for each number, then what has none."""
    for entry in shown:
        if entry.number:
            yield _block(f"{entry.number}", entry.title, entry.lines(words, MOST_TITLES), most_lines)
    beyond = [entry.title for entry in shown if entry.symbols and not entry.number]
    if beyond:
        yield _block("…", words.say("More places, without a number"), ("; ".join(beyond),), 6)
    quiet = negative_only(shown)
    if quiet:
        yield _block("−", words.say("Examined, nothing positive"), ("; ".join(quiet),), 6)


def _block(mark: str, title: str, lines: Iterable[str], most_lines: int) -> tuple[float, str]:
    room = WIDTH - LEGEND_LEFT - INDENT
    heading = wrapped(title, room, TITLE_SIZE, 2)
    text = tuple(line for one in lines for line in wrapped(one, room, TEXT_SIZE, most_lines))
    below = svg.lines_height(len(heading), TITLE_SIZE)
    drawn = (
        svg.text((mark,), (0.0, 0.0), TITLE_SIZE, bold=True)
        + svg.text(heading, (INDENT, 0.0), TITLE_SIZE, bold=True)
        + svg.text(text, (INDENT, below), TEXT_SIZE)
    )
    return below + svg.lines_height(len(text), TEXT_SIZE) + GAP, drawn
