"""Every page in Chromium: axe finds nothing, the keyboard reaches all, nothing from elsewhere, and it is light.

The list is made from the addresses of the app, so that a new page is looked at without being named here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from support.addresses import NAMES, PATTERNS
from support.server import RunningServer, running_server
from support.visitor import Visitor, first_account

pytestmark = pytest.mark.slow

_NOT_PAGES = {
    "logout", "account-password", "load-examples", "remove-examples", "archive-client", "export-client",
    "new-visit", "conclusions", "next-tests", "save-entry", "undo-entry", "present-entry", "why-not",
    "smallest-change", "what-if-result", "save-visit", "export-case", "draft", "verify-log", "download-log",
    "replay-record", "branding-file", "signed-document",
}  # fmt: skip
"""What a form sends to, a part of a page, or a file."""
_PAGES = sorted({*NAMES} - _NOT_PAGES - {"set-up", "home"})
_HEAVIEST = 250_000
_TABS = 40
_CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
# The keys of a widget move inside it; in a box of the sheet U undoes, M leads to the map and I opens what to mind.
_OUT_OF_REACH = f"""() => {{
  const seen = one => one.checkVisibility() && !one.disabled;
  const all = [...document.querySelectorAll("{_CONTROLS}")].filter(seen);
  const managed = one =>
    one.closest('[role=listbox], [role=tablist], [role=toolbar], svg, [data-act=undo], .to-map, .mind');
  return all.filter(one => one.tabIndex !== 0 && !managed(one)).map(one => one.outerHTML.slice(0, 200));
}}"""
_HOW_MANY = f"""() => {{
  const groups = new Set();
  return [...document.querySelectorAll("{_CONTROLS}")].filter(one => {{
    if (!one.checkVisibility() || one.disabled || one.tabIndex < 0) return false;
    if (one.type !== 'radio') return true;
    const group = (one.form ? one.form.id : '') + ' ' + one.name;
    return groups.has(group) ? false : groups.add(group);
  }}).length;
}}"""
_IS_NEW = """() => {
  const one = document.activeElement, was = one.dataset.tabbed;
  one.dataset.tabbed = 1;
  return !was || one.type === 'date';
}"""
"""A field for a day holds several stops of the keyboard."""


@dataclass(frozen=True)
class Clinic:
    """A server with everything to look at: the path of each page, and the cookies of somebody who may see all."""

    server: RunningServer
    visitor: Visitor
    parts: dict[str, str]

    def path(self, name: str) -> str:
        """The path of a page."""
        parts = self.parts | {"visit": self.parts["signed visit"]} if name == "amend-visit" else self.parts
        return reverse(name, kwargs={part: parts[part] for part in PATTERNS[name].pattern.converters})

    def cookies(self, name: str) -> dict[str, str]:
        """What a browser holds before it opens a page: nothing to sign in."""
        return {} if name == "login" else self.visitor.cookies


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic with the example clients, a signed report, an open visit and a record in the log."""
    with running_server(tmp_path_factory.mktemp("clinic") / "data") as server:
        visitor = first_account(server)
        account = _first(visitor, "/accounts/", "/accounts/")
        visitor.get(f"/accounts/{account}/")
        roles = ["practitioner", "auditor", "admin"]
        assert visitor.post(f"/accounts/{account}/", name="Petra P.", roles=roles, is_active="on").status == 302
        visitor.post("/clients/examples/")
        clients = _ids(visitor.get("/clients/").text, "/clients/")
        parts = {"account": account, "rule": "coding.hip-pain", "number": "1", "client": clients[0]}
        parts["visit"] = _first(visitor, f"/clients/{clients[0]}/", "/visits/")
        parts["signed visit"] = _first(visitor, f"/clients/{clients[1]}/", "/visits/")
        parts["report"] = _signed(visitor, parts["signed visit"])
        yield Clinic(server, visitor, parts)


def _ids(page: str, before: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="{before}([0-9a-f-]{{36}})/"', page)))


def _first(visitor: Visitor, page: str, before: str) -> str:
    return _ids(visitor.get(page).text, before)[0]


def _signed(visitor: Visitor, visit: str) -> str:
    """Sign a visit; the id of the report."""
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', visitor.get(f"/visits/{visit}/sign/").text)
    assert seen is not None
    answer = visitor.post(f"/visits/{visit}/sign/", seen=seen[1], open_because="she had to leave early")
    return answer.location.strip("/").split("/")[1]


def _opened(page: Page, clinic: Clinic, name: str) -> int:
    """Open a page; how many bytes came over the line."""
    cookies = clinic.cookies(name).items()
    page.context.add_cookies([{"name": name, "value": value, "url": clinic.server.address} for name, value in cookies])
    sizes: list[int] = []
    watching = page.context.new_cdp_session(page)
    watching.send("Network.enable")
    watching.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    answer = page.goto(clinic.server.address.rstrip("/") + clinic.path(name))
    assert answer is not None and answer.status == 200
    page.wait_for_load_state("networkidle")
    return sum(sizes)


def _stuck(page: Page) -> list[int]:
    """After how many presses of Tab the focus had not come to something new."""
    wanted = min(_TABS, page.evaluate(_HOW_MANY))
    page.evaluate("() => document.body.focus()")
    moved = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        moved.append(page.evaluate(_IS_NEW))
    return [number for number, new in enumerate(moved, 1) if not new]


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_is_for_everybody_and_light(name: str, page: Page, clinic: Clinic) -> None:
    weight = _opened(page, clinic, name)
    violations = [f"{one['id']}: {one['nodes'][0]['html'][:300]}" for one in Axe().run(page).response["violations"]]
    assert (violations, page.evaluate(_OUT_OF_REACH), _stuck(page)) == ([], [], [])
    assert weight <= _HEAVIEST
