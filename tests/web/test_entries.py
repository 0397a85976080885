"""Findings: four states, versions, conflicts, undo, and nothing typed is lost."""

import re
from typing import Any

import pytest

from kinechain.store.entries import ConflictError, Entered, InvalidEntryError
from kinechain.store.models import EntryChange
from kinechain.store.visits import case_of, open_visit, protocol_of
from kinechain.terms.finding import Finding, FindingKey, State
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from kinechain.web.assessing import vocabulary
from support.web import DAY, Practice

LEFT, RIGHT = FindingKey("hip-pain", Side.LEFT), FindingKey("hip-pain", Side.RIGHT)


def _findings(practice: Practice) -> dict[FindingKey, Finding]:
    case = case_of(practice.visit, vocabulary(), DAY)
    return {key: one for key, one in case.by_key().items() if key.name not in ("age", "sex")}


def _page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_finding_that_nobody_entered_is_not_in_the_case(petra: Practice) -> None:
    assert _findings(petra) == {}


@pytest.mark.parametrize("state", [State.POSITIVE, State.NEGATIVE, State.NOT_APPLICABLE])
def test_each_state_reaches_the_case_on_its_side_only(state: State, petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state=state.value)
    assert {key: one.state for key, one in _findings(petra).items()} == {LEFT: state}


def test_not_assessed_takes_the_finding_out_of_the_case(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="negative")
    petra.send("entry", LEFT, 1, state="not-assessed")
    assert _findings(petra) == {}


def test_a_value_makes_the_state_and_keeps_its_unit(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, **{"value-duration": "3 weeks"})
    finding = _findings(petra)[LEFT]
    assert (finding.state, finding.value("duration")) == (State.POSITIVE, Quantity.parse("3 weeks"))


def test_a_bare_number_is_taken_in_the_unit_beside_the_field(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, **{"value-duration": "12"})
    assert _findings(petra)[LEFT].value("duration") == Quantity.parse("12 h")


@pytest.mark.parametrize("typed", ["3 stones", "eleven", "-4 h", "<b>bold</b>"])
def test_a_value_that_does_not_fit_is_not_saved_and_stays_in_its_field(typed: str, petra: Practice) -> None:
    answer = petra.send("entry", LEFT, 0, **{"value-duration": typed})
    assert answer.status_code == 422
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in _page(answer)
    assert "Not saved yet" in _page(answer)
    assert not petra.visit.entries.exists()


def test_a_state_against_its_values_is_refused(petra: Practice) -> None:
    with pytest.raises(InvalidEntryError, match=r"entry\.contradiction"):
        petra.enter(LEFT, Entered(State.NEGATIVE, {"intensity": "6"}))


def test_the_second_of_two_windows_is_told_and_overwrites_nothing(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="positive")
    answer = petra.send("entry", LEFT, 0, state="negative")
    assert answer.status_code == 409
    assert "Changed in another window" in _page(answer)
    assert petra.visit.entries.get().state == "positive"


def test_the_second_window_may_save_its_own_after_seeing_the_other(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="positive")
    answer = petra.send("entry", LEFT, 0, state="negative")
    assert 'data-version="1"' in _page(answer)
    petra.send("entry", LEFT, 1, state="negative")
    assert petra.visit.entries.get().state == "negative"


def test_two_windows_may_change_different_sides(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="positive")
    assert petra.send("entry", RIGHT, 0, state="negative").status_code == 200


def test_a_conflict_names_what_stands_there(petra: Practice) -> None:
    petra.enter(LEFT, Entered(State.POSITIVE))
    with pytest.raises(ConflictError) as caught:
        petra.enter(LEFT, Entered(State.NEGATIVE))
    assert caught.value.theirs.state == "positive"


def test_the_undo_of_a_clear_gives_state_value_and_note_back(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, **{"value-duration": "3 weeks", "note": "after a run"})
    petra.send("entry", LEFT, 1, state="not-assessed")
    petra.send("undo", LEFT, 2)
    entry = petra.visit.entries.get()
    assert (entry.state, entry.values, entry.note) == ("positive", {"duration": "3 weeks"}, "after a run")


def test_every_change_is_kept_with_its_author(petra: Practice) -> None:
    for version, state in enumerate(("positive", "negative", "not-assessed")):
        petra.send("entry", LEFT, version, state=state)
    kept = EntryChange.objects.order_by("version").values_list("version", "state", "changed_by__username")
    assert list(kept) == [(1, "positive", "petra"), (2, "negative", "petra"), (3, "not-assessed", "petra")]


@pytest.mark.parametrize(
    "change", [{"finding": "no-such"}, {"side": "midline"}, {"side": "up"}, {"version": "x"}, {"state": "maybe"}]
)
def test_a_box_that_no_page_shows_is_refused(change: dict[str, str], petra: Practice) -> None:
    sent = {"finding": "hip-pain", "side": "left", "version": "0", "state": "positive", **change}
    assert petra.browser.post(f"/visits/{petra.visit.pk}/entry/", sent).status_code == 400


def test_markup_in_a_note_stays_text(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="positive", note="<script>alert(1)</script>")
    page = _page(petra.browser.get(f"/visits/{petra.visit.pk}/"))
    assert "<script>alert" not in page


def test_a_next_visit_copies_the_protocol_and_no_finding(petra: Practice) -> None:
    petra.send("entry", LEFT, 0, state="positive")
    later = open_visit(petra.client, DAY, previous=petra.visit)
    assert (later.protocol, later.entries.count()) == (["hip-pain"], 0)
    assert protocol_of(later) == ["hip-pain"]


def test_only_the_wrong_field_is_marked(petra: Practice) -> None:
    page = _page(petra.send("entry", LEFT, 0, **{"value-duration": "3 stones", "value-intensity": "6"}))
    marked = [tag for tag in re.findall(r"<input[^>]+>", page) if "aria-invalid" in tag]
    assert len(marked) == 1
    assert 'name="value-duration"' in marked[0]
