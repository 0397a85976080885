"""The decision log: append-only, one record a line, each hashed over the one before, masked by default.

Several processes may append at once. What was appended is on the disk before the call returns. A process killed at any
byte loses at most the record it was writing: the next append moves the torn bytes aside and records that it did.
"""

import datetime
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kinechain.store.files import Disk, Files, LogError, append_whole, opened, reason_of, sync_folder
from kinechain.store.head import Head, write_head
from kinechain.store.locking import locked
from kinechain.store.masking import KEY_BYTES, make_key, masked, read_key
from kinechain.store.reading import read_log
from kinechain.store.records import Record, RecordKind, decision_content, line_of, sealed
from kinechain.store.tail import find_tail, repair
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case

Decide = Callable[[Case], tuple[Assessment, bytes]]
"""Assesses a case by both evaluators: the assessment and its JSON."""
_SUBJECT = re.compile(r"[a-z-]+:[a-z0-9-]+(@(left|right))?")


class OverrideReason(StrEnum):
    """Why a practitioner departs from a conclusion."""

    CLINICAL_JUDGEMENT = "clinical-judgement"
    CONTRAINDICATED = "contraindicated-here"
    CLIENT_DECLINED = "client-declined"
    NOT_PRACTICABLE = "not-practicable"
    ALREADY_DONE = "already-done"
    WRONG_INPUT = "wrong-input"
    RULE_DISPUTED = "rule-disputed"


class OverrideAction(StrEnum):
    """What a practitioner did with a conclusion."""

    REJECTED = "rejected"
    CHANGED = "changed"
    ADDED = "added"
    RESTORED = "restored"
    """An earlier departure is taken back."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The record that was appended, and what else happened that somebody should know."""

    record: Record
    notices: tuple[str, ...] = ()


class DecisionLog:
    """One log file and the files beside it. ``entropy`` gives random bytes for the key of the masks."""

    def __init__(self, path: Path, entropy: Callable[[int], bytes], disk: Disk | None = None) -> None:
        self.files = Files(path)
        self._entropy = entropy
        self._disk = disk or Disk()

    def append(
        self,
        case: Case,
        decide: Decide,
        time: datetime.datetime,
        evaluators: Mapping[str, str],
        *,
        unmasked: bool = False,
    ) -> Receipt:
        """Decide about the case as it will be stored, masked unless ``unmasked``, and append the record.

        So the logged hash is that of the assessment of the masked case, and a replay can give it again. ``time`` needs
        a time zone; ``evaluators`` names what decided with versions. LogError: nothing was appended.
        """
        stamp = _utc(time)
        notices: tuple[str, ...] = ()
        if not unmasked:
            key, notices = self._key()
            case = masked(case, key)
        assessment, rendered = decide(case)
        content = decision_content(case, assessment, rendered, evaluators, masked=not unmasked)
        receipt = self._append(RecordKind.DECISION, stamp, content)
        return Receipt(receipt.record, notices + receipt.notices)

    def override(
        self,
        decision: int,
        conclusion: str,
        action: OverrideAction,
        reason: OverrideReason,
        time: datetime.datetime,
    ) -> Receipt:
        """Append that a practitioner departed from a conclusion (``recommendation:clam@left``) of a logged decision.

        The decision itself stays as it is. LogError when there is no such decision or it drew no such conclusion.
        """
        found = next(
            (one for one in read_log(self.files) if isinstance(one, Record) and one.sequence == decision), None
        )
        if found is None or found.kind is not RecordKind.DECISION:
            raise LogError(f"Record {decision} of {self.files.log} is not a decision, so it cannot be overridden.")
        drawn = conclusion in found.fields["conclusions"]
        if _SUBJECT.fullmatch(conclusion) is None or drawn is (action is OverrideAction.ADDED):
            raise LogError(f"'{conclusion}' cannot be {action}: record {decision} says otherwise.")
        content = {
            "decision": {"sequence": decision, "hash": found.hash},
            "override": {"conclusion": conclusion, "done": action.value, "reason": reason.value},
        }
        return self._append(RecordKind.OVERRIDE, _utc(time), content)

    def _key(self) -> tuple[bytes, tuple[str, ...]]:
        if (key := read_key(self.files)) is not None:
            return key, ()
        with self._writing() as handle:
            tail = find_tail(handle, os.fstat(handle).st_size, self.files)
            if (key := read_key(self.files)) is not None:  # another process was faster
                return key, ()
            key = self._entropy(KEY_BYTES)
            make_key(self.files, key, self._disk)
        notice = f"{self.files.key} was missing and made anew: a case id gets another mask from here on."
        return key, (notice,) if tail.last else ()

    @contextmanager
    def _writing(self) -> Iterator[int]:
        """The open log, locked; errors of the disk as LogError."""
        new = not self.files.log.exists()
        with opened(self.files.log, os.O_RDWR | os.O_CREAT | os.O_APPEND) as handle, locked(handle):
            try:
                if new:
                    sync_folder(self.files.log.absolute().parent)
                yield handle
            except OSError as error:
                message = f"{self.files.log} cannot be written: {reason_of(error)}. Nothing was appended."
                raise LogError(message) from error

    def _append(self, kind: RecordKind, time: str, content: Mapping[str, Any]) -> Receipt:
        with self._writing() as handle:
            size = os.fstat(handle).st_size
            tail = find_tail(handle, size, self.files)
            head, notices, lines = tail.head, [], b""
            if (repaired := repair(handle, size, tail, self.files, self._disk)) is not None:
                told = sealed(RecordKind.REPAIR, head.records + 1, time, head.hash, repaired)
                head, lines = Head(told.sequence, told.hash), line_of(told)
                notices += [f"{self.files.log} was damaged: {found}." for found in repaired["found"]]
            record = sealed(kind, head.records + 1, time, head.hash, content)
            append_whole(handle, lines + line_of(record), self._disk)
            try:
                write_head(self.files, Head(record.sequence, record.hash), self._disk)
            except OSError as error:
                notices.append(f"The record was written, but not {self.files.head}: {reason_of(error)}.")
        return Receipt(record, tuple(notices))


def _utc(time: datetime.datetime) -> str:
    if time.tzinfo is None:
        raise ValueError("the time of a record needs a time zone")
    return time.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
