"""What-if: the sheet of a visit as a scratch copy; nothing that is entered there is ever saved."""

import uuid

from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kinechain.store.entries import Entered
from kinechain.store.models import Role
from kinechain.terms.finding import FindingKey
from kinechain.terms.problem import InvalidCaseError
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import vocabulary
from kinechain.web.body_places import map_context
from kinechain.web.entry_form import UnreadableEntryError, read_entry
from kinechain.web.entry_sheet import entry_sheet, visit_before
from kinechain.web.live import conclusions_of, shown
from kinechain.web.previewing import preview_of
from kinechain.web.scratch import try_out
from kinechain.web.views.visits import own_visit


@for_roles(Role.PRACTITIONER)
@require_safe
def scratch(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """The sheet on which findings may be tried out."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    context = {"visit": found, "groups": entry_sheet(found, vocabulary()), "earlier": visit_before(found)}
    context |= {**map_context(), **conclusions_of(found), "scratch": True}
    return render(request, "visit.html.jinja", context)


@for_roles(Role.PRACTITIONER)
@require_POST
def try_out_boxes(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """What would follow from the boxes that were sent (each a ``box`` written as a form), instead of those recorded."""
    found = own_visit(request, visit)
    now = preview_of(found)
    try:
        tried = [_read(QueryDict(box)) for box in request.POST.getlist("box")]
    except UnreadableEntryError:
        return HttpResponseBadRequest("The page does not fit the visit any more. Load it again.")
    context: dict[str, object] = {"visit": found}
    try:
        result = try_out(found, now, tried)
        context |= {**shown(result.preview), "tried": result}
    except InvalidCaseError as error:
        context |= {**shown(now), "assessment": None, "problems": error.problems}
    except ValueError:
        context |= shown(now)
    return render(request, "part-conclusions.html.jinja", context)


def _read(box: QueryDict) -> tuple[FindingKey, Entered]:
    """A box as it stands on the scratch copy; what is typed decides where it contradicts a state chosen before."""
    decides = box.get("decides", "").startswith("value-")
    sent = read_entry(box, vocabulary(), values_decide=decides)
    return sent.key, sent.entered
