"""The page that other tests are given notices what it is there to notice."""

import pytest
from playwright.sync_api import Browser, Page

from support import browser as chromium
from support.browser import watched


@pytest.mark.parametrize(
    "body",
    [
        "<script>console.error('broken')</script>",
        "<script>throw new Error('broken')</script>",
        "<script>alert(1)</script>",
        "<img src='https://example.org/x.png' alt=''>",
        "<style>@import url(https://example.org/x.css);</style>",
        "<iframe src='http://192.0.2.1/' title='x'></iframe>",
    ],
    ids=["logged", "thrown", "dialog", "image", "style", "frame"],
)
def test_trouble_fails_the_test(browser: Browser, body: str) -> None:
    with pytest.raises(AssertionError), watched(browser) as page:
        page.set_content(body)
        page.wait_for_timeout(50)


def test_a_quiet_page_passes(page: Page) -> None:
    page.set_content("<!DOCTYPE html><title>Quiet</title><p>Nothing happens.</p>")
    assert page.title() == "Quiet"


def test_the_browser_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINECHAIN_CHROMIUM", "/somewhere/else")
    assert chromium.executable() == "/somewhere/else"
