"""The body map: every mark on the right side, told by symbol and word, and nothing in it that does not belong there."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kinechain.assess import Assessor
from kinechain.report import view
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.body_entries import MOST_NUMBERED, entries
from kinechain.report.body_map import CROP, SCALE, TINT, drawn_body
from kinechain.report.body_markers import markers
from kinechain.report.body_shapes import VIEWS
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from support import assessments
from support.body import HATCHED, SVG, assessment_of, cause, centres, found, texts, views
from support.pictures import figures_of
from support.real_rules import real, story

L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE
A4_TEXT_HEIGHT = 700.0
THREE_MILLIMETRES = 3 / 25.4 * 72
EVERYWHERE = list(real().vocabulary.regions)


def drawn(assessment: Assessment) -> Figure:
    figure = drawn_body(assessment)
    assert figure is not None
    return figure


def crowded() -> Assessment:
    """Something positive and something inferred on each side of every region."""
    return assessment_of(
        *(found(region, side) for region in EVERYWHERE for side in (L, R)),
        causes=tuple(
            cause(region, f"Cause {region} on the {side}", side, region) for region in EVERYWHERE for side in (L, R)
        ),
    )


@pytest.mark.parametrize(("side", "front"), [(L, 1), (R, -1)])
def test_a_finding_is_hatched_on_the_clients_own_side_in_both_views(side: Side, front: int) -> None:
    ahead, behind = views(drawn(assessment_of(found("knee", side))).svg)
    assert all(offset * front > 0 for offset in centres(ahead, fill=HATCHED))
    assert all(offset * front < 0 for offset in centres(behind, fill=HATCHED))
    assert centres(ahead, fill=HATCHED) and centres(behind, fill=HATCHED)


def test_a_cause_is_tinted_with_a_dashed_outline_on_its_side() -> None:
    _, behind = views(drawn(assessment_of(causes=(cause("held-back", "Held back", R, "gluteal"),))).svg)
    (offset,) = centres(behind, fill=TINT, stroke_dasharray="16 9")
    assert offset > 0


def test_a_negative_finding_is_neither_hatched_nor_tinted() -> None:
    for drawing in views(drawn(assessment_of(found("knee", L, State.NEGATIVE))).svg):
        assert centres(drawing, fill=HATCHED) == centres(drawing, fill=TINT) == []


@pytest.mark.parametrize("state", [State.NOT_ASSESSED, State.NOT_APPLICABLE])
def test_what_was_not_examined_marks_nothing(state: State) -> None:
    assert drawn_body(assessment_of(found("knee", L, state))) is None


def test_the_letters_stand_on_the_clients_sides() -> None:
    root = ElementTree.fromstring(drawn(assessment_of(found("knee", L))).svg)
    letters = [(float(one.attrib["x"]), one.text) for one in root.iter(f"{SVG}text") if one.text in ("L", "R")]
    assert [letter for _, letter in sorted(letters)] == ["R", "L", "L", "R"]


def test_both_views_are_named() -> None:
    assert {"Front", "Back"} <= set(texts(drawn(assessment_of(found("knee", L))).svg))


def test_states_are_told_by_symbol_and_word() -> None:
    said = " ".join(
        texts(
            drawn(
                assessment_of(
                    found("knee", L),
                    found("knee", L, State.NEGATIVE, title="Reflex"),
                    causes=(cause("nerve", "A nerve", L, "knee"),),
                )
            ).svg
        )
    )
    assert "+ positive: Test of knee ? possible cause: A nerve − negative: Reflex" in said


def test_a_number_on_the_map_leads_to_the_same_number_in_words() -> None:
    said = texts(drawn(assessment_of(found("knee", L), found("ankle", R))).svg)
    assert [said[said.index(number) + 1] for number in ("1", "2")] == ["Knee (left)", "Ankle (right)"]
    assert {"1+", "2+"} <= set(said)


def test_the_same_on_both_sides_is_said_once() -> None:
    assert "Knee (left, right)" in texts(drawn(assessment_of(found("knee", L), found("knee", R))).svg)


def test_places_beyond_the_most_have_no_number_and_are_listed() -> None:
    said = texts(drawn(crowded()).svg)
    numbers = {int(text) for text in said if text.isdecimal()}
    assert numbers == set(range(1, MOST_NUMBERED + 1))
    assert "More places, without a number" in said


@pytest.mark.parametrize(
    "assessment", [crowded(), assessment_of(found("hip", L), found("groin", L), found("gluteal", L))]
)
def test_no_marker_covers_another(assessment: Assessment) -> None:
    for name in VIEWS:
        placed = markers(name, entries(assessment, Words.of(assessment)), (0.0, 0.0), SCALE, CROP)
        assert [pair for pair in combinations(placed, 2) if pair[0].hits(pair[1])] == []


def test_the_words_say_everything_that_is_drawn() -> None:
    findings = [found(region, L) for region in ("knee", "calf", "neck")]
    figure = drawn(
        assessment_of(*findings, found("foot", R, State.NEGATIVE), causes=(cause("a", "A cause", R, "hip"),))
    )
    assert [
        text for text in (*(one.title for one in findings), "Test of foot", "A cause") if text not in figure.alt
    ] == []


def test_the_words_have_a_limit() -> None:
    many = [
        found(region, side, title=f"{number} {'long title ' * 30}")
        for number in range(20)
        for region in EVERYWHERE
        for side in (L, R)
    ]
    assert len(drawn(assessment_of(*many)).alt) <= MOST_ALT_CHARACTERS


def test_the_picture_never_outgrows_a_page() -> None:
    many = [
        found(region, side, state, title=f"{number} {'long title ' * 30}")
        for number in range(9)
        for region in EVERYWHERE
        for side in (L, R)
        for state in (State.POSITIVE, State.NEGATIVE)
    ]
    assert drawn(assessment_of(*many, causes=crowded().causes)).height < A4_TEXT_HEIGHT


def test_titles_from_outside_are_only_text() -> None:
    hostile = "</text><script>alert(1)</script>&\"'\u202e"
    root = ElementTree.fromstring(drawn(assessment_of(found("knee", L, title=hostile))).svg)
    assert {part.tag.removeprefix(SVG) for part in root.iter()}.isdisjoint(
        {"script", "image", "use", "a", "foreignObject"}
    )


def test_nothing_in_the_picture_comes_from_elsewhere() -> None:
    svg = drawn(crowded()).svg
    assert re.findall(r'(?:href|src|style|on\w+)="', svg) == []
    assert set(re.findall(r"url\(([^)]*)\)", svg)) == {"#body-map-hatch"}


def test_what_the_client_said_stays_out() -> None:
    figure = drawn(assessment_of(found("knee", L, note="Secret note", reading="Secret"), notes="Secret case"))
    assert "Secret" not in figure.svg + figure.alt


def test_the_hatch_is_wide_enough_for_every_printer() -> None:
    svg = drawn(assessment_of(found("knee", L))).svg
    period, scale = re.search(r'<pattern[^>]* width="([\d.]+)"', svg), re.search(r"scale\(([\d.]+)\)", svg)
    assert period and scale
    assert float(period[1]) * float(scale[1]) >= THREE_MILLIMETRES


def test_the_same_assessment_gives_the_same_picture() -> None:
    assert drawn(crowded()) == drawn(crowded())


def test_without_findings_there_is_no_picture() -> None:
    assert drawn_body(assessments.empty()) is None


def test_a_region_that_the_assessment_does_not_carry_is_left_out() -> None:
    assert drawn_body(replace(assessment_of(found("knee", L)), regions=())) is None


def test_ids_are_unique_on_a_page_with_every_figure() -> None:
    page = view.page(Assessor(real()).assess(story("dd-e-posture")))
    figures = [drawn.svg for drawn in figures_of(page)]
    ids = re.findall(r'\bid="([^"]+)"', "".join(figures))
    assert len(figures) > 2
    assert len(ids) == len(set(ids))
