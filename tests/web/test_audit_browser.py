"""Rules, documents, departures, decision log and practice in a real browser: axe, width, keyboard, no complaint."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kinechain.web.documents import FORMATS, Kind
from support.office import Office, open_office

_WIDTHS = (1280, 768)


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server with example clients for all tests here."""
    with open_office(browser, tmp_path_factory.mktemp("office") / "data") as opened:
        yield opened


def _check(page: Page) -> None:
    """Axe finds nothing, and no width needs sideways scrolling."""
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "path",
    [
        "clients/",
        "clients/import/",
        "rules/",
        "rules/?words=no+such+words",
        "rules/coding.hip-pain/",
        "rules/graph/",
        "log/",
        "practice/",
    ],
)
def test_every_page_is_accessible_and_fits(path: str, office: Office, page: Page) -> None:
    office.open(page, path)
    _check(page)


@pytest.mark.parametrize("part", ["documents/", "overrides/", "sign/"])
def test_every_page_of_a_visit_is_accessible_and_fits(part: str, office: Office, page: Page) -> None:
    office.open(page, office.visit(page, "desk-worker") + part)
    _check(page)


def test_a_rule_is_found_by_keyboard_and_its_card_leads_to_its_neighbours(office: Office, page: Page) -> None:
    office.open(page, "rules/")
    page.focus("#words")
    page.keyboard.type("coding.hip-pain")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Hip pain prompts the code of the symptom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hip pain prompts the code of the symptom")
    page.get_by_role("link", name="Hip pain", exact=True).click()
    expect(page.locator("main")).to_contain_text("read or conclude Hip pain")


def test_a_box_of_the_picture_leads_to_its_rules(office: Office, page: Page) -> None:
    office.open(page, "rules/graph/")
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("read or conclude")


def test_every_document_is_given_and_html_opens_beside(office: Office, page: Page) -> None:
    office.open(page, office.visit(page, "seed-author") + "documents/")
    page.get_by_role("radio", name="español").check()
    with page.context.expect_page() as opened:
        page.locator("button[value='clinician.html']").click()
    expect(opened.value.locator("html")).to_have_attribute("lang", "es")
    assert opened.value.evaluate("getComputedStyle(document.body).fontFamily").startswith('"IBM Plex Sans"')
    for ending in (one for one in FORMATS[Kind.CLINICIAN] if one != "html"):
        with page.expect_download() as got:
            page.locator(f"button[value='clinician.{ending}']").click()
        assert got.value.suggested_filename == f"clinician-es.{ending}"


def test_a_departure_is_made_signed_amended_and_shown(office: Office, page: Page) -> None:
    visit = office.visit(page, "quad-dominant-runner")
    office.open(page, visit + "overrides/")
    page.locator("summary").first.click()
    page.locator("details[open] input[value=rejected]").check()
    page.locator("details[open] select").select_option("client-declined")
    page.locator("details[open] textarea").fill("She refuses")
    page.locator("details[open] button").click()
    expect(page.locator(".departed")).to_contain_text("The client declined. She refuses")
    _check(page)
    _sign(office, page, visit)
    expect(page.locator("main")).to_contain_text("She refuses")
    page.get_by_role("link", name="Amend").click()
    page.locator("textarea").fill("The notes were missing")
    page.locator("main button").click()
    office.open(page, visit + "edit/")
    page.fill("#id_notes", "Slept badly")
    page.locator("main button").click()
    _sign(office, page, visit)
    expect(page.locator(".changes ins")).to_have_text(["Slept badly"])
    _check(page)


def _sign(office: Office, page: Page, visit: str) -> None:
    office.open(page, visit + "sign/")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.wait_for_url(re.compile(r"/reports/"))


def test_the_chain_is_verified_and_a_decision_decided_again(office: Office, page: Page) -> None:
    office.open(page, office.visit(page, "desk-worker"))
    page.get_by_role("button", name="Record as it stands").click()
    office.open(page, "log/")
    page.get_by_role("button", name="Verify the chain").click()
    expect(page.get_by_role("alert")).to_contain_text("The log is whole")
    _check(page)
    page.locator("tr:has-text('decision') a").first.click()
    page.get_by_role("button", name="Decide it again").click()
    expect(page.get_by_role("alert")).to_contain_text("every byte is the same")
    _check(page)
    page.locator("ul.columns a").first.click()
    expect(page.locator("main")).to_contain_text("in the decision log")
    _check(page)


def test_the_branding_of_the_practice_is_taken_and_shown(office: Office, page: Page) -> None:
    office.open(page, "practice/")
    examples = Path(__file__).parents[2] / "examples" / "branding"
    page.set_input_files("#id_file", examples / "practice.yaml")
    page.set_input_files("#id_logo", examples / "logo.svg")
    page.get_by_role("button", name="Check and use").click()
    expect(page.locator("main")).to_contain_text("Hill Street Movement Practice")
    _check(page)
    page.get_by_role("button", name="Take it away").click()


def test_an_upload_of_100_megabytes_is_refused_before_it_is_sent(office: Office) -> None:
    head = (
        "POST /clients/import/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 100000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", office.server.port), timeout=30) as sent:
        sent.sendall(head.encode() + b"0" * 1_000)
        assert sent.recv(100).split(b"\r\n")[0].endswith(b"413 Request Entity Too Large")
