"""Line drawings of exercises: start and end beside one another, drawn from the poses in ``reports/drawings``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, floor, pi, sin

from kinechain import resources
from kinechain.knowledge.reader import read
from kinechain.knowledge.validate import validate
from kinechain.language import in_language
from kinechain.report import drawing_things as things
from kinechain.report import svg
from kinechain.report.blocks import Figure
from kinechain.report.drawing_body import HEAD, Body, Circle, DrawnLimb, Spot, body
from kinechain.report.drawing_check import misplaced
from kinechain.report.drawing_format import ArrowDocument, DrawingDocument, StartDocument
from kinechain.report.drawing_shape import capsule, outlined
from kinechain.terms.problem import Problem

FOLDER, ENDING = "drawings", ".yaml"
WIDTH, HEIGHT = 226.0, 98.0
"""Points at most, both poses together; chosen so that two exercises fit on a printed page."""
GAP, MARGIN, LABEL = 10.0, 3.0, 12.0
MOST_SCALE = 1.1
NEAR, FAR, WORKS = "#ffffff", "#c3cbce", "#1d4f5c"
OUTLINE = 1.5
ARROW, ARROW_HEAD = 2.0, 7.0
ORDER = {
    "side": ("other_arm", "other_leg", "trunk", "leg", "arm"),
    "front": ("other_leg", "leg", "trunk", "other_arm", "arm"),
}


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose with its figure, ready to be drawn."""

    written: StartDocument
    body: Body


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the room that is shown, in the units of the drawing."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> Spot:
        """Width and height."""
        return self.right - self.left, self.top - self.bottom


@cache
def names() -> tuple[str, ...]:
    """The names of all files of drawings, without their ending, in order."""
    folder = resources.folder("reports").joinpath(FOLDER)
    return tuple(sorted(file.name.removesuffix(ENDING) for file in folder.iterdir() if file.name.endswith(ENDING)))


def shown() -> Iterator[tuple[str, str]]:
    """What every drawing shows in words, with its place, for translators."""
    for name in names():
        drawing = read_drawing(name)[0]
        for pose in (drawing.start, drawing.end) if drawing else ():
            yield f"reports/{FOLDER}/{name}{ENDING}", pose.shows


def read_drawing(name: str) -> tuple[DrawingDocument | None, tuple[Problem, ...]]:
    """One drawing, or every problem of its file."""
    file = f"reports/{FOLDER}/{name}{ENDING}"
    return checked(resources.folder("reports").joinpath(FOLDER, name + ENDING).read_bytes(), file)


def checked(data: bytes, file: str) -> tuple[DrawingDocument | None, tuple[Problem, ...]]:
    """A drawing from the bytes of its file, or every problem of it: its form first, then its poses."""
    document, problems = read(data, file)
    if document is None:
        return None, problems
    written, problems = validate(DrawingDocument, document, "drawing")
    if written is None:
        return None, problems
    problems = tuple(misplaced(document, written))
    return (None, problems) if problems else (written, ())


@cache
def figure(exercise: str, language: str) -> Figure | None:
    """The picture of an exercise with its words in a language, or None when nobody has drawn it."""
    words = in_language(language)
    drawing = read_drawing(exercise)[0] if exercise in names() else None
    if drawing is None:
        return None
    alt = words.say("Start: {start} End: {end}", start=words.say(drawing.start.shows), end=words.say(drawing.end.shows))
    caption = words.say("Dark: the side that you train.") if drawing.works else ""
    name = f"drawing-{drawing.id}"
    parts, size = drawn(drawing, (words.say("Start"), words.say("End")))
    picture = svg.document(name, size, words.say("Start and end"), alt, parts, unit="pt")
    return Figure(name, picture, *size, alt=alt, caption=caption)


def drawn(drawing: DrawingDocument, labels: tuple[str, str]) -> tuple[tuple[str, ...], Spot]:
    """Both poses beside one another as SVG, each with its label below, and the size of the whole in points."""
    poses = tuple(Pose(pose, body(pose, front=drawing.view == "front")) for pose in drawing.poses())
    frame = _frame(drawing, poses)
    room = ((WIDTH - GAP - 4 * MARGIN) / (2 * frame.size[0]), (HEIGHT - 2 * MARGIN) / frame.size[1], MOST_SCALE)
    scale = floor(min(room) * 100) / 100
    panel = (frame.size[0] * scale + 2 * MARGIN, frame.size[1] * scale + 2 * MARGIN)
    parts: list[str] = []
    for number, (pose, label) in enumerate(zip(poses, labels, strict=True)):
        left = number * (panel[0] + GAP)
        move = f"translate({svg.number(left + MARGIN - frame.left * scale)} "
        move += f"{svg.number(MARGIN + frame.top * scale)}) scale({svg.number(scale)} {svg.number(-scale)})"
        parts.append(f'<g transform="{move}">{"".join(_panel(drawing, pose, frame))}</g>')
        parts.append(svg.text((label,), (left + panel[0] / 2, panel[1] + 1), LABEL, bold=True, anchor="middle"))
    return tuple(parts), (2 * panel[0] + GAP, panel[1] + LABEL * svg.LINE_HEIGHT + 2)


