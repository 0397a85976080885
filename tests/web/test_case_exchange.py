"""Cases in and out: into a chosen client, out with everything, and no harm from hostile files."""

import io
import json
import zipfile
from pathlib import PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinechain.knowledge.case_file import read_case
from kinechain.store.models import Client, Visit
from kinechain.store.visits import case_of
from kinechain.web.assessing import assessor, vocabulary
from support.taken_in import EXAMPLES, TODAY, visit_of
from support.web import Practice, signed

_EXAMPLES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def _send(practice: Practice, data: bytes, name: str = "case.yaml", client: Client | None = None) -> tuple[int, str]:
    page = f"/clients/{client.pk}/import/" if client else "/clients/import/"
    answer = practice.browser.post(page, {"file": SimpleUploadedFile(name, data)})
    return answer.status_code, answer.content.decode()


def _findings(visit: Visit) -> object:
    return {
        (one.finding, one.side): (one.state, one.values, one.note)
        for one in visit.entries.exclude(state="not-assessed")
    }


@pytest.mark.parametrize("example", _EXAMPLES)
def test_an_exported_visit_imports_again_to_the_same_findings(example: str, petra: Practice) -> None:
    visit = visit_of(petra, example)
    written = petra.browser.get(f"/visits/{visit.pk}/case/").content
    assert _send(petra, written, "case.json", petra.client)[0] == 302
    again = petra.client.visits.exclude(pk=petra.visit.pk).get()
    assert _findings(again) == _findings(visit)


def test_a_case_is_taken_into_the_chosen_client_whatever_its_name(petra: Practice) -> None:
    assert _send(petra, (EXAMPLES / "desk-worker.yaml").read_bytes(), client=petra.client)[0] == 302
    assert Client.objects.count() == 1
    assert petra.client.visits.count() == 2


def test_a_case_is_not_taken_into_the_client_of_another(petra: Practice, paul: Practice) -> None:
    assert _send(paul, (EXAMPLES / "desk-worker.yaml").read_bytes(), client=petra.client)[0] == 404
    assert petra.client.visits.count() == 1


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("case.yaml", b"0" * 50_000_000)
    return target.getvalue()


@pytest.mark.parametrize("name", ["case.yaml", "case.json", "case.zip", "case.yaml.gz"])
def test_a_zip_bomb_is_never_unpacked(name: str, petra: Practice) -> None:
    status, page = _send(petra, _bomb(), name)
    assert (status, "error" in page) == (422, True)
    assert petra.client.visits.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        b"a: " + b"[" * 20_000,
        b"&a [" + b"*a," * 1_000 + b"]",
        b"!!python/object/apply:os.system ['true']",
        b"{" * 50_000,
        b"\xef\xbb\xbf",
        "case: \ud800".encode("utf-8", "surrogatepass"),
        b"case: a\ncase: b\n",
        b"x: " + b"9" * 100_000,
    ],
    ids=["deep", "aliases", "object", "json", "mark", "half", "twice", "digits"],
)
def test_a_hostile_file_gets_a_page_and_takes_nothing_in(data: bytes, petra: Practice) -> None:
    for name in ("case.yaml", "case.json"):
        assert _send(petra, data, name)[0] == 422
    assert Visit.objects.count() == 1


def test_markup_in_a_file_stays_text(petra: Practice) -> None:
    _, page = _send(petra, b"case: a\n'<script>alert(1)</script>': 1\n")
    assert "<script>alert" not in page
    evil = b"case: '<img src=x onerror=alert(1)>'\ndate: 2026-03-01\nnotes: '<script>alert(2)</script>'\nfindings: []\n"
    status, _ = _send(petra, evil)
    visit = Visit.objects.exclude(pk=petra.visit.pk).get()
    pages = [petra.browser.get(page).content.decode() for page in ("/clients/", f"/clients/{visit.client.pk}/")]
    assert status == 302
    assert [page for page in pages if "<img src=x" in page or "<script>alert" in page] == []


def test_everything_about_a_client_is_one_archive_with_harmless_names(petra: Practice) -> None:
    Client.objects.filter(pk=petra.client.pk).update(pseudonym="../../etc/passwd <b>")
    Visit.objects.filter(pk=petra.visit.pk).update(notes="her words")
    petra.client.refresh_from_db()
    signed(petra)
    answer = petra.browser.get(f"/clients/{petra.client.pk}/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="client.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        record = json.loads(archive.read("record.json"))
    assert names == [
        "record.json",
        "visit-001-2026-03-02/case.json",
        "visit-001-2026-03-02/report-1/clinician.pdf",
    ]
    assert all(".." not in PurePosixPath(name).parts for name in names)
    assert record["visits"][0]["notes"] == "her words"


def test_every_case_of_the_archive_gives_the_same_conclusions(petra: Practice) -> None:
    visit = visit_of(petra, "seed-author", petra.client)
    answer = petra.browser.get(f"/clients/{petra.client.pk}/export/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        written = archive.read("visit-002-2026-11-20/case.json")
    case = read_case(written, "case.json", vocabulary(), TODAY)
    assert assessor().preview(case) == assessor().preview(case_of(visit, vocabulary(), TODAY))


def test_two_archives_of_one_client_are_equal(petra: Practice) -> None:
    page = f"/clients/{petra.client.pk}/export/"
    assert petra.browser.get(page).content == petra.browser.get(page).content
