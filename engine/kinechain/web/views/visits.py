"""One visit: findings, live conclusions, signing, amending."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinechain.store.models import Purpose, Role, Visit
from kinechain.store.signing import ChangedMeanwhileError, amend, fingerprint, sign
from kinechain.store.visits import change_visit, visits_of
from kinechain.terms.problem import InvalidCaseError
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import vocabulary
from kinechain.web.body_places import map_context
from kinechain.web.documents import kept_documents
from kinechain.web.entry_sheet import entry_sheet, visit_before
from kinechain.web.forms.clients import AmendForm, SignForm, VisitDetailsForm
from kinechain.web.live import conclusions_of, next_jumps
from kinechain.web.practice import language_choices
from kinechain.web.previewing import preview_of
from kinechain.web.recording import record
from kinechain.web.safety_first import given_reason, safety_questions_first
from kinechain.web.subjects import case_today, departed, subject_of

_CHANGED = "Changed in another window meanwhile: see what stands there now. Saving again puts yours in its place."


def own_visit(request: AccountRequest, visit: uuid.UUID) -> Visit:
    """A visit of a client of the practitioner; Http404 for everybody else's."""
    return get_object_or_404(visits_of(request.user), pk=visit)


@for_roles(Role.PRACTITIONER)
@require_safe
def visit(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """The sheet to enter findings; what was signed for a signed visit."""
    found = own_visit(request, visit)
    if found.is_signed:
        report = found.reports.order_by("-number")[0]
        return redirect("report", report.pk)
    context = {"visit": found, "groups": entry_sheet(found, vocabulary()), "earlier": visit_before(found)}
    context |= {**map_context(), **conclusions_of(found), "scratch": False, "asks": True}
    context |= {"today": datetime.date.today(), "next_tests": next_jumps(preview_of(found))}
    return render(request, "visit.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_safe
def conclusions(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """What follows from the findings so far, by the generated function alone: a preview, never a report."""
    found = own_visit(request, visit)
    context = {"visit": found, **conclusions_of(found), "asks": True}
    return render(request, "part-conclusions.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
@safety_questions_first
def sign_visit(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Show what will be signed; sign exactly that."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    if request.method != "POST":
        form = SignForm(initial={"seen": fingerprint(found)})
        context = {"visit": found, "form": form, "languages": language_choices(), **conclusions_of(found)}
        context["departures"] = departed(found, preview_of(found).assessment)
        return render(request, "sign.html.jinja", context)
    seen = request.POST.get("seen", "")
    try:
        if seen != fingerprint(found):
            raise ChangedMeanwhileError
        case = case_today(found)
        decision, assessment = record(found, case, Purpose.SIGN, request.user, given_reason(request))
        documents = kept_documents(subject_of(found, case, assessment), _languages(request))
        report = sign(found, decision, documents, seen, by=request.user, at=timezone.now())
    except ChangedMeanwhileError:
        messages.error(request, "The visit was changed in another window after this page was shown. Look again.")
        return redirect("sign-visit", found.pk)
    except InvalidCaseError as error:
        form = SignForm(initial={"seen": fingerprint(found)})
        context = {"visit": found, "form": form, "assessment": None, "problems": error.problems}
        return render(request, "sign.html.jinja", context, status=422)
    return redirect("report", report.pk)


def _languages(request: AccountRequest) -> list[str]:
    """In which languages documents are kept: the chosen ones, else that of the practice."""
    known = [code for code, _ in language_choices()]
    return [code for code in known if code in request.POST.getlist("languages")] or known[:1]


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_visit(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Change the day, the age and the notes; two windows never overwrite each other."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    now = {"date": found.date, "age": found.age, "notes": found.notes, "version": found.version}
    form = VisitDetailsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data
        saved = change_visit(
            found, content["version"], date=content["date"], age=content["age"], notes=content["notes"]
        )
        if saved is not None:
            return redirect("visit", found.pk)
        form = VisitDetailsForm({**request.POST.dict(), "version": found.version}, initial=now)
        form.add_error(None, _CHANGED)
    status = 422 if form.is_bound else 200
    return render(request, "edit-visit.html.jinja", {"visit": found, "form": form}, status=status)


@for_roles(Role.PRACTITIONER)
@require_POST
def save_visit(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Record what is concluded now, by both evaluators; the visit stays open."""
    found = own_visit(request, visit)
    try:
        decision, _ = record(found, case_today(found), Purpose.SAVE, request.user)
        messages.success(request, f"Saved and recorded as number {decision.log_sequence} of the decision log.")
    except InvalidCaseError as error:
        messages.error(request, f"Not recorded: {error.problems[0].message} {error.problems[0].hint}")
    return redirect("visit", found.pk)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def amend_visit(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """Open a signed visit again, with a reason."""
    found = own_visit(request, visit)
    if not found.is_signed:
        return redirect("visit", found.pk)
    form = AmendForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": "Amend a signed report", "action": "Open the visit again", "back": "visit"}
        status = 422 if form.is_bound else 200
        return render(request, "form.html.jinja", {**context, "of": found.pk}, status=status)
    amend(found, form.cleaned_data["reason"])
    return redirect("visit", found.pk)
