"""When something fails, the page says what and what to do; nothing typed or kept is lost; logs tell no secrets."""

import errno
import logging
import sys

import pytest
from django.db import OperationalError

from kinechain.store.models import Decision, Entry
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side
from kinechain.web.logs import PlaceOnly
from kinechain.web.recording import decision_log
from support.web import OPEN_BECAUSE, Practice

LEFT = FindingKey("hip-pain", Side.LEFT)
_SESSION = "django.contrib.sessions.backends.db.SessionStore.load"


def _failing(error: Exception) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("database is locked", "The database is busy"),
        ("database or disk is full", "The disk is full"),
        ("server closed the connection unexpectedly", "The database cannot be reached"),
    ],
)
@pytest.mark.parametrize("place", ["kinechain.store.models.Entry.save", _SESSION])
def test_trouble_with_the_database_asks_for_another_try(
    said: str, title: str, place: str, petra: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, _failing(OperationalError(said)))
    answer = petra.send("entry", LEFT, 0, state="positive")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert title in answer.content.decode()


def test_what_failed_can_be_sent_again_unchanged(petra: Practice) -> None:
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Entry, "save", _failing(OperationalError("database is locked")))
        petra.send("entry", LEFT, 0, state="positive")
    assert petra.send("entry", LEFT, 0, state="positive").status_code == 200


def test_without_a_record_in_the_log_nothing_is_reported(petra: Practice) -> None:
    decision_log().files.log.mkdir()
    answer = petra.browser.post(f"/visits/{petra.visit.pk}/documents/clinician.html", {"open_because": OPEN_BECAUSE})
    assert (answer.status_code, "decision log cannot be written" in answer.content.decode()) == (503, True)
    assert not Decision.objects.exists()


def test_a_full_disk_under_the_log_is_told(petra: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("kinechain.store.decision_log.append_whole", _failing(full))
    answer = petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    assert (answer.status_code, "The disk is full" in answer.content.decode()) == (503, True)


def test_a_fault_of_the_program_shows_no_detail(petra: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Entry, "save", _failing(RuntimeError("petra 17 has hip pain")))
    answer = petra.send("entry", LEFT, 0, state="positive")
    assert answer.status_code == 500
    assert "petra 17" not in answer.content.decode()


def test_log_lines_hold_places_and_no_values() -> None:
    try:
        raise ValueError("petra 17 has hip pain")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s", ("/visits/petra",), sys.exc_info())
    line = PlaceOnly().format(record)
    assert "builtins.ValueError" in line
    assert "test_trouble.py" in line
    assert "petra" not in line


def test_two_windows_never_overwrite_the_notes(petra: Practice) -> None:
    page = f"/visits/{petra.visit.pk}/edit/"
    petra.browser.post(page, {"date": "2026-03-02", "age": "42", "notes": "first window", "version": "1"})
    answer = petra.browser.post(page, {"date": "2026-03-02", "age": "42", "notes": "second window", "version": "1"})
    shown = answer.content.decode()
    assert (answer.status_code, "first window" in shown, "second window" in shown) == (422, True, True)
    petra.visit.refresh_from_db()
    assert petra.visit.notes == "first window"
