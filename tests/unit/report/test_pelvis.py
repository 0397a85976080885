"""The side view of the pelvis: drawn only for posture, and no muscle is named that nothing in the assessment names."""

import re
from xml.etree import ElementTree

import pytest

from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.pelvis import drawn_pelvis
from kinechain.report.pelvis_shape import SHORT, pelvis_shape, turned
from kinechain.terms.assessment import Assessment
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from support import assessments
from support.body import SVG, cause, texts
from support.parts import finding

L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE
TILT = finding("pelvic-tilt", "Pelvic tilt", L)
LEVEL = finding("pelvic-tilt", "Pelvic tilt", L, State.NEGATIVE)
SHORT_FLEXORS = finding("modified-thomas", "Thomas test", R)
WHOLE_MODEL = cause("lower-crossed-syndrome", "Lower crossed", M)


def drawn(assessment: Assessment) -> Figure:
    figure = drawn_pelvis(assessment)
    assert figure is not None
    return figure


def turn(figure: Figure) -> float:
    """How far the pelvis is turned forward, in degrees."""
    found = re.search(r'<g transform="rotate\((-?[\d.]+) ', figure.svg)
    assert found
    return float(found[1])


@pytest.mark.parametrize(
    "assessment",
    [
        assessments.empty(),
        assessments.empty(findings=(finding("pelvic-tilt", "Pelvic tilt", L, State.NOT_ASSESSED), SHORT_FLEXORS)),
        assessments.empty(causes=(cause("reciprocal-inhibition", "Short flexors", L),)),
    ],
)
def test_without_posture_there_is_no_picture(assessment: Assessment) -> None:
    assert drawn_pelvis(assessment) is None


@pytest.mark.parametrize("assessment", [assessments.empty(findings=(LEVEL,)), assessments.empty(causes=(WHOLE_MODEL,))])
def test_posture_assessed_or_concluded_is_drawn(assessment: Assessment) -> None:
    assert "chematic" in drawn(assessment).caption


def test_a_marked_tilt_turns_the_pelvis_forward() -> None:
    assert turn(drawn(assessments.empty(findings=(TILT,)))) > turn(drawn(assessments.empty(findings=(LEVEL,)))) + 10


def test_forward_means_that_the_front_point_sinks() -> None:
    back, front = pelvis_shape().points
    assert turned(front, 20.0)[1] > front[1]
    assert turned(back, 20.0)[1] < back[1]


def test_the_recorded_tilt_stands_beside_it_in_words() -> None:
    assert "Left: + positive" in texts(drawn(assessments.empty(findings=(TILT,))).svg)


def test_a_tilt_that_was_not_assessed_is_called_so() -> None:
    assert "Not assessed." in texts(drawn(assessments.empty(causes=(WHOLE_MODEL,))).svg)


def test_no_muscle_is_named_without_a_reason() -> None:
    figure = drawn(assessments.empty(findings=(TILT, finding("modified-thomas", "Thomas test", R, State.NEGATIVE))))
    assert SHORT not in figure.svg
    assert not [text for text in texts(figure.svg) if re.match(r"\d[+?]", text)]


def test_a_finding_names_its_muscle_and_no_other() -> None:
    figure = drawn(assessments.empty(findings=(TILT, SHORT_FLEXORS)))
    assert figure.svg.count(f'fill="{SHORT}"') == 1
    assert "Hip flexors: short" in texts(figure.svg)
    assert "+ positive: Thomas test (right)" in texts(figure.svg)


def test_a_conclusion_names_its_muscles_as_inferred() -> None:
    marks = [text for text in texts(drawn(assessments.empty(causes=(WHOLE_MODEL,))).svg) if text.endswith("?")]
    assert sorted(set(marks)) == ["1?", "2?", "3?", "4?"]


def test_the_words_say_everything_that_is_drawn() -> None:
    figure = drawn(assessments.empty(findings=(TILT, SHORT_FLEXORS), causes=(WHOLE_MODEL,)))
    wanted = ("schematic", "Pelvic tilt", "Left: + positive", "Hip flexors", "Thomas test (right)", "Lower crossed")
    assert [text for text in wanted if text not in figure.alt] == []


def test_titles_from_outside_are_only_text_and_have_a_limit() -> None:
    hostile = finding("modified-thomas", "</text><script>x</script>" * 400, R)
    figure = drawn(assessments.empty(findings=(TILT, hostile)))
    tags = {part.tag.removeprefix(SVG) for part in ElementTree.fromstring(figure.svg).iter()}
    assert "script" not in tags
    assert len(figure.alt) <= MOST_ALT_CHARACTERS


def test_what_the_client_said_stays_out() -> None:
    noted = finding("pelvic-tilt", "Pelvic tilt", L, note="Secret note")
    figure = drawn(assessments.empty(findings=(noted,), notes="Secret case"))
    assert "Secret" not in figure.svg + figure.alt
