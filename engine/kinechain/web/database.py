"""The database by one setting: nothing for the embedded one, ``DATABASE_URL`` for PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_BUSY_SECONDS = 5
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
_SCHEMES = ("postgres", "postgresql")
_EXAMPLE = "postgresql://USER:PASSWORD@HOST:5432/DATABASE"


class UnusableDatabaseError(Exception):
    """The database setting cannot be used; the message says why and what to do, and never holds the password."""


def database(url: str, embedded: Path) -> dict[str, Any]:
    """Django's settings for one database.

    With the embedded one every acknowledged change is on the disk (``synchronous=FULL``), and deleted rows are
    overwritten (``secure_delete``). Raises UnusableDatabaseError for a URL that is not PostgreSQL's.

    >>> database("", Path("a.sqlite3"))["ENGINE"]
    'django.db.backends.sqlite3'
    >>> database("postgresql://me:s%40fe@db.local:5433/clinic", Path("a"))["PASSWORD"]
    's@fe'
    """
    if not url:
        options = {"timeout": _BUSY_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": embedded, "OPTIONS": options, "CONN_MAX_AGE": None}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnusableDatabaseError(f"DATABASE_URL cannot be read. Write {_EXAMPLE}.") from error
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in _SCHEMES or not name:
        raise UnusableDatabaseError(f"DATABASE_URL names no PostgreSQL database. Write {_EXAMPLE}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": {"connect_timeout": _BUSY_SECONDS, **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
