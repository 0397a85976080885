"""Saving, clearing and undoing one finding on one side; each answers with the box as it now stands."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

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


Answer = Callable[[AccountRequest, Visit, SentEntry], HttpResponse]


def _for_a_box(answer: Answer) -> Callable[[AccountRequest, uuid.UUID], HttpResponse]:
    """A view that is given the visit and the box which a form names; a signed visit takes no change."""

    @for_roles(Role.PRACTITIONER)
    @require_POST
    @wraps(answer)
    def view(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
        found = own_visit(request, visit)
        try:
            sent = read_entry(request.POST, vocabulary(), values_decide=_values_changed(request))
        except UnreadableEntryError:
            return HttpResponseBadRequest(_STALE)
        try:
            return answer(request, found, sent)
        except SignedVisitError:
            return render(request, "part-signed.html.jinja", {"visit": found}, status=409)

    return view


@_for_a_box
def save(request: AccountRequest, visit: Visit, sent: SentEntry) -> HttpResponse:
    """Save a box: 200 with the box, 409 beside what somebody else entered, 422 with what is wrong.

    What is sent again because its answer was lost stands there already, and is no conflict.
    """
    now, words = timezone.now(), vocabulary()
    try:
        entry = save_entry(
            visit, sent.key, sent.entered, sent.expected_version, by=request.user, at=now, vocabulary=words
        )
    except InvalidEntryError as error:
        return _box(request, visit, replace(_typed(sent), problems=error.problems), status=422)
    except ConflictError as error:
        if not holds_already(error.theirs, sent.key, sent.entered, words):
            return _conflict(request, visit, sent, error.theirs)
        entry = error.theirs
    return _saved(request, visit, sent, entry)


@_for_a_box
def undo(request: AccountRequest, visit: Visit, sent: SentEntry) -> HttpResponse:
    """Take back the last change of a box; answers as saving does."""
    now, words = timezone.now(), vocabulary()
    try:
        entry = undo_entry(visit, sent.key, sent.expected_version, by=request.user, at=now, vocabulary=words)
    except ConflictError as error:
        return _conflict(request, visit, sent, error.theirs)
    return _saved(request, visit, sent, entry)


@_for_a_box
def present(request: AccountRequest, visit: Visit, sent: SentEntry) -> HttpResponse:
    """A box as it stands now, in place of what was typed."""
    entry = visit.entries.filter(finding=sent.key.name, side=sent.key.side).first()
    return _box(request, visit, box_of(sent.definition, sent.key.side, entry))


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


def _box(
    request: AccountRequest, visit: Visit, box: EntryBox, theirs: EntryBox | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "part-entry.html.jinja", {"visit": visit, "box": box, "theirs": theirs}, status=status)
