"""Decision logs over the tiny knowledge base, without waiting for the disk."""

import datetime
import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from kinechain.assess import Assessor
from kinechain.report import machine
from kinechain.store import DecisionLog
from kinechain.store.decision_log import Receipt
from kinechain.store.files import Disk, Files
from kinechain.store.reading import Fault, read_log
from kinechain.store.records import Record
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case
from support.small_cases import case_of
from support.small_knowledge import standard

NOON = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)
EVALUATORS = {"experta": "1.9.4", "generated function": "0.1.0"}
KEY = bytes(range(32))


def no_sync(_: int) -> None:
    """A disk that is believed at once."""


@cache
def assessor() -> Assessor:
    """The assessor of the tiny knowledge base."""
    return Assessor(standard())


@cache
def small_case(number: int = 1) -> Case:
    """A case with an id, notes and a note that say who it is."""
    case = case_of(
        f"finding: hip-pain, side: left, duration: {number + 2} days, intensity: 6, note: of Mary {number}",
        "finding: squeeze, side: left, grade: 1",
        tail="denied: [fever, weight-loss, fall]\nnotes: Mary's second visit\n",
    )
    return Case(f"mary-{number}", case.date, 41, "female", case.findings, case.notes)


@cache
def decide(case: Case) -> tuple[Assessment, bytes]:
    """As the command line decides."""
    assessment = assessor().assess(case, verify=True)
    return assessment, machine.render(assessment).encode()


def log_at(path: Path, disk: Disk | None = None, key: bytes = KEY) -> DecisionLog:
    """A log with a known key."""
    return DecisionLog(path, lambda count: key[:count], disk or Disk(os.write, no_sync))


def append(log: DecisionLog, number: int = 1, *, unmasked: bool = False) -> Receipt:
    """Append the decision about one small case."""
    return log.append(small_case(number), decide, NOON, EVALUATORS, unmasked=unmasked)


def log_of(path: Path, count: int) -> DecisionLog:
    """A log with this many decisions."""
    log = log_at(path)
    for number in range(1, count + 1):
        append(log, number)
    return log


def records(path: Path) -> list[Record]:
    """Every whole record."""
    return [one for one in read_log(Files(path)) if isinstance(one, Record)]


def faults(path: Path) -> list[Fault]:
    """Everything that is wrong, remarks left out."""
    return [one for one in read_log(Files(path)) if isinstance(one, Fault) and not one.remark]


def forged(line: bytes, **changes: Any) -> bytes:
    """A record changed by somebody who knows how to make its own hash fit again (written anew here, on purpose)."""
    fields = {**json.loads(line), **changes}
    fields.pop("hash")
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    fields["hash"] = hashlib.sha256(text.encode("ascii")).hexdigest()
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"
