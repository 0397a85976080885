"""What was entered about one finding on one side: checked as a case file is, saved by version, undone by history."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinechain.knowledge.document import Document, Path, Place
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.store.models import Entry, EntryChange, User, Visit
from kinechain.store.turns import turn_to_write
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.problem import InvalidInputError, Problem
from kinechain.terms.side import Side

_FORM = "form"


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody entered. ``state`` None lets the values decide; ``values`` are written as in a case file."""

    state: State | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left: no result, no value, no note."""
        return self.state in (None, State.NOT_ASSESSED) and not self.values and not self.note


class InvalidEntryError(InvalidInputError):
    """What was entered cannot be kept as it stands.

    ``line`` of a problem counts the entered values from 1, in the order of ``Entered.values``; 0 is the whole entry.
    """


class ConflictError(Exception):
    """Somebody else changed the same entry first; ``theirs`` is what stands there now."""

    def __init__(self, theirs: Entry) -> None:
        super().__init__(f"the entry has version {theirs.version}")
        self.theirs = theirs


class SignedVisitError(Exception):
    """The visit is signed, so it takes no change until it is amended."""


def written_finding(key: FindingKey, entered: Entered) -> dict[str, Any]:
    """The entry as a case file writes it.

    >>> written_finding(FindingKey("hip-pain", Side.LEFT), Entered(None, {"intensity": "6"}))
    {'finding': 'hip-pain', 'side': 'left', 'intensity': '6'}
    """
    written: dict[str, Any] = {"finding": key.name}
    if key.side is not Side.MIDLINE:
        written["side"] = key.side.value
    if entered.state is not None:
        written["state"] = entered.state.value
    written |= {name: tuple(value) if isinstance(value, list) else value for name, value in entered.values.items()}
    if entered.note:
        written["note"] = entered.note
    return written


def checked_state(key: FindingKey, entered: Entered, vocabulary: Vocabulary) -> State:
    """The state that the entry has, said or made by its values. Raises InvalidEntryError with every problem."""
    if entered.is_empty or (entered.state is None and not entered.values):
        _check_side(key, vocabulary)
        return State.NOT_ASSESSED
    places: dict[Path, Place] = {(name,): (number, 1) for number, name in enumerate(entered.values, 1)}
    places[()] = (0, 0)
    reader = RecordReader(vocabulary, Document(_FORM, {}, places), "entry")
    found = reader.read(written_finding(key, entered), ())
    _check_side(key, vocabulary)
    if reader.problems:
        raise InvalidEntryError(reader.problems)
    return found[0].state


def _check_side(key: FindingKey, vocabulary: Vocabulary) -> None:
    definition = vocabulary.findings.get(key.name)
    if definition is None or key.side not in definition.sides:
        message = f"'{key}' is not a finding of this knowledge base."
        raise InvalidEntryError([Problem(_FORM, 0, 0, "entry.unknown-finding", message, "Load the page again.")])


def save_entry(
    visit: Visit,
    key: FindingKey,
    entered: Entered,
    expected_version: int,
    *,
    by: User,
    at: datetime.datetime,
    vocabulary: Vocabulary,
) -> Entry:
    """Save what was entered if nobody changed the entry since ``expected_version`` (0: there was none).

    Raises InvalidEntryError, ConflictError and SignedVisitError; after each of them nothing was changed.
    """
    state = checked_state(key, entered, vocabulary)
    with turn_to_write():
        lock_open(visit)
        content: dict[str, Any] = {
            "state": state,
            "values": dict(entered.values),
            "note": entered.note,
            "changed_by": by,
            "changed_at": at,
        }
        entry = Entry.objects.filter(visit=visit, finding=key.name, side=key.side).first()
        if entry is not None and entry.version != expected_version:
            raise ConflictError(entry)
        entry = entry or Entry(visit=visit, finding=key.name, side=key.side, version=0)
        entry.version += 1
        for name, value in content.items():
            setattr(entry, name, value)
        entry.save()
        EntryChange.objects.create(entry=entry, version=entry.version, **content)
    return entry


def holds_already(entry: Entry, key: FindingKey, entered: Entered, vocabulary: Vocabulary) -> bool:
    """Whether an entry holds exactly what was entered, which has been checked."""
    same = (entry.values, entry.note) == (dict(entered.values), entered.note)
    return same and entry.state == checked_state(key, entered, vocabulary)


def clear_entry(
    visit: Visit, key: FindingKey, expected_version: int, *, by: User, at: datetime.datetime, vocabulary: Vocabulary
) -> Entry:
    """Back to not assessed, with no value and no note; errors as :func:`save_entry`. The history keeps the content."""
    return save_entry(visit, key, Entered(), expected_version, by=by, at=at, vocabulary=vocabulary)


def undo_entry(
    visit: Visit, key: FindingKey, expected_version: int, *, by: User, at: datetime.datetime, vocabulary: Vocabulary
) -> Entry:
    """The content before the last change, as a new version; errors as :func:`save_entry`.

    An undo is undone by another one, because it is a change too.
    """
    before = EntryChange.objects.filter(
        entry__visit=visit, entry__finding=key.name, entry__side=key.side, version=expected_version - 1
    ).first()
    entered = Entered() if before is None else entered_of(before)
    return save_entry(visit, key, entered, expected_version, by=by, at=at, vocabulary=vocabulary)


def entered_of(content: Entry | EntryChange) -> Entered:
    """What an entry or one of its changes holds."""
    return Entered(State(content.state), content.values, content.note)


def lock_open(visit: Visit) -> Visit:
    """The visit as it is now, held until the transaction ends, so that nobody signs it meanwhile; SignedVisitError."""
    locked = Visit.objects.select_for_update().get(pk=visit.pk)
    if locked.is_signed:
        raise SignedVisitError
    return locked
