"""Clients that are made up: from the examples of the program, marked as such, removable at once."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable
from uuid import UUID, uuid5

from django.db import transaction

from kinechain import resources
from kinechain.knowledge.case_file import read_case
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.store.clients import erase
from kinechain.store.models import Client, User
from kinechain.store.taking_in import take_in_case
from kinechain.store.visits import clients_of
from kinechain.terms.case import Case

_NAMESPACE = UUID("6d1f3f2e-6f0b-4f0e-9c55-0f8b7a6d2c11")
_FOLDERS = (".", "progress")
_MOST_CLIENTS = 32


def example_ids(owner: User) -> frozenset[UUID]:
    """The ids that the owner's example clients have; nothing else ever gets one of them."""
    return frozenset(_id(owner, number) for number in range(_MOST_CLIENTS))


def load_examples(owner: User, vocabulary: Vocabulary, today: datetime.date) -> int:
    """Make the example clients with their visits, all of them or none; how many. No visit is later than ``today``.

    Raises InvalidCaseError when an example does not fit the knowledge base.
    """
    cases = list(_cases(vocabulary, today))
    clients: dict[str, Client] = {}
    with transaction.atomic():
        for case in cases:
            if case.id not in clients:
                clients[case.id] = Client.objects.create(
                    id=_id(owner, len(clients)), owner=owner, pseudonym=f"Example: {case.id}", sex=case.sex or ""
                )
            take_in_case(case, owner=owner, vocabulary=vocabulary, client=clients[case.id])
    return len(clients)


def remove_examples(owner: User) -> int:
    """Delete the owner's example clients with everything about them; how many."""
    found = list(clients_of(owner).filter(pk__in=example_ids(owner)))
    for client in found:
        erase(client)
    return len(found)


def _id(owner: User, number: int) -> UUID:
    return uuid5(_NAMESPACE, f"{owner.pk}:{number}")


def _cases(vocabulary: Vocabulary, today: datetime.date) -> Iterator[Case]:
    """The examples; those of days to come moved back together, so that their distances stay."""
    found = [read_case(file.read_bytes(), file.name, vocabulary, datetime.date.max) for file in _files()]
    late = max((case.date for case in found), default=today) - today
    back = max(late, datetime.timedelta())
    yield from (replace(case, date=case.date - back) for case in found)


def _files() -> Iterator[Traversable]:
    for name in _FOLDERS:
        folder = resources.folder("examples").joinpath(name)
        yield from sorted(
            (file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name
        )
