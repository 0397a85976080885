"""From a visit to what its documents are about."""

import datetime

from kinechain.explain.wording import with_side
from kinechain.language import in_language
from kinechain.report.departures import Departure, reasons
from kinechain.store.decision_log import OverrideAction
from kinechain.store.models import Override, Visit
from kinechain.store.visits import case_of
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case
from kinechain.terms.side import Side
from kinechain.web.assessing import vocabulary
from kinechain.web.documents import Subject
from kinechain.web.practice import practice_branding

RECOMMENDATION = "recommendation:"


def case_today(visit: Visit) -> Case:
    """The visit as a case, as of now. Raises InvalidCaseError."""
    return case_of(visit, vocabulary(), datetime.date.today())


def subject_of(visit: Visit, case: Case, assessment: Assessment) -> Subject:
    """A visit with what was decided about it. Raises InvalidCaseError when an earlier visit cannot be read."""
    earlier = tuple(case_today(one) for one in earlier_visits(visit))
    return Subject(case, assessment, earlier, departures_of(visit), practice_branding())


def earlier_visits(visit: Visit) -> tuple[Visit, ...]:
    """The client's visits on days before, the last one of each day, in order of time."""
    found = visit.client.visits.filter(date__lt=visit.date).select_related("client").order_by("date", "created")
    return tuple({one.date: one for one in found}.values())


def overrides_of(visit: Visit, until: datetime.datetime | None = None) -> tuple[Override, ...]:
    """The last word about each conclusion that the practitioner departed from; what was taken back is left out."""
    found = Override.objects.filter(decision__visit=visit).select_related("made_by").order_by("made_at", "log_sequence")
    if until is not None:
        found = found.filter(made_at__lte=until)
    last = {one.conclusion: one for one in found}
    return tuple(one for one in last.values() if one.action != OverrideAction.RESTORED)


def departures_of(visit: Visit, until: datetime.datetime | None = None) -> tuple[Departure, ...]:
    """The departures from recommendations as documents show them, as they stood at a time if one is given."""
    found = overrides_of(visit, until)
    return tuple(_departure(one) for one in found if one.conclusion.startswith(RECOMMENDATION))


def departed(visit: Visit, assessment: Assessment | None) -> list[str]:
    """The departures from what is recommended now, one line each."""
    items = () if assessment is None else assessment.recommendations
    pairs = ((one, item) for item in items for one in departures_of(visit) if one.is_about(item))
    return [said(one, with_side(item.title, item.side, in_language("en"))) for one, item in pairs]


def said(departure: Departure, title: str) -> str:
    """A departure on one line of a page."""
    done = "left out" if departure.left_out else "changed"
    words = f" {departure.text}" if departure.text else ""
    return f"{title}: {done}. {reasons()[departure.reason]}.{words}"


def _departure(made: Override) -> Departure:
    name, _, side = made.conclusion.removeprefix(RECOMMENDATION).partition("@")
    return Departure(
        recommendation=name,
        side=Side(side) if side else Side.MIDLINE,
        left_out=made.action == OverrideAction.REJECTED,
        reason=made.reason,
        text=made.text,
        by=made.made_by.shown_name,
        day=made.made_at.date().isoformat(),
    )
