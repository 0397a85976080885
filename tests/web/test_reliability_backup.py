"""A backup by command goes back into another folder and another kind of database; a bad one changes nothing."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.postgres import PostgresServer
from support.server import clean_environment, running_server
from support.visitor import enter, first_account, new_visit, signed_in

_WORDS, _NOTE, _CLIENT = "correct horse battery", "quixotic note", "Zebedee 7471"


@dataclass(frozen=True)
class Kept:
    """A backup made while the server ran."""

    file: Path
    visit: str
    log: bytes


def _command(words: list[str], database: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kinechain", *words]
    environment = {**clean_environment(), "DATABASE_URL": database}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


def _restore(file: Path, folder: Path, words: str = _WORDS, database: str = "") -> "subprocess.CompletedProcess[str]":
    written = folder.parent / "words"
    written.write_text(f"{words}\n")
    return _command(["restore", str(file), "--data", str(folder), "--passphrase-file", str(written)], database)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A backup of one practitioner with one client, one finding and one recorded decision."""
    place = tmp_path_factory.mktemp("backup")
    (place / "words").write_text(f"{_WORDS}\n")
    with running_server(place / "data", DATABASE_URL="") as server:
        visitor = first_account(server)
        visit = new_visit(visitor, _CLIENT)
        enter(visitor, visit, "hip-pain", note=_NOTE)
        visitor.post(f"{visit}save/")
        words = ["backup", str(place / "kept"), "--data", str(server.folder), "--passphrase-file", str(place / "words")]
        done = _command(words)
        assert done.returncode == 0, done.stderr
        yield Kept(place / "kept", visit, (server.folder / "decisions.log").read_bytes())


def _is_whole(kept: Kept, folder: Path, database: str) -> None:
    with running_server(folder, DATABASE_URL=database) as server:
        visitor = signed_in(server)
        assert _NOTE in visitor.get(f"{kept.visit}case/").text
        assert enter(visitor, kept.visit, "hip-pain", 1, note="goes on").status == 200
        assert visitor.post(f"{kept.visit}save/").status == 302
    assert (folder / "decisions.log").read_bytes().startswith(kept.log)


def test_a_backup_goes_back_into_another_folder(kept: Kept, tmp_path: Path) -> None:
    done = _restore(kept.file, tmp_path / "other")
    assert done.returncode == 0, done.stderr
    _is_whole(kept, tmp_path / "other", "")


def test_a_backup_moves_the_records_to_postgresql_and_back(
    kept: Kept, postgres: PostgresServer, tmp_path: Path
) -> None:
    clinic, again, words = postgres.url("moved"), tmp_path / "again", tmp_path / "words"
    done = _restore(kept.file, tmp_path / "clinic", database=clinic)
    assert done.returncode == 0, done.stderr
    moved = ["backup", str(again), "--data", str(tmp_path / "clinic"), "--passphrase-file", str(words)]
    assert _command(moved, clinic).returncode == 0
    assert _restore(again, tmp_path / "home").returncode == 0
    _is_whole(kept, tmp_path / "home", "")
    _is_whole(kept, tmp_path / "clinic", clinic)


@pytest.mark.parametrize("secret", [_NOTE, _CLIENT, "petra", "hip-pain", "kinechain.sqlite3"])
def test_a_backup_shows_nothing(secret: str, kept: Kept) -> None:
    assert secret.encode() not in kept.file.read_bytes()


@pytest.mark.parametrize(
    ("damage", "words", "told"),
    [
        (lambda data: data, "correct horse batterie", "passphrase is wrong"),
        (lambda data: data[: len(data) // 2], _WORDS, "Nothing was restored"),
        (lambda data: data[:-1], _WORDS, "Nothing was restored"),
        (lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:], _WORDS, "Nothing was restored"),
        (lambda data: b"", _WORDS, "not a backup"),
    ],
    ids=["wrong-passphrase", "half", "one-byte-short", "one-bit", "empty"],
)
def test_a_bad_backup_says_so_and_leaves_the_folder_empty(
    damage: object, words: str, told: str, kept: Kept, tmp_path: Path
) -> None:
    assert callable(damage)
    bad = tmp_path / "bad"
    bad.write_bytes(damage(kept.file.read_bytes()))
    done = _restore(bad, tmp_path / "other", words)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert _restore(kept.file, tmp_path / "other").returncode == 0
