"""A new practitioner's first day by the keyboard alone: from the set-up to the trend of a second visit.

The pictures of the manual are taken on the way: ``make pictures`` keeps them.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kinechain.knowledge.case_file import read_case
from support import browser as chromium
from support.album import Album, colours_in, size_of, tab_to
from support.real_rules import real
from support.server import running_server
from support.visit_page import VisitPage

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "images" / "app"
MANUAL = ROOT / "docs" / "for-practitioners.md"
SEED_AUTHOR = ROOT / "examples" / "seed-author.yaml"
NAME, WORD = "robin", "a long enough sentence"
FIRST_DAY, SECOND_DAY = "2026-11-02", "2026-11-23"
LEFT_CAUSE = "#why-pain-driven-inhibition-left"
WIDTH, HEIGHT = 1280, 860


@pytest.fixture(scope="module")
def album(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Album]:
    """The whole first day, with a picture of every step."""
    folder = tmp_path_factory.mktemp("first-day")
    with running_server(folder / "data") as server, chromium.watched(browser) as page:
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        album = Album(page, folder)
        page.goto(server.address + server.set_up_path)
        _sets_up(page)
        album.take("clients")
        client = _takes_in(page)
        visit = _opens_a_visit(page, server.address, client, FIRST_DAY)
        _enters_what_hurts(visit, album)
        _asks_what_is_open(visit, album)
        _enters_the_rest(visit)
        _is_the_example(visit)
        _reads_why(visit, album)
        _tries_out(visit, album)
        _prints(visit, album)
        _signs(visit, album)
        later = _opens_a_visit(page, server.address, client, SECOND_DAY)
        _comes_back(later, album)
        _sees_the_trend(later, album)
        yield album


def _sets_up(page: Page) -> None:
    for name, text in (("username", NAME), ("password", WORD), ("again", WORD)):
        tab_to(page, page.locator(f"#id_{name}"))
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Clients")


def _takes_in(page: Page) -> str:
    tab_to(page, page.locator("main a", has_text="New client"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#id_pseudonym"))
    page.keyboard.type("Seed author")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Seed author")
    return page.url


def _opens_a_visit(page: Page, address: str, client: str, day: str) -> VisitPage:
    page.goto(client)
    tab_to(page, page.locator("#id_date"))
    # A browser takes a day in the order of its own language.
    page.locator("#id_date").fill(day)
    tab_to(page, page.locator("button", has_text="Open the visit"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/*/")  # until its scripts listen to keys
    expect(page.locator("#sheet")).to_be_visible()
    return VisitPage(page, address, page.url.removeprefix(address), client.removeprefix(address))


def _enters_what_hurts(visit: VisitPage, album: Album) -> None:
    _pain(visit, "3 weeks", "6", "getting worse")
    _squeeze(visit, "0", "3")
    expect(visit.page.locator(LEFT_CAUSE)).to_be_attached()
    album.take("entering")


def _pain(visit: VisitPage, duration: str, intensity: str, trend: str) -> None:
    visit.find("hip pain")
    visit.press("1")
    for name, text in (("duration", duration), ("intensity", intensity), ("trend", trend)):
        _values(visit, "hip-pain-left", name, text)
    visit.press("ArrowRight", "2")
    visit.settled()


def _values(visit: VisitPage, box: str, name: str, text: str) -> None:
    """Type a value: Enter opens all of a box, Escape leads back to its states."""
    visit.stand_on(box)
    visit.press("Enter")
    tab_to(visit.page, visit.page.locator(f"#e-{box}-{name}"))
    visit.type(text)
    visit.press("Escape")


def _squeeze(visit: VisitPage, left: str, right: str) -> None:
    visit.find("gluteal squeeze")
    visit.press("Tab")
    visit.type(left)
    visit.press("Enter", "Tab")
    visit.type(right)
    visit.press("Enter")
    visit.settled()


def _asks_what_is_open(visit: VisitPage, album: Album) -> None:
    """Without the safety questions no exercise is proposed; the key N leads from one to the next."""
    expect(visit.page.locator("#ask-first")).to_contain_text("no exercise")
    visit.press("n")
    album.take("ask-first")
    for name in _denied():
        for box in visit.page.locator(f".entry[data-finding={name}]").all():
            visit.stand_on(str(box.get_attribute("id")).removeprefix("e-"))
            visit.press("2")
    visit.settled()


def _denied() -> list[str]:
    text = SEED_AUTHOR.read_text("utf-8").partition("denied:")[2]
    return re.findall(r"^\s+- ([a-z-]+)$", text, re.MULTILINE)


def _enters_the_rest(visit: VisitPage) -> None:
    visit.find("giving way")
    visit.press("1", "ArrowRight", "2")
    visit.find("ease and fluency")
    for side, quality, ease in (("left", "less", "3"), ("right", "fluid", "8")):
        for name, text in (("quality", quality), ("ease", ease)):
            _values(visit, f"movement-ease-{side}", name, text)
    visit.find("noticed a side difference")
    visit.press("2")
    visit.settled()


def _is_the_example(visit: VisitPage) -> None:
    """What was typed is the example case, to the letter."""
    vocabulary = real().vocabulary
    typed = visit.page.request.get(f"{visit.address}{visit.path}case/").body()
    entered = read_case(typed, "typed.json", vocabulary, date.max)
    example = read_case(SEED_AUTHOR.read_bytes(), SEED_AUTHOR.name, vocabulary, date.max)
    typed_findings, wanted = ({replace(one, line=0) for one in case.findings} for case in (entered, example))
    assert typed_findings == wanted


def _reads_why(visit: VisitPage, album: Album) -> None:
    cause = visit.page.locator(LEFT_CAUSE)
    visit.page.locator("aside.live").focus()
    tab_to(visit.page, cause.locator("summary"))
    visit.press("Enter")
    expect(cause).to_contain_text("Why")
    expect(cause).to_contain_text("Against")
    expect(cause).to_contain_text("Nobody looked at")
    assert not visit.page.locator("#why-pain-driven-inhibition-right").count()
    album.take("why")


def _tries_out(visit: VisitPage, album: Album) -> None:
    visit.open("what-if/")
    visit.find("hip pain")
    visit.press("2")
    expect(visit.page.locator("section.tried")).to_contain_text("Would no longer be concluded")
    album.take("what-if")
    visit.open()


def _prints(visit: VisitPage, album: Album) -> None:
    tab_to(visit.page, visit.page.locator("a", has_text="Documents …"), most=1200)
    visit.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("Documents")
    album.take("documents")
    assert "holding the gluteals back" in _pdf(visit.page, "clinician.pdf")
    assert "Stop if" in _pdf(visit.page, "handout.pdf")


def _pdf(page: Page, name: str) -> str:
    """The words of a document, got by pressing its button."""
    tab_to(page, page.locator(f"button[value='{name}']"))
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    made = PdfReader(BytesIO(Path(got.value.path()).read_bytes()))
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in made.pages))


def _signs(visit: VisitPage, album: Album) -> None:
    visit.open("sign/")
    tab_to(visit.page, visit.page.locator("main form button", has_text="Sign"))
    visit.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("Report 1")
    album.take("signed")


def _comes_back(visit: VisitPage, album: Album) -> None:
    """The protocol comes along, the findings do not."""
    assert visit.kept() == {}
    visit.page.locator("#show").select_option("planned")
    _pain(visit, "6 weeks", "2", "getting better")
    _squeeze(visit, "2", "3")
    expect(visit.page.locator("#r-hip-pain .before").first).to_contain_text("intensity 6/10")
    album.take("second-visit")


def _sees_the_trend(visit: VisitPage, album: Album) -> None:
    visit.page.goto(f"{visit.address}{visit.client}trend/")
    expect(visit.page.locator("tbody")).to_contain_text("Better")
    expect(visit.page.locator("figure.trend svg").first).to_be_visible()
    album.take("trend")


def test_the_first_day_succeeds_and_the_manual_shows_it(album: Album, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--pictures"):
        KEPT.mkdir(parents=True, exist_ok=True)
        for name in album.taken:
            shutil.copy(album.folder / f"{name}.png", KEPT)
    shown = re.findall(r"\(images/app/([a-z-]+)\.png\)", MANUAL.read_text("utf-8"))
    assert sorted(shown) == sorted(album.taken) == sorted(one.stem for one in KEPT.glob("*.png"))


def test_no_picture_is_empty_and_each_has_the_size_of_the_one_that_is_kept(album: Album) -> None:
    assert [name for name in album.taken if colours_in(album.folder / f"{name}.png") < 20] == []
    kept = {one.stem: size_of(one) for one in KEPT.glob("*.png")}
    assert kept == album.taken
