"""What follows, as it is entered: live, explained, tried out."""

import re

import pytest
from playwright.sync_api import expect

from support.visit_page import VisitPage, violations

LEFT_CAUSE = "#why-pain-driven-inhibition-left"
ON_TOP = """one => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
DENIED = [
    "bladder-bowel-change",
    "saddle-numbness",
    "new-sexual-dysfunction",
    "both-legs-weak-or-numb",
    "major-trauma",
    "minor-trauma",
    "osteoporosis",
    "prolonged-steroid-use",
    "bruise-over-spine",
    "cancer-history",
    "unexplained-weight-loss",
    "night-or-unremitting-pain",
    "failure-to-improve",
    "fever-or-unwell",
    "immunosuppression",
    "intravenous-drug-use",
    "recent-infection-or-procedure",
    "hot-or-very-painful-hip",
    "cannot-bear-weight",
    "leg-swelling",
    "calf-tenderness",
    "recent-immobility-or-surgery",
    "previous-clot",
    "breathless-or-chest-pain",
]


def painful_left_hip(visit: VisitPage) -> None:
    """The findings from which a cause on the left follows, by the keyboard."""
    visit.find("hip pain")
    visit.press("1", "Tab")
    visit.type("3 weeks")
    visit.press("Tab")
    visit.type("6")
    visit.press("Enter", "2")
    visit.find("gluteal squeeze")
    visit.press("Tab", "0", "Enter", "Tab", "3", "Enter")
    visit.settled()


def seed_author(visit: VisitPage) -> None:
    """The example of the seed author with every safety question that was asked, by the keyboard."""
    painful_left_hip(visit)
    visit.find("giving way")
    visit.press("1", "ArrowDown", "2")
    for name in DENIED:
        visit.stand_on(f"{name}-{'left' if visit.box(f'{name}-left').count() else 'midline'}")
        visit.press("2")
        if visit.box(f"{name}-right").count():
            visit.press("ArrowDown", "2")
    visit.settled()


def test_the_case_of_the_seed_author_shows_the_cause_on_the_left_with_its_reasons(visit: VisitPage) -> None:
    seed_author(visit)
    cause = visit.page.locator(LEFT_CAUSE)
    expect(cause).to_contain_text("moderate")
    expect(visit.page.locator("#ask-first")).to_contain_text("None is open")
    cause.locator("summary").focus()
    visit.press("Enter")
    expect(cause).to_have_attribute("open", "")
    expect(cause.locator(".for")).to_contain_text("Hip pain, left: pain reported (duration 3 weeks, intensity 6/10)")
    expect(cause.locator(".source").first).to_be_visible()
    expect(visit.page.locator("#live")).not_to_contain_text("Pain on the right")


def test_nothing_is_concluded_at_first_and_the_open_questions_stand_first(visit: VisitPage) -> None:
    expect(visit.page.locator("#live")).to_contain_text("Nothing concluded yet.")
    first = visit.page.locator("#sheet > section:visible").first
    expect(first).to_contain_text(re.compile(r"Ask first: \d+ open safety questions"))


def test_what_follows_is_told_aloud_and_the_focus_and_the_page_stay(visit: VisitPage) -> None:
    visit.stand_on("giving-way-left")
    place = visit.box("giving-way-left").bounding_box()
    visit.press("1")
    expect(visit.page.locator("#said[aria-live=polite]")).not_to_be_empty()
    assert visit.focus == "e-giving-way-left-positive"
    after = visit.box("giving-way-left").bounding_box()
    assert place is not None
    assert after is not None
    assert (after["x"], after["y"]) == (place["x"], place["y"])


def test_a_reason_that_was_opened_stays_open(visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.page.locator(LEFT_CAUSE).locator("summary").click()
    visit.enter("giving-way-left", "1")
    expect(visit.page.locator("#live-summary")).to_be_visible()
    expect(visit.page.locator(LEFT_CAUSE)).to_have_attribute("open", "")


def test_the_focus_stays_on_a_hypothesis_while_the_panel_is_shown_anew(visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.page.locator(LEFT_CAUSE).locator("summary").focus()
    visit.page.evaluate("window.before = document.activeElement; htmx.trigger(document.body, 'findings-changed')")
    visit.page.wait_for_function("() => !document.contains(window.before)")
    assert visit.focus == f"{LEFT_CAUSE.removeprefix('#')}-head"
    visit.press("Enter")
    expect(visit.page.locator(LEFT_CAUSE)).to_have_attribute("open", "")


def test_reasons_stand_in_full_on_paper(visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.open()
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(LEFT_CAUSE).locator(".for")).to_be_visible()
    expect(visit.page.locator("#search")).to_be_hidden()
    expect(visit.box("giving-way-left")).to_be_hidden()


def test_why_not_tells_what_nobody_looked_at(visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.page.select_option("#why-not-of", "cause:lack-of-use")
    told = visit.page.locator("#why-not")
    expect(told).to_contain_text("Not concluded:")
    expect(told).to_contain_text("Nobody looked:")


def test_the_smallest_change_that_takes_a_cause_away_is_told(visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.page.locator(LEFT_CAUSE).locator("summary").click()
    visit.page.locator(LEFT_CAUSE).locator("button").click()
    expect(visit.page.locator(LEFT_CAUSE).locator(".smallest")).to_contain_text("Hip pain, left")


def test_test_this_next_leads_to_the_box(visit: VisitPage) -> None:
    painful_left_hip(visit)
    link = visit.page.locator("#next a.jump").first
    box = str(link.get_attribute("href")).lstrip("#")
    link.click()
    assert visit.focus == f"{box}-not-assessed"


def test_n_leads_to_the_next_open_question(visit: VisitPage) -> None:
    visit.page.locator("#live-title").click()
    visit.press("n")
    assert visit.focus == "e-bladder-bowel-change-midline-not-assessed"


def test_what_if_tells_what_would_change_and_saves_nothing(visit: VisitPage) -> None:
    painful_left_hip(visit)
    kept = visit.kept()
    visit.open("what-if/")
    expect(visit.page.locator(".message.scratch")).to_contain_text("never saved")
    visit.find("hip pain")
    visit.press("2")
    told = visit.page.locator("section.tried")
    expect(told).to_contain_text("Would no longer be concluded")
    expect(told).to_contain_text("Pain on the left holding the gluteals back")
    visit.page.click("#leave-scratch")
    expect(visit.page.locator(LEFT_CAUSE)).to_be_attached()
    assert visit.kept() == kept


def test_what_if_takes_a_change_back(visit: VisitPage) -> None:
    visit.open("what-if/")
    visit.stand_on("giving-way-left")
    visit.press("1")
    expect(visit.page.locator(".tried .changes")).to_contain_text("gives way")
    visit.press("u")
    expect(visit.page.locator("section.tried")).to_contain_text("Nothing is changed yet")


@pytest.mark.parametrize("more", ["", "edit/", "sign/", "what-if/"])
def test_an_emergency_is_on_every_page_of_the_visit(more: str, visit: VisitPage) -> None:
    visit.enter("bladder-bowel-change-midline", "1")
    visit.open(more)
    expect(visit.page.locator("#urgent")).to_contain_text("Emergency: Possible cauda equina syndrome.")


def test_an_emergency_appears_as_it_is_entered(visit: VisitPage) -> None:
    visit.enter("bladder-bowel-change-midline", "1")
    expect(visit.page.locator("#urgent")).to_contain_text("Emergency")


def test_signing_past_open_questions_needs_a_reason(visit: VisitPage) -> None:
    visit.open("sign/")
    visit.page.locator("main form button").last.click()
    expect(visit.page.locator("h1")).to_have_text("Safety questions are open")
    visit.page.fill("#open-because", "The client was called away.")
    visit.page.click("text=Go on with open questions")
    expect(visit.page.locator("h1")).to_contain_text("Report 1")


@pytest.mark.parametrize(("width", "more"), [(1280, ""), (768, "what-if/")])
def test_axe_finds_nothing(width: int, more: str, visit: VisitPage) -> None:
    painful_left_hip(visit)
    visit.enter("bladder-bowel-change-midline", "1")
    visit.page.set_viewport_size({"width": width, "height": 1024})
    visit.open(more)
    for one in visit.page.locator("#live details.why:not([open]) > summary").all()[:3]:
        one.click()
    visit.page.locator("#keys-open").click()
    # All rows are alike; three hundred of them would take a minute.
    visit.page.select_option("#show", "region calf")
    assert violations(visit.page) == []


@pytest.mark.parametrize("flagged", [False, True])
@pytest.mark.parametrize("width", [1280, 820])
def test_documents_and_signing_stay_in_sight_however_much_follows(width: int, flagged: bool, visit: VisitPage) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    painful_left_hip(visit)
    if flagged:
        visit.enter("bladder-bowel-change-midline", "1")
        expect(visit.page.locator("#urgent")).to_contain_text("Emergency")
    for one in visit.page.locator("#live details.why:not([open]) > summary").all()[:3]:
        one.click()
    visit.stand_on("hip-pain-left")
    visit.page.locator("aside.live").evaluate("one => one.scrollTo(0, 0)")
    for words in ("Documents …", "Sign …"):
        link = visit.page.locator("aside.live a", has_text=words)
        expect(link).to_be_in_viewport(ratio=1)
        assert link.evaluate(ON_TOP), words


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_no_width_needs_sideways_scrolling(width: int, visit: VisitPage) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_weighs_at_most_250_kilobytes(visit: VisitPage) -> None:
    visit.page.reload(wait_until="load")
    weight = visit.page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    assert 0 < weight <= 250_000
