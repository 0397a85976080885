"""Saving, clearing and undoing one finding on one side; each answers with the box as it now stands."""

import uuid
from dataclasses import replace

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kinechain.store.entries import (
    ConflictError,
    InvalidEntryError,
    SignedVisitError,
    holds_already,
    save_entry,
    undo_entry,
)
from kinechain.store.models import Entry, Role, Visit
from kinechain.terms.finding import State
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import vocabulary
from kinechain.web.entry_form import SentEntry, UnreadableEntryError, read_entry
from kinechain.web.entry_sheet import EntryBox, box_of
from kinechain.web.views.visits import own_visit

_STALE = "The page does not fit the visit any more. Load it again; what you typed here is still shown."


@for_roles(Role.PRACTITIONER)
@require_POST
def save(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Save a box: 200 with the box, 409 beside what somebody else entered, 422 with what is wrong.

    What is sent again because its answer was lost stands there already, and is no conflict.
    """
    found = own_visit(request, visit)
    try:
        sent = read_entry(request.POST, vocabulary(), values_decide=_values_changed(request))
    except UnreadableEntryError:
        return HttpResponseBadRequest(_STALE)
    try:
        entry = save_entry(
            found,
            sent.key,
            sent.entered,
            sent.expected_version,
            by=request.user,
            at=timezone.now(),
            vocabulary=vocabulary(),
        )
    except InvalidEntryError as error:
        return _box(request, found, replace(_typed(sent), problems=error.problems), status=422)
    except ConflictError as error:
        if not holds_already(error.theirs, sent.key, sent.entered, vocabulary()):
            return _conflict(request, found, sent, error.theirs)
        entry = error.theirs
    except SignedVisitError:
        return _signed(request, found)
    return _saved(request, found, sent, entry)


@for_roles(Role.PRACTITIONER)
@require_POST
def undo(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Take back the last change of a box; answers as saving does."""
    found = own_visit(request, visit)
    try:
        sent = read_entry(request.POST, vocabulary(), values_decide=False)
    except UnreadableEntryError:
        return HttpResponseBadRequest(_STALE)
    try:
        entry = undo_entry(
            found, sent.key, sent.expected_version, by=request.user, at=timezone.now(), vocabulary=vocabulary()
        )
    except ConflictError as error:
        return _conflict(request, found, sent, error.theirs)
    except SignedVisitError:
        return _signed(request, found)
    return _saved(request, found, sent, entry)


@for_roles(Role.PRACTITIONER)
@require_POST
def present(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """A box as it stands now, in place of what was typed."""
    found = own_visit(request, visit)
    try:
        sent = read_entry(request.POST, vocabulary(), values_decide=False)
    except UnreadableEntryError:
        return HttpResponseBadRequest(_STALE)
    entry = found.entries.filter(finding=sent.key.name, side=sent.key.side).first()
    return _box(request, found, box_of(sent.definition, sent.key.side, entry))


def _values_changed(request: AccountRequest) -> bool:
    return request.headers.get("HX-Trigger-Name", "").startswith("value-")


def _typed(sent: SentEntry) -> EntryBox:
    """The box as it was sent, nothing of it lost."""
    entered = sent.entered
    values = tuple(entered.values.items())
    state = entered.state or State.NOT_ASSESSED
    return EntryBox(sent.definition, sent.key.side, state, values, entered.note, sent.expected_version)


def _saved(request: AccountRequest, visit: Visit, sent: SentEntry, entry: Entry) -> HttpResponse:
    response = _box(request, visit, box_of(sent.definition, sent.key.side, entry))
    response["HX-Trigger"] = "findings-changed"
    return response


def _conflict(request: AccountRequest, visit: Visit, sent: SentEntry, theirs: Entry) -> HttpResponse:
    there = box_of(sent.definition, sent.key.side, theirs)
    return _box(request, visit, replace(_typed(sent), version=theirs.version), theirs=there, status=409)


def _signed(request: AccountRequest, visit: Visit) -> HttpResponse:
    return render(request, "part-signed.html.jinja", {"visit": visit}, status=409)


def _box(
    request: AccountRequest, visit: Visit, box: EntryBox, theirs: EntryBox | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "part-entry.html.jinja", {"visit": visit, "box": box, "theirs": theirs}, status=status)
