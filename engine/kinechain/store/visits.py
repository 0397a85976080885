"""Visits: opened, with the protocol of an earlier one if wanted, and read as a case."""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kinechain.knowledge.case_file import checked_case
from kinechain.knowledge.document import Document
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.store.entries import Entered, entered_of, lock_open, written_finding
from kinechain.store.models import Client, Entry, User, Visit
from kinechain.terms.case import Case
from kinechain.terms.finding import FindingKey, State


def clients_of(user: User) -> QuerySet[Client]:
    """The clients of a practitioner; nobody sees another's."""
    return Client.objects.filter(owner=user)


def visits_of(user: User) -> QuerySet[Visit]:
    """The visits of a practitioner's clients."""
    return Visit.objects.filter(client__owner=user).select_related("client")


def open_visit(client: Client, date: datetime.date, age: int | None = None, previous: Visit | None = None) -> Visit:
    """A new visit. The protocol of ``previous`` is copied, never its findings."""
    if age is None and client.birth_year is not None:
        age = max(0, date.year - client.birth_year)
    protocol = [] if previous is None else protocol_of(previous)
    return Visit.objects.create(client=client, date=date, age=age, previous=previous, protocol=protocol)


def change_visit(
    visit: Visit, expected_version: int, *, date: datetime.date, age: int | None, notes: str
) -> Visit | None:
    """Change the visit itself, if nobody did since ``expected_version``; else None, and nothing was changed.

    SignedVisitError for a signed one.
    """
    with transaction.atomic():
        locked = lock_open(visit)
        if locked.version != expected_version:
            return None
        locked.date, locked.age, locked.notes = date, age, notes
        locked.version += 1
        locked.save()
    return locked


def protocol_of(visit: Visit) -> list[str]:
    """What a visit examined: its protocol and everything else that was assessed, each finding once."""
    assessed = visit.entries.exclude(state=State.NOT_ASSESSED).order_by("pk").values_list("finding", flat=True)
    return list(dict.fromkeys([*visit.protocol, *assessed]))


def case_of(visit: Visit, vocabulary: Vocabulary, today: datetime.date) -> Case:
    """The visit as a case, read as strictly as a case file. Raises InvalidCaseError with every problem."""
    content = written_case(visit, visit.entries.order_by("finding", "side"))
    return checked_case(Document("visit", _frozen(content)), vocabulary, today)


def case_with(
    visit: Visit, instead: Mapping[FindingKey, Entered], vocabulary: Vocabulary, today: datetime.date
) -> Case:
    """The case of the visit with some entries otherwise; nothing is saved. Raises InvalidCaseError."""
    kept = {entry.key: entered_of(entry) for entry in visit.entries.order_by("finding", "side")}
    content = _written(visit, {**kept, **instead}.items())
    return checked_case(Document("visit", _frozen(content)), vocabulary, today)


def written_case(visit: Visit, entries: Iterable[Entry]) -> dict[str, Any]:
    """The visit as a case file writes it; what was not assessed and has no note is left out."""
    return _written(visit, ((entry.key, entered_of(entry)) for entry in entries))


def _written(visit: Visit, kept: Iterable[tuple[FindingKey, Entered]]) -> dict[str, Any]:
    client = visit.client
    return {
        "case": client.pseudonym,
        "date": visit.date,
        "subject": {"age": visit.age, "sex": client.sex or None},
        "findings": [written_finding(key, entered) for key, entered in kept if not entered.is_empty],
        "notes": visit.notes or None,
    }


def case_file(visit: Visit) -> bytes:
    """The visit as a case file (JSON) that every command takes, and that can be taken in again."""
    written = written_case(visit, visit.entries.order_by("finding", "side"))
    content = {name: value for name, value in written.items() if value is not None}
    content["subject"] = {name: value for name, value in written["subject"].items() if value is not None}
    return json.dumps(content, default=str, ensure_ascii=False, indent=2).encode() + b"\n"


def _frozen(content: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, as the reader gives them."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}
