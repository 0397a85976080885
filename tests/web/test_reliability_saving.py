"""What was acknowledged is there, whatever happens to the server, and nobody overwrites anybody unseen."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg

from support.server import RunningServer, environment_of, running_server
from support.visitor import Visitor, enter, first_account, new_visit, signed_in

_SAVES, _KILLS = 200, (37, 90, 151)
_COURSE = 8
_FINDING = "hip-pain"


def _kept_notes(folder: Path) -> set[str]:
    """The notes of every saved version, read past the program."""
    shared = environment_of(folder).get("DATABASE_URL")
    records = psycopg.connect(shared) if shared else sqlite3.connect(folder / "kinechain.sqlite3")
    with closing(records):
        return {note for (note,) in records.execute("SELECT note FROM store_entrychange")}


def test_a_killed_server_loses_no_acknowledged_save(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    acknowledged: list[str] = []
    with running_server(folder) as server:
        visit = new_visit(first_account(server))
    for stop in (*_KILLS, _SAVES):
        with running_server(folder) as server:
            _save_until_killed(server, visit, acknowledged, stop)
        assert set(acknowledged) <= _kept_notes(folder)
    assert len(acknowledged) == _SAVES


def _save_until_killed(server: RunningServer, visit: str, acknowledged: list[str], stop: int) -> None:
    """Save one note after another; once ``stop`` are acknowledged the server is killed in the midst of the next."""
    visitor = signed_in(server)
    version = len(_kept_notes(server.folder))
    while len(acknowledged) < stop:
        note = f"note {version} before {stop}"
        answer = enter(visitor, visit, _FINDING, version, note=note)
        assert answer.status == 200
        acknowledged.append(note)
        version += 1
    if stop < _SAVES:
        killing = threading.Timer(0.002, server.kill)
        killing.start()
        _try(lambda: enter(visitor, visit, _FINDING, version, note=f"never acknowledged {stop}"))
        killing.join()


def _try(save: Callable[[], object]) -> None:
    try:
        save()
    except OSError:
        return


def test_of_two_windows_that_save_at_once_one_is_told(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        first = first_account(server)
        visit = new_visit(first)
        second = signed_in(server)
        rounds = [_both(first, second, visit, number) for number in range(10)]
    assert {tuple(sorted(statuses)) for statuses, _ in rounds} == {(200, 409)}
    assert all(f"first {n}" in told and f"second {n}" in told for n, (_, told) in enumerate(rounds))


def _both(first: Visitor, second: Visitor, visit: str, version: int) -> tuple[list[int], str]:
    """Both save the same version at once: the statuses, and what the refused one is told."""
    answers = {}

    def save(name: str, visitor: Visitor) -> None:
        answers[name] = enter(visitor, visit, _FINDING, version, note=f"{name} {version}")

    _at_once([lambda: save("first", first), lambda: save("second", second)])
    refused = next((one for one in answers.values() if one.status == 409), None)
    return [one.status for one in answers.values()], "" if refused is None else refused.text


def _at_once(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_practitioners_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with running_server(folder) as server:
        petra = first_account(server)
        sent = {"username": "paul", "name": "", "roles": "practitioner"}
        petra.get("/accounts/new/")
        word, own = "another long sentence", "yet another long sentence"
        assert petra.post("/accounts/new/", **sent, password=word, again=word).status == 302
        paul = signed_in(server, "paul", word)
        assert paul.post("/password/", old=word, password=own, again=own).status == 302
        paul = signed_in(server, "paul", own)
        statuses: list[int] = []
        visits = {"petra": (petra, new_visit(petra)), "paul": (paul, new_visit(paul))}
        _at_once([partial(_work, statuses, name, *visits[name]) for name in visits])
    assert set(statuses) == {200, 302}
    assert {f"{name} {number}" for name in visits for number in range(_COURSE)} <= _kept_notes(folder)


def _work(statuses: list[int], name: str, visitor: Visitor, visit: str) -> None:
    statuses += _course(name, visitor, visit)


def _course(name: str, visitor: Visitor, visit: str) -> list[int]:
    """Some saves, each with what follows from it, and one recorded decision."""
    statuses = []
    for number in range(_COURSE):
        statuses.append(enter(visitor, visit, _FINDING, number, note=f"{name} {number}").status)
        statuses.append(visitor.get(f"{visit}conclusions/").status)
    return [*statuses, visitor.post(f"{visit}save/").status]
