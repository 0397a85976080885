"""A PostgreSQL server of its own, in a folder that goes away; ``python -m support.postgres COMMAND`` runs with one.

A server refuses to run as root, so root starts it as the user ``postgres`` of Debian's package.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.server import free_port

HOW_TO_GET_ONE = (
    "NO POSTGRESQL: nothing about it is tested. Install it: `make postgres` or `apt-get install postgresql`"
)
_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
_SECONDS = 60


def programs() -> Path | None:
    """The folder with the newest server's programs; None when there is none."""
    newest = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = [*newest[-1:], *map(Path, filter(None, [shutil.which("initdb")]))]
    return found[0].parent if found else None


@dataclass(frozen=True)
class PostgresServer:
    """A server that can be stopped and started."""

    programs: Path
    folder: Path
    port: int

    def url(self, database: str) -> str:
        """The address of a new, empty database, for ``DATABASE_URL``."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", _USER, database)
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-o", options, "-l", str(self.folder / "server.log"))

    def stop(self) -> None:
        """End it at once, as a crash would."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._data))

    def make(self) -> None:
        """Make the files of the server."""
        self._run("initdb", "-D", str(self._data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *words: str) -> None:
        user = _USER if os.geteuid() == 0 else None
        command = [str(self.programs / program), *words]
        log = self.folder / "commands.log"  # not a pipe, because the server keeps what it was given
        with log.open("a") as said:
            done = subprocess.run(
                command, user=user, group=user, cwd=self.folder, stdout=said, stderr=said, timeout=_SECONDS, check=False
            )
        assert done.returncode == 0, log.read_text()


@contextmanager
def running_postgres(found: Path) -> Iterator[PostgresServer]:
    """A running server made from these programs; it ends and goes away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kinechain-postgres-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_USER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    server = PostgresServer(found, folder, free_port())
    try:
        server.make()
        server.start()
        yield server
    finally:
        subprocess.run(
            [found / "pg_ctl", "stop", "-m", "immediate", "-D", folder / "data"],
            user=_USER if os.geteuid() == 0 else None,
            cwd=folder,
            capture_output=True,
            check=False,
        )
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command of the arguments with ``DATABASE_URL`` naming a new server; its exit code."""
    found = programs()
    if found is None:
        print("*" * 80, HOW_TO_GET_ONE, "*" * 80, sep="\n", file=sys.stderr)  # noqa: T201
        return 0
    with running_postgres(found) as server:
        environment = {**os.environ, "DATABASE_URL": server.url("kinechain")}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
