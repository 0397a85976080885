"""Clients of the practitioner who is signed in."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kinechain.store.clients import erase
from kinechain.store.models import Client, Role
from kinechain.store.visits import clients_of, open_visit
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.archive import zipped
from kinechain.web.downloads import download
from kinechain.web.example_clients import example_ids
from kinechain.web.forms.clients import ClientForm, EraseForm, VisitForm


def own_client(request: AccountRequest, client: uuid.UUID) -> Client:
    """A client of the practitioner; Http404 for everybody else's, so that nobody learns that there is one."""
    return get_object_or_404(clients_of(request.user), pk=client)


@for_roles(Role.PRACTITIONER)
def clients(request: AccountRequest) -> HttpResponse:
    """All clients; archived ones when asked for."""
    archived = request.GET.get("archived") == "1"
    listed = clients_of(request.user).filter(archived__isnull=not archived).prefetch_related("visits")
    examples = example_ids(request.user)
    context = {
        "clients": listed,
        "archived": archived,
        "examples": examples,
        "has_examples": clients_of(request.user).filter(pk__in=examples).exists(),
        "has_none": not clients_of(request.user).exists(),
    }
    return render(request, "clients.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_client(request: AccountRequest) -> HttpResponse:
    """Take in a client."""
    form = ClientForm(request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": "New client", "action": "Take in", "back": "clients"}
        return render(request, "form.html.jinja", context, status=422 if form.is_bound else 200)
    client = Client.objects.create(owner=request.user, **form.cleaned_data)
    return redirect("client", client.pk)


@for_roles(Role.PRACTITIONER)
def client(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """One client: visits, newest first, and a form for the next."""
    found = own_client(request, client)
    visits = found.visits.prefetch_related("reports")
    initial = {"date": datetime.date.today(), "copy_protocol": bool(visits)}
    context = {"client": found, "visits": visits, "visit_form": VisitForm(initial=initial)}
    return render(request, "client.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_client(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Change what is known about a client."""
    found = own_client(request, client)
    now = {"pseudonym": found.pseudonym, "birth_year": found.birth_year, "sex": found.sex}
    form = ClientForm(request.user, request.POST or None, client=found, initial=now)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": "Change client", "action": "Save", "back": "client", "of": found.pk}
        return render(request, "form.html.jinja", context, status=422 if form.is_bound else 200)
    for name, value in form.cleaned_data.items():
        setattr(found, name, value)
    found.save()
    return redirect("client", found.pk)


@for_roles(Role.PRACTITIONER)
@require_POST
def archive_client(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Put a client away, or back; nothing is lost."""
    found = own_client(request, client)
    found.archived = None if found.archived else timezone.now()
    found.save()
    messages.success(request, "Archived. The list of archived clients has it." if found.archived else "Taken back.")
    return redirect("client", found.pk)


@for_roles(Role.PRACTITIONER)
def export_client(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Everything that is kept about a client, as one archive."""
    return download(zipped(own_client(request, client)), "application/zip", "client.zip")


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def erase_client(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Delete a client for good, after the pseudonym was typed."""
    found = own_client(request, client)
    form = EraseForm(found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "client": found}
        return render(request, "erase.html.jinja", context, status=422 if form.is_bound else 200)
    erase(found)
    messages.success(request, "The client is deleted with every visit and report. Backups made before still hold them.")
    return redirect("clients")


@for_roles(Role.PRACTITIONER)
@require_POST
def new_visit(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Open a visit, with the protocol of the last one if wanted."""
    found = own_client(request, client)
    form = VisitForm(request.POST)
    visits = found.visits.all()
    if not form.is_valid():
        context = {"client": found, "visits": visits, "visit_form": form}
        return render(request, "client.html.jinja", context, status=422)
    previous = visits.first() if form.cleaned_data["copy_protocol"] else None
    visit = open_visit(found, form.cleaned_data["date"], form.cleaned_data["age"], previous)
    return redirect("visit", visit.pk)
