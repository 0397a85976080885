"""Writers of this process take turns before they ask SQLite, which lets some wait far longer than others."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import OperationalError, connection, transaction

_turn = Lock()
_SECONDS = 5


@contextmanager
def turn_to_write() -> Iterator[None]:
    """A transaction that writes. OperationalError after five seconds without a turn.

    Inside another transaction no turn is taken: whoever has one would wait for that transaction to end.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    if not _turn.acquire(timeout=_SECONDS):
        raise OperationalError("database is locked")
    try:
        with transaction.atomic():
            yield
    finally:
        _turn.release()
