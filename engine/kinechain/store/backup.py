"""A backup of everything, sealed with a passphrase; the same file for the embedded database and for PostgreSQL.

Inside the seal is gzipped text, one JSON object a line: first what it is, then every row of every table, then the
decision log with its key and head, last the number of lines before, so that a missing end is noticed.
"""

import base64
import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from kinechain import __version__
from kinechain.store import guards
from kinechain.store.files import Disk, Files, opened, replace_whole
from kinechain.store.locking import locked
from kinechain.store.models import User
from kinechain.store.sealing import Sealer, UnreadableBackupError, unsealed

_FORMAT = 1
_BLOCK = 1 << 18


class NotEmptyError(Exception):
    """There are records already, so a restore would mix them."""


class RecordsError(Exception):
    """The database cannot be read or written; the message is the database's own."""


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise RecordsError(str(error).strip().partition("\n")[0]) from error


def write_backup(target: BinaryIO, log: Path, passphrase: str, entropy: Callable[[int], bytes]) -> int:
    """Write everything to ``target``, as it is at one moment; the number of rows.

    Raises OSError when the target takes no more, LogError and RecordsError when something cannot be read.
    """
    rows = 0
    with (
        _told(),
        Sealer(target, passphrase, entropy) as sealer,
        gzip.GzipFile(fileobj=sealer, mode="wb", mtime=0) as packed,
    ):
        lines = 1
        packed.write(_line({"kinechain-backup": _FORMAT, "program": __version__, "migration": _migration()}))
        for line in _rows():
            packed.write(line)
            rows += 1
        lines += rows
        for ending, part in _log_parts(log):
            packed.write(_line({"file": ending, "part": base64.b64encode(part).decode()}))
            lines += 1
        packed.write(_line({"lines": lines}))
    return rows


def _rows() -> Iterator[bytes]:
    own_transaction = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and own_transaction:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in apps.get_app_config("store").get_models():  # links are checked at the end, so any order will do
            for row in table._default_manager.order_by("pk").iterator(chunk_size=50):
                yield serializers.serialize("jsonl", [row]).encode()


def _migration() -> str:
    from django.db.migrations.recorder import MigrationRecorder

    return max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "store")


def _log_parts(log: Path) -> Iterator[tuple[str, bytes]]:
    """The ending and the content, in parts, of every file of the log, while nobody appends to it."""
    if not log.exists():
        return
    files = Files(log)
    with opened(log, os.O_RDWR) as handle, locked(handle):
        for path in (files.log, files.key, files.head, files.damaged):
            if path.exists():
                with path.open("rb") as file:
                    while part := file.read(_BLOCK):
                        yield path.name.removeprefix(log.name), part


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def check_backup(source: BinaryIO, passphrase: str) -> int:
    """Read a backup to its end without using it; the number of rows. Raises UnreadableBackupError."""
    return sum("model" in line for line in _lines(source, passphrase))


def restore(source: BinaryIO, log: Path, passphrase: str) -> int:
    """Put a backup into empty records; the number of rows. The whole backup is checked first; then all or nothing.

    Raises UnreadableBackupError, NotEmptyError, RecordsError, OSError.
    """
    if User.objects.exists() or log.exists():
        raise NotEmptyError
    rows = check_backup(source, passphrase)
    source.seek(0)
    files: dict[str, bytearray] = {}
    with _told(), transaction.atomic(), guards.lifted(connection):
        for line in _lines(source, passphrase):
            if "model" in line:
                _put(line)
            elif "file" in line:
                files.setdefault(line["file"], bytearray()).extend(base64.b64decode(line["part"]))
        _check_links()
        _count_on()
        _put_files(log, files)
    return rows


def _put_files(log: Path, files: dict[str, bytearray]) -> None:
    """Every file or none."""
    paths = {log.with_name(log.name + ending): bytes(content) for ending, content in files.items()}
    try:
        for path, content in paths.items():
            replace_whole(path, content, Disk())
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise


def _put(line: dict[str, Any]) -> None:
    try:
        for row in serializers.deserialize("python", [line]):
            row.save(force_insert=True)
    except (DeserializationError, DatabaseError) as error:
        raise UnreadableBackupError("A row of the backup does not fit this version of Kinechain.") from error


def _check_links() -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise UnreadableBackupError("The rows of the backup do not fit together.") from error


def _count_on() -> None:
    """Let the numbers of new rows begin after those that were put back, which PostgreSQL does not do by itself."""
    tables = list(apps.get_app_config("store").get_models())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _lines(source: BinaryIO, passphrase: str) -> Iterator[dict[str, Any]]:
    """Every line between the first and the last, both checked. Raises UnreadableBackupError."""
    with gzip.GzipFile(fileobj=BufferedReader(_Pieces(unsealed(source, passphrase)))) as packed:
        try:
            first = json.loads(packed.readline())
            _check_first(first)
            count = 1
            for written in packed:
                line = json.loads(written)
                if "lines" in line:
                    if line["lines"] != count:
                        raise UnreadableBackupError("The backup is not whole. Use another copy of it.")
                    return
                count += 1
                yield line
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise UnreadableBackupError("The backup is damaged inside. Use another copy of it.") from error
    raise UnreadableBackupError("The backup is not whole. Use another copy of it.")


def _check_first(first: dict[str, Any]) -> None:
    if first.get("kinechain-backup") != _FORMAT or str(first.get("migration")) > _migration():
        message = f"The backup was made by Kinechain {first.get('program')}, which is newer than this one. Update it."
        raise UnreadableBackupError(message)


class _Pieces(RawIOBase):
    """Pieces of bytes as a file to read from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._rest = b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the present piece goes."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken
