"""A real server with one account of every role and the example clients, driven through its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from support import browser as chromium
from support.server import RunningServer, running_server

NAME, WORD = "anna", "a long enough sentence"


@dataclass(frozen=True)
class Office:
    """A server with an account that is practitioner, auditor and administrator."""

    server: RunningServer

    def open(self, page: Page, path: str) -> None:
        """Open an address of the server, signed in."""
        page.goto(self.server.address + path)
        if page.url.startswith(f"{self.server.address}login/"):
            page.fill("#id_username", NAME)
            page.fill("#id_password", WORD)
            page.click("main button")
            page.goto(self.server.address + path)

    def visit(self, page: Page, client: str) -> str:
        """The path of the newest visit of an example client."""
        self.open(page, "clients/")
        page.click(f"text=Example: {client}")
        path = page.locator("th a[href^='/visits/']").first.get_attribute("href")
        assert path is not None
        return path.lstrip("/")


@contextmanager
def open_office(browser: Browser, folder: Path) -> Iterator[Office]:
    """The server with its account and the example clients, made through the pages."""
    with running_server(folder) as server:
        office = Office(server)
        with chromium.watched(browser) as page:
            _set_up(page, server)
            page.click("text=Load example clients")
        yield office


def _set_up(page: Page, server: RunningServer) -> None:
    page.goto(server.address + server.set_up_path)
    page.fill("#id_username", NAME)
    page.fill("#id_password", WORD)
    page.fill("#id_again", WORD)
    page.click("main button")
    page.goto(f"{server.address}accounts/")
    page.click(f"th a:has-text('{NAME}')")
    page.check("input[value=auditor]")
    page.click("button:has-text('Save')")
    page.goto(f"{server.address}clients/")
