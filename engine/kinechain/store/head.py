"""The head beside a log: how many records it has and the hash of the last, so that a cut end is noticed."""

import json
from dataclasses import dataclass

from kinechain.store.files import Disk, Files, replace_whole
from kinechain.store.records import BEFORE_THE_FIRST, canonical

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The last record that was safely written."""

    records: int = 0
    hash: str = BEFORE_THE_FIRST


class UnreadableHeadError(ValueError):
    """The head file is there but says nothing."""


def read_head(files: Files) -> Head | None:
    """The head, None when there is no such file; UnreadableHeadError when it is damaged."""
    try:
        with files.head.open("rb") as file:
            data = file.read(_LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableHeadError(f"{files.head.name} cannot be opened") from error
    try:
        written = json.loads(data)
        head = Head(written["records"], written["hash"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnreadableHeadError(f"{files.head.name} cannot be read") from error
    if type(head.records) is not int or head.records < 0 or not isinstance(head.hash, str):
        raise UnreadableHeadError(f"{files.head.name} cannot be read")
    return head


def write_head(files: Files, head: Head, disk: Disk) -> None:
    """Replace the head. Raises OSError; the log itself is whole even then."""
    replace_whole(files.head, canonical({"records": head.records, "hash": head.hash}) + b"\n", disk)
