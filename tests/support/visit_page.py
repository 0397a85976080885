"""The page of a visit in a browser: a desk with one practitioner, and hands that use the keyboard."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support import browser as chromium
from support.server import RunningServer, running_server

NAME, WORD = "petra", "a long enough sentence"
# One question of the page leads to the next, so two looks must find none under way.
_NOTHING_ASKED = """() => new Promise((done) => {
  const isAsking = () => document.querySelector('.htmx-request') !== null;
  const isDone = () => (isAsking() ? look() : done());
  const look = () => setTimeout(() => (isAsking() ? look() : setTimeout(isDone, 100)), 50);
  look();
})"""


@dataclass
class Desk:
    """A server with one practitioner, and the cookies with which a browser is signed in."""

    server: RunningServer
    cookies: list[Any]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def sit(self, page: Page) -> None:
        """Sign a browser in."""
        page.context.add_cookies(self.cookies)

    def new_visit(self, page: Page, day: str = "2026-03-02") -> "VisitPage":
        """Take in a client, open a visit, and show it."""
        self.sit(page)
        client = self.sent(page, "clients/new/", pseudonym=f"K {next(self.numbers)}", birth_year="1984", sex="female")
        return self.next_visit(page, client, day)

    def next_visit(self, page: Page, client: str, day: str, **more: str) -> "VisitPage":
        """Open a visit of a client whose page is at the path ``client``."""
        path = self.sent(page, f"{client}visits/", form=client, date=day, age="42", **more)
        shown = VisitPage(page, self.server.address, path, client)
        shown.open()
        return shown

    def sent(self, page: Page, path: str, form: str = "", **content: str) -> str:
        """Send a form as a browser would; the path to which it led."""
        address = self.server.address
        token = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', page.request.get(address + (form or path)).text()
        )
        assert token is not None
        answer = page.request.post(address + path, form={"csrfmiddlewaretoken": token[1], **content})
        assert answer.ok, answer.text()[:2000]
        return answer.url.removeprefix(address)


@contextmanager
def open_desk(browser: Browser, folder: Path) -> Iterator[Desk]:
    """A server of its own, set up through its pages."""
    with running_server(folder) as server:
        with chromium.watched(browser) as page:
            page.goto(server.address + server.set_up_path)
            page.fill("[name=username]", NAME)
            for one in page.locator("input[type=password]").all():
                one.fill(WORD)
            page.click("main button")
            cookies = page.context.cookies()
        yield Desk(server, cookies)


@dataclass(frozen=True)
class VisitPage:
    """One visit in one browser. Boxes are named as in ``hip-pain-left``."""

    page: Page
    address: str
    path: str
    client: str

    def open(self, more: str = "") -> None:
        """Load the page, or one of its visit."""
        self.page.goto(self.address + self.path + more)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)

    def find(self, words: str) -> None:
        """Go to a test by the search, with the keyboard."""
        self.press("/")
        self.type(words)
        self.press("Enter")

    def box(self, name: str) -> Any:
        """The box of a finding on a side."""
        return self.page.locator(f"#e-{name}")

    def stand_on(self, name: str) -> None:
        """Put the focus on a box."""
        self.page.evaluate("name => window.boxes.go(document.getElementById(`e-${name}`))", name)

    def enter(self, name: str, key: str) -> None:
        """Put the focus on a box and press a key; wait until it is saved."""
        self.stand_on(name)
        self.press(key)
        self.saved()

    def saved(self) -> None:
        """Wait until nothing is left to save."""
        expect(self.page.locator("#save-state")).to_have_text("All changes saved")

    def settled(self) -> None:
        """Wait until everything is saved and what follows is shown: what comes later would replace what is there."""
        self.saved()
        self.page.evaluate(_NOTHING_ASKED)

    @property
    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def state(self, name: str) -> str:
        """The state that a box shows."""
        return str(self.box(name).locator("input[type=radio]:checked").input_value())

    def kept(self) -> dict[str, str]:
        """What is on record, by box: every state that is not 'not assessed', after loading the page again."""
        self.open()
        found = self.page.evaluate(
            "[...document.querySelectorAll('.entry')].map(one => [one.id.slice(2), window.boxes.checked(one).value])"
        )
        return {name: state for name, state in found if state != "not-assessed"}


def violations(page: Page) -> list[str]:
    """What axe holds against a page, with the first place of each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
