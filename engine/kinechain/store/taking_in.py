"""A case file taken in as a visit."""

import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinechain.knowledge.case_file import SUBJECT_FINDINGS, read_case
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.store.entries import Entered, save_entry
from kinechain.store.models import Client, User, Visit
from kinechain.terms.case import Case
from kinechain.terms.finding import FindingKey, Value
from kinechain.terms.quantity import Quantity

_YAML, _JSON = "case.yaml", "case.json"


def take_in(
    data: bytes,
    file: str,
    *,
    owner: User,
    vocabulary: Vocabulary,
    today: datetime.date,
    client: Client | None = None,
) -> Visit:
    """A visit with the findings of a case file, of ``client``, else of the owner's client with the case's name.

    Only the ending of ``file`` is used. Raises InvalidCaseError with every problem; then nothing was taken in.
    """
    name = _JSON if PurePath(file).suffix.lower() == ".json" else _YAML
    return take_in_case(read_case(data, name, vocabulary, today), owner=owner, vocabulary=vocabulary, client=client)


def take_in_case(case: Case, *, owner: User, vocabulary: Vocabulary, client: Client | None = None) -> Visit:
    """A visit with the findings of a case, of ``client``, else of the owner's client with the case's name.

    A client who is not there yet is made.
    """
    with transaction.atomic():
        if client is None:
            client, _ = Client.objects.get_or_create(owner=owner, pseudonym=case.id, defaults={"sex": case.sex or ""})
        visit = Visit.objects.create(client=client, date=case.date, age=case.age, notes=case.notes)
        _enter(case, visit, owner, vocabulary)
    return visit


def _enter(case: Case, visit: Visit, by: User, vocabulary: Vocabulary) -> None:
    now = timezone.now()
    for finding in case.findings:
        if finding.name in SUBJECT_FINDINGS:
            continue
        values = {name: _written(value) for name, value in finding.values}
        entered = Entered(finding.state, values, finding.note)
        save_entry(visit, FindingKey(finding.name, finding.side), entered, 0, by=by, at=now, vocabulary=vocabulary)


def _written(value: Value) -> Any:
    """A typed value as a case file writes it.

    >>> from decimal import Decimal
    >>> _written(Quantity(Decimal("12.50"), "deg"))
    '12.50 deg'
    """
    if isinstance(value, Quantity):
        return f"{value.amount:f} {value.unit}".strip()
    return list(value) if isinstance(value, tuple) else value
