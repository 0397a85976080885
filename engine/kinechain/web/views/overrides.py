"""Where a practitioner departs from a recommendation: with a reason, recorded, shown in the report."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinechain.report.departures import Departure
from kinechain.report.plan import shown_recommendations
from kinechain.store.deciding import override
from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.models import Purpose, Role, Visit
from kinechain.terms.assessment import Assessment, Recommendation
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.problem import InvalidCaseError
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.forms.audit import RESTORE, DepartureForm
from kinechain.web.previewing import preview_of
from kinechain.web.recording import decision_log, record
from kinechain.web.subjects import case_today, departures_of, overrides_of, said
from kinechain.web.views.visits import own_visit

_GONE = "This is not recommended any more: the findings were changed. Nothing was recorded."
Line = tuple[str, Recommendation, Departure | None, DepartureForm]


@for_roles(Role.PRACTITIONER)
@require_http_methods(["GET", "HEAD", "POST"])
def overrides(request: AccountRequest, visit: uuid.UUID) -> HttpResponse:
    """The recommendations of a visit, each with a form to depart from it. Red flags are not among them."""
    found = own_visit(request, visit)
    if found.is_signed:
        return redirect("visit", found.pk)
    try:
        case_today(found)
    except InvalidCaseError as error:
        return render(request, "problems.html.jinja", {"visit": found, "problems": error.problems}, status=422)
    if request.method != "POST":
        return _page(request, found)
    if "restore" in request.POST:
        return _restore(request, found, request.POST["restore"])
    form = DepartureForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    content = form.cleaned_data
    action, reason = OverrideAction(content["action"]), OverrideReason(content["reason"])
    done = _record(request, found, content["recommendation"], action, reason, content["text"].strip())
    (messages.success if done else messages.error)(request, "Recorded. It stands in the report." if done else _GONE)
    return redirect("overrides", found.pk)


def _page(request: AccountRequest, visit: Visit, sent: DepartureForm | None = None) -> HttpResponse:
    assessment = preview_of(visit).assessment
    made = departures_of(visit)
    lines = [] if assessment is None else [_line(item, made, sent) for item in shown_recommendations(assessment)]
    context = {"visit": visit, "assessment": assessment, "lines": lines, "said": said}
    return render(request, "overrides.html.jinja", context, status=422 if sent else 200)


def _line(item: Recommendation, made: tuple[Departure, ...], sent: DepartureForm | None) -> Line:
    conclusion = conclusion_of(item)
    departure = next((one for one in made if one.is_about(item)), None)
    if sent is not None and sent.data.get("recommendation") == conclusion:
        return conclusion, item, departure, sent
    return conclusion, item, departure, DepartureForm(initial={"recommendation": conclusion})


def conclusion_of(item: Recommendation) -> str:
    """A recommendation as the decision log names it."""
    return str(Conclusion(Kind.RECOMMENDATION, item.id, item.side))


def _restore(request: AccountRequest, visit: Visit, conclusion: str) -> HttpResponse:
    earlier = next((one for one in overrides_of(visit) if one.conclusion == conclusion), None)
    if earlier is not None:
        done = _record(request, visit, conclusion, RESTORE, OverrideReason(earlier.reason), "")
        (messages.success if done else messages.error)(request, "Taken back; both are recorded." if done else _GONE)
    return redirect("overrides", visit.pk)


def _record(
    request: AccountRequest,
    visit: Visit,
    conclusion: str,
    action: OverrideAction,
    reason: OverrideReason,
    text: str,
) -> bool:
    """Record what is concluded now and the departure from it; False when it is not recommended."""
    assessment = preview_of(visit).assessment
    if assessment is None or not _is_recommended(assessment, conclusion):
        return False
    decision, decided = record(visit, case_today(visit), Purpose.SAVE, request.user)
    if not _is_recommended(decided, conclusion):
        return False
    override(decision_log(), decision, conclusion, action, reason, text, by=request.user, at=timezone.now())
    return True


def _is_recommended(assessment: Assessment, conclusion: str) -> bool:
    return any(conclusion_of(item) == conclusion for item in shown_recommendations(assessment))
