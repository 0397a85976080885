"""Accounts, kept by administrators."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kinechain.store.models import Role, User
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.forms.entrance import AccountForm, NewAccountForm, NewPassword


@for_roles(Role.ADMIN)
def accounts(request: AccountRequest) -> HttpResponse:
    """Every account with its roles."""
    return render(request, "accounts.html.jinja", {"accounts": User.objects.order_by("username")})


@for_roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: AccountRequest) -> HttpResponse:
    """Make an account; its owner changes the first password on signing in."""
    form = NewAccountForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "title": "New account", "action": "Make the account", "back": "accounts"}
        return render(request, "form.html.jinja", context, status=422 if form.is_bound else 200)
    content = form.cleaned_data
    roles = {Role(role) for role in content["roles"]}
    User.objects.create_account(
        content["username"], content["password"], roles, name=content["name"], must_change_password=True
    )
    messages.success(request, "The account is made. Tell its owner the first password; it is changed on signing in.")
    return redirect("accounts")


@for_roles(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: AccountRequest, account: uuid.UUID) -> HttpResponse:
    """Change name and roles, switch an account on or off. One administrator always stays."""
    user = get_object_or_404(User, pk=account)
    now = {"name": user.name, "roles": [*user.roles], "is_active": user.is_active}
    form = AccountForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid() and not _last_admin_leaves(user, form):
        user.name, user.is_active = form.cleaned_data["name"], form.cleaned_data["is_active"]
        for role in Role:
            setattr(user, f"is_{role}", role.value in form.cleaned_data["roles"])
        user.save()
        messages.success(request, "The account is changed.")
        return redirect("accounts")
    return render(
        request,
        "account.html.jinja",
        {"form": form, "account": user, "password_form": NewPassword()},
        status=422 if form.is_bound else 200,
    )


def _last_admin_leaves(user: User, form: AccountForm) -> bool:
    stays = form.cleaned_data["is_active"] and Role.ADMIN in form.cleaned_data["roles"]
    others = User.objects.filter(is_admin=True, is_active=True).exclude(pk=user.pk)
    if stays or not user.is_admin or others.exists():
        return False
    form.add_error(None, "This is the last administrator. Make another one first.")
    return True


@for_roles(Role.ADMIN)
@require_http_methods(["POST"])
def account_password(request: AccountRequest, account: uuid.UUID) -> HttpResponse:
    """Give an account a new first password; its sessions end."""
    user = get_object_or_404(User, pk=account)
    form = NewPassword(request.POST)
    if not form.is_valid():
        now = {"name": user.name, "roles": [*user.roles], "is_active": user.is_active}
        context = {"form": AccountForm(initial=now), "account": user, "password_form": form}
        return render(request, "account.html.jinja", context, status=422)
    user.set_password(form.cleaned_data["password"])
    user.must_change_password = True
    user.save()
    messages.success(request, "The password is changed. Its owner changes it again on signing in.")
    return redirect("accounts")
