"""Nothing is printed or signed past open safety questions without a reason, which is recorded."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kinechain.store.visits import visits_of
from kinechain.web.accounts import AccountRequest
from kinechain.web.live import open_flags
from kinechain.web.previewing import preview_of

FIELD = "open_because"
SHORTEST, LONGEST = 5, 2_000
View = Callable[..., HttpResponse]


def given_reason(request: AccountRequest) -> str | None:
    """Why safety questions are left open, as it was sent; None when nothing was."""
    return request.POST.get(FIELD, "").strip()[:LONGEST] or None


def safety_questions_first(view: View) -> View:
    """A view of a visit that a POST reaches only when no safety question is open, or with a reason why one is."""

    @wraps(view)
    def asked(request: AccountRequest, visit: Any, *parts: Any, **named: Any) -> HttpResponse:
        found = get_object_or_404(visits_of(request.user), pk=visit)
        flags = () if found.is_signed or request.method != "POST" else open_flags(preview_of(found))
        reason = given_reason(request)
        if not flags or (reason is not None and len(reason) >= SHORTEST):
            return view(request, visit, *parts, **named)
        sent = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        kept = [(name, value) for name, value in sent if name not in (FIELD, "csrfmiddlewaretoken")]
        context = {"visit": found, "open_flags": flags, "kept": kept, "reason": reason, "tried": FIELD in request.POST}
        return render(request, "ask-first.html.jinja", context, status=422 if context["tried"] else 200)

    return asked
