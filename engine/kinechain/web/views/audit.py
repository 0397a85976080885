"""What auditors see: the masked decision log, whether it is whole, and whether it would be decided so again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kinechain.store.files import opened
from kinechain.store.locking import locked
from kinechain.store.models import Role
from kinechain.store.records import Record, RecordKind
from kinechain.store.replay import Verdict
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.log_pages import MOST_FAULTS, decide_again, log_index, verify
from kinechain.web.rule_list import knowledge

_PAGE = 50
_BLOCK = 1 << 16
_HASH_CHARACTERS = 64
_VERDICTS = {
    Verdict.EQUAL: "Decided again by both evaluators: every conclusion, every fired rule and every byte is the same.",
    Verdict.DIFFERENT: "Decided again, it differs:",
    Verdict.OTHER_KNOWLEDGE_BASE: "It was decided by another knowledge base, so it cannot be decided again here:",
    Verdict.NOT_REPLAYABLE: "It cannot be decided again:",
}


@for_roles(Role.AUDITOR)
@require_safe
def log(request: AccountRequest) -> HttpResponse:
    """The records of the decision log, newest first."""
    return _log(request)


@for_roles(Role.AUDITOR)
@require_POST
def verify_log(request: AccountRequest) -> HttpResponse:
    """Check every record and the chain, and say in words what was found."""
    noted = request.POST.get("noted", "").strip().lower()[:_HASH_CHARACTERS]
    return _log(request, verified=verify(noted), noted=noted, most_faults=MOST_FAULTS)


def _log(request: AccountRequest, **more: Any) -> HttpResponse:
    listed = log_index().listed()
    page = Paginator(listed[::-1], _PAGE).get_page(request.GET.get("page"))
    return render(request, "log.html.jinja", {"page": page, "count": len(listed), "verified": None, **more})


@for_roles(Role.AUDITOR)
@require_safe
def record(request: AccountRequest, number: int) -> HttpResponse:
    """One record: what was decided, by what, and the rules that fired."""
    return _record(request, _found(number))


@for_roles(Role.AUDITOR)
@require_POST
def replay_record(request: AccountRequest, number: int) -> HttpResponse:
    """Decide one recorded case again and say whether the outcome is the same."""
    found = _found(number)
    if found.kind is not RecordKind.DECISION:
        raise Http404
    result = decide_again(found)
    return _record(request, found, said=_VERDICTS[result.verdict], same=result.verdict is Verdict.EQUAL, result=result)


def _found(number: int) -> Record:
    found = log_index().record(number)
    if found is None:
        raise Http404
    return found


def _record(request: AccountRequest, found: Record, **more: Any) -> HttpResponse:
    fields = found.fields
    context = {
        "record": found,
        "fields": fields,
        "rules": knowledge().by_id,
        "fired": sorted(map(tuple, fields.get("fired", ()))),
        "departures": [
            one for one in log_index().listed() if one.kind is RecordKind.OVERRIDE and _is_about(one.sequence, found)
        ],
        "result": None,
        **more,
    }
    return render(request, "record.html.jinja", context)


def _is_about(number: int, decision: Record) -> bool:
    other = log_index().record(number)
    return other is not None and other.fields["decision"]["sequence"] == decision.sequence


@for_roles(Role.AUDITOR)
@require_safe
def download_log(request: AccountRequest) -> HttpResponse:
    """The log as it stands, for `kinechain log verify` and `kinechain replay`. The key of the masks stays here."""
    path = settings.KINECHAIN_FOLDER.log
    if not path.exists():
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="decisions.log"'}
    return HttpResponse(_whole_records(path), content_type="application/x-ndjson", headers=headers)


def _whole_records(path: Path) -> Iterator[bytes]:
    """The bytes up to the last whole record, while others append."""
    with opened(path, os.O_RDONLY) as handle:
        with locked(handle, shared=True):
            rest = os.fstat(handle).st_size
        while rest and (part := os.read(handle, min(_BLOCK, rest))):
            rest -= len(part)
            yield part
