"""Re-assessment: the protocol comes along, the findings do not, and the course is drawn."""

from playwright.sync_api import expect

from support.visit_page import Desk, VisitPage, violations


def _rated(visit: VisitPage, rating: str) -> None:
    visit.stand_on("hip-pain-left")
    visit.press("1", "Tab", "Tab")
    visit.type(rating)
    visit.press("Enter")
    visit.saved()


def _again(desk: Desk, visit: VisitPage) -> VisitPage:
    _rated(visit, "6")
    return desk.next_visit(visit.page, visit.client, "2026-03-20", copy_protocol="on")


def test_the_next_visit_copies_what_to_examine_and_no_finding(desk: Desk, visit: VisitPage) -> None:
    later = _again(desk, visit)
    expect(later.page.locator("#r-hip-pain")).to_contain_text("examined last time")
    assert later.kept() == {}


def test_what_stood_there_last_time_is_told_beside_the_box(desk: Desk, visit: VisitPage) -> None:
    later = _again(desk, visit)
    told = later.page.locator("#r-hip-pain .before")
    expect(told).to_have_text("Last time: pain reported (intensity 6/10)")


def test_the_trend_shows_each_measure_as_a_picture_and_in_a_table(desk: Desk, visit: VisitPage) -> None:
    later = _again(desk, visit)
    _rated(later, "3")
    later.page.goto(f"{later.address}{later.client}trend/")
    expect(later.page.locator("figure.trend svg")).to_be_visible()
    row = later.page.locator("tbody tr").first
    expect(row).to_contain_text("Better")
    expect(row).to_contain_text("6")
    assert violations(later.page) == []


def test_a_client_with_one_visit_has_no_trend(visit: VisitPage) -> None:
    visit.page.goto(f"{visit.address}{visit.client}trend/")
    expect(visit.page.locator(".empty")).to_contain_text("two days or more")
