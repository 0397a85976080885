"""Assessments with places on the body, and how to read a drawn body map."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from kinechain.report.body_shapes import measured
from kinechain.terms.assessment import Assessment, RecordedFinding
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Inference
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength
from support import assessments
from support.parts import finding
from support.real_rules import real

SVG = "{http://www.w3.org/2000/svg}"
HATCHED = "url(#body-map-hatch)"


def found(region: str, side: Side, state: State = State.POSITIVE, **changes: Any) -> RecordedFinding:
    """A finding in a region."""
    return replace(finding(f"{region}-test", f"Test of {region}", side, state, regions=(region,)), **changes)


def cause(name: str, title: str, side: Side, *regions: str) -> Inference:
    """A cause in regions, with nothing else to it."""
    return Inference(name, title, side, Strength.WEAK, 1_000, 0, "", "", (), (), (), regions=regions)


def assessment_of(*findings: RecordedFinding, causes: tuple[Inference, ...] = (), **changes: Any) -> Assessment:
    """An assessment of findings and causes, with every region of the real vocabulary."""
    vocabulary = real().vocabulary
    regions = tuple(vocabulary.body_region(name) for name in vocabulary.regions)
    return assessments.empty(findings=findings, causes=causes, regions=regions, **changes)


def views(svg: str) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The drawings of front and back; inside them the middle of the body is at 362."""
    drawn = [
        part
        for part in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if len(part) > 1 and "scale" in part.attrib["transform"]
    ]
    return drawn[0], drawn[1]


def centres(view: ElementTree.Element, **wanted: str) -> list[float]:
    """How far right of the middle each part of the paths lies that have these attributes, in units of the map."""
    names = {key.replace("_", "-"): value for key, value in wanted.items()}
    paths = [path.attrib["d"] for path in view.iter(f"{SVG}path") if names.items() <= path.attrib.items()]
    return [measured(part)[0][0] - 362 for path in paths for part in re.findall(r"M[^M]+", path)]


def texts(svg: str) -> list[str]:
    """Every line of text that is drawn."""
    return ["".join(part.itertext()) for part in ElementTree.fromstring(svg).iter(f"{SVG}text")]
