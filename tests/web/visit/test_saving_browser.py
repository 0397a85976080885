"""Autosave: nothing that was entered is lost, whatever fails."""

from pathlib import Path

from playwright.sync_api import Browser, Dialog, Route, expect

from support.server import running_server
from support.visit_page import Desk, VisitPage, open_desk

UNSAVED = "1 change is not saved yet"


def test_a_save_without_a_connection_is_said_and_made_up_for(rough: VisitPage) -> None:
    rough.page.route("**/entry/", lambda route: route.abort())
    rough.stand_on("giving-way-left")
    rough.press("1")
    expect(rough.page.locator("#save-state")).to_have_text(UNSAVED)
    expect(rough.box("giving-way-left")).to_contain_text("Not saved yet")
    rough.page.unroute("**/entry/")
    rough.saved()
    assert rough.kept() == {"giving-way-left": "positive"}


def test_a_save_that_the_server_cannot_make_is_tried_again(rough: VisitPage) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "1"})

    rough.page.route("**/entry/", refuse)
    rough.stand_on("giving-way-left")
    rough.press("1")
    expect(rough.page.locator("#save-state")).to_have_text(UNSAVED)
    rough.page.unroute("**/entry/")
    rough.saved()
    assert rough.kept() == {"giving-way-left": "positive"}


def test_an_answer_that_is_lost_is_no_conflict(rough: VisitPage) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    rough.page.route("**/entry/", lose, times=1)
    rough.stand_on("giving-way-left")
    rough.press("1")
    rough.saved()
    assert rough.kept() == {"giving-way-left": "positive"}


def test_leaving_with_something_unsaved_warns(rough: VisitPage) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    rough.page.on("dialog", leave)
    rough.page.route("**/entry/", lambda route: route.abort())
    rough.page.locator("#live-title").click()
    rough.stand_on("giving-way-left")
    rough.press("1")
    expect(rough.page.locator("#save-state")).to_have_text(UNSAVED)
    rough.open()
    assert asked == ["beforeunload"]


def _conflict(desk: Desk, rough: VisitPage) -> VisitPage:
    other = VisitPage(rough.page.context.new_page(), desk.server.address, rough.path, rough.client)
    other.open()
    rough.enter("giving-way-left", "1")
    other.stand_on("giving-way-left")
    other.press("2")
    expect(other.box("giving-way-left").locator(".conflict")).to_contain_text("There: gives way. Here: feels stable")
    return other


def test_the_second_of_two_windows_may_take_what_is_there(desk: Desk, rough: VisitPage) -> None:
    other = _conflict(desk, rough)
    other.page.click("[data-act=theirs]")
    other.saved()
    assert other.state("giving-way-left") == "positive"
    assert other.kept() == {"giving-way-left": "positive"}


def test_the_second_of_two_windows_may_save_its_own(desk: Desk, rough: VisitPage) -> None:
    other = _conflict(desk, rough)
    other.page.click("[data-act=mine]")
    other.saved()
    assert other.kept() == {"giving-way-left": "negative"}


def test_what_is_typed_while_a_save_is_under_way_is_kept(visit: VisitPage) -> None:
    visit.find("hip pain")
    visit.press("1", "Tab")
    visit.type("3 weeks")
    visit.press("Tab")
    visit.saved()
    visit.open()
    expect(visit.page.locator("#e-hip-pain-left-duration")).to_have_value("3 weeks")


def test_a_killed_server_loses_no_saved_finding_and_the_page_goes_on(browser: Browser, tmp_path: Path) -> None:
    with open_desk(browser, tmp_path / "data") as desk:
        context = browser.new_context()
        visit = desk.new_visit(context.new_page())
        visit.enter("giving-way-left", "1")
        desk.server.kill()
        visit.stand_on("giving-way-right")
        visit.press("2")
        expect(visit.page.locator("#save-state")).to_have_text(UNSAVED)
        with running_server(tmp_path / "data", port=desk.server.port):
            visit.saved()
            assert visit.kept() == {"giving-way-left": "positive", "giving-way-right": "negative"}
        context.close()
