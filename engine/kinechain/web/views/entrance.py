"""Set-up, signing in and out, the own password."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinechain.store.models import Role, User
from kinechain.web import first_run
from kinechain.web.accounts import AccountRequest
from kinechain.web.forms.entrance import LoginForm, OwnPasswordForm, SetUpForm

_FIRST_PAGES = {Role.PRACTITIONER: "clients", Role.AUDITOR: "log", Role.ADMIN: "accounts"}


def home(request: AccountRequest) -> HttpResponse:
    """To the first page of the account's first role."""
    first = next((page for role, page in _FIRST_PAGES.items() if role in request.user.roles), "password")
    return redirect(first)


class SignIn(LoginView):
    """The page to sign in; before the first account it says where the set-up is."""

    template_name = "login.html.jinja"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is no account yet."""
        return {**super().get_context_data(**kwargs), "first_run": first_run.is_needed()}


sign_in = SignIn.as_view()


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account; the page is there only without an account and with the right token."""
    if not first_run.is_needed():
        return redirect("login")
    if not first_run.is_right(token):
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "set-up.html.jinja", {"form": form}, status=422 if form.is_bound else 200)
    content = form.cleaned_data
    with transaction.atomic():
        if not first_run.is_needed():
            return redirect("login")
        user = User.objects.create_account(content["username"], content["password"], form.roles(), name=content["name"])
    login(request, user, backend="kinechain.web.accounts.Backend")
    messages.success(request, "The account is made, and you are signed in with it.")
    return redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: AccountRequest) -> HttpResponse:
    """Change the own password; every other session of the account ends."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "password.html.jinja", {"form": form}, status=422 if form.is_bound else 200)
    request.user.set_password(form.cleaned_data["password"])
    request.user.must_change_password = False
    request.user.save()
    update_session_auth_hash(request, request.user)
    messages.success(request, "The password is changed.")
    return redirect("home")


def locked_out(request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, Any]) -> HttpResponse:
    """Too many wrong passwords: when to try again."""
    pause: datetime.timedelta = settings.AXES_COOLOFF_TIME
    response = render(request, "locked-out.html.jinja", {"until": timezone.now() + pause, "pause": pause}, status=429)
    response["Retry-After"] = str(int(pause.total_seconds()))
    return response
