"""Signing a visit, and amending what was signed."""

import datetime
from collections.abc import Mapping
from hashlib import sha256

from django.db import transaction

from kinechain.store.models import Decision, Entry, Override, SignedDocument, SignedReport, User, Visit, VisitStatus

Documents = Mapping[str, tuple[str, bytes]]
"""File name to media type and bytes."""


class ChangedMeanwhileError(Exception):
    """The visit is not what was decided about any more: somebody changed or signed it."""


def fingerprint(visit: Visit) -> str:
    """What changes with every change of a visit, of its entries, and with every departure from its recommendations."""
    versions = Entry.objects.filter(visit=visit).order_by("pk").values_list("pk", "version")
    departures = Override.objects.filter(decision__visit=visit).count()
    return sha256(repr((visit.version, list(versions), departures)).encode()).hexdigest()


def sign(
    visit: Visit, decision: Decision, documents: Documents, seen: str, *, by: User, at: datetime.datetime
) -> SignedReport:
    """Sign a visit that still has the :func:`fingerprint` ``seen``, and keep the documents byte for byte.

    Raises ChangedMeanwhileError; then nothing was signed.
    """
    with transaction.atomic():
        locked = Visit.objects.select_for_update().get(pk=visit.pk)
        if locked.is_signed or fingerprint(locked) != seen:
            raise ChangedMeanwhileError
        last = locked.reports.order_by("-number").first()
        report = SignedReport.objects.create(
            visit=locked,
            decision=decision,
            number=1 if last is None else last.number + 1,
            previous=last,
            reason="" if last is None else locked.amend_reason,
            assessment=decision.assessment,
            assessment_sha256=sha256(decision.assessment.encode()).hexdigest(),
            signed_by=by,
            signed_name=by.shown_name,
            signed_at=at,
        )
        for name, (media_type, content) in documents.items():
            digest = sha256(content).hexdigest()
            SignedDocument.objects.create(
                report=report, name=name, media_type=media_type, sha256=digest, content=content
            )
        locked.status = VisitStatus.SIGNED
        locked.version += 1
        locked.save()
    return report


def amend(visit: Visit, reason: str) -> Visit:
    """Open a signed visit again; its signed reports stay as they are, and the next one names the last and why.

    ValueError without a reason; an open visit is given back as it is.
    """
    if not reason.strip():
        raise ValueError("an amendment needs a reason")
    with transaction.atomic():
        locked = Visit.objects.select_for_update().get(pk=visit.pk)
        if locked.is_signed:
            locked.status, locked.amend_reason = VisitStatus.OPEN, reason.strip()
            locked.version += 1
            locked.save()
    return locked
