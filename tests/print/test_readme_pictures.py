"""The pictures of documents in the README show what the program prints today: ``make pictures`` takes them anew."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from kinechain.assess import Assessor
from kinechain.knowledge.case_file import read_case
from kinechain.report.blocks import Page
from kinechain.report.formats import drawn, report
from kinechain.report.handout import handout
from kinechain.report.letter import letter
from kinechain.terms.assessment import Assessment
from support.documents import progress_document
from support.real_rules import real

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "images"
SCALE = 75 / 72
COLOURS = 128
MOST_DIFFERENCE = 2.0
"""Mean over all pixels, of 255: another version number is far below it, a line that moved is above."""

MOST_PALER = 40
"""Of 255: how much less red a picture of few colours may be."""


@cache
def _example(name: str) -> Assessment:
    file = ROOT / "examples" / f"{name}.yaml"
    return Assessor(real()).assess(read_case(file.read_bytes(), file.name, real().vocabulary, date.max))


def _letter() -> Page:
    made = letter(_example("red-flag"))
    assert made is not None
    return made


PICTURES: dict[str, tuple[Callable[[], bytes], int]] = {
    "report": (lambda: report(_example("seed-author"), "pdf"), 0),
    "report-figures": (lambda: report(_example("seed-author"), "pdf"), 1),
    "handout": (lambda: drawn(handout(_example("seed-author")), "pdf"), 0),
    "letter": (lambda: drawn(_letter(), "pdf"), 0),
    "progress": (lambda: progress_document("en").pdf, 1),
}
"""The document of each picture, and which of its pages."""


def _picture(name: str) -> Image.Image:
    made, number = PICTURES[name]
    document = pypdfium2.PdfDocument(made())
    picture: Image.Image = document[number].render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    return picture


def _difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L"))).mean[0]


def _reddest(picture: Image.Image) -> int:
    """How far red stands out at the reddest place: few colours may lose what is rare, and a warning is."""
    red, green, blue = picture.split()
    return int(ImageChops.subtract(red, ImageChops.lighter(green, blue)).getextrema()[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_is_printed_today(name: str, request: pytest.FixtureRequest) -> None:
    now, file = _picture(name), KEPT / f"{name}.png"
    if request.config.getoption("--pictures"):
        now.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    with Image.open(file) as kept:
        assert kept.size == now.size
        assert _difference(kept.convert("RGB"), now) <= MOST_DIFFERENCE
        assert abs(_reddest(kept.convert("RGB")) - _reddest(now)) <= MOST_PALER


def test_the_readme_shows_every_picture_and_no_other() -> None:
    shown = re.findall(r"\(docs/images/([a-z-]+)\.png\)", (ROOT / "README.md").read_text("utf-8"))
    assert {*shown} == {*PICTURES} == {file.stem for file in KEPT.glob("*.png")}


def test_another_page_is_noticed() -> None:
    assert _difference(_picture("report"), _picture("report-figures")) > MOST_DIFFERENCE
