"""The decision log in the browser: its records, the check of the chain, one decision decided again."""

import json
from pathlib import Path

import pytest
from django.test import Client as Browser

from kinechain.store.entries import Entered
from kinechain.store.files import Files
from kinechain.store.log_index import LogIndex
from kinechain.store.models import Role
from kinechain.store.reading import Fault, read_log
from kinechain.store.replay import Replay, Verdict
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from kinechain.web.recording import decision_log
from support.web import Practice, account, browser

LEFT = FindingKey("hip-pain", Side.LEFT)


@pytest.fixture
def otto(db: None) -> Browser:
    """An auditor's browser."""
    return browser(account("otto", Role.AUDITOR))


@pytest.fixture
def recorded(petra: Practice) -> Practice:
    """A practice with two recorded decisions about a client with a note."""
    petra.enter(LEFT, Entered(State.POSITIVE, {}, "her own words"))
    for _ in range(2):
        petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    return petra


def _log() -> Path:
    return decision_log().files.log


def _verified(auditor: Browser, noted: str = "") -> str:
    return auditor.post("/log/verify/", {"noted": noted}).content.decode()


def test_without_a_record_the_page_says_so(otto: Browser) -> None:
    assert "Nothing was recorded yet" in otto.get("/log/").content.decode()
    assert "The log is whole" in _verified(otto)


def test_a_whole_log_is_said_to_be_whole_with_its_last_hash(recorded: Practice, otto: Browser) -> None:
    page = _verified(otto)
    last = json.loads(_log().read_text().splitlines()[-1])["hash"]
    assert ("The log is whole" in page, last in page) == (True, True)


def test_a_changed_record_is_named(recorded: Practice, otto: Browser) -> None:
    _log().write_bytes(_log().read_bytes().replace(b'"status":"', b'"status":"x', 1))
    page = _verified(otto)
    assert "The log is not as it was written" in page
    assert "record 1:" in page


def test_a_record_that_was_cut_off_is_missed(recorded: Practice, otto: Browser) -> None:
    lines = _log().read_bytes().splitlines(keepends=True)
    _log().write_bytes(lines[0])
    assert "missing at the end" in _verified(otto)


def test_a_hash_noted_earlier_is_looked_for(recorded: Practice, otto: Browser) -> None:
    first = json.loads(_log().read_text().splitlines()[0])["hash"]
    assert "is among them" in _verified(otto, f" {first.upper()} ")
    assert "No record has the hash" in _verified(otto, "0" * 64)


def test_a_record_shows_the_rules_that_fired_and_no_client(recorded: Practice, otto: Browser) -> None:
    page = otto.get("/log/1/").content.decode()
    assert 'href="/rules/coding.hip-pain/"' in page
    said = (
        recorded.client.pseudonym,
        str(recorded.client.pk),
        str(recorded.visit.pk),
        "her own words",
        "1984",
        "female",
    )
    assert [words for words in said if words in page] == []


def test_a_decision_decided_again_is_the_same(recorded: Practice, otto: Browser) -> None:
    assert "every byte is the same" in otto.post("/log/2/replay/").content.decode()


def test_a_decision_of_another_knowledge_base_is_not_called_different(
    recorded: Practice, otto: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Replay(1, Verdict.OTHER_KNOWLEDGE_BASE, ("decided by older 0.0.9",))
    monkeypatch.setattr("kinechain.web.log_pages.replay", lambda *_: other)
    page = otto.post("/log/1/replay/").content.decode()
    assert ("another knowledge base" in page, "decided by older 0.0.9" in page) == (True, True)


@pytest.mark.parametrize("number", [0, 3, 999999999999])
def test_a_record_that_is_not_there_is_not_found(number: int, recorded: Practice, otto: Browser) -> None:
    assert otto.get(f"/log/{number}/").status_code == 404
    assert otto.post(f"/log/{number}/replay/").status_code == 404


def test_the_download_is_the_log_byte_for_byte_and_verifies(recorded: Practice, otto: Browser, tmp_path: Path) -> None:
    answer = otto.get("/log/download/")
    assert answer["Content-Disposition"] == 'attachment; filename="decisions.log"'
    copy = tmp_path / "copy.log"
    copy.write_bytes(answer.content)
    assert answer.content == _log().read_bytes()
    assert [one for one in read_log(Files(copy)) if isinstance(one, Fault) and not one.remark] == []


def test_the_download_never_holds_the_key_of_the_masks(recorded: Practice, otto: Browser) -> None:
    key = decision_log().files.key.read_text().strip().encode()
    assert key not in otto.get("/log/download/").content


def test_the_index_reads_on_and_starts_anew_when_the_log_is_another(recorded: Practice) -> None:
    index = LogIndex(_log())
    assert [one.sequence for one in index.listed()] == [1, 2]
    recorded.browser.post(f"/visits/{recorded.visit.pk}/save/")
    assert [one.sequence for one in index.listed()] == [1, 2, 3]
    _log().write_bytes(_log().read_bytes().splitlines(keepends=True)[0])
    assert [one.sequence for one in index.listed()] == [1]


def test_a_torn_record_waits_until_it_is_whole(recorded: Practice) -> None:
    whole = _log().read_bytes()
    _log().write_bytes(whole[:-1])
    index = LogIndex(_log())
    assert [one.sequence for one in index.listed()] == [1]
    with _log().open("ab") as log:
        log.write(whole[-1:])
    assert [one.sequence for one in index.listed()] == [1, 2]
