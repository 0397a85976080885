"""Markup that somebody typed into any field stands on every page as text."""

import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from kinechain.report.plan import shown_recommendations
from kinechain.store.deciding import override
from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.models import Client, Decision, Entry, User, Visit
from kinechain.store.taking_in import take_in
from kinechain.web.assessing import assessor, vocabulary
from kinechain.web.recording import decision_log
from kinechain.web.subjects import case_today
from kinechain.web.views.overrides import conclusion_of
from support.addresses import addresses
from support.web import DAY, OPEN_BECAUSE, Practice, browser, practice

_SEED = Path(__file__).parents[2] / "examples" / "seed-author.yaml"
_TODAY = datetime.date(2026, 12, 1)
_TYPED = {"User.name", "Client.pseudonym", "Visit.notes", "Entry.note", "Override.text", "Visit.amend_reason"}
_COPIES = {"EntryChange.note", "SignedReport.reason", "SignedReport.signed_name", "Decision.open_because"}
"""What was typed, kept once more; a reason is seen where it was given."""
_NOT_TYPED = {
    "User.username", "User.password", "Client.sex", "Visit.status", "Entry.state", "Entry.finding", "Entry.side",
    "EntryChange.state", "Decision.purpose", "Decision.assessment", "Decision.knowledge_base_hash",
    "Decision.log_hash", "Override.conclusion", "Override.action", "Override.reason", "SignedReport.assessment",
    "SignedReport.assessment_sha256", "SignedDocument.name", "SignedDocument.media_type", "SignedDocument.sha256",
}  # fmt: skip
"""Chosen from a list, checked letter by letter, or written by the program."""


def _markup(field: str) -> str:
    return f'"><script>{field.replace(".", "_")}()</script>'


def test_every_text_in_the_records_is_known_as_typed_or_not() -> None:
    texts = {
        f"{table.__name__}.{field.name}"
        for table in apps.get_app_config("store").get_models()
        for field in table._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
    }
    assert texts == _TYPED | _COPIES | _NOT_TYPED


@pytest.fixture
def hostile(db: None) -> Practice:
    """A practice whose every text is markup: a rich visit with a departure, signed once and opened again."""
    made = practice("petra")
    visit = take_in(
        _SEED.read_bytes(), "case.yaml", owner=made.user, vocabulary=vocabulary(), today=_TODAY, client=made.client
    )
    User.objects.filter(pk=made.user.pk).update(name=_markup("User.name"), is_auditor=True, is_admin=True)
    Client.objects.filter(pk=made.client.pk).update(pseudonym=_markup("Client.pseudonym"))
    Visit.objects.filter(pk=visit.pk).update(notes=_markup("Visit.notes"), date=DAY)
    Entry.objects.filter(visit=visit).update(note=_markup("Entry.note"))
    user, client, visit = User.objects.get(), Client.objects.get(), Visit.objects.get(pk=visit.pk)
    ready = Practice(user, client, visit, browser(user))
    _depart(ready)
    return ready


def _depart(owner: Practice) -> None:
    owner.browser.post(f"/visits/{owner.visit.pk}/save/")
    item = shown_recommendations(assessor().preview(case_today(owner.visit)))[0]
    reason, action = OverrideReason.CLINICAL_JUDGEMENT, OverrideAction.CHANGED
    text, now = _markup("Override.text"), timezone.now()
    decision = Decision.objects.get()
    override(decision_log(), decision, conclusion_of(item), action, reason, text, by=owner.user, at=now)


def _pages(owner: Practice) -> dict[str, str]:
    """Every page about the visit that shows HTML, before and after signing and while it is amended."""
    found = {f"open {name}": owner.browser.get(page) for name, page in addresses(owner).items() if name != "logout"}
    drafts = f"/visits/{owner.visit.pk}/documents/"
    for name in ("clinician.html", "handout.html", "letter.html"):
        found[name] = owner.browser.post(drafts + name, {"open_because": OPEN_BECAUSE})
    owner.browser.post(f"/visits/{owner.visit.pk}/amend/", {"reason": _markup("Visit.amend_reason")})
    for name, page in addresses(owner).items():
        found[f"amended {name}"] = owner.browser.get(page)
    html = {name: one for name, one in found.items() if one.get("Content-Type", "").startswith("text/html")}
    return {name: one.content.decode() for name, one in html.items()}


def test_markup_in_any_text_is_shown_as_text_on_every_page(hostile: Practice) -> None:
    pages = _pages(hostile)
    bad = [
        (name, field) for name, page in pages.items() for field in _TYPED if f"<script>{field.split('.')[0]}" in page
    ]
    unseen = {
        field
        for field in _TYPED
        if not any(f"&lt;script&gt;{field.replace('.', '_')}" in one for one in pages.values())
    }
    assert (bad, unseen) == ([], set())


@pytest.mark.parametrize("field", ["date", "age", "notes"])
def test_what_is_refused_comes_back_as_text(field: str, petra: Practice) -> None:
    sent = {"date": "x", "age": "x", "notes": "", "version": "1", field: _markup(field)}
    page = petra.browser.post(f"/visits/{petra.visit.pk}/edit/", sent).content.decode()
    assert f"<script>{field}" not in page
    assert f"&lt;script&gt;{field}" in page


def test_a_reason_with_markup_comes_back_as_text(petra: Practice) -> None:
    sent = {"open_because": "<b>x", "seen": '"><script>seen()</script>'}
    page = petra.browser.post(f"/visits/{petra.visit.pk}/sign/", sent).content.decode()
    assert ("<b>x" in page, "<script>seen" in page) == (False, False)


def test_a_case_file_with_markup_is_told_as_text(petra: Practice) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = b"case: '<script>case()</script>'\ndate: '<script>date()</script>'\nfindings: [{finding: <script>}]\n"
    file = SimpleUploadedFile("<script>name().yaml", data)
    page = petra.browser.post("/clients/import/", {"file": file}).content.decode()
    assert "<script>" not in page.replace('<script src="', "")
    assert "&lt;script&gt;" in page
