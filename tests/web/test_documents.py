"""Documents of a visit: every kind, format and language, recorded before they are given, kept as they were signed."""

import base64
import json
import re
from hashlib import sha256

import pytest

from kinechain.report.machine import render
from kinechain.store.models import Decision, SignedReport, Visit
from kinechain.store.signing import amend
from kinechain.web.documents import FORMATS, Kind, all_documents, document_named
from kinechain.web.versions import differences
from support.assessments import empty
from support.taken_in import visit_of
from support.web import Practice

_STARTS = {"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "json": b"{"}
_REASON = {"open_because": "no time today"}


@pytest.fixture
def seen(petra: Practice) -> Visit:
    """The second visit of a client who is to be referred, so that there is every document."""
    first = visit_of(petra, "red-flag")
    Visit.objects.filter(pk=first.pk).update(date="2026-09-01")
    return visit_of(petra, "red-flag", first.client)


def _draft(practice: Practice, visit: Visit, name: str) -> tuple[int, dict[str, str], bytes]:
    answer = practice.browser.post(f"/visits/{visit.pk}/documents/{name}", _REASON)
    return answer.status_code, dict(answer.headers), answer.content


@pytest.mark.parametrize(("kind", "ending"), [(kind, ending) for kind, ends in FORMATS.items() for ending in ends])
def test_every_document_comes_in_every_format_and_is_recorded_first(
    kind: Kind, ending: str, petra: Practice, seen: Visit
) -> None:
    status, headers, content = _draft(petra, seen, f"{kind}.{ending}")
    assert status == 200
    assert content.lstrip().startswith(_STARTS.get(ending, b""))
    assert f'filename="{kind}.{ending}"' in headers["Content-Disposition"]
    assert Decision.objects.filter(visit=seen, purpose="print").count() == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_document_comes_in_spanish(kind: Kind, petra: Practice, seen: Visit) -> None:
    sent = {"document": f"{kind}.html", "language": "es", **_REASON}
    answer = petra.browser.post(f"/visits/{seen.pk}/documents/", sent)
    assert (answer.status_code, '<html lang="es"' in answer.content.decode()) == (200, True)


def test_a_document_in_another_language_leaves_the_log_in_english(petra: Practice, seen: Visit) -> None:
    _draft(petra, seen, "clinician-es.pdf")
    assert json.loads(Decision.objects.get().assessment)["language"] == "en"


@pytest.mark.parametrize(
    "name",
    ["clinician.exe", "clinician-xx.pdf", "letter.json", "..%2Fclinician.pdf", "clinician-en.pdf", "Clinician.pdf"],
)
def test_there_is_no_other_document(name: str, petra: Practice, seen: Visit) -> None:
    assert _draft(petra, seen, name)[0] == 404
    assert not Decision.objects.exists()


def test_without_a_referral_there_is_no_letter_and_on_the_first_visit_no_progress(petra: Practice) -> None:
    visit = visit_of(petra, "desk-worker")
    for name, words in (("letter.pdf", "nobody to refer"), ("progress.pdf", "no visit on an earlier day")):
        status, _, page = _draft(petra, visit, name)
        assert (status, words in page.decode()) == (404, True)


def test_html_is_shown_in_a_sandbox_that_allows_its_own_style_only(petra: Practice, seen: Visit) -> None:
    _, headers, content = _draft(petra, seen, "clinician.html")
    policy = headers["Content-Security-Policy"]
    styles = [
        base64.b64encode(sha256(one).digest()).decode() for one in re.findall(rb"(?s)<style>(.*?)</style>", content)
    ]
    assert re.findall(r"'sha256-([^']+)'", policy) == styles
    assert "default-src 'none'" in policy
    assert policy.endswith("; sandbox")
    assert "unsafe" not in policy


def test_markup_in_the_notes_stays_text_in_every_format(petra: Practice, seen: Visit) -> None:
    evil = '<script>alert(1)</script><style>*{display:none}</style><img src=x onerror="alert(2)">'
    Visit.objects.filter(pk=seen.pk).update(notes=evil)
    for name in ("clinician.html", "clinician.md"):
        _, headers, content = _draft(petra, seen, name)
        assert b"<script" not in content
        assert b"<img src=x" not in content
        assert headers.get("Content-Security-Policy", "").count("sha256") <= 1


def test_what_is_signed_is_every_document_in_the_chosen_languages(petra: Practice, seen: Visit) -> None:
    page = petra.browser.get(f"/visits/{seen.pk}/sign/").content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    sent = {"seen": found[1], "languages": ["en", "es"], **_REASON}
    assert petra.browser.post(f"/visits/{seen.pk}/sign/", sent).status_code == 302
    kept = set(SignedReport.objects.get().documents.values_list("name", flat=True))
    assert kept == {document.name for document in all_documents(["en", "es"])}


def test_signed_documents_do_not_follow_later_changes(petra: Practice, seen: Visit) -> None:
    assert sign_with_reason(petra, seen) == 302
    report = SignedReport.objects.get()
    before = petra.browser.get(f"/reports/{report.pk}/clinician.html").content
    amend(Visit.objects.get(pk=seen.pk), "age was missing")
    Visit.objects.filter(pk=seen.pk).update(age=33, notes="later")
    assert petra.browser.get(f"/reports/{report.pk}/clinician.html").content == before
    assert report.documents.get(name="clinician.html").sha256 == sha256(before).hexdigest()


def test_versions_are_listed_with_what_differs(petra: Practice, seen: Visit) -> None:
    sign_with_reason(petra, seen)
    amend(Visit.objects.get(pk=seen.pk), "the notes were <b>missing</b>")
    Visit.objects.filter(pk=seen.pk).update(notes="slept <i>badly</i>")
    sign_with_reason(petra, seen)
    page = petra.browser.get(f"/reports/{SignedReport.objects.get(number=2).pk}/").content.decode()
    assert "<ins>slept &lt;i&gt;badly&lt;/i&gt;</ins>" in page
    assert "the notes were &lt;b&gt;missing&lt;/b&gt;" in page
    assert "<b>missing" not in page


def test_equal_assessments_do_not_differ() -> None:
    one = render(empty())
    assert differences(one, one) == ()
    assert [part.title for part in differences(one, render(empty(notes="x", age=3)))] == ["Day, age and sex", "Notes"]


def test_the_names_of_documents_are_read_back() -> None:
    documents = list(all_documents(["en", "es"]))
    assert [document_named(one.name) for one in documents] == documents


def sign_with_reason(practice: Practice, visit: Visit) -> int:
    """Sign a visit with open safety questions."""
    page = practice.browser.get(f"/visits/{visit.pk}/sign/").content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    return int(practice.browser.post(f"/visits/{visit.pk}/sign/", {"seen": found[1], **_REASON}).status_code)
