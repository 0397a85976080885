"""What lasts: accounts, clients, visits, findings with their history, decisions, signed reports."""

from kinechain.store.models.clients import Client, Sex
from kinechain.store.models.decisions import Decision, Override, Purpose
from kinechain.store.models.people import Role, User
from kinechain.store.models.signed import SignedDocument, SignedReport
from kinechain.store.models.visits import Entry, EntryChange, Visit, VisitStatus

__all__ = [
    "Client",
    "Decision",
    "Entry",
    "EntryChange",
    "Override",
    "Purpose",
    "Role",
    "Sex",
    "SignedDocument",
    "SignedReport",
    "User",
    "Visit",
    "VisitStatus",
]
