"""From a data folder to a running server: settings, records, rules, port."""

import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import FrameType

from kinechain.web.database import UnusableDatabaseError
from kinechain.web.places import DATA_VARIABLE, DataFolder, UnusableFolderError, data_folder

HOST = "127.0.0.1"
FIRST_PORT = 8765
_MORE_PORTS = 20
_THREADS = 8
_LARGEST_REQUEST = 8_000_000
"""Kept in memory; what Django refuses below this gets a page with the reason."""


class CannotStartError(Exception):
    """The app cannot start; the message says why and what to do."""


def configure(folder: Path | None, rules: Path | None = None) -> DataFolder:
    """Choose and prepare the data folder and load Django with it. Raises CannotStartError."""
    if folder is not None:
        os.environ[DATA_VARIABLE] = str(folder.absolute())
    if rules is not None:
        os.environ["KINECHAIN_RULES"] = str(rules.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinechain.web.settings")
    try:
        chosen = data_folder()
        chosen.prepare()
        import django

        django.setup()
    except (UnusableFolderError, UnusableDatabaseError) as error:
        raise CannotStartError(str(error)) from error
    return chosen


def open_records() -> None:
    """Bring the database to the shape of this program. Raises CannotStartError."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        _keep_private()
        _refuse_newer_records()
        call_command("migrate", interactive=False, verbosity=0)
    except ImproperlyConfigured as error:
        message = "PostgreSQL needs one more package. Run: python -m pip install 'kinechain[postgres]'"
        raise CannotStartError(message) from error
    except (DatabaseError, OSError) as error:
        message = f"The database cannot be opened: {str(error).strip().splitlines()[0]}."
        raise CannotStartError(f"{message} Check the data folder, the disk and DATABASE_URL.") from error


def _keep_private() -> None:
    """An embedded database that only its owner can read, before SQLite makes its other files alike."""
    from django.db import connection

    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        file.touch(mode=0o600)
        file.chmod(0o600)


def _refuse_newer_records() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    unknown = [
        name
        for app, name in loader.applied_migrations
        if app == "store" and ("store", name) not in loader.disk_migrations
    ]
    if unknown:
        message = (
            "These records were written by a newer Kinechain. Update it: python -m pip install --upgrade kinechain"
        )
        raise CannotStartError(message)


def listening_socket(port: int | None) -> socket.socket:
    """A socket on the loopback address: the named port, else the first free one. Raises CannotStartError."""
    ports = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + _MORE_PORTS)
    for tried in ports:
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere this option lets two programs share a port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((HOST, tried))
            opened.listen(128)
        except OSError:
            opened.close()
            continue
        return opened
    if port is None:
        raise CannotStartError(f"No port from {FIRST_PORT} to {FIRST_PORT + _MORE_PORTS - 1} is free. Use --port N.")
    raise CannotStartError(
        f"Port {port} cannot be used, probably because another program has it. Use another --port N."
    )


def run(listening: socket.socket, announce: Callable[[str], None], *, browser: bool) -> None:
    """Serve until Ctrl-C or a signal to end. ``announce`` gets the address to open."""
    from django.core.handlers.wsgi import WSGIHandler
    from waitress.server import create_server

    from kinechain.web import first_run
    from kinechain.web.assessing import assessor, warm_up

    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    if first_run.is_needed():
        address = f"{address}set-up/{first_run.token()}/"
    assessor()
    server = create_server(
        WSGIHandler(),
        sockets=[listening],
        threads=_THREADS,
        ident=None,
        max_request_body_size=_LARGEST_REQUEST,
        inbuf_overflow=_LARGEST_REQUEST + 1,
        **_proxy(),
    )
    signal.signal(signal.SIGTERM, _end)
    Thread(target=warm_up, daemon=True).start()
    announce(address)
    if browser:
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    server.run()


def _proxy() -> dict[str, object]:
    """Behind a proxy on this machine, who asked and how stands in its headers; else they are not believed."""
    if os.environ.get("KINECHAIN_HTTPS") != "1":
        return {"clear_untrusted_proxy_headers": True}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": HOST, "trusted_proxy_count": 1, "trusted_proxy_headers": headers}


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
