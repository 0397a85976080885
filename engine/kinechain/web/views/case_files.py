"""Case files in and out."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kinechain.store.models import Client, Role
from kinechain.store.taking_in import take_in
from kinechain.store.visits import case_file
from kinechain.terms.problem import InvalidCaseError, Problem
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import vocabulary
from kinechain.web.downloads import download
from kinechain.web.forms.clients import CaseFileForm
from kinechain.web.views.clients import own_client
from kinechain.web.views.visits import own_visit

_MOST_PROBLEMS = 50


@for_roles(Role.PRACTITIONER)
@require_safe
def export_case(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """A visit as a case file that every command takes."""
    found = own_visit(request, visit)
    return download(case_file(found), "application/json", "case.json")


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_case(request: AccountRequest) -> HttpResponse:
    """Take in a case file as a visit of the client whom it names; every problem with its line when it cannot be."""
    return _import(request, None)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_visit(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Take in a case file as a visit of this client, whomever it names."""
    return _import(request, own_client(request, client))


def _import(request: AccountRequest, client: Client | None) -> HttpResponse:
    form = CaseFileForm(request.POST, request.FILES) if request.method == "POST" else CaseFileForm()
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        today = datetime.date.today()
        try:
            visit = take_in(
                file.read(), file.name, owner=request.user, vocabulary=vocabulary(), today=today, client=client
            )
            messages.success(request, f"Taken in as a visit of {visit.client.pseudonym}.")
            return redirect("visit", visit.pk)
        except InvalidCaseError as error:
            problems = error.problems
    context = {"form": form, "problems": problems[:_MOST_PROBLEMS], "count": len(problems), "client": client}
    return render(request, "import.html.jinja", context, status=422 if request.method == "POST" else 200)
