"""Fixtures for every test: a browser for those that look at pages, and the options that keep what it shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support import browser as chromium
from support.printing import Printer


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--approve`` and ``--pictures``."""
    parser.addoption("--approve", action="store_true", help="take the texts of reports as they are now as approved")
    parser.addoption("--pictures", action="store_true", help="keep the pictures of the README and of the manual")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = chromium.executable()
    if path is None:
        pytest.skip(chromium.HOW_TO_GET_ONE)
    # What a page must come to say is checked; how fast a busy machine says it is not.
    expect.set_options(timeout=30_000)
    with chromium.started(path) as running, pytest.MonkeyPatch.context() as patch:
        # Playwright leaves its event loop running in this thread, for which Django would refuse its database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on a logged error, a dialog or a request to another host."""
    with chromium.watched(browser) as watched:
        yield watched


@pytest.fixture(scope="session")
def printer(browser: Browser) -> Printer:
    """Prints documents from the browser, each once."""
    return Printer(browser)
