"""The real server in a process of its own, with records of its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

_SECONDS = 60
_ADDRESS = re.compile(r"Kinechain is at (http://127\.0\.0\.1:\d+/)(\S*)")


@dataclass
class RunningServer:
    """A server that answers. ``address`` ends in a slash; ``set_up_path`` is empty once there is an account."""

    process: "subprocess.Popen[str]"
    folder: Path
    address: str
    set_up_path: str

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rsplit(":", 1)[1].strip("/"))

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """End it as the system would; its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=_SECONDS)


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def running_server(folder: Path, port: int | None = None, **environment: str) -> Iterator[RunningServer]:
    """A server over the records in ``folder``; it is killed at the end."""
    command = [sys.executable, "-m", "kinechain", "serve", "--no-browser", "--data", str(folder)]
    command += ["--port", str(port or free_port())]
    with (folder.parent / f"{folder.name}.log").open("w") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env={**environment_of(folder), **environment}
        )
        try:
            yield RunningServer(process, folder, *_addresses(process.stdout, Path(log.name)))
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def clean_environment() -> dict[str, str]:
    """The environment without what the tests set for themselves."""
    own = ("KINECHAIN_DATA", "DJANGO_SETTINGS_MODULE")
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    return {**inherited, "PYTHONUNBUFFERED": "1"}


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of a program over the records of a folder: in PostgreSQL, they have a database of their own."""
    shared = os.environ.get("DATABASE_URL")
    if not shared:
        return clean_environment()
    name = f"records_{sha256(bytes(folder.absolute())).hexdigest()[:16]}"
    with psycopg.connect(shared, autocommit=True) as connection, suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return {**clean_environment(), "DATABASE_URL": urlsplit(shared)._replace(path=f"/{name}").geturl()}


def _addresses(output: IO[str] | None, log: Path) -> tuple[str, str]:
    assert output is not None
    for line in output:
        if found := _ADDRESS.search(line):
            return found[1], found[2]
    raise AssertionError(f"the server did not start: {log.read_text()}")
