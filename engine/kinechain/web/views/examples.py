"""Example clients: loaded and removed by one click each."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kinechain.store.models import Role
from kinechain.store.visits import clients_of
from kinechain.web import example_clients
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import vocabulary


@for_roles(Role.PRACTITIONER)
@require_POST
def load_examples(request: AccountRequest) -> HttpResponse:
    """Example clients for a practitioner who has no client yet."""
    if clients_of(request.user).exists():
        messages.info(request, "Examples are loaded only while there is no client.")
        return redirect("clients")
    count = example_clients.load_examples(request.user, vocabulary(), datetime.date.today())
    messages.success(request, f"{count} example clients are loaded. They are made up.")
    return redirect("clients")


@for_roles(Role.PRACTITIONER)
@require_POST
def remove_examples(request: AccountRequest) -> HttpResponse:
    """Delete the example clients; every other client stays."""
    count = example_clients.remove_examples(request.user)
    messages.success(request, f"{count} example clients are removed.")
    return redirect("clients")
