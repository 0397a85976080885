"""One server and one practitioner for all tests of the visit page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support.visit_page import Desk, VisitPage, open_desk


@pytest.fixture(scope="session")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server with one practitioner."""
    with open_desk(browser, tmp_path_factory.mktemp("desk") / "data") as opened:
        yield opened


@pytest.fixture
def visit(desk: Desk, page: Page) -> VisitPage:
    """A new visit of a new client, shown in a browser that fails the test on any error or foreign request."""
    page.set_viewport_size({"width": 1280, "height": 900})
    return desk.new_visit(page)


@pytest.fixture
def rough(desk: Desk, browser: Browser) -> Iterator[VisitPage]:
    """The same where a request is meant to fail: a browser logs each failed one, so nobody watches its log."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    yield desk.new_visit(context.new_page())
    context.close()
