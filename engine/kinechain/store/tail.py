"""The end of a log: its last whole record, and moving torn bytes aside before anything is appended."""

import hashlib
import io
import os
from dataclasses import dataclass
from typing import Any

from kinechain.store.files import Disk, Files, LogError, append_whole, opened, read_span
from kinechain.store.head import Head, UnreadableHeadError, read_head
from kinechain.store.records import MAGIC, Record, UnreadableRecordError, read_line

_FIRST_LOOK = 1 << 16


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the whole records end, and the last of them. What follows ``end`` is damage."""

    end: int
    last: Record | None

    @property
    def head(self) -> Head:
        """The head that belongs to this end."""
        return Head(self.last.sequence, self.last.hash) if self.last else Head()


def find_tail(handle: int, size: int, files: Files) -> Tail:
    """The end of the whole records. Only the end of the file is read.

    Raises LogError when the file is no decision log, or when the last record was changed rather than torn.
    """
    span = _FIRST_LOOK
    while True:
        start = max(0, size - span)
        tail = _last_whole(read_span(handle, start, size), start, files)
        if tail is not None:
            return tail
        if start == 0:
            break
        span *= 8
    beginning = read_span(handle, 0, min(size, len(MAGIC)))
    if not MAGIC.startswith(beginning):
        raise LogError(f"{files.log} is not a decision log, so nothing was written to it.")
    return Tail(0, None)


def _last_whole(block: bytes, start: int, files: Files) -> Tail | None:
    lines = io.BytesIO(block).readlines()
    end = start + len(block)
    for line in reversed(lines[1:] if start else lines):
        try:
            return Tail(end, read_line(line))
        except UnreadableRecordError as error:
            if error.is_json and line.endswith(b"\n"):
                message = f"The last record of {files.log} was changed: {error}. Nothing was appended."
                raise LogError(f"{message} Keep the file as evidence, and start a new log.") from error
        end -= len(line)
    return None


def repair(handle: int, size: int, tail: Tail, files: Files, disk: Disk) -> dict[str, Any] | None:
    """Move torn bytes to the ``.damaged`` file; the content of the record that tells of it, or None if all is well.

    Raises OSError when the bytes cannot be saved; then nothing is cut off.
    """
    found: list[str] = []
    torn = read_span(handle, tail.end, size)
    if torn:
        with opened(files.damaged, os.O_WRONLY | os.O_CREAT | os.O_APPEND) as aside:
            append_whole(aside, torn, disk)
        os.ftruncate(handle, tail.end)
        disk.sync(handle)
        found.append(f"{len(torn)} torn bytes after record {tail.head.records} were moved to {files.damaged.name}")
    missing, head = _against_head(tail, files)
    if not (found or missing):
        return None
    digest = hashlib.sha256(torn).hexdigest() if torn else None
    expected = {"records": head.records, "hash": head.hash} if head else None
    return {"found": found + missing, "damaged_bytes": len(torn), "damaged_sha256": digest, "head": expected}


def _against_head(tail: Tail, files: Files) -> tuple[list[str], Head | None]:
    try:
        head = read_head(files)
    except UnreadableHeadError as error:
        return [str(error)], None
    if head is None:
        return ([f"{files.head.name} is missing"] if tail.last else []), None
    last = tail.head.records
    if head.records == last and head.hash != tail.head.hash:
        message = f"Record {last} of {files.log} is not the one that {files.head.name} names: it was replaced."
        raise LogError(f"{message} Nothing was appended. Keep both files as evidence, and start a new log.")
    if head.records <= last:
        return [], head
    span = f"record {head.records} is" if head.records == last + 1 else f"records {last + 1} to {head.records} are"
    return [f"{span} missing at the end: {files.head.name} counts {head.records}"], head
