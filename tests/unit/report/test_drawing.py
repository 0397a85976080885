"""Line drawings: one for every exercise, drawn by poses that a body can take, inside their frame."""

import re
from collections.abc import Iterator

import pytest

from kinechain import resources
from kinechain.report import drawing
from kinechain.report.blocks import Figure
from kinechain.report.drawing_body import FOREARM, SHIN, THIGH, TRUNK, UPPER_ARM, Body, body, distance
from kinechain.report.drawing_check import TOUCH, lowest, parts
from kinechain.report.drawing_format import DrawingDocument, StartDocument
from kinechain.report.drawing_things import top
from kinechain.terms.assessment import EXERCISE
from support import real_rules

NAMES = drawing.names()
BRIDGE = "drawings/bilateral-bridge.yaml"
PLACES = re.compile(r"[MLQ]([-\d.]+) ([-\d.]+)(?: ([-\d.]+) ([-\d.]+))?|A[-\d.]+ [-\d.]+ 0 \d \d ([-\d.]+) ([-\d.]+)")
GROUPS = re.compile(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+) -[\d.]+\)">(.*?)</g>')


def drawn(name: str) -> Figure:
    figure = drawing.figure(name, "en")
    assert figure is not None, name
    return figure


def written(name: str) -> DrawingDocument:
    found, problems = drawing.read_drawing(name)
    assert found is not None, problems
    return found


def bodies(document: DrawingDocument) -> list[tuple[StartDocument, Body]]:
    return [(pose, body(pose, front=document.view == "front")) for pose in document.poses()]


def places(figure: Figure) -> Iterator[tuple[float, float]]:
    """Every corner and end of an arc in the picture, in its own points."""
    for left, up, scale, inside in GROUPS.findall(figure.svg):
        for found in PLACES.findall(inside):
            for x, y in zip(found[::2], found[1::2], strict=True):
                if x:
                    yield float(left) + float(scale) * float(x), float(up) - float(scale) * float(y)


def changed(old: str, new: str) -> list[tuple[str, int]]:
    """Code and line of every problem of the bridge after a change of its text."""
    text = resources.folder("reports").joinpath(BRIDGE).read_text("utf-8")
    assert old in text
    found, problems = drawing.checked(text.replace(old, new, 1).encode(), BRIDGE)
    assert found is None
    return [(problem.code, problem.line) for problem in problems]


def test_every_exercise_has_a_drawing_and_every_drawing_an_exercise() -> None:
    items = real_rules.real().vocabulary.recommendations.values()
    assert set(NAMES) == {item.id for item in items if EXERCISE in item.classes}


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_is_sound(name: str) -> None:
    assert drawing.read_drawing(name)[1] == ()


def test_what_has_a_side_shows_which_limb_works() -> None:
    items = real_rules.real().vocabulary.recommendations
    assert {name for name in NAMES if written(name).works} == {name for name in NAMES if items[name].sided}


@pytest.mark.parametrize("name", NAMES)
def test_limbs_have_the_length_of_a_body_in_both_poses(name: str) -> None:
    document = written(name)
    for pose, figure in bodies(document):
        assert distance(figure.hip, figure.neck) == pytest.approx(TRUNK * float(pose.share or 1))
        for limb, shape in figure.limbs.items():
            share = getattr(pose, limb).share
            halves = (THIGH, SHIN) if limb.endswith("leg") else (UPPER_ARM, FOREARM)
            upper, lower = (distance(*pair) for pair in zip(shape.joints, shape.joints[1:], strict=False))
            assert upper == pytest.approx(halves[0] * float(share[0]), abs=0.01)
            assert lower == pytest.approx(halves[1] * float(share[1]), abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_everything_lies_inside_the_frame(name: str) -> None:
    figure = drawn(name)
    spots = list(places(figure))
    assert len(spots) > 100
    assert all(0 <= x <= figure.width and 0 <= y <= figure.height for x, y in spots)
    assert figure.width <= drawing.WIDTH


@pytest.mark.parametrize("name", NAMES)
def test_feet_back_and_hands_touch_where_the_pose_says_so(name: str) -> None:
    document = written(name)
    surfaces = [0.0, *map(top, document.scene)]
    for pose, figure in bodies(document):
        for part in pose.touching:
            height = lowest(parts(figure)[part])
            assert min(abs(height - surface) for surface in surfaces) <= TOUCH, (name, part, height)


def test_most_poses_touch_something() -> None:
    assert all(written(name).start.touching for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_says_in_words_what_start_and_end_show(name: str) -> None:
    document, figure = written(name), drawn(name)
    assert document.start.shows in figure.alt
    assert document.end.shows in figure.alt
    assert re.findall(r">([^<]+)</text>", figure.svg) == ["Start", "End"]


def test_start_and_end_look_different() -> None:
    assert len({drawn(name).svg for name in NAMES}) == len(NAMES)
    for name in NAMES:
        first, second = (inside for *_, inside in GROUPS.findall(drawn(name).svg))
        assert first != second, name


def test_the_same_picture_every_time() -> None:
    first = {name: drawn(name).svg for name in NAMES}
    drawing.figure.cache_clear()
    assert first == {name: drawn(name).svg for name in NAMES}


def test_nobody_drew_what_is_no_exercise() -> None:
    assert drawing.figure("pain-education", "en") is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: bilateral-bridge", "id: brigde", ("drawing.wrong-id", 1)),
        ("view: side", "view: above", ("drawing.wrong-value", 2)),
        ("  trunk: 180\n", "", ("drawing.missing-key", 4)),
        ("bend: up, end: 0", "bend: up, ends: 0", ("drawing.unknown-key", 8)),
        ("{to: [92, 4], bend: up, end: 0}", "{bend: up}", ("drawing.wrong-value", 8)),
        ("to: [92, 4]", "to: [140, 4]", ("drawing.out-of-reach", 8)),
        ("hip: [62, 5.8]", "hip: [62, 14]", ("drawing.floating", 12)),
        ("hip: [62, 5.8]", "hip: [62, 1]", ("drawing.below-floor", 5)),
    ],
)
def test_what_is_wrong_with_a_drawing_is_said_with_its_place(old: str, new: str, problem: tuple[str, int]) -> None:
    assert problem in changed(old, new)


def test_two_equal_poses_are_refused() -> None:
    text = resources.folder("reports").joinpath(BRIDGE).read_text("utf-8")
    still = text[: text.index("end:\n")] + "end:\n  shows: The same.\n"
    assert [problem.code for problem in drawing.checked(still.encode(), BRIDGE)[1]] == ["drawing.same-poses"]
