"""A database that is locked, gone or full: a clear page, another try, and nothing lost; then it goes on by itself."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.postgres import PostgresServer
from support.server import RunningServer, running_server
from support.visitor import Answer, Visitor, enter, first_account, new_visit, signed_in

_FINDING = "hip-pain"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningServer, Visitor]]:
    """A server with the embedded database and somebody who has signed in."""
    with running_server(tmp_path_factory.mktemp("trouble") / "data", DATABASE_URL="") as server:
        yield server, first_account(server)


def _is_another_try(answer: Answer, title: str) -> None:
    assert (answer.status, answer.headers.get("retry-after"), title in answer.text) == (503, "5", True), answer.text[
        :500
    ]


def test_while_another_program_writes_the_page_asks_for_another_try(office: tuple[RunningServer, Visitor]) -> None:
    server, visitor = office
    visit = new_visit(visitor, "locked")
    with closing(sqlite3.connect(server.folder / "kinechain.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        _is_another_try(enter(visitor, visit, _FINDING, note="kept"), "The database is busy")
        assert visitor.get(visit).status == 200
        other.execute("ROLLBACK")
    assert enter(visitor, visit, _FINDING, note="kept").status == 200


def _limit(server: RunningServer, size: int) -> None:
    """Let no file of the server grow beyond a size, as a full disk would."""
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="DISK FULL IS NOT TESTED: that needs Linux")
def test_on_a_full_disk_nothing_is_half_saved(office: tuple[RunningServer, Visitor]) -> None:
    server, visitor = office
    visit = new_visit(visitor, "full")
    assert enter(visitor, visit, _FINDING, note="before").status == 200
    _limit(server, 4096)
    try:
        _is_another_try(enter(visitor, visit, _FINDING, 1, note="full"), "The disk is full")
        assert visitor.get(visit).status == 200
    finally:
        _limit(server, resource.RLIM_INFINITY)
    assert enter(visitor, visit, _FINDING, 1, note="full").status == 200


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="DISK FULL IS NOT TESTED: that needs Linux")
def test_on_a_full_disk_no_decision_is_half_recorded(office: tuple[RunningServer, Visitor]) -> None:
    server, visitor = office
    visit = new_visit(visitor, "full log")
    assert visitor.post(f"{visit}save/").status == 302
    log = server.folder / "decisions.log"
    before = log.read_bytes()
    _limit(server, len(before) + 100)
    try:
        answer = visitor.post(f"{visit}save/")
    finally:
        _limit(server, resource.RLIM_INFINITY)
    _is_another_try(answer, "The disk is full")
    assert log.read_bytes() == before
    assert visitor.post(f"{visit}save/").status == 302


@pytest.fixture(scope="module")
def clinic(
    postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningServer, Visitor]]:
    """A server with its records in PostgreSQL."""
    folder = tmp_path_factory.mktemp("clinic") / "data"
    with running_server(folder, DATABASE_URL=postgres.url("clinic")) as server:
        yield server, first_account(server)


def test_when_postgresql_is_gone_the_page_says_so_and_all_goes_on_when_it_is_back(
    clinic: tuple[RunningServer, Visitor], postgres: PostgresServer
) -> None:
    _, visitor = clinic
    visit = new_visit(visitor, "gone")
    assert enter(visitor, visit, _FINDING, note="before").status == 200
    postgres.stop()
    try:
        for answer in (
            enter(visitor, visit, _FINDING, 1, note="kept"),
            visitor.get(visit),
            Visitor(visitor.port).get("/login/"),
        ):
            _is_another_try(answer, "The database cannot be reached")
    finally:
        postgres.start()
    assert enter(visitor, visit, _FINDING, 1, note="kept").status == 200
    assert "kept" in visitor.get(visit).text


def test_a_killed_server_with_postgresql_loses_nothing(postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.url("killed")
    with running_server(tmp_path / "data", DATABASE_URL=url) as server:
        visitor = first_account(server)
        visit = new_visit(visitor)
        statuses = {enter(visitor, visit, _FINDING, number, note=f"note {number}").status for number in range(10)}
        server.kill()
    with running_server(tmp_path / "data", DATABASE_URL=url) as server:
        assert (statuses, "note 9" in signed_in(server).get(visit).text) == ({200}, True)
