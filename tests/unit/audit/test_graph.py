"""The picture of the rule base: layered, on one A3 page, with no text over another."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kinechain.audit.graph import A3, COLUMNS, Drawing, as_svg, drawn, widest
from support.real_rules import real
from support.small_knowledge import only, rule_file, standard

SMALLEST = 6.5
"""Units of 1/96 inch: about 5 pt on A3."""


@pytest.mark.parametrize("drawing", [drawn(standard()), drawn(real())], ids=["tiny", "real"])
def test_no_box_and_no_text_overlaps_another_and_all_stay_on_the_page(drawing: Drawing) -> None:
    for column in range(len(COLUMNS)):
        rows = sorted((row for row in drawing.rows if row.node[0] == column), key=lambda row: row.corner[1])
        assert all(upper.corner[1] + upper.size[1] <= lower.corner[1] for upper, lower in pairwise(rows))
        assert all(row.corner[0] + row.size[0] <= A3[0] and row.corner[1] + row.size[1] <= A3[1] for row in rows)
    assert widest(drawing) <= 1
    assert drawing.letters >= SMALLEST
    assert all(row.size[1] >= 1.1 * drawing.letters * len(row.text) for row in drawing.rows)


def test_layers_run_from_findings_to_the_plan_and_safety_stands_apart() -> None:
    found = {row.node[1]: COLUMNS[row.node[0]] for row in drawn(standard()).rows}
    assert found["hip-pain"] == "Findings"
    assert found["inhibited"] == "Impressions"
    assert found["pain-inhibition"] == "Causes"
    assert found["squat"] == "Plan"
    assert found["infection"] == "Red flags"
    assert found["weight-loss"] == "Safety questions"


def test_arcs_follow_the_rules_and_opposition_is_dashed() -> None:
    arcs = {(one[1], other[1]): opposing for (one, other), opposing in drawn(standard()).arcs.items()}
    assert arcs["inhibited", "pain-inhibition"] is False
    assert arcs["bridge", "pain-inhibition"] is True
    assert arcs["infection", "exercise"] is True
    assert ("squeeze", "squat") not in arcs


def test_the_picture_is_well_formed_whatever_a_title_says_and_repeats() -> None:
    base = only(rule_file("plan.one", [{"finding": "fever"}], [{"recommend": "squat", "strength": "weak"}]))
    object.__setattr__(base.vocabulary.findings["fever"].document, "title", "<script> & fever")
    root = ElementTree.fromstring(as_svg(base))
    assert root.attrib["viewBox"] == "0 0 1122.5 1587.4"
    assert "<script>" not in as_svg(base)
    assert as_svg(standard()) == as_svg(standard())


def test_a_title_with_a_side_says_that_it_has_one() -> None:
    assert "Low (side) gluteal" in as_svg(standard())
