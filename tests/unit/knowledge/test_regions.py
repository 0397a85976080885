"""Regions of the body: unknown ones are found with their place; values that say where come before the default."""

import pytest

from kinechain.knowledge.vocabulary import FindingDefinition
from kinechain.terms.finding import Finding, State, Value
from kinechain.terms.side import Side
from support.small_knowledge import codes, problems, small
from support.small_words import CAUSES

REGIONS = "vocabulary/regions.yaml"
MORE = "vocabulary/findings-2.yaml"
THIGH_AND_KNEE = "regions:\n  - {id: thigh, title: Thigh, front: [quadriceps-1]}\n  - {id: knee, title: Knee}\n"
ACHE = "{id: ache, title: Ache, group: tests, how: Ask., sided: true"
SITE = "attributes: {site: {type: choices, title: Site, values: {low: low, high: high}, regions: {low: knee}}}"


def ache(more: str) -> str:
    """A file with one finding that has these further keys."""
    return f"findings:\n  - {ACHE}, {more}}}\n"


def definition(more: str) -> FindingDefinition:
    """That finding in a knowledge base that has two regions."""
    return small({REGIONS: THIGH_AND_KNEE, MORE: ache(more)}).vocabulary.findings["ache"]


def recorded(*values: tuple[str, Value]) -> Finding:
    """That finding as it was recorded."""
    return Finding("ache", Side.LEFT, State.POSITIVE, values)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (MORE, ache("region: tigh"), "vocabulary.unknown-region"),
        (MORE, ache(SITE.replace("low: knee", "low: toe")), "vocabulary.unknown-region"),
        (MORE, ache(SITE.replace("low: knee", "lwo: knee")), "vocabulary.unknown-value"),
        ("vocabulary/causes.yaml", CAUSES.replace("sided:", "region: tigh, sided:", 1), "vocabulary.unknown-region"),
        (REGIONS, THIGH_AND_KNEE.replace("front:", "side:"), "vocabulary.unknown-key"),
        (
            REGIONS,
            THIGH_AND_KNEE
            + "  - {id: toe, title: Toe, spots: [{view: top, across: 1, down: 1, width: 9, height: 9}]}\n",
            "vocabulary.wrong-value",
        ),
    ],
)
def test_what_is_wrong_with_a_region_is_found(path: str, text: str, code: str) -> None:
    assert code in codes({REGIONS: THIGH_AND_KNEE, path: text})


def test_an_unknown_region_is_reported_at_its_place_with_the_nearest_name() -> None:
    found = problems({REGIONS: THIGH_AND_KNEE, MORE: ache("region: tigh")})
    problem = next(one for one in found if one.code == "vocabulary.unknown-region")
    assert (problem.file, problem.line, problem.hint) == (MORE, 2, "Did you mean 'thigh'?")


def test_a_finding_lies_in_its_own_region() -> None:
    assert definition("region: thigh").regions_of(recorded()) == ("thigh",)


def test_a_recorded_value_says_where_before_the_own_region() -> None:
    assert definition(f"region: thigh, {SITE}").regions_of(recorded(("site", ("low",)))) == ("knee",)


def test_a_value_that_says_no_place_leaves_the_own_region() -> None:
    assert definition(f"region: thigh, {SITE}").regions_of(recorded(("site", ("high",)))) == ("thigh",)


def test_what_is_only_recorded_marks_nothing() -> None:
    assert definition("region: thigh, on_map: false").regions_of(recorded()) == ()


def test_a_finding_without_a_place_has_no_region() -> None:
    assert definition("cost: quick").regions_of(recorded()) == ()
