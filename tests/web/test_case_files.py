"""Case files in and out of the app are the case files of every command."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinechain.knowledge.case_file import read_case
from kinechain.store.models import Client, Visit
from kinechain.store.visits import case_of
from kinechain.terms.case import Case
from kinechain.terms.finding import FindingKey, State, Value
from kinechain.web.assessing import vocabulary
from support.web import Practice

_TODAY = datetime.date(2026, 12, 1)
_EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def _upload(petra: Practice, data: bytes, name: str = "case.yaml") -> tuple[int, str]:
    answer = petra.browser.post("/clients/import/", {"file": SimpleUploadedFile(name, data)})
    return answer.status_code, answer.content.decode()


def _said(case: Case) -> tuple[object, ...]:
    """A case without the lines of its file."""
    found: dict[FindingKey, tuple[State, tuple[tuple[str, Value], ...], str]] = {
        key: (one.state, one.values, one.note) for key, one in case.by_key().items()
    }
    return case.id, case.date, case.age, case.sex, case.notes, found


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda path: path.stem)
def test_an_imported_case_is_the_case_of_its_file(example: Path, petra: Practice) -> None:
    assert _upload(petra, example.read_bytes())[0] == 302
    visit = Visit.objects.exclude(pk=petra.visit.pk).get()
    assert _said(case_of(visit, vocabulary(), _TODAY)) == _said(
        read_case(example.read_bytes(), example.name, vocabulary(), _TODAY)
    )


def test_an_exported_case_reads_as_the_visit(petra: Practice) -> None:
    assert _upload(petra, _EXAMPLES[0].read_bytes())[0] == 302
    visit = Visit.objects.exclude(pk=petra.visit.pk).get()
    written = petra.browser.get(f"/visits/{visit.pk}/case/").content
    assert _said(read_case(written, "case.json", vocabulary(), _TODAY)) == _said(case_of(visit, vocabulary(), _TODAY))


def test_every_problem_of_a_file_is_told_with_its_line_and_nothing_is_taken_in(petra: Practice) -> None:
    data = b"case: a\ndate: 2020-01-01\nfindings:\n  - {finding: hip-pian, side: left}\n  - {finding: hip-pain}\n"
    status, page = _upload(petra, data)
    assert (status, "Line 4, column" in page, "Line 5, column" in page) == (422, True, True)
    assert Client.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"x" * 1_100_000, b"[" * 5000, b"a: &a [*a]"])
def test_a_file_that_is_no_case_gets_a_reason(data: bytes, petra: Practice) -> None:
    status, page = _upload(petra, data)
    assert (status, 'class="error"' in page or "problems" in page) == (422, True)
    assert Client.objects.count() == 1


def test_the_name_of_the_file_is_never_used_as_a_path(petra: Practice) -> None:
    assert _upload(petra, _EXAMPLES[0].read_bytes(), "../../../../tmp/evil.yaml")[0] == 302
