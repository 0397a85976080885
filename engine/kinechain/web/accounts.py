"""Who signs in and what each role may open."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from kinechain.store.models import Role, User

Arguments = ParamSpec("Arguments")


class AccountRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


View = Callable[Concatenate[AccountRequest, Arguments], HttpResponse]


class Backend(ModelBackend):
    """Names and passwords against the accounts; there are no permissions beside the roles."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: roles decide."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: roles decide."""
        return set()


def counted_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name under which wrong passwords are counted: alike for every way to write the same account's name."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def for_roles(*roles: Role) -> Callable[[View[Arguments]], View[Arguments]]:
    """A view that is open to these roles only; anybody else who has signed in gets the page 'not allowed'."""

    def guarded(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def answer(request: AccountRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            if not request.user.roles.intersection(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View[Arguments], answer)

    return guarded
