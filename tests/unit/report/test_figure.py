"""The two pictures: nothing overlaps, nothing is told by colour alone, and they speak."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kinechain.assess import Assessor
from kinechain.report import figure, view
from kinechain.report.detail import WHOLE
from kinechain.report.layout import Box, placed
from kinechain.terms.assessment import Assessment
from kinechain.terms.causal_picture import CycleArc, GraphArc, GraphNode
from kinechain.terms.side import Side
from support import assessments
from support.pictures import figures_of
from support.real_rules import real, story

SVG = "{http://www.w3.org/2000/svg}"


Rectangle = tuple[float, float, float, float]


def boxes_of(root: ElementTree.Element) -> list[Rectangle]:
    """Position and size of every box but the white paper behind them."""
    found = [
        tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height")) for box in root.iter(f"{SVG}rect")
    ]
    return [(x, y, wide, high) for x, y, wide, high in found[1:]]


def apart(one: Rectangle, other: Rectangle) -> bool:
    """Whether two boxes do not overlap."""
    beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
    return beside or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]


def chain(assessment: Assessment) -> ElementTree.Element:
    picture = figure.causal_chain(assessment)
    assert picture is not None
    return ElementTree.fromstring(picture)


def loop(assessment: Assessment) -> ElementTree.Element:
    picture = figure.cycle(assessment)
    assert picture is not None
    return ElementTree.fromstring(picture)


def crowded(per_layer: int = 9) -> Assessment:
    """Many nodes, many arcs, arcs inside a layer, backwards and doubled."""
    layers = ("findings", "states", "causes", "plan")
    nodes = tuple(
        GraphNode(
            f"{layer}-{i}",
            f"{layer} number {i} with a rather long title " * (1 + i % 3),
            tuple(Side)[i % 3],
            layer,
            layer == "findings",
        )
        for layer in layers
        for i in range(per_layer)
    )
    arcs = tuple(
        GraphArc(one.id, other.id, one.observed, (i + j) % 7 == 0, "r")
        for i, one in enumerate(nodes)
        for j, other in enumerate(nodes)
        if (3 * i + 5 * j) % 23 == 0
    )
    return assessments.empty(graph_nodes=nodes, graph_arcs=arcs)


@pytest.mark.parametrize("assessment", [assessments.advice(), assessments.emergency(), crowded(), crowded(3)])
def test_no_boxes_overlap(assessment: Assessment) -> None:
    measures = figure.chain_layout(assessment).drawn.metrics()
    assert measures["node_overlaps"] == 0
    assert measures["node_edge_hits"] == 0
    assert measures["unrouted_edges"] == 0
    assert measures["endpoint_off_outline"] == 0


@pytest.mark.parametrize("assessment", [assessments.advice(), crowded(), crowded(5)])
def test_arcs_start_and_end_at_the_sides_of_boxes(assessment: Assessment) -> None:
    placement = figure.chain_layout(assessment)
    width = figure.BOX_WIDTHS[4]
    edges = {x for x, _ in placement.corners} | {x + width for x, _ in placement.corners}
    for route in placement.routes:
        inside_a_column = abs(route[0][0] - route[-1][0]) < width
        assert inside_a_column or all(min(abs(x - edge) for edge in edges) < 0.5 for x, _ in (route[0], route[-1]))


def one_box() -> Assessment:
    return assessments.empty(graph_nodes=(GraphNode("a", "A", Side.LEFT, "states", False),))


@pytest.mark.parametrize("assessment", [one_box(), assessments.advice(), crowded()])
def test_a_chain_is_as_wide_as_the_text_of_a_page(assessment: Assessment) -> None:
    assert float(chain(assessment).attrib["width"]) == figure.PAGE_WIDTH


@pytest.mark.parametrize("assessment", [one_box(), assessments.advice(), crowded()])
def test_every_line_of_a_chain_stays_inside_it(assessment: Assessment) -> None:
    placement = figure.chain_layout(assessment)
    ends = [x for route in placement.routes for x, _ in route] + [x for x, _ in placement.corners]
    assert min(ends) >= -0.01
    assert max(ends) <= figure.PAGE_WIDTH - 2 * figure.MARGIN + 0.01


def test_of_a_long_layer_the_picture_names_how_much_more_the_words_tell() -> None:
    root = chain(crowded(11))
    assert len(boxes_of(root)) == 4 * WHOLE.boxes
    assert [one.text for one in root.iter(f"{SVG}text")].count("and 3 more") == 4
    description = root.findtext(f"{SVG}desc") or ""
    assert description.startswith("11 findings, 11 states, 11 possible causes, 11 items of the plan.")


def test_opposition_is_never_what_a_picture_leaves_out() -> None:
    nodes = tuple(GraphNode(f"n{i}", f"N{i}", Side.LEFT, "findings", True) for i in range(20))
    cause = GraphNode("c", "C", Side.LEFT, "causes", False)
    arcs = tuple(GraphArc(node.id, "c", True, node.id == "n19", "r") for node in nodes)
    root = chain(assessments.empty(graph_nodes=(*nodes, cause), graph_arcs=arcs))
    assert "N19" in [one.text for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", ["dd-e-posture", "tc13-pain-position-disuse", "nv-tendon-rupture"])
def test_words_in_figures_can_be_read_in_print(name: str) -> None:
    """At its own size, which print keeps: 6.5 points at least and no wider than the text of a page."""
    page = view.page(Assessor(real()).assess(story(name)))
    figures = figures_of(page)
    assert max(one.width for one in figures) <= figure.PAGE_WIDTH
    assert min(float(size) for one in figures for size in re.findall(r'font-size="([\d.]+)"', one.svg)) >= 6.5


@pytest.mark.parametrize("assessment", [assessments.advice(), crowded(8)])
def test_drawn_boxes_are_apart_and_inside_the_picture(assessment: Assessment) -> None:
    root = chain(assessment)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    boxes = boxes_of(root)
    assert len(boxes) == len(assessment.graph_nodes)
    for x, y, wide, high in boxes:
        assert 0 <= x <= x + wide <= width + 0.01
        assert 0 <= y <= y + high <= height + 0.01
    for one, other in combinations(boxes, 2):
        assert apart(one, other)


def test_layers_stand_from_left_to_right() -> None:
    assessment = assessments.advice()
    corners = figure.chain_layout(assessment).corners
    left = {
        layer: {x for (x, _), node in zip(corners, assessment.graph_nodes, strict=True) if node.layer == layer}
        for layer in figure.LAYERS
    }
    assert all(len(places) == 1 for places in left.values())
    order = [min(left[layer]) for layer in ("findings", "states", "causes", "plan")]
    assert order == sorted(set(order))


def test_recorded_inferred_and_opposing_arcs_differ_by_form() -> None:
    nodes = (
        GraphNode("a", "A", Side.LEFT, "findings", True),
        GraphNode("b", "B", Side.LEFT, "causes", False),
    )

    def form(observed: bool, opposes: bool) -> str:
        arcs = (GraphArc("a", "b", observed, opposes, "r"),)
        picture = figure.causal_chain(assessments.empty(graph_nodes=nodes, graph_arcs=arcs))
        assert picture is not None
        return picture.split("</desc>")[1]

    recorded, inferred, opposing = form(True, False), form(False, False), form(True, True)
    assert recorded.count("stroke-dasharray") + 1 == inferred.count("stroke-dasharray")
    assert opposing.count('stroke-width="2.4"') == recorded.count('stroke-width="2.4"') + 1


def test_pictures_use_greys_only() -> None:
    for picture in (figure.causal_chain(assessments.advice()), figure.cycle(assessments.advice())):
        for colour in re.findall(r"#[0-9a-f]{6}", picture or ""):
            parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            assert max(parts) - min(parts) <= 24


def test_sides_are_lettered() -> None:
    texts = [element.text for element in chain(assessments.advice()).iter(f"{SVG}text")]
    assert texts.count("L") == 13
    assert texts.count("R") == 1
    assert "L, R: the client's left and right" in texts


def test_pictures_say_what_they_show() -> None:
    root = chain(assessments.advice())
    assert root.attrib["role"] == "img"
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert description.text is not None
    assert description.text.startswith("6 findings, 3 states, 3 possible causes, 3 items of the plan.")
    assert "speaks against Lack of use." in description.text


def test_text_stands_on_white() -> None:
    first = next(iter(chain(assessments.advice()).iter(f"{SVG}rect")))
    assert first.attrib["fill"] == "#ffffff"
    assert float(first.attrib["width"]) == float(chain(assessments.advice()).attrib["width"])


def test_there_is_no_empty_picture() -> None:
    assert figure.causal_chain(assessments.empty()) is None
    assert figure.cycle(assessments.empty()) is None


def test_arcs_to_nowhere_and_to_themselves_are_left_out() -> None:
    nodes = (GraphNode("a", "A", Side.LEFT, "states", False),)
    arcs = (GraphArc("a", "a", False, False, "r"), GraphArc("a", "gone", False, False, "r"))
    picture = figure.causal_chain(assessments.empty(graph_nodes=nodes, graph_arcs=arcs))
    assert picture is not None
    assert "leads to" not in picture


def test_pictures_repeat() -> None:
    assert figure.causal_chain(crowded()) == figure.causal_chain(crowded())
    assert figure.cycle(assessments.advice()) == figure.cycle(assessments.advice())


def test_arcs_inside_a_column_stay_apart() -> None:
    boxes = [Box(100.0, 20.0, 0)] * 4
    placement = placed(boxes, [(0, 3), (3, 0), (0, 2), (1, 2), (2, 1)])
    assert len(set(placement.routes)) == 5
    bows = [max(x for x, _ in route) for route in placement.routes[:3]]
    assert len(set(bows)) == 3


def test_the_loop_is_drawn_once_and_closed() -> None:
    description = loop(assessments.advice()).find(f"{SVG}desc")
    assert description is not None
    assert description.text == (
        "On the left: Left hip pain leads to Gluteus maximus hard to activate; "
        "Gluteus maximus hard to activate leads to Hip feels unstable; "
        "Hip feels unstable leads to Left hip pain. "
        "Left hip pain is entered by Hip pain, FADIR. "
        "The plan breaks it at Left hip pain: Pain-calming positions and load advice. "
        "Gluteus maximus hard to activate is entered by Gluteus maximus activation. "
        "The plan breaks it at Gluteus maximus hard to activate: Gluteal squeeze. "
        "Hip feels unstable is entered by Giving way."
    )


def test_an_arc_that_a_finding_backs_is_solid() -> None:
    dashes = [path.get("stroke-dasharray") for path in loop(assessments.advice()).iter(f"{SVG}path")]
    without = replace(assessments.advice(), proofs=())
    dashes_without = [path.get("stroke-dasharray") for path in loop(without).iter(f"{SVG}path")]
    assert sum(dash is not None for dash in dashes) == 4  # two arcs and two samples of the legend
    assert sum(dash is not None for dash in dashes_without) == 4  # three arcs and one sample


def test_each_side_has_its_own_loop() -> None:
    base = assessments.advice()
    both = replace(base, cycle=base.cycle + tuple(replace(arc, side=Side.RIGHT) for arc in base.cycle))
    texts = [element.text for element in loop(both).iter(f"{SVG}text")]
    assert "Left side" in texts
    assert "Right side" in texts


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_a_loop_of_any_length_fits_its_picture(count: int) -> None:
    names = [f"state {number}" for number in range(count)]
    arcs = tuple(
        CycleArc(names[i], names[(i + 1) % count], names[i], names[(i + 1) % count], Side.LEFT, "r")
        for i in range(count)
    )
    root = loop(assessments.empty(cycle=arcs))
    boxes = boxes_of(root)
    assert len(boxes) == count
    for x, y, wide, high in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= float(root.attrib["width"])
        assert y + high <= float(root.attrib["height"])
    for one, other in combinations(boxes, 2):
        assert apart(one, other)
