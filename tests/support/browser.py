"""Chromium for tests: found, started, and watched, so that no page complains or asks another machine for anything."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
INSIDE = frozenset({"data", "blob", "about"})
HOW_TO_GET_ONE = "no Chromium found: `make browser` or `apt-get install chromium`; another one: KINECHAIN_CHROMIUM=path"


def executable() -> str | None:
    """The browser that ``KINECHAIN_CHROMIUM`` names, else the first one that is installed."""
    return os.environ.get("KINECHAIN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """A running browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A fresh page. AssertionError at the end if it logged an error, opened a dialog or asked another host."""
    wrong: list[str] = []
    context = browser.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    context.route("**/*", lambda route: _pass_on(route, wrong))
    page = context.new_page()
    page.on(
        "console", lambda said: wrong.append(f"console: {said.text}") if said.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("dialog", lambda dialog: _refuse(dialog, wrong))
    yield page
    context.close()
    assert wrong == []


def _refuse(dialog: Dialog, wrong: list[str]) -> None:
    wrong.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _pass_on(route: Route, wrong: list[str]) -> None:
    """Lets a request to this machine through; notes and stops any other."""
    place = urlsplit(route.request.url)
    if place.scheme in INSIDE or place.hostname in HERE:
        route.continue_()
    else:
        wrong.append(f"request: {route.request.url}")
        route.abort()
