"""Documents: drafts of an open visit, and what was signed."""

import uuid
from itertools import pairwise

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinechain.language import in_language
from kinechain.report.letter import letter
from kinechain.store.models import Purpose, Role, SignedReport, Visit
from kinechain.terms.problem import InvalidCaseError
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.documents import ENGLISH, FORMATS, Document, Kind, document_named, made
from kinechain.web.downloads import download, shown
from kinechain.web.practice import language_choices
from kinechain.web.previewing import preview_of
from kinechain.web.recording import record
from kinechain.web.safety_first import given_reason, safety_questions_first
from kinechain.web.subjects import case_today, departures_of, earlier_visits, said, subject_of
from kinechain.web.versions import Difference, difference, differences, fired_rules, recommended
from kinechain.web.views.visits import own_visit

_KINDS = {
    Kind.CLINICIAN: ("Clinician report", "Everything that was concluded, with reasons, for your own record."),
    Kind.HANDOUT: ("Handout", "For the client: exercises, or the next step where safety forbids them."),
    Kind.LETTER: ("Referral letter", "For the physician. There is one only when a red flag asks for referral."),
    Kind.PROGRESS: ("Progress report", "What changed since the visits before. It needs two visits on different days."),
}
_FORMATS = {"pdf": "PDF", "html": "Open in a tab", "md": "Markdown", "txt": "Text", "json": "JSON"}
_NONE = {
    Kind.LETTER: "There is nobody to refer to by letter in this visit, so there is no letter to write.",
    Kind.PROGRESS: "There is no visit on an earlier day, so there is no progress to report.",
}


def own_report(request: AccountRequest, report: uuid.UUID) -> SignedReport:
    """A signed report about a client of the practitioner; Http404 for everybody else's."""
    reports = SignedReport.objects.filter(visit__client__owner=request.user).select_related("visit__client")
    return get_object_or_404(reports, pk=report)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
@safety_questions_first
def documents(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Choose a document, a language and a format; what was signed is on the page of the report."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    if request.method == "POST":
        kind, _, ending = request.POST.get("document", "").partition(".")
        language = request.POST.get("language", ENGLISH)
        wanted = f"{kind}.{ending}" if language == ENGLISH else f"{kind}-{language}.{ending}"
        return _draft(request, found, document_named(wanted))
    kinds = [(kind, *words, FORMATS[kind]) for kind, words in _KINDS.items()]
    preview = preview_of(found)
    context = {
        "visit": found,
        "kinds": kinds,
        "formats": _FORMATS,
        "languages": language_choices(),
        "earlier": earlier_visits(found),
        "has_letter": preview.assessment is not None and letter(preview.assessment) is not None,
    }
    return render(request, "documents.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_POST
@safety_questions_first
def draft(request: AccountRequest, visit: uuid.UUID, name: str) -> HttpResponse:
    """A document about an open visit, decided by both evaluators and recorded as printed."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    return _draft(request, found, document_named(name))


def _draft(request: AccountRequest, visit: Visit, document: Document | None) -> HttpResponse:
    if document is None:
        raise Http404
    try:
        case = case_today(visit)
        _, assessment = record(visit, case, Purpose.PRINT, request.user, given_reason(request))
        content = made(document, subject_of(visit, case, assessment))
    except InvalidCaseError as error:
        return render(request, "problems.html.jinja", {"visit": visit, "problems": error.problems}, status=422)
    if content is None:
        context = {"visit": visit, "problems": (), "reason": _NONE[document.kind]}
        return render(request, "problems.html.jinja", context, status=404)
    return _given(content, document.media_type, document.name)


def _given(content: bytes, media_type: str, name: str) -> HttpResponse:
    give = shown if media_type.startswith("text/html") else download
    return give(content, media_type, name)


@for_roles(Role.PRACTITIONER)
@require_safe
def report(request: AccountRequest, report: uuid.UUID) -> HttpResponse:
    """A signed report: who signed it when, its documents, its rules, and the versions with what differs."""
    found = own_report(request, report)
    versions = list(found.visit.reports.order_by("number"))
    changes = {one.number: _changes(before, one) for before, one in pairwise(versions)}
    context = {
        "report": found,
        "visit": found.visit,
        "versions": versions[::-1],
        "changes": changes,
        "documents": found.documents.defer("content"),
        "groups": _grouped(list(found.documents.values_list("name", flat=True))),
        "departures": _departed(found),
        "fired": list(fired_rules(found.assessment)),
    }
    return render(request, "report.html.jinja", context)


def _grouped(names: list[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The kept documents by kind and language, each with its formats; any other file stands under its name."""
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    known = [(name, document_named(name)) for name in names]
    order = list(_FORMATS)
    for name, one in sorted(known, key=lambda pair: (_place(pair[1], order), pair[0])):
        if one is None:
            groups.setdefault(name, []).append(("Download", name, False))
            continue
        language = "" if one.language == ENGLISH else f" ({in_language(one.language).name})"
        said = (_FORMATS[one.ending], name, one.ending == "html")
        groups.setdefault(_KINDS[one.kind][0] + language, []).append(said)
    return list(groups.items())


def _place(document: Document | None, endings: list[str]) -> tuple[int, str, int]:
    if document is None:
        return len(_KINDS), "", 0
    return list(_KINDS).index(document.kind), document.language, endings.index(document.ending)


def _changes(before: SignedReport, after: SignedReport) -> tuple[Difference, ...]:
    return (
        *differences(before.assessment, after.assessment),
        *difference("Decided otherwise", _departed(before), _departed(after)),
    )


def _departed(report: SignedReport) -> list[str]:
    """The practitioner's departures at the time of signing, one line each."""
    titles = recommended(report.assessment)
    made = departures_of(report.visit, until=report.signed_at)
    return [said(one, titles[one.recommendation, one.side]) for one in made if (one.recommendation, one.side) in titles]


@for_roles(Role.PRACTITIONER)
@require_safe
def signed_document(request: AccountRequest, report: uuid.UUID, name: str) -> HttpResponse:
    """A document byte for byte as it was signed."""
    document = get_object_or_404(own_report(request, report).documents, name=name)
    return _given(bytes(document.content), document.media_type, document.name)
