"""What happens around every view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

View = Callable[[HttpRequest], HttpResponse]
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def safe_headers(view: View) -> View:
    """Pages are never kept by the browser or a proxy, so nobody reads them after signing out; no page uses a device."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer


def own_password_first(view: View) -> View:
    """Who was given a password by an administrator chooses an own one before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if getattr(request.user, "must_change_password", False):
            allowed = (reverse("password"), reverse("logout"))
            if request.path not in allowed:
                return redirect("password")
        return view(request)

    return answer
