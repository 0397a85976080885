"""Questions about a visit: why something was not concluded, and the fewest findings that would change a conclusion."""

import uuid

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kinechain.explain import why_not as reasons_against
from kinechain.explain.smallest_change import smallest_change as search
from kinechain.store.models import Role
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import neighbourhood
from kinechain.web.live import asked, conclusion_title, next_jumps, smallest_words
from kinechain.web.previewing import preview_of
from kinechain.web.views.visits import own_visit

_LARGEST = 2
"""Sets of three findings take longer than somebody waits for."""
_NOTHING = "This is nothing that can be concluded. Load the page again."


@for_roles(Role.PRACTITIONER)
@require_safe
def next_tests(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """What to examine next: asked for by itself, so that what follows is not kept waiting."""
    preview = preview_of(own_visit(request, visit))
    return render(request, "part-next.html.jinja", {"next_tests": next_jumps(preview)})


@for_roles(Role.PRACTITIONER)
@require_POST
def why_not(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """What each rule that could give a conclusion lacks, and what blocks it; or that it was concluded meanwhile."""
    preview = preview_of(own_visit(request, visit))
    conclusion = asked(request.POST.get("conclusion", ""))
    if conclusion is None or preview.arguments is None:
        return HttpResponseBadRequest(_NOTHING)
    drawn = conclusion in preview.arguments.decision.outcome.conclusions
    absence = None if drawn else reasons_against.why_not(preview.arguments, conclusion)
    context = {"absence": absence, "title": conclusion_title(conclusion, preview)}
    return render(request, "part-why-not.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_POST
def smallest_change(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """The fewest findings of which another result would add a conclusion, or take it away."""
    preview = preview_of(own_visit(request, visit))
    conclusion = asked(request.POST.get("conclusion", ""))
    if conclusion is None or preview.decision is None:
        return HttpResponseBadRequest(_NOTHING)
    found = search(neighbourhood(), preview.decision.memory, conclusion, largest=_LARGEST)
    return render(request, "part-smallest.html.jinja", {"found": found, "sets": smallest_words(found)})
