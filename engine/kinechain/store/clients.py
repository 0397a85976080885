"""One client as a whole: everything that is kept, out or away."""

import json
from typing import Any

from django.db import transaction

from kinechain.store.models import Client, EntryChange, Override, SignedReport, Visit
from kinechain.store.visits import written_case

_DEPARTURE = ("conclusion", "action", "reason", "text", "made_by__username", "made_at")


def everything_about(client: Client) -> bytes:
    """All that is kept about a client as JSON: visits as case files, every change, every signed report's assessment."""
    content = {
        "pseudonym": client.pseudonym,
        "birth_year": client.birth_year,
        "sex": client.sex,
        "created": client.created,
        "visits": [_visit(visit) for visit in client.visits.order_by("date", "created")],
    }
    return json.dumps(content, default=str, ensure_ascii=False, indent=2).encode() + b"\n"


def _visit(visit: Visit) -> dict[str, Any]:
    changes = EntryChange.objects.filter(entry__visit=visit).order_by("changed_at", "pk")
    said = ("entry__finding", "entry__side", "version", "state", "values", "note", "changed_by__username", "changed_at")
    return {
        **written_case(visit, visit.entries.order_by("finding", "side")),
        "protocol": visit.protocol,
        "status": visit.status,
        "changes": list(changes.values(*said)),
        "departures": list(Override.objects.filter(decision__visit=visit).order_by("made_at").values(*_DEPARTURE)),
        "signed": [_report(report) for report in visit.reports.order_by("number")],
    }


def _report(report: SignedReport) -> dict[str, Any]:
    return {
        "number": report.number,
        "reason": report.reason,
        "signed_by": report.signed_name,
        "signed_at": report.signed_at,
        "safety_questions_open_because": report.decision.open_because,
        "assessment": json.loads(report.assessment),
        "documents": {one.name: one.sha256 for one in report.documents.all()},
    }


def erase(client: Client) -> None:
    """Delete a client with every visit, report and change. Masked records of the decision log stay."""
    with transaction.atomic():
        Client.objects.filter(pk=client.pk).update(erasing=True)
        client.delete()
