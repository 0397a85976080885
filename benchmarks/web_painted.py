"""What a practitioner sees in a browser: from a key to the painted result, and from the command to the first page."""

import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks.table import Row, Section, duration
from support import browser as chromium
from support.server import running_server
from support.visit_page import Desk, VisitPage, open_desk

_KEYS, _WARMING = 60, 6
_MOST_PAINTED, _MOST_STARTING = 0.2, 3.0
_STARTS = 5
_ENTERED = (("hip-pain-left", "1"), ("glute-squeeze-left", "1"), ("giving-way-left", "1"))
_WATCH = """() => {
  window.painted = [];
  let pressed = 0;
  addEventListener('keydown', () => { pressed = performance.now(); }, true);
  document.addEventListener('conclusions-shown', () => requestAnimationFrame(() => {
    // The frame is on the screen when the next task runs after it.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.painted.push(performance.now() - pressed);
    port2.postMessage(0);
  }));
}"""


def painted() -> Section:
    """Wall time, because a person waits: other work on the machine shows in it."""
    path = chromium.executable()
    title = "Web app in Chromium, server on the same machine: wall time"
    if path is None:
        return Section(title, (Row("Key to painted result", chromium.HOW_TO_GET_ONE, None),))
    with tempfile.TemporaryDirectory() as folder, chromium.started(path) as browser:
        with open_desk(browser, Path(folder, "data")) as desk, chromium.watched(browser) as page:
            times = sorted(_times(desk, page))
        starts = [_start(Path(folder, "data")) for _ in range(_STARTS)]
    slow = times[int(len(times) * 0.95)]
    inside = f"{len(times)} keys on a visit, all rules: saved, concluded, swapped in, painted"
    return Section(
        title,
        (
            Row("Key to painted result", inside, median(times), f"p95 {duration(slow)}", "p95 ≤ 200 ms",
                slow <= _MOST_PAINTED),
            Row("kinechain serve", f"From the command to the first page, of {_STARTS} starts with records",
                median(starts), f"slowest {duration(max(starts))}", "≤ 3 s", median(starts) <= _MOST_STARTING),
        ),
    )  # fmt: skip


def _times(desk: Desk, page: Page) -> list[float]:
    """Seconds from each key that changes a finding until what follows from it is painted."""
    visit: VisitPage = desk.new_visit(page)
    for name, key in _ENTERED:
        visit.enter(name, key)
    page.evaluate(_WATCH)
    visit.stand_on("hip-pain-left")
    for number in range(_KEYS):
        visit.press("21"[number % 2])
        page.wait_for_function("count => window.painted.length > count", arg=number)
        visit.saved()
    found: list[float] = page.evaluate("window.painted")
    return [one / 1000 for one in found[_WARMING:]]


def _start(folder: Path) -> float:
    begun = time.perf_counter()
    with running_server(folder) as server, urllib.request.urlopen(server.address) as answer:
        answer.read()
        return time.perf_counter() - begun


if __name__ == "__main__":
    from benchmarks.table import show

    show("Browser", [painted()])
