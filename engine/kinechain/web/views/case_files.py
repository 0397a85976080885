"""Case files in and out."""

import datetime
import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinechain.audit.stories import read_story
from kinechain.store.models import Role
from kinechain.store.taking_in import take_in, take_in_case
from kinechain.store.visits import written_case
from kinechain.terms.problem import InvalidCaseError
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import rules_folder, vocabulary
from kinechain.web.downloads import download
from kinechain.web.forms.clients import CaseFileForm
from kinechain.web.views.visits import own_visit

_EXAMPLE = "stories/tc01-seed-author.story.yaml"


@for_roles(Role.PRACTITIONER)
@require_POST
def example_case(request: AccountRequest) -> HttpResponse:
    """Take in the example that comes with the knowledge base, to try everything out."""
    file = rules_folder().joinpath(_EXAMPLE)
    story = read_story(file.read_bytes(), _EXAMPLE, vocabulary()) if file.is_file() else None
    if story is None or story.case is None:
        raise Http404
    visit = take_in_case(story.case, owner=request.user, vocabulary=vocabulary())
    messages.success(request, "This is an example, not a client. Change what you like; delete it when you are done.")
    return redirect("visit", visit.pk)


@for_roles(Role.PRACTITIONER)
@require_safe
def export_case(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """A visit as a case file that every command takes."""
    found = own_visit(request, visit)
    written = written_case(found, found.entries.order_by("finding", "side"))
    content = {name: value for name, value in written.items() if value is not None}
    content["subject"] = {name: value for name, value in written["subject"].items() if value is not None}
    text = json.dumps(content, default=str, ensure_ascii=False, indent=2)
    return download(f"{text}\n".encode(), "application/json", "case.json")


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_case(request: AccountRequest) -> HttpResponse:
    """Take in a case file as a visit; every problem with its line when it cannot be."""
    form = CaseFileForm(request.POST, request.FILES) if request.method == "POST" else CaseFileForm()
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            visit = take_in(
                file.read(), file.name, owner=request.user, vocabulary=vocabulary(), today=datetime.date.today()
            )
            return redirect("visit", visit.pk)
        except InvalidCaseError as error:
            problems = error.problems
    refused = request.method == "POST"
    context = {"form": form, "problems": problems}
    return render(request, "import.html.jinja", context, status=422 if refused else 200)
