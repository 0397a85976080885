"""Many practitioners at once against a real server: each saves a finding, sees what follows, and thinks."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread
from urllib.parse import urlencode

from benchmarks.table import Row, Section, duration
from support.server import environment_of, running_server

PRACTITIONERS = 50
_THINKING, _SECONDS, _WARMING = 5.0, 60.0, 10.0
"""Seconds between two findings (twenty in two minutes is fast), of the whole measurement, and before it counts."""
_OPENING = 0.1
"""How often the whole sheet is opened before a finding is entered."""
_TARGET = 0.5
_FINDINGS = ("hip-pain", "leg-pain", "knee-pain", "giving-way", "hip-scour")
_SET_UP = """
import datetime, sys
from importlib import import_module
from pathlib import Path
from kinechain.web.starting import configure, open_records
configure(Path(sys.argv[1])); open_records()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from kinechain.store.models import Client, User, Visit
store = import_module(settings.SESSION_ENGINE).SessionStore
for number in range(int(sys.argv[2])):
    user = User.objects.create(username=f"p{number}", is_practitioner=True, password="!")
    visit = Visit.objects.create(client=Client.objects.create(owner=user, pseudonym="K 1"), date=datetime.date.today())
    session = store()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "kinechain.web.accounts.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(session.session_key, visit.pk)
"""


@dataclass(frozen=True)
class Sample:
    """One request: what it was, how long it took, and how it ended."""

    what: str
    seconds: float
    status: int


def load(practitioners: int = PRACTITIONERS, seconds: float = _SECONDS, thinking: float = _THINKING) -> Section:
    """The time of each kind of request while all practitioners work, with the load of the machine beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "data")
        people = _people(folder, practitioners)
        with running_server(folder) as server:
            before = _computed(server.process.pid)
            samples = _work(server.port, people, seconds, thinking)
            computed = _computed(server.process.pid) - before
    busy = f"load of the machine {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    failed = sum(one.status != 200 for one in samples)
    kinds = dict.fromkeys(one.what for one in samples)
    rows = [_row(kind, [one.seconds for one in samples if one.what == kind], failed, busy) for kind in sorted(kinds)]
    rows.append(_row("all requests", [one.seconds for one in samples], failed, busy))
    each = f"{100 * computed / seconds:.0f} % of one core"
    rows.append(Row("the server's processor", "Time that it computes for one request", computed / len(samples), each))
    title = f"{practitioners} practitioners at once, a finding every {thinking:g} s each: wall time at the client"
    return Section(title, tuple(rows))


def _people(folder: Path, practitioners: int) -> list[tuple[str, str]]:
    """Accounts with a session and an open visit each."""
    command = [sys.executable, "-c", _SET_UP, str(folder), str(practitioners)]
    made = subprocess.run(command, env=environment_of(folder), capture_output=True, text=True, check=True)
    return [(key, visit) for key, visit in (line.split() for line in made.stdout.splitlines())]


def _computed(process: int) -> float:
    """Seconds that a process has computed so far, which other work on the machine does not change."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _work(port: int, people: list[tuple[str, str]], seconds: float, thinking: float) -> list[Sample]:
    samples: list[Sample] = []
    end = time.monotonic() + seconds
    threads = [
        Thread(target=_practise, args=(port, session, visit, Random(number), end, thinking, samples))
        for number, (session, visit) in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return samples


def _practise(
    port: int, session: str, visit: str, chance: Random, end: float, thinking: float, samples: list[Sample]
) -> None:
    """Open the sheet, then enter findings and open it now and then; what comes in the first seconds is not counted."""
    counted = end - _SECONDS + _WARMING
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    token = "a" * 32
    cookies = {"Cookie": f"kinechain_session={session}; kinechain_csrf={token}", "X-CSRFToken": token}
    headers = {**cookies, "Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"}
    versions = dict.fromkeys(_FINDINGS, 0)

    def ask(what: str, method: str, page: str, **fields: object) -> None:
        began = time.monotonic()
        asking.request(method, f"/visits/{visit}/{page}", urlencode(fields), headers)
        answer = asking.getresponse()
        answer.read()
        if began >= counted:
            samples.append(Sample(what, time.monotonic() - began, answer.status))

    time.sleep(chance.uniform(0, min(thinking, _WARMING)))
    ask("open the sheet", "GET", "")
    while time.monotonic() < end:
        if chance.random() < _OPENING:
            ask("open the sheet", "GET", "")
        finding = chance.choice(_FINDINGS)
        sent = {"finding": finding, "side": "left", "version": versions[finding], "state": "positive"}
        ask("save a finding", "POST", "entry/", **sent, note=str(versions[finding]))
        versions[finding] += 1
        ask("what follows", "GET", "conclusions/")
        time.sleep(chance.uniform(0.5, 1.5) * thinking)


def _row(what: str, seconds: list[float], failed: int, busy: str) -> Row:
    ordered = sorted(seconds)
    median, slow = (ordered[int(len(ordered) * part)] for part in (0.5, 0.95))
    inside = f"{len(ordered)} requests; {busy}"
    is_all = what == "all requests"
    said = f"p95 {duration(slow)}, {failed} errors" if is_all else f"p95 {duration(slow)}"
    return Row(
        what, inside, median, said, "p95 ≤ 500 ms" if is_all else "", slow <= _TARGET and not failed if is_all else None
    )


if __name__ == "__main__":
    from benchmarks.table import show

    show("Load", [load()])