def _frame(drawing: DrawingDocument, poses: Iterable[Pose]) -> Frame:
    """All of both poses, of the room and of the arrows, so that both pictures stand on one scale."""
    boxes = [box for pose in poses for box in _boxes(drawing, pose)]
    boxes.extend(things.extent(thing) for thing in drawing.scene)
    edges = list(zip(*boxes, strict=True))
    return Frame(min(edges[0]) - 2, min(*edges[1], -1.5) - 1, max(edges[2]) + 2, max(edges[3]) + 1.5)


def _boxes(drawing: DrawingDocument, pose: Pose) -> Iterator[tuple[float, float, float, float]]:
    for spot, radius in (*pose.body.circles(), *things.held_circles(pose.written, pose.body)):
        yield spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius
    for arrow in pose.written.arrows:
        for spot in (_spot(arrow.from_), _spot(arrow.to), _bow(arrow)):
            yield spot[0] - 3, spot[1] - 3, spot[0] + 3, spot[1] + 3


def _panel(drawing: DrawingDocument, pose: Pose, frame: Frame) -> Iterator[str]:
    yield things.floor(frame.left, frame.right)
    for thing in drawing.scene:
        yield things.drawn(thing)
    for name in ORDER[drawing.view]:
        if name == "trunk":
            yield from _trunk(pose.body)
            if drawing.view == "front":
                yield things.belt(pose.body)
        else:
            yield from _limb(pose.body.limbs[name], _fill(drawing, name))
    yield from things.held(pose.written, pose.body)
    yield from map(_arrow, pose.written.arrows)


def _fill(drawing: DrawingDocument, name: str) -> str:
    if name in drawing.works:
        return WORKS
    return FAR if name.startswith("other") and drawing.view == "side" else NEAR


def _trunk(drawn: Body) -> Iterator[str]:
    neck: tuple[Circle, Circle] = ((drawn.neck, 2.4), (drawn.head, 2.4))
    yield outlined("".join(capsule(*pair) for pair in (*drawn.trunk, neck)), NEAR, OUTLINE)
    nose = capsule(drawn.nose, drawn.nose) if drawn.nose else ""
    yield outlined(nose + capsule((drawn.head, HEAD), (drawn.head, HEAD)), NEAR, OUTLINE)


def _limb(limb: DrawnLimb, fill: str) -> Iterator[str]:
    ring = zip(limb.tip, limb.tip[1:] + limb.tip[:1], strict=True) if len(limb.tip) > 2 else (limb.tip,)
    tip = "".join(capsule(one, other) for one, other in ring)
    yield outlined("".join(capsule(*pair) for pair in limb.shape) + tip, fill, OUTLINE)


def _spot(written: tuple[object, object]) -> Spot:
    return float(str(written[0])), float(str(written[1]))


def _bow(arrow: ArrowDocument) -> Spot:
    (x1, y1), (x2, y2), curve = _spot(arrow.from_), _spot(arrow.to), float(arrow.curve)
    return (x1 + x2) / 2 - (y2 - y1) * curve, (y1 + y2) / 2 + (x2 - x1) * curve


def _arrow(arrow: ArrowDocument) -> str:
    start, tip, bow = _spot(arrow.from_), _spot(arrow.to), _bow(arrow)
    turn = atan2(tip[1] - bow[1], tip[0] - bow[0])
    neck = (tip[0] - ARROW_HEAD * 0.8 * cos(turn), tip[1] - ARROW_HEAD * 0.8 * sin(turn))
    corners = [
        (tip[0] + ARROW_HEAD * cos(turn + pi + aside), tip[1] + ARROW_HEAD * sin(turn + pi + aside))
        for aside in (-0.42, 0.42)
    ]
    n = svg.number
    path = f"M{n(start[0])} {n(start[1])}Q{n(bow[0])} {n(bow[1])} {n(neck[0])} {n(neck[1])}"
    head = f"M{n(tip[0])} {n(tip[1])}" + "".join(f"L{n(x)} {n(y)}" for x, y in corners) + "Z"
    halo = f'<path d="{path}" fill="none" stroke="{svg.PAPER}" stroke-width="{n(ARROW + 2.4)}"/>'
    line = f'<path d="{path}" fill="none" stroke="{svg.INK}" stroke-width="{n(ARROW)}"/>'
    return halo + line + f'<path d="{head}" fill="{svg.INK}" stroke="{svg.PAPER}" stroke-width="0.6"/>'
