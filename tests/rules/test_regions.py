"""Every finding, impression and cause has a place on the body map, or a reason in ``without_region.json`` for none."""

import json
from collections.abc import Iterator
from pathlib import Path

from kinechain.report.body_shapes import VIEWS, body_view, places
from kinechain.report.pelvis_shape import pelvis_shape
from support.real_rules import real

REASONS: dict[str, list[str]] = json.loads(Path(__file__).with_name("without_region.json").read_text(encoding="utf-8"))


def without_region() -> Iterator[str]:
    vocabulary = real().vocabulary
    for name, finding in vocabulary.findings.items():
        if finding.document.region is None and not any(one.regions for one in finding.attributes.values()):
            yield name
    for name, conclusion in (*vocabulary.causes.items(), *vocabulary.impressions.items()):
        if conclusion.region is None:
            yield name


def test_what_has_no_region_is_listed_with_a_reason() -> None:
    assert sorted(without_region()) == sorted(name for names in REASONS.values() for name in names)


def test_regions_name_only_shapes_of_the_map() -> None:
    known = {view: body_view(view).shapes for view in VIEWS}
    unknown = [
        (region.id, view, name)
        for region in real().vocabulary.regions.values()
        for view in VIEWS
        for name in (region.front if view == "front" else region.back)
        if name not in known[view]
    ]
    assert unknown == []


def test_every_region_covers_something() -> None:
    vocabulary = real().vocabulary
    assert [name for name in vocabulary.regions if not places(vocabulary.body_region(name))] == []


def test_findings_of_one_side_lie_in_regions_that_have_sides() -> None:
    vocabulary = real().vocabulary
    sideless = {name for name in vocabulary.regions if len(places(vocabulary.body_region(name))) == 1}
    assert [name for name, one in vocabulary.findings.items() if one.sided and one.document.region in sideless] == []


def test_questions_about_harm_have_no_place_on_the_map() -> None:
    flag = next(flag for flag in real().vocabulary.red_flags.values() if flag.code == "RF25")
    assert set(flag.questions) <= set(without_region())


def test_the_side_view_names_only_words_of_the_vocabulary() -> None:
    vocabulary, shape = real().vocabulary, pelvis_shape()
    findings = shape.tilt.union(*(muscle.findings for muscle in shape.muscles))
    conclusions = shape.posture.union(*(muscle.conclusions for muscle in shape.muscles))
    assert findings <= vocabulary.findings.keys()
    assert conclusions <= vocabulary.causes.keys() | vocabulary.impressions.keys()
