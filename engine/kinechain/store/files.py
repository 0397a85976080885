"""The files of a decision log, and writing to them so that something is there whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_PRIVATE = 0o600
_BLOCK = 1 << 16


class LogError(Exception):
    """The log cannot be used or written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Disk:
    """How bytes reach the disk; tests put a failing disk here."""

    write: Callable[[int, bytes], int] = os.write
    sync: Callable[[int], None] = os.fsync


@dataclass(frozen=True, slots=True)
class Files:
    """The log and what stands beside it."""

    log: Path

    @property
    def key(self) -> Path:
        """The secret key of the masks. Who has it can test whether a given id is in the log."""
        return self._beside(".key")

    @property
    def head(self) -> Path:
        """How many records there are and the hash of the last: shows when records are cut off at the end."""
        return self._beside(".head")

    @property
    def damaged(self) -> Path:
        """Torn bytes that were moved out of the log."""
        return self._beside(".damaged")

    def _beside(self, ending: str) -> Path:
        return self.log.with_name(self.log.name + ending)


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """An open regular file, created private; LogError with the reason when it cannot be opened."""
    try:
        handle = os.open(path, flags | _BINARY, _PRIVATE)
    except OSError as error:
        raise LogError(f"{path} cannot be opened: {reason_of(error)}.") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise LogError(f"{path} is not an ordinary file, so it cannot be a decision log.")
        yield handle
    finally:
        os.close(handle)


def reason_of(error: OSError) -> str:
    """What the system says is wrong, for a sentence."""
    return (error.strerror or str(error) or "unknown reason").lower()


def write_all(handle: int, data: bytes, disk: Disk) -> None:
    """Write every byte and wait until the disk has them; OSError when it does not take them."""
    rest = data
    while rest:
        rest = rest[disk.write(handle, rest) :]
    disk.sync(handle)


def append_whole(handle: int, data: bytes, disk: Disk) -> None:
    """Append all of ``data`` or nothing: what a failing disk took of it is cut off again. Raises OSError."""
    before = os.fstat(handle).st_size
    try:
        write_all(handle, data, disk)
    except BaseException:
        os.ftruncate(handle, before)
        raise


def replace_whole(path: Path, data: bytes, disk: Disk) -> None:
    """Write a small private file so that it is there whole or unchanged. Raises OSError. Only under the lock."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, _PRIVATE)
    try:
        try:
            write_all(handle, data, disk)
        finally:
            os.close(handle)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """Make a new file's name durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_span(handle: int, start: int, end: int) -> bytes:
    """The bytes from ``start`` to ``end``."""
    os.lseek(handle, start, os.SEEK_SET)
    parts = []
    while start < end and (part := os.read(handle, min(_BLOCK, end - start))):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
