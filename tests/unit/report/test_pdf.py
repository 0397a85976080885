"""The PDF as a file: the same bytes again, on any machine; tagged, archival, numbered pages."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from pypdf import PdfReader

from kinechain import resources
from kinechain.report import coverage, pdf
from support import assessments

SCRIPT = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from kinechain.report import pdf
from support import assessments
print(hashlib.sha256(pdf.render(assessments.advice())).hexdigest())
"""


def reader(**changes: Any) -> PdfReader:
    return PdfReader(BytesIO(pdf.render(replace(assessments.advice(), **changes))))


def test_bytes_repeat_in_this_process() -> None:
    assert pdf.render(assessments.advice()) == pdf.render(assessments.advice())


def test_bytes_repeat_after_another_report() -> None:
    before = pdf.render(assessments.advice())
    pdf.render(assessments.hostile("😀 #set"))
    assert pdf.render(assessments.advice()) == before


def test_bytes_repeat_in_another_process() -> None:
    here = [path for path in sys.path if path.endswith(("engine", "tests"))]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *here], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(pdf.render(assessments.advice())).hexdigest()


def test_another_case_gives_other_bytes() -> None:
    assert pdf.render(assessments.advice()) != pdf.render(replace(assessments.advice(), case="K-0418"))


def test_the_file_declares_both_standards() -> None:
    made = pdf.render(assessments.advice())
    for words in (b"<pdfuaid:part>1", b"<pdfaid:part>2", b"<pdfaid:conformance>A"):
        assert words in made
    catalogue: Any = reader().trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"


def test_the_date_is_that_of_the_case() -> None:
    made = reader(date="2024-02-29").metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date.date().isoformat() == "2024-02-29"


@pytest.mark.parametrize("date", ["", "yesterday", "2025-13-40", "0001-01-01", "9999-12-31"])
def test_any_date_gives_a_report(date: str) -> None:
    assert reader(date=date).pages


def test_pages_are_numbered_and_name_the_case() -> None:
    sheets = [page.extract_text() for page in reader().pages]
    assert len(sheets) > 1
    for number, text in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in text
        assert "Decision support, not a diagnosis." in text
        assert "3f9a1c7de2b8" in text
        assert "K-0417" in text


def test_the_outline_follows_the_sections() -> None:
    outline: list[Any] = reader().outline
    assert outline[0].title == "Movement assessment"
    titles = [entry.title for entry in outline[1] if not isinstance(entry, list)]
    assert titles[:3] == ["At a glance", "Red flags", "Possible causes, ranked"]


def test_fonts_are_those_of_the_report() -> None:
    made = pdf.render(assessments.advice())
    assert b"IBMPlexSans" in made
    assert b"Libertinus" not in made


def test_licence_stands_beside_the_fonts() -> None:
    fonts = resources.folder("reports").joinpath("print", "fonts")
    assert "SIL OPEN FONT LICENSE" in fonts.joinpath("OFL.txt").read_text("utf-8").upper()


def test_coverage_knows_what_the_fonts_can_show() -> None:
    font = resources.folder("reports").joinpath("print", "fonts", "IBMPlexSans-Regular.ttf").read_bytes()
    known = coverage.characters(font)
    assert {ord(character) for character in "aZ0éßŁΩЖ−≥°±–…"} <= known
    assert not {ord(character) for character in "漢😀"} & known
    assert len(known) > 800


def test_a_broken_font_is_refused() -> None:
    with pytest.raises(ValueError, match="cmap"):
        coverage.characters(b"\x00\x01\x00\x00" + bytes(20))


def test_a_warm_report_is_fast() -> None:
    times = []
    for number in range(6):
        start = perf_counter()
        pdf.render(replace(assessments.advice(), case=f"K-{number}"))
        times.append(perf_counter() - start)
    assert min(times[1:]) < 1.0  # 0.02 s as measured; the bound is for slow and busy machines


def test_a_mark_without_a_letter_does_not_stop_the_report() -> None:
    lonely = pdf.render(assessments.hostile("\u0610"))
    assert lonely.startswith(b"%PDF")
    assert "[?]" in "".join(page.extract_text() for page in PdfReader(BytesIO(lonely)).pages)
