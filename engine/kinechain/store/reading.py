"""Reading a log from its beginning: every record that is whole and in its place, and every fault with its number."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from kinechain.store.files import Files, opened
from kinechain.store.head import Head, UnreadableHeadError, read_head
from kinechain.store.locking import locked
from kinechain.store.records import BEFORE_THE_FIRST, Record, UnreadableRecordError, read_line

_MOST_MISSING = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with the log: at which record (0: the log as a whole) and what."""

    record: int
    message: str
    remark: bool = False
    """Whether it only limits what can be known, and is no sign of damage."""

    def __str__(self) -> str:
        return f"record {self.record}: {self.message}" if self.record else self.message


def read_log(files: Files) -> Iterator[Record | Fault]:
    """Every record and every fault in the order of the file, as it stood when reading began.

    A record is given when its own hash fits, even if a fault about its place comes with it. LogError when the file
    cannot be opened.
    """
    with opened(files.log, os.O_RDONLY) as handle:
        with locked(handle, shared=True):
            size = os.fstat(handle).st_size
            try:
                head, trouble = read_head(files), ""
            except UnreadableHeadError as error:
                head, trouble = None, str(error)
        chain = _Chain(head)
        for line in _lines(handle, size):
            yield from chain.take(line)
        yield from chain.end()
    if trouble:
        yield Fault(0, f"{trouble}, so records cut off at the end would not show.")


def _lines(handle: int, size: int) -> Iterator[bytes]:
    with os.fdopen(os.dup(handle), "rb") as file:
        file.seek(0)
        while (rest := size - file.tell()) > 0:
            yield file.readline(rest)


@dataclass(slots=True)
class _Chain:
    """Follows the chain. ``last`` is the highest record so far; after unreadable lines any later one may follow."""

    head: Head | None
    last: int = 0
    hash: str = BEFORE_THE_FIRST
    unread: int = 0
    torn: int = 0

    def take(self, line: bytes) -> Iterator[Record | Fault]:
        try:
            record = read_line(line)
        except UnreadableRecordError as error:
            yield from self._unreadable(line, error)
            return
        yield from self._place(record)
        yield record

    def _unreadable(self, line: bytes, error: UnreadableRecordError) -> Iterator[Fault]:
        number = self.last + 1 + self.unread
        if not line.endswith(b"\n"):
            self.torn = number
            yield Fault(number, f"torn: {len(line)} bytes of it are there, without the end of a line")
        elif error.is_json or not self.unread:
            yield Fault(number, str(error))
        else:
            return  # a line end put into a record makes two lines that cannot be read
        self.unread += 1

    def _place(self, record: Record) -> Iterator[Fault]:
        number = record.sequence
        if number <= self.last:
            yield Fault(number, f"it stands again, or too late, after record {self.last}: inserted or reordered")
            return
        if not self.unread:
            yield from self._link(record)
        if self.head and number == self.head.records and record.hash != self.head.hash:
            yield Fault(number, "it is not the record that the head file names: replaced")
        self.last, self.hash, self.unread = number, record.hash, 0

    def _link(self, record: Record) -> Iterator[Fault]:
        number = record.sequence
        missing = range(self.last + 1, min(number, self.last + 1 + _MOST_MISSING))
        yield from (Fault(one, f"missing: record {number} stands after record {self.last}") for one in missing)
        if number == 1 and record.previous != BEFORE_THE_FIRST:
            yield Fault(1, "it does not begin a chain: records before it were taken away")
        elif number > 1 and not missing and record.previous != self.hash:
            yield Fault(self.last, f"it is not the record that record {number} was written after: replaced")

    def end(self) -> Iterator[Fault]:
        if self.head is None:
            if self.last:
                message = "There is no head file, so records cut off at the end would not show."
                yield Fault(0, message, remark=True)
            return
        for number in range(self.last + 1, min(self.head.records, self.last + _MOST_MISSING) + 1):
            if number != self.torn:
                yield Fault(number, f"missing at the end: the head file counts {self.head.records} records")
