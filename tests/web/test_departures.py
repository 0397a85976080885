"""A practitioner departs from a recommendation: with a reason, recorded, shown, and never away from a red flag."""

import re

import pytest

from kinechain.report.departures import reasons
from kinechain.store.decision_log import OverrideReason
from kinechain.store.models import Decision, Override, SignedReport, Visit
from kinechain.store.signing import amend
from kinechain.web.recording import decision_log
from support.taken_in import visit_of
from support.web import Practice

_REASON = {"open_because": "no time today"}


@pytest.fixture
def seen(petra: Practice) -> Visit:
    """A visit with recommendations."""
    return visit_of(petra, "seed-author")


def _depart(practice: Practice, visit: Visit, **changed: str) -> int:
    sent = {
        "recommendation": "recommendation:clam@left",
        "action": "rejected",
        "reason": "client-declined",
        "text": "She <b>refuses</b>",
        **changed,
    }
    return int(practice.browser.post(f"/visits/{visit.pk}/overrides/", sent).status_code)


def _made(practice: Practice, visit: Visit, name: str) -> str:
    answer = practice.browser.post(f"/visits/{visit.pk}/documents/{name}", _REASON)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_reasons_are_those_of_the_log() -> None:
    assert list(reasons()) == [one.value for one in OverrideReason]


def test_a_departure_is_recorded_and_its_words_stay_out_of_the_log(petra: Practice, seen: Visit) -> None:
    assert _depart(petra, seen) == 302
    made = Override.objects.get()
    assert (made.conclusion, made.action, made.reason) == ("recommendation:clam@left", "rejected", "client-declined")
    written = decision_log().files.log.read_text()
    assert '"conclusion":"recommendation:clam@left"' in written
    assert "refuses" not in written


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("clinician.html", "Decided otherwise by the practitioner"),
        ("clinician-es.html", "Decidido de otra forma por el profesional"),
    ],
)
def test_the_report_shows_it_as_a_decision_of_the_practitioner(
    name: str, words: str, petra: Practice, seen: Visit
) -> None:
    _depart(petra, seen)
    text = _made(petra, seen, name)
    assert words in text
    assert "She &lt;b&gt;refuses&lt;/b&gt;" in text
    assert petra.user.shown_name in text


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_every_format_of_the_report_shows_it(ending: str, petra: Practice, seen: Visit) -> None:
    _depart(petra, seen)
    assert "Decided otherwise by the practitioner" in _made(petra, seen, f"clinician.{ending}")


def test_what_was_left_out_is_not_in_the_handout(petra: Practice, seen: Visit) -> None:
    before = _made(petra, seen, "handout.txt")
    _depart(petra, seen)
    after = _made(petra, seen, "handout.txt")
    assert before.lower().count("clam") > after.lower().count("clam") == 0
    assert "refuses" not in after


def test_what_was_changed_stays_in_the_programme_with_the_change(petra: Practice, seen: Visit) -> None:
    _depart(petra, seen, action="changed", text="Only five times.")
    text = _made(petra, seen, "clinician.txt")
    assert "Only five times." in text
    assert "clam" in _made(petra, seen, "handout.txt").lower()


@pytest.mark.parametrize(
    "sent",
    [
        {"reason": ""},
        {"reason": "because"},
        {"action": ""},
        {"action": "added"},
        {"action": "changed", "text": "  "},
        {"text": "x" * 2_001},
    ],
)
def test_an_incomplete_departure_is_not_recorded_and_keeps_what_was_typed(
    sent: dict[str, str], petra: Practice, seen: Visit
) -> None:
    assert _depart(petra, seen, **sent) == 422
    assert not Override.objects.exists()


@pytest.mark.parametrize(
    "conclusion",
    ["red-flag:rf01", "red-flag:emergency", "cause:lack-of-use@left", "recommendation:no-such", "safety-gap:x", ""],
)
def test_nothing_but_a_recommendation_can_be_departed_from(conclusion: str, petra: Practice, seen: Visit) -> None:
    assert _depart(petra, seen, recommendation=conclusion) in (302, 422)
    assert not Override.objects.exists()
    assert not Decision.objects.exists()


def test_a_red_flag_stays_whatever_is_left_out(petra: Practice) -> None:
    visit = visit_of(petra, "red-flag")
    page = petra.browser.get(f"/visits/{visit.pk}/overrides/").content.decode()
    for conclusion in re.findall(r'name="recommendation" value="([^"]+)"', page):
        _depart(petra, visit, recommendation=conclusion)
    flag = "Refer first"
    assert flag in _made(petra, visit, "clinician.txt")
    assert petra.browser.post(f"/visits/{visit.pk}/documents/letter.pdf", _REASON).status_code == 200
    assert 'name="recommendation" value="red-flag' not in page


def test_a_departure_is_taken_back_and_both_are_recorded(petra: Practice, seen: Visit) -> None:
    _depart(petra, seen)
    petra.browser.post(f"/visits/{seen.pk}/overrides/", {"restore": "recommendation:clam@left"})
    assert [one.action for one in Override.objects.order_by("log_sequence")] == ["rejected", "restored"]
    assert "Decided otherwise" not in _made(petra, seen, "clinician.txt")
    assert "clam" in _made(petra, seen, "handout.txt").lower()


def test_a_departure_after_looking_is_noticed_when_signing(petra: Practice, seen: Visit) -> None:
    page = petra.browser.get(f"/visits/{seen.pk}/sign/").content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    _depart(petra, seen)
    petra.browser.post(f"/visits/{seen.pk}/sign/", {"seen": found[1], **_REASON})
    assert not SignedReport.objects.exists()


def test_a_signed_report_does_not_show_a_departure_made_after_it(petra: Practice, seen: Visit) -> None:
    assert _sign(petra, seen) == 302
    amend(Visit.objects.get(pk=seen.pk), "she declined later")
    _depart(petra, seen)
    assert _sign(petra, seen) == 302
    pages = [petra.browser.get(f"/reports/{one.pk}/") for one in SignedReport.objects.order_by("number")]
    heading = "Decided otherwise by the practitioner"
    assert [heading in page.content.decode() for page in pages] == [False, True]
    assert "<dt>Decided otherwise</dt>" in pages[1].content.decode()


def _sign(practice: Practice, visit: Visit) -> int:
    page = practice.browser.get(f"/visits/{visit.pk}/sign/").content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found is not None
    return int(practice.browser.post(f"/visits/{visit.pk}/sign/", {"seen": found[1], **_REASON}).status_code)


def test_nobody_departs_for_somebody_else(petra: Practice, paul: Practice, seen: Visit) -> None:
    assert _depart(paul, seen) == 404
    assert not Override.objects.exists()
