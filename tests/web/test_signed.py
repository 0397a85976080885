"""What was signed or recorded stays, whoever tries: the pages, the services, or the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinechain.store.clients import erase
from kinechain.store.deciding import override
from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.entries import Entered, SignedVisitError
from kinechain.store.models import Client, Decision, Purpose, SignedReport, Visit
from kinechain.store.signing import ChangedMeanwhileError, amend, fingerprint
from kinechain.store.signing import sign as store_signature
from kinechain.store.visits import case_of
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from kinechain.web.assessing import vocabulary
from kinechain.web.recording import decision_log, record
from support.web import DAY, Practice, sign
from support.web import signed as make_signed

LEFT, RIGHT = FindingKey("hip-pain", Side.LEFT), FindingKey("hip-pain", Side.RIGHT)


@pytest.fixture
def signed(petra: Practice) -> Practice:
    """A practice whose visit, with one finding, is signed."""
    petra.enter(LEFT, Entered(State.POSITIVE))
    make_signed(petra)
    return petra


_FORBIDDEN = (
    "UPDATE store_signedreport SET reason = 'x'",
    "UPDATE store_signeddocument SET sha256 = 'x'",
    "UPDATE store_decision SET assessment = '{}'",
    "UPDATE store_entrychange SET note = 'x'",
    "UPDATE store_entry SET state = 'negative'",
    "UPDATE store_visit SET date = '2020-01-01'",
    "UPDATE store_visit SET status = 'open'",
    "UPDATE store_visit SET status = 'open', amend_reason = 'x', notes = 'y'",
    "DELETE FROM store_signeddocument",
    "DELETE FROM store_entrychange",
    "DELETE FROM store_entry",
)


@pytest.mark.parametrize("statement", _FORBIDDEN)
def test_the_database_refuses_to_change_what_is_signed(statement: str, signed: Practice) -> None:
    refused = pytest.raises(DatabaseError, match=r"never|signed|goes only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_signed_visit_takes_no_finding(signed: Practice) -> None:
    with pytest.raises(SignedVisitError):
        signed.enter(RIGHT, Entered(State.NEGATIVE))
    assert signed.send("entry", RIGHT, 0, state="negative").status_code == 409
    assert signed.visit.entries.count() == 1


def test_a_report_is_signed_only_as_it_was_shown(petra: Practice) -> None:
    shown = petra.browser.get(f"/visits/{petra.visit.pk}/sign/").content.decode()
    petra.enter(LEFT, Entered(State.POSITIVE))
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    petra.browser.post(f"/visits/{petra.visit.pk}/sign/", {"seen": seen})
    assert not SignedReport.objects.exists()


def test_a_change_between_looking_and_signing_is_noticed_under_the_lock(petra: Practice) -> None:
    seen = fingerprint(petra.visit)
    decision, _ = record(petra.visit, case_of(petra.visit, vocabulary(), DAY), Purpose.SIGN, petra.user)
    petra.enter(LEFT, Entered(State.POSITIVE))
    with pytest.raises(ChangedMeanwhileError):
        store_signature(petra.visit, decision, {}, seen, by=petra.user, at=timezone.now())
    assert not SignedReport.objects.exists()


def test_an_amendment_needs_a_reason(signed: Practice) -> None:
    assert signed.browser.post(f"/visits/{signed.visit.pk}/amend/", {"reason": "  "}).status_code == 422
    assert Visit.objects.get().is_signed


def test_an_amendment_is_a_new_report_and_leaves_the_first_as_it_was(signed: Practice) -> None:
    first = SignedReport.objects.get()
    amend(signed.visit, "the right side was meant")
    signed.send("entry", LEFT, 1, state="not-assessed")
    signed.send("entry", RIGHT, 0, state="positive")
    assert sign(signed.browser, signed.visit) == 302
    again, second = SignedReport.objects.get(number=1), SignedReport.objects.get(number=2)
    assert (again.assessment, second.previous) == (first.assessment, first)
    assert second.assessment != first.assessment


def test_documents_are_given_out_byte_for_byte(signed: Practice) -> None:
    report = SignedReport.objects.get()
    kept = report.documents.get(name="clinician.pdf")
    assert signed.browser.get(f"/reports/{report.pk}/clinician.pdf").content == bytes(kept.content)


@pytest.mark.parametrize("name", ["../secret-key", "..%2Fsecret-key", "clinician.exe", "%2e%2e/decisions.log"])
def test_no_other_file_is_given_out(name: str, signed: Practice) -> None:
    report = SignedReport.objects.get()
    assert signed.browser.get(f"/reports/{report.pk}/{name}").status_code == 404


def test_each_decision_names_its_record_in_the_log(signed: Practice) -> None:
    decision = Decision.objects.get()
    assert (decision.purpose, decision.log_sequence, len(decision.log_hash)) == ("sign", 1, 64)
    written = decision_log().files.log.read_text()
    assert decision.log_hash in written
    assert signed.client.pseudonym not in written
    assert str(signed.client.pk) not in written


def test_a_departure_is_recorded_with_its_reason_and_without_free_text_in_the_log(petra: Practice) -> None:
    petra.enter(LEFT, Entered(State.POSITIVE))
    petra.browser.post(f"/visits/{petra.visit.pk}/save/")
    made = override(
        decision_log(),
        Decision.objects.get(),
        "recommendation:clam@left",
        OverrideAction.ADDED,
        OverrideReason.CLINICAL_JUDGEMENT,
        "she knows it well",
        by=petra.user,
        at=timezone.now(),
    )
    assert made.log_sequence == 2
    assert "she knows it well" not in decision_log().files.log.read_text()


def test_a_deleted_client_takes_everything_along_and_nothing_else(signed: Practice, paul: Practice) -> None:
    erase(signed.client)
    assert list(Client.objects.all()) == [paul.client]
    assert not SignedReport.objects.exists()
    assert not Decision.objects.exists()


def test_a_client_is_deleted_only_when_the_pseudonym_was_typed(petra: Practice) -> None:
    page = f"/clients/{petra.client.pk}/erase/"
    assert petra.browser.post(page, {"pseudonym": "petra 18"}).status_code == 422
    petra.browser.post(page, {"pseudonym": petra.client.pseudonym})
    assert not Client.objects.exists()
