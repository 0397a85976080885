"""Starting and ending the app: one command, nothing to configure, a clear message when it cannot start."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from kinechain.cli import main
from kinechain.cli.main import COMMANDS
from kinechain.web.database import UnusableDatabaseError, database
from kinechain.web.places import DataFolder, UnusableFolderError
from kinechain.web.starting import CannotStartError, listening_socket
from support.server import RunningServer, environment_of, free_port, running_server

_WITH_RECORDS = {"serve", "backup", "restore"}


def _get(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def test_the_first_start_leads_to_the_set_up(server: RunningServer) -> None:
    assert "Make the first account" in _get(server.address + server.set_up_path)


def test_styles_and_scripts_come_from_the_app_itself(server: RunningServer) -> None:
    assert "htmx" in _get(f"{server.address}static/vendor/htmx-2.0.11.min.js")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_the_owner_can_read_the_records(server: RunningServer) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in [server.folder, *server.folder.iterdir()]}
    assert set(modes.values()) == {0}, modes


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_starts_again_with_another_token(sent: signal.Signals, tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as first:
        first.process.send_signal(sent)
        assert first.process.wait(timeout=30) == 0
    assert "Traceback" not in (tmp_path / "data.log").read_text()
    with running_server(tmp_path / "data") as second:
        assert second.set_up_path not in ("", first.set_up_path)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotStartError, match=f"Port {port} cannot be used"):
            listening_socket(port)


def test_without_a_port_the_next_free_one_is_taken() -> None:
    with listening_socket(None) as first, listening_socket(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert first.getsockname()[0] == "127.0.0.1"


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(UnusableFolderError, match="Choose another with --data"):
        DataFolder(tmp_path / "taken").prepare()


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    first = folder.secret_key()
    folder.prepare()
    assert (len(first) > 50, folder.secret_key()) == (True, first)


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "postgresql://host:port/x", "nonsense"])
def test_a_database_url_that_is_none_is_refused_without_repeating_it(url: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="DATABASE_URL") as caught:
        database(url, tmp_path)
    assert url not in str(caught.value)


def test_commands_without_records_load_no_django() -> None:
    names = sorted(set(COMMANDS) - _WITH_RECORDS)
    program = f"""
import sys
from click.testing import CliRunner
from kinechain.cli import main
for name in {names!r}:
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0
assert CliRunner().invoke(main, ["findings", "hip"]).exit_code == 0
sys.exit("django" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_backup_by_command_can_be_restored_into_another_folder(server: RunningServer, tmp_path: Path) -> None:
    words, kept = tmp_path / "words", tmp_path / "kept.backup"
    words.write_text("correct horse battery\n")
    common = ["--passphrase-file", str(words), "--data"]
    made = _command(server.folder, "backup", str(kept), *common, str(server.folder))
    assert made.returncode == 0, made.stderr
    assert kept.stat().st_mode & 0o077 == 0
    back = _command(tmp_path / "other", "restore", str(kept), *common, str(tmp_path / "other"))
    assert back.returncode == 0, back.stderr


def test_records_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with running_server(folder, DATABASE_URL="") as first:
        first.end()
    with sqlite3.connect(folder / "kinechain.sqlite3") as records:
        records.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
        )
    records.close()
    words = ("serve", "--no-browser", "--data", str(folder), "--port", str(free_port()))
    answer = _command(folder, *words, DATABASE_URL="")
    assert (answer.returncode, "newer Kinechain" in answer.stderr) == (1, True)


def _command(folder: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kinechain", *words]
    environment = {**environment_of(folder), **more}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("short")
    answer = CliRunner().invoke(main, ["backup", str(tmp_path / "b"), "--passphrase-file", str(words)])
    assert (answer.exit_code, "at least 12 characters" in answer.output) == (1, True)


def test_the_embedded_database_writes_ahead(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", DATABASE_URL="") as server:
        server.end()
    with closing(sqlite3.connect(server.folder / "kinechain.sqlite3")) as records:
        assert records.execute("PRAGMA journal_mode").fetchone() == ("wal",)
