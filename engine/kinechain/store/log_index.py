"""What is in a decision log, for pages: kept in memory and read on from where it was, never a check of the chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import fstat
from pathlib import Path
from threading import Lock

from kinechain.store.records import Record, RecordKind, UnreadableRecordError, read_line


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule with its version and the side on which it fired."""

    rule: str
    version: str
    side: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as a list shows it. ``outcome`` is in the words of the record; ``start`` is its first byte."""

    sequence: int
    time: str
    kind: RecordKind
    outcome: str
    hash: str
    fired: tuple[Firing, ...]
    start: int


class LogIndex:
    """The readable records of one log, in order. It may be shared between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._listed: list[Listed] = []
        self._read, self._file = 0, (0, 0)
        self._lock = Lock()

    def listed(self) -> Sequence[Listed]:
        """Every record up to now; none when there is no log. Raises OSError for one that cannot be opened."""
        with self._lock:
            if not self.path.exists():
                self._start_anew((0, 0))
            else:
                self._read_on()
            return tuple(self._listed)

    def record(self, number: int) -> Record | None:
        """The record with this number, read from the file; None when there is none or it cannot be read."""
        found = next((one for one in self.listed() if one.sequence == number), None)
        if found is None:
            return None
        with self.path.open("rb") as file:
            file.seek(found.start)
            try:
                return read_line(file.readline())
            except UnreadableRecordError:
                return None

    def _start_anew(self, file: tuple[int, int]) -> None:
        self._listed, self._read, self._file = [], 0, file

    def _read_on(self) -> None:
        with self.path.open("rb") as file:
            state = fstat(file.fileno())
            if (state.st_dev, state.st_ino) != self._file or state.st_size < self._read:
                self._start_anew((state.st_dev, state.st_ino))
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._listed.extend(_listed(line, self._read))
                self._read += len(line)


def _listed(line: bytes, start: int) -> Iterator[Listed]:
    """Nothing for a line that cannot be read: the check of the chain tells of it."""
    try:
        record = read_line(line)
    except UnreadableRecordError:
        return
    fields = record.fields
    fired = tuple(Firing(*one) for one in fields.get("fired", ()))
    yield Listed(record.sequence, fields["time"], record.kind, _outcome(record), record.hash, fired, start)


def _outcome(record: Record) -> str:
    fields = record.fields
    if record.kind is RecordKind.DECISION:
        return f"{fields['status']}".replace("-", " ")
    if record.kind is RecordKind.OVERRIDE:
        said = fields["override"]
        return f"{said['conclusion']} {said['done']} in record {fields['decision']['sequence']}: {said['reason']}"
    return "; ".join(fields["found"])
