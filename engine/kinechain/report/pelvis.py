"""A schematic side view of the pelvis: the recorded tilt, and the muscles that findings or conclusions name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinechain.language import message
from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.body_entries import INFERRED, POSITIVE
from kinechain.report.labels import wrapped
from kinechain.report.pelvis_shape import Muscle, bones, muscle_drawn, pelvis_shape, reference_lines
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment, RecordedFinding
from kinechain.terms.finding import State

NAME = "pelvis"
WIDTH = 255.0
SCALE = 0.68
LEFT = 14.0
TOP = 14.0
KEY_LEFT = 172.0
TITLE_SIZE, TEXT_SIZE = 7.2, 6.8
INDENT = 20.0
GAP = 3.4
MOST_LINES = 4
_MUSCLES = {
    "abdominals": message("Abdominals: low strength"),
    "hip-flexors": message("Hip flexors: short"),
    "back-muscles": message("Muscles of the low back: short"),
    "gluteals": message("Gluteals: low activity or strength, or longer at rest"),
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A muscle that the assessment names, with the words that name it. ``number`` counts from 1."""

    muscle: Muscle
    number: int
    found: str
    inferred: str

    @property
    def mark(self) -> str:
        """Its number and symbols, as beside the muscle."""
        return f"{self.number}{POSITIVE if self.found else ''}{INFERRED if self.inferred else ''}"


def drawn_pelvis(assessment: Assessment) -> Figure | None:
    """The side view with its caption, or None when posture was neither assessed nor concluded."""
    shape = pelvis_shape()
    tilts = [
        one for one in assessment.findings if one.id in shape.tilt and one.state in (State.POSITIVE, State.NEGATIVE)
    ]
    concluded = {one.id for one in (*assessment.causes, *assessment.impressions)}
    if not tilts and not concluded.intersection(shape.posture):
        return None
    words = Words.of(assessment)
    named = tuple(_named(assessment, words))
    forward = any(one.state is State.POSITIVE for one in tilts)
    drawn_as = words.say("Drawn tilted forward.") if forward else words.say("Drawn in the usual position.")
    heading = (*_tilt_told(tilts, words), drawn_as)
    measured = one_line(tilts[0].title) if tilts else words.say("Pelvic tilt in standing")
    blocks = [_block("", measured, heading)]
    blocks.extend(_block(one.mark, words.say(_MUSCLES[one.muscle.name]), _said(one)) for one in named)
    top = TOP + shape.height * SCALE + 8.0
    depth = top + sum(height for height, _ in blocks)
    title = words.say("Side view of the pelvis, schematic")
    told = [measured, *heading]
    told.extend(text for one in named for text in (words.say(_MUSCLES[one.muscle.name]), *_said(one)))
    description = shortened(" ".join(map(words.sentence, told)), MOST_ALT_CHARACTERS - len(title) - 2)
    parts = [svg.rectangle((0.0, 0.0), (WIDTH, depth)), *_picture(forward, named, words)]
    for height, drawn in blocks:
        parts.append(f'<g transform="translate(0 {svg.number(top)})">{drawn}</g>')
        top += height
    picture = svg.document(NAME, (WIDTH, depth), title, description, parts)
    caption = words.say("Schematic side view of the pelvis. It shows a model of how muscles pull, not a measurement.")
    return Figure(NAME, picture, WIDTH, depth, f"{title}. {description}", caption)


def _tilt_told(tilts: Iterable[RecordedFinding], words: Words) -> tuple[str, ...]:
    told = tuple(
        words.say(
            "{side}: {state}",
            side=words.side(one.side),
            state=", ".join(filter(None, (words.state(one.state), reading))),
        )
        for one in tilts
        for reading in (one_line(one.reading),)
    )
    return told or (words.say("Not assessed."),)


def _named(assessment: Assessment, words: Words) -> Iterator[_Named]:
    number = 0
    for muscle in pelvis_shape().muscles:
        found = [
            (one_line(one.title), one.side)
            for one in assessment.findings
            if one.id in muscle.findings and one.state is State.POSITIVE
        ]
        inferred = [
            one_line(one.title) for one in (*assessment.causes, *assessment.impressions) if one.id in muscle.conclusions
        ]
        if found or inferred:
            number += 1
            yield _Named(
                muscle,
                number,
                words.say("+ positive: {titles}", titles="; ".join(words.sides_together(found))) if found else "",
                words.say("? inferred: {titles}", titles="; ".join(inferred)) if inferred else "",
            )


def _said(one: _Named) -> tuple[str, ...]:
    return tuple(filter(None, (one.found, one.inferred)))


def _picture(forward: bool, named: tuple[_Named, ...], words: Words) -> Iterator[str]:
    shape = pelvis_shape()
    turn = shape.turns["forward" if forward else "usual"]
    by_name = {one.muscle.name: one for one in named}
    inner = "".join(
        (
            *(muscle_drawn(muscle, turn, named=False) for muscle in shape.muscles if muscle.name not in by_name),
            bones(turn),
            *(muscle_drawn(one.muscle, turn, named=True) for one in named),
            reference_lines(turn),
        )
    )
    yield f'<g transform="translate({svg.number(LEFT)} {svg.number(TOP)}) scale({SCALE})">{inner}</g>'
    yield svg.text((words.say("Back"),), (0.0, 0.0), 8.4, bold=True)
    yield svg.text((words.say("Front"),), (LEFT + shape.width * SCALE, 0.0), 8.4, bold=True, anchor="middle")
    for one in named:
        yield _marker(one)
    lines = (
        words.say("Schematic, seen from the client’s right (R)."),
        words.say("Arrows: short, pulls. Dashed: low strength or longer at rest."),
        words.say("Dotted line: level. Line with dots: front to back of the pelvis."),
    )
    top = TOP + 4.0
    for line in lines:
        rows = wrapped(line, WIDTH - KEY_LEFT, TEXT_SIZE, MOST_LINES + 2)
        yield svg.text(rows, (KEY_LEFT, top), TEXT_SIZE, fill=svg.SOFT)
        top += svg.lines_height(len(rows), TEXT_SIZE) + GAP


def _marker(one: _Named) -> str:
    x, y = one.muscle.marker[0] * SCALE + LEFT, one.muscle.marker[1] * SCALE + TOP
    width = 6.0 + 4.6 * len(one.mark)
    box = svg.rectangle((x - width / 2, y - 5.4), (width, 10.8), stroke=0.9, round_by=2.4)
    return box + svg.text((one.mark,), (x, y - 4.2), TITLE_SIZE, bold=True, anchor="middle")


def _block(mark: str, title: str, lines: Iterable[str]) -> tuple[float, str]:
    """A title with lines below it, and its height."""
    indent = INDENT if mark else 0.0
    room = WIDTH - indent
    heading = wrapped(title, room, TITLE_SIZE, 2)
    text = tuple(line for one in lines for line in wrapped(one, room, TEXT_SIZE, MOST_LINES))
    below = svg.lines_height(len(heading), TITLE_SIZE)
    drawn = (
        svg.text((mark,) if mark else (), (0.0, 0.0), TITLE_SIZE, bold=True)
        + svg.text(heading, (indent, 0.0), TITLE_SIZE, bold=True)
        + svg.text(text, (indent, below), TEXT_SIZE)
    )
    return below + svg.lines_height(len(text), TEXT_SIZE) + GAP, drawn
