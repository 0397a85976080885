"""Finding a test: the body map, the groups, the filter."""

import pytest
from playwright.sync_api import expect

from support.visit_page import VisitPage

PLACE, CLICKED = "#place-front-hip-left", "#place-back-hamstring-left"


def test_a_click_on_the_map_goes_to_a_test_of_the_place_on_its_side(visit: VisitPage) -> None:
    visit.page.click(CLICKED)
    assert visit.focus.endswith("-left-not-assessed")
    finding = visit.page.locator("section.finding", has=visit.page.locator(":focus"))
    assert "hamstring" in str(finding.get_attribute("data-regions")).split()


def test_a_place_opens_by_the_keyboard(visit: VisitPage) -> None:
    visit.page.focus(PLACE)
    visit.press("Enter")
    assert visit.focus.endswith("-left-not-assessed")


def test_arrows_go_from_place_to_place(visit: VisitPage) -> None:
    visit.page.focus(PLACE)
    visit.press("ArrowDown")
    assert visit.focus.startswith("place-front-")
    assert f"#{visit.focus}" != PLACE


def test_each_test_of_a_place_leads_back_to_the_map(visit: VisitPage) -> None:
    visit.page.click(CLICKED)
    visit.page.locator("section.finding", has=visit.page.locator(":focus")).locator(".to-map").click()
    assert f"#{visit.focus}" == CLICKED


@pytest.mark.parametrize(("key", "kind", "words"), [("1", "positive", "positive"), ("2", "negative", "negative")])
def test_a_place_shows_its_state_by_class_symbol_and_words(key: str, kind: str, words: str, visit: VisitPage) -> None:
    visit.enter("hip-pain-left", key)
    place = visit.page.locator(PLACE)
    expect(place).to_have_class(f"place {kind}")
    expect(place).to_have_attribute("aria-label", f"Hip, left: {words}: Hip pain")
    expect(visit.page.locator(f"#m-{PLACE[1:]}")).to_have_text({"1": "+", "2": "−"}[key])


def test_the_other_side_of_the_map_stays_empty(visit: VisitPage) -> None:
    visit.enter("hip-pain-left", "1")
    expect(visit.page.locator(PLACE)).to_have_class("place positive")
    expect(visit.page.locator("#place-front-hip-right")).to_have_class("place empty")


def test_no_filter_hides_what_is_entered(visit: VisitPage) -> None:
    visit.enter("giving-way-left", "1")
    for value in ("bearing", "region low-back"):
        visit.page.select_option("#show", value)
        expect(visit.box("giving-way-left")).to_be_visible()


def test_the_filter_leaves_what_bears_on_the_findings(visit: VisitPage) -> None:
    visit.enter("hip-pain-left", "1")
    visit.page.select_option("#show", "bearing")
    expect(visit.box("saddle-numbness-midline")).to_be_visible()
    expect(visit.page.locator("section.finding:visible").nth(60)).to_have_count(0)


def test_a_group_with_entries_does_not_fold(visit: VisitPage) -> None:
    visit.enter("giving-way-left", "1")
    visit.page.locator("#g-function > summary").click()
    expect(visit.box("giving-way-left")).to_be_visible()


def test_the_search_finds_what_the_filter_left_out(visit: VisitPage) -> None:
    visit.page.select_option("#show", "region low-back")
    visit.page.locator("#live-title").click()
    visit.find("giving way")
    expect(visit.box("giving-way-left")).to_be_visible()
    assert visit.focus == "e-giving-way-left-not-assessed"
