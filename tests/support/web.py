"""Accounts, clients and visits for tests of the web app."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from kinechain.store.entries import Entered, save_entry
from kinechain.store.models import Client, Entry, Purpose, Role, SignedReport, User, Visit
from kinechain.store.signing import fingerprint
from kinechain.store.signing import sign as store_signature
from kinechain.store.visits import case_of
from kinechain.terms.finding import FindingKey
from kinechain.web.assessing import vocabulary
from kinechain.web.recording import record

PASSWORD = "a long enough sentence"
DAY = datetime.date(2026, 3, 2)
OPEN_BECAUSE = "she had to leave early"
"""Why safety questions are left open; without a reason nothing is printed or signed past them."""


def account(name: str, *roles: Role) -> User:
    """An account that signs in with ``PASSWORD``."""
    return User.objects.create_account(name, PASSWORD, set(roles), name=f"{name.title()} of the clinic")


def browser(user: User | None = None, *, checks_csrf: bool = False) -> Browser:
    """A browser, signed in when a user is given. Errors become pages, as they do for people."""
    made = Browser(enforce_csrf_checks=checks_csrf, raise_request_exception=False)
    if user is not None:
        made.force_login(user, backend="kinechain.web.accounts.Backend")
    return made


@dataclass(frozen=True)
class Practice:
    """A practitioner with one client and one open visit, and a browser that is signed in."""

    user: User
    client: Client
    visit: Visit
    browser: Browser

    def enter(self, key: FindingKey, entered: Entered, version: int = 0) -> Entry:
        """Save one finding past the pages."""
        return save_entry(self.visit, key, entered, version, by=self.user, at=timezone.now(), vocabulary=vocabulary())

    def send(self, page: str, key: FindingKey, version: int, **content: str) -> Any:
        """Send one box of the sheet to ``entry``, ``undo`` or ``box``."""
        sent = {"finding": key.name, "side": key.side.value, "version": version, **content}
        return self.browser.post(f"/visits/{self.visit.pk}/{page}/", sent)


def practice(name: str = "petra") -> Practice:
    """A new practice."""
    user = account(name, Role.PRACTITIONER)
    client = Client.objects.create(owner=user, pseudonym=f"{name} 17", birth_year=1984, sex="female")
    visit = Visit.objects.create(client=client, date=DAY, age=42)
    return Practice(user, client, visit, browser(user))


def sign(signing: Browser, visit: Visit) -> int:
    """Look at what is to be signed and sign it; the status of the answer."""
    page = signing.get(f"/visits/{visit.pk}/sign/").content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert seen is not None
    sent = {"seen": seen[1], "open_because": OPEN_BECAUSE}
    return int(signing.post(f"/visits/{visit.pk}/sign/", sent).status_code)


def signed(owner: Practice) -> SignedReport:
    """Sign the practice's visit past the pages, with one small document."""
    case = case_of(owner.visit, vocabulary(), DAY)
    decision, _ = record(owner.visit, case, Purpose.SIGN, owner.user)
    documents = {"clinician.pdf": ("application/pdf", b"%PDF-1.7 a small one")}
    seen = fingerprint(owner.visit)
    report = store_signature(owner.visit, decision, documents, seen, by=owner.user, at=timezone.now())
    owner.visit.refresh_from_db()
    return report
