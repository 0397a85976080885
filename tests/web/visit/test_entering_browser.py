"""Entering findings with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from support.visit_page import VisitPage

STATES = {"1": "positive", "2": "negative", "3": "not-applicable"}
COUNT_KEYS = "window.pressed = 0; addEventListener('keydown', () => { window.pressed += 1; }, true)"


def test_nothing_is_assessed_at_first(visit: VisitPage) -> None:
    assert visit.kept() == {}


@pytest.mark.parametrize(("key", "state"), STATES.items())
def test_one_key_enters_a_state(key: str, state: str, visit: VisitPage) -> None:
    visit.enter("giving-way-left", key)
    assert visit.kept() == {"giving-way-left": state}


@pytest.mark.parametrize("key", ["0", "Delete", "Backspace"])
def test_one_key_takes_a_state_back(key: str, visit: VisitPage) -> None:
    visit.enter("giving-way-left", "1")
    visit.enter("giving-way-left", key)
    assert visit.kept() == {}


def test_twenty_findings_take_at_most_forty_keys(visit: VisitPage) -> None:
    visit.stand_on("bladder-bowel-change-midline")
    visit.page.evaluate(COUNT_KEYS)
    for _ in range(20):
        visit.press("2", "Tab")
    assert visit.page.evaluate("window.pressed") <= 40
    visit.saved()
    kept = visit.kept()
    assert list(kept.values()) == ["negative"] * 20


def test_tab_goes_from_box_to_box(visit: VisitPage) -> None:
    visit.stand_on("giving-way-left")
    visit.press("1", "Tab")
    assert visit.focus.startswith("e-giving-way-right")


@pytest.mark.parametrize(
    ("key", "to"),
    [("ArrowDown", "giving-way-right"), ("ArrowRight", "giving-way-right"), ("ArrowLeft", "giving-way-right")],
)
def test_arrows_move_and_change_nothing(key: str, to: str, visit: VisitPage) -> None:
    visit.stand_on("giving-way-left")
    visit.press(key)
    assert visit.focus == f"e-{to}-not-assessed"
    assert visit.kept() == {}


def test_a_number_with_its_unit_goes_into_the_value_field(visit: VisitPage) -> None:
    visit.find("hip pain")
    visit.press("1", "Tab")
    visit.type("3 weeks")
    visit.press("Enter")
    visit.saved()
    visit.open()
    expect(visit.page.locator("#e-hip-pain-left-duration")).to_have_value("3 weeks")


def test_a_step_of_a_scale_makes_the_state(visit: VisitPage) -> None:
    visit.find("gluteal squeeze")
    visit.press("Tab", "0", "Enter")
    visit.saved()
    assert visit.kept() == {"glute-squeeze-left": "positive"}


def test_a_step_of_a_scale_is_shown_with_its_words(visit: VisitPage) -> None:
    expect(visit.page.locator("#e-glute-squeeze-left-grade option[value='1']")).to_have_text("1 flicker")


def test_undo_brings_back_what_a_key_emptied(visit: VisitPage) -> None:
    visit.find("hip pain")
    visit.press("1", "Tab")
    visit.type("3 weeks")
    visit.press("Escape")
    visit.saved()
    visit.press("Delete")
    visit.saved()
    visit.press("u")
    visit.saved()
    assert visit.state("hip-pain-left") == "positive"
    expect(visit.page.locator("#e-hip-pain-left-duration")).to_have_value("3 weeks")


def test_a_slash_searches_by_synonyms_and_enter_jumps(visit: VisitPage) -> None:
    visit.press("/")
    assert visit.focus == "search"
    visit.type("lumbago")
    visit.press("Enter")
    assert visit.focus == "e-low-back-pain-midline-not-assessed"


def test_a_question_mark_shows_the_keys_and_leaves_the_page_usable(visit: VisitPage) -> None:
    visit.stand_on("giving-way-left")
    visit.press("?")
    expect(visit.page.locator("#keys")).to_be_visible()
    visit.enter("giving-way-left", "1")
    visit.press("Escape")
    expect(visit.page.locator("#keys")).to_be_hidden()
    assert visit.kept() == {"giving-way-left": "positive"}


def test_single_keys_can_be_switched_off(visit: VisitPage) -> None:
    visit.press("?")
    visit.page.uncheck("#keys-on")
    visit.page.locator("#live-title").click()
    visit.press("/")
    assert visit.focus != "search"


def test_a_wrong_value_stays_says_what_is_wrong_and_is_not_saved(rough: VisitPage) -> None:
    rough.find("hip pain")
    rough.press("Enter")
    rough.type("3 stones")
    rough.press("Tab")
    expect(rough.box("hip-pain-left").locator(".error")).to_contain_text("Not saved yet")
    expect(rough.page.locator("#e-hip-pain-left-duration")).to_have_value("3 stones")
    assert rough.page.locator("#e-hip-pain-left-duration").get_attribute("aria-invalid") == "true"
    rough.page.fill("#e-hip-pain-left-duration", "")
    rough.stand_on("hip-pain-left")
    rough.saved()
