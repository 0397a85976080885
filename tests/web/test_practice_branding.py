"""How documents look: an administrator's branding file with its logo, checked before it is used."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from kinechain.report.branding import PLAIN
from kinechain.store.models import Role
from kinechain.web.practice import practice_branding
from support.taken_in import EXAMPLES, visit_of
from support.web import Practice, account, browser

_FILE = (EXAMPLES / "branding" / "practice.yaml").read_bytes()
_LOGO = (EXAMPLES / "branding" / "logo.svg").read_bytes()


@pytest.fixture
def anna(db: None) -> Browser:
    """An administrator's browser."""
    return browser(account("anna", Role.ADMIN))


def _send(admin: Browser, file: bytes, logo: bytes | None = None, name: str = "logo.svg") -> tuple[int, str]:
    sent = {"file": SimpleUploadedFile("practice.yaml", file)}
    if logo is not None:
        sent["logo"] = SimpleUploadedFile(name, logo)
    answer = admin.post("/practice/", sent)
    return answer.status_code, answer.content.decode()


def test_a_branding_file_with_its_logo_is_used_and_given_back(anna: Browser) -> None:
    assert _send(anna, _FILE, _LOGO)[0] == 302
    assert practice_branding().name == "Hill Street Movement Practice"
    assert practice_branding().logo is not None
    assert anna.get("/practice/file/").content == _FILE
    assert "Hill Street Movement Practice" in anna.get("/practice/").content.decode()


def test_documents_carry_the_name_of_the_practice(anna: Browser, petra: Practice) -> None:
    _send(anna, _FILE, _LOGO)
    visit = visit_of(petra, "desk-worker")
    answer = petra.browser.post(f"/visits/{visit.pk}/documents/handout.html", {"open_because": "no time today"})
    assert "Hill Street Movement Practice" in answer.content.decode()


def test_the_language_of_the_practice_is_the_first_choice(anna: Browser, petra: Practice) -> None:
    _send(anna, b"language: es\n")
    page = petra.browser.get(f"/visits/{petra.visit.pk}/documents/").content.decode()
    assert 'value="es" checked' in page


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"name: A\nnmae: B\n", "Line 2, column 1"),
        (b"colours:\n  accent: '#eeeeee'\n", "too pale"),
        (b"name: [", "Line "),
        (b"   ", "empty"),
        (b"a: &x [*x]", "anchor"),
        (b"logo: logo.svg\n", "none came with it"),
        (b"language: xx\n", "no language"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(file: bytes, words: str, anna: Browser) -> None:
    _send(anna, _FILE, _LOGO)
    status, page = _send(anna, file)
    assert (status, words in page) == (422, True)
    assert practice_branding().name == "Hill Street Movement Practice"


@pytest.mark.parametrize(
    "logo",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"/>',
        b"\xff\xd8\xff\xe0 a JPEG",
        b"\x89PNG\r\n\x1a\n broken",
        b"<svg" + b" " * 300_001,
    ],
    ids=["script", "handler", "jpeg", "broken", "large"],
)
def test_a_logo_that_is_no_safe_picture_is_refused(logo: bytes, anna: Browser) -> None:
    assert _send(anna, b"logo: logo.svg\n", logo)[0] == 422
    assert practice_branding() == PLAIN


def test_a_path_in_the_file_opens_nothing_on_the_server(anna: Browser, tmp_path: Path) -> None:
    secret = tmp_path / "other.svg"
    secret.write_bytes(_LOGO)
    status, page = _send(anna, f"logo: {secret}\n".encode())
    assert (status, "none came with it" in page) == (422, True)
    assert practice_branding() == PLAIN


def test_a_name_with_a_path_is_never_a_path(anna: Browser, tmp_path: Path) -> None:
    assert _send(anna, b"logo: ../../logo.svg\n", _LOGO, "../../../evil.svg")[0] == 302
    assert {file.name for file in tmp_path.iterdir()} == {"branding.json"}


def test_markup_in_the_branding_stays_text(anna: Browser, petra: Practice) -> None:
    _send(anna, b'name: "<script>alert(1)</script>"\nfooter: "</style><script>alert(2)</script>"\n')
    assert "<script>alert" not in anna.get("/practice/").content.decode()
    visit = visit_of(petra, "desk-worker")
    answer = petra.browser.post(f"/visits/{visit.pk}/documents/clinician.html", {"open_because": "no time today"})
    assert "<script>alert" not in answer.content.decode()


def test_it_can_be_taken_away(anna: Browser) -> None:
    _send(anna, _FILE, _LOGO)
    assert anna.post("/practice/", {"drop": "1"}).status_code == 302
    assert practice_branding() == PLAIN
    assert anna.get("/practice/file/").status_code == 404


@pytest.mark.parametrize("kept", [b"", b"{}", b"[]", b'{"file": 3}', json.dumps({"file": "!", "logo": None}).encode()])
def test_a_damaged_file_on_the_disk_stops_no_report(kept: bytes, anna: Browser) -> None:
    settings.KINECHAIN_FOLDER.branding.write_bytes(kept)
    assert practice_branding() == PLAIN
    assert anna.get("/practice/").status_code == 200
