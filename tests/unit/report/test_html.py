"""The HTML as a document: self-contained, well ordered, readable by machines and in grey."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kinechain import resources
from kinechain.report import html
from kinechain.terms.assessment import Assessment
from support import assessments
from support.reading import HtmlText

EVERY = [assessments.advice(), assessments.emergency(), assessments.safety_incomplete(), assessments.empty()]
each = pytest.mark.parametrize("assessment", EVERY, ids=["advice", "emergency", "safety-incomplete", "nothing"])


@each
def test_nothing_is_fetched(assessment: Assessment) -> None:
    document = html.render(assessment)
    names = {name for _, name, _ in HtmlText(document).attributes}
    assert not names & {"src", "href", "srcset", "action", "data", "poster", "xlink:href"}
    assert "url(" not in document
    assert "@import" not in document
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", document)


@each
def test_ids_are_unique_and_references_resolve(assessment: Assessment) -> None:
    attributes = HtmlText(html.render(assessment)).attributes
    ids = [value for _, name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    wanted = {part for _, name, value in attributes if name == "aria-labelledby" for part in value.split()}
    assert wanted <= set(ids)


@each
def test_headings_skip_no_level(assessment: Assessment) -> None:
    levels = [int(tag[1]) for tag in HtmlText(html.render(assessment)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each
def test_every_element_is_closed_in_order(assessment: Assessment) -> None:
    assert HtmlText(html.render(assessment)).open == []


def test_language_and_encoding_are_declared() -> None:
    document = html.render(assessments.advice())
    assert document.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in document


def test_same_assessment_same_document() -> None:
    assert html.render(assessments.advice()) == html.render(assessments.advice())


def test_the_running_head_is_a_css_string() -> None:
    document = html.render(replace(assessments.advice(), case='"; } x { y: z'))
    assert 'content: "\\22 \\3b  \\7d  x \\7b  y\\3a  z' in document


def test_pages_have_no_fixed_paper_size() -> None:
    style = resources.folder("reports").joinpath("style", "report.css").read_text("utf-8")
    assert "@page" in style
    assert not re.search(r"@page[^}]*\bsize\s*:", style)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colours."""
    bright, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "soft", "accent", "alert"])
def test_text_colours_have_enough_contrast(name: str) -> None:
    style = resources.folder("reports").joinpath("style", "report.css").read_text("utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    for paper in ("#ffffff", colours["tint"]):
        assert contrast(colours[name], paper) >= 4.5


def test_contrast_is_measured_correctly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5
