"""The shapes of the body map lie where their names say: left is the client's left in both views."""

import re
from itertools import product

import pytest

from kinechain import resources
from kinechain.report.body_shapes import MIDDLE, VIEWS, body_view, measured, on_side, places
from kinechain.terms.body import BodyRegion, View
from kinechain.terms.side import BODY_SIDES, Side
from support.real_rules import real

LEFT_OF_CLIENT = {"front": 1, "back": -1}
"""Whether the client's left is right (1) or left (-1) of the middle for the viewer."""


def regions() -> list[BodyRegion]:
    vocabulary = real().vocabulary
    return [vocabulary.body_region(name) for name in vocabulary.regions]


@pytest.mark.parametrize("view", VIEWS)
def test_every_left_shape_is_on_the_clients_left_and_every_right_one_on_the_right(view: View) -> None:
    shapes = body_view(view).shapes
    wrong = [
        (name, side)
        for name, side in product(shapes, BODY_SIDES)
        if side in shapes[name]
        and (measured(shapes[name][side])[0][0] - MIDDLE) * LEFT_OF_CLIENT[view] * (1 if side is Side.LEFT else -1) <= 0
    ]
    assert wrong == []


@pytest.mark.parametrize("view", VIEWS)
def test_left_and_right_of_one_name_are_mirror_images(view: View) -> None:
    pairs = [
        (name, measured(sides[Side.LEFT]), measured(sides[Side.RIGHT]))
        for name, sides in body_view(view).shapes.items()
        if Side.LEFT in sides
    ]
    assert len(pairs) > 30
    far = [
        name
        for name, ((x, y), area), ((other_x, other_y), other_area) in pairs
        if abs(x + other_x - 2 * MIDDLE) > 8 or abs(y - other_y) > 8 or not 0.6 < abs(area / other_area) < 1.7
    ]
    assert far == []


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.id)
def test_every_place_of_a_region_is_on_its_side(region: BodyRegion) -> None:
    sign = {Side.LEFT: 1, Side.RIGHT: -1, Side.MIDLINE: 0}
    offsets = [
        (place, (measured(path)[0][0] - MIDDLE) * LEFT_OF_CLIENT[place.view])
        for place in places(region)
        for path in place.paths
    ]
    wrong = [place for place, offset in offsets if (round(offset) > 0) - (round(offset) < 0) != sign[place.side]]
    assert wrong == []


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.id)
def test_without_a_side_a_region_is_marked_once_in_each_view_with_all_its_paths(region: BodyRegion) -> None:
    marked = on_side(region, Side.MIDLINE)
    assert len({place.view for place in marked}) == len(marked)
    assert sum(len(place.paths) for place in marked) == sum(len(place.paths) for place in places(region))


def test_a_side_marks_nothing_of_the_other_side() -> None:
    gluteal = real().vocabulary.body_region("gluteal")
    assert {place.side for place in on_side(gluteal, Side.LEFT)} == {Side.LEFT}


def test_a_shape_that_the_map_does_not_have_is_left_out() -> None:
    assert places(BodyRegion("tail", "Tail", back=("tail-1",))) == ()


@pytest.mark.parametrize("view", VIEWS)
def test_paths_are_plain_lines_and_curves_in_whole_units(view: View) -> None:
    paths = [path for sides in body_view(view).shapes.values() for path in sides.values()]
    allowed = re.compile(r"M[\d -]+([lqcM][\d -]+|z)*")
    assert [path for path in (*paths, body_view(view).outline) if not allowed.fullmatch(path)] == []


def test_the_licence_of_the_shapes_lies_beside_them() -> None:
    assert "MIT License" in resources.folder("reports").joinpath("body", "LICENSE.txt").read_text(encoding="utf-8")
