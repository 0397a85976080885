"""The PDF standards that each file claims, judged by another program than the one that made it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import page as checker
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from support.documents import Document, documents
from support.pictures import figures_of

WRONG_LENGTH = "PDFA2A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)(?:(?!endobj).)*?\bstream\r?\n", re.DOTALL)
PROFILES = (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_2A)
each_document = pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)


def failures(pdf: bytes) -> list[str]:
    """What speaks against both standards."""
    reports = (checker.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES)
    found = (one for report in reports for one in report.failures)
    # The checker takes a carriage return that ends the data for part of the line end after it.
    wrong = [one for one in found if one.rule_id != WRONG_LENGTH or not lengths_are_right(pdf)]
    return [f"{one.rule_id}: {one.message}" for one in wrong]


def lengths_are_right(pdf: bytes) -> bool:
    """Whether each stream ends where its ``/Length`` says, with nothing but one line end before ``endstream``."""
    starts = ((found.end(), int(found[1])) for found in STREAM.finditer(pdf))
    return all(re.match(rb"\r?\n?endstream", pdf[start + length :]) for start, length in starts)


def _elements(pdf: bytes) -> Iterator[tuple[str, Any]]:
    """Every structure element in reading order, with its kind."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    yield from _below(root["/StructTreeRoot"])


def _below(element: Any) -> Iterator[tuple[str, Any]]:
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield str(found["/S"]), found
            yield from _below(found)


def _attribute(element: Any, name: str) -> Any:
    held = element.get("/A", [])
    held = held.get_object() if hasattr(held, "get_object") else held
    for one in held if isinstance(held, list) else [held]:
        if name in one.get_object():
            return one.get_object()[name]
    return None


@each_document
def test_the_file_conforms_to_both_standards(document: Document) -> None:
    assert failures(document.pdf) == []


@each_document
def test_headings_go_down_one_level_at_a_time(document: Document) -> None:
    levels = [int(kind[2:]) for kind, _ in _elements(document.pdf) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(one, two) for one, two in pairwise(levels) if two > one + 1] == []


@each_document
def test_figures_are_described_in_the_words_of_the_page(document: Document) -> None:
    drawn = [str(element["/Alt"]) for kind, element in _elements(document.pdf) if kind == "/Figure"]
    told = [figure.alt for figure in figures_of(document.page)]
    assert [alt for alt in told if alt not in drawn] == []


@each_document
def test_heads_of_tables_say_what_they_head(document: Document) -> None:
    heads = [element for kind, element in _elements(document.pdf) if kind == "/TH"]
    tables = [kind for kind, _ in _elements(document.pdf) if kind == "/Table"]
    assert bool(heads) == bool(tables)
    assert {_attribute(element, "/Scope") for element in heads} <= {"/Column", "/Row", "/Both"}


@each_document
def test_nothing_in_the_file_runs_or_leads_out(document: Document) -> None:
    reader = PdfReader(BytesIO(document.pdf))
    catalogue: Any = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalogue)
    assert "/JavaScript" not in catalogue.get("/Names", {})
    assert not reader.attachments


def test_a_wrong_length_is_noticed() -> None:
    assert lengths_are_right(b"<</Length 3>>\nstream\nab\r\nendstream\nendobj")
    assert not lengths_are_right(b"<</Length 2>>\nstream\nabc\nendstream\nendobj")


def _without_language(catalogue: Any) -> None:
    del catalogue["/Lang"]


def _without_title_shown(catalogue: Any) -> None:
    catalogue[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(False)}
    )


def _without_tags(catalogue: Any) -> None:
    del catalogue["/StructTreeRoot"]


def _without_metadata(catalogue: Any) -> None:
    del catalogue["/Metadata"]


def _with_script(catalogue: Any) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    catalogue[NameObject("/OpenAction")] = DictionaryObject(action)


def _without_alternative_text(catalogue: Any) -> None:
    for kind, element in _below(catalogue["/StructTreeRoot"]):
        if kind == "/Figure":
            del element["/Alt"]


@pytest.mark.parametrize(
    "harm",
    [
        _without_language,
        _without_title_shown,
        _without_tags,
        _without_metadata,
        _with_script,
        _without_alternative_text,
    ],
)
def test_harm_to_the_file_is_noticed(harm: Callable[[Any], None]) -> None:
    assert set(failures(_copied(harm))) - set(failures(_copied(lambda _: None)))


@cache
def _with_figure() -> PdfReader:
    pdfs = (one.pdf for one in documents() if any(kind == "/Figure" for kind, _ in _elements(one.pdf)))
    return PdfReader(BytesIO(min(pdfs, key=len)))


def _copied(harm: Callable[[Any], None]) -> bytes:
    """A copy of a file with figures, harmed."""
    writer, file = PdfWriter(), BytesIO()
    writer.clone_document_from_reader(_with_figure())
    harm(writer.root_object)
    writer.write(file)
    return file.getvalue()
