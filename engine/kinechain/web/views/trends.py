"""The course of a client's measures over the visits."""

import datetime
import uuid
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinechain.explain.progress import Visit as DatedVisit
from kinechain.explain.progress import progress
from kinechain.report.progress_words import Names
from kinechain.report.trend import drawn_trends
from kinechain.report.wording import Words
from kinechain.store.models import Client, Role, Visit
from kinechain.terms.progress import Measure, Progress
from kinechain.web.accounts import AccountRequest, for_roles
from kinechain.web.assessing import assessor
from kinechain.web.previewing import preview_of
from kinechain.web.views.clients import own_client

FEWEST = 2


@for_roles(Role.PRACTITIONER)
@require_safe
def trend(request: AccountRequest, client: uuid.UUID) -> HttpResponse:
    """Every measure over the visits as pictures and as a table; what was not tested is a gap."""
    found = own_client(request, client)
    visits = _dated(found)
    if len(visits) < FEWEST:
        return render(request, "trend.html.jinja", {"client": found, "progress": None, "days": len(visits)})
    compared = progress(assessor().decider, assessor().knowledge_base, visits)
    words = Words.of(visits[-1].assessment)
    context = {
        "client": found,
        "progress": compared,
        "days": len(visits),
        "dates": tuple(map(words.long_date, compared.dates)),
        "figures": drawn_trends(compared.measures, Names(words)),
        "rows": tuple(_rows(compared, Names(words))),
    }
    return render(request, "trend.html.jinja", context)


def _dated(client: Client) -> list[DatedVisit]:
    """One visit for each day, the last one opened; what cannot be assessed is left out."""
    by_day: dict[datetime.date, Visit] = {}
    for visit in client.visits.order_by("date", "created").select_related("client"):
        by_day[visit.date] = visit
    previews = (preview_of(visit) for visit in by_day.values())
    return [DatedVisit(one.case, one.assessment) for one in previews if one.case and one.assessment]


def _rows(compared: Progress, names: Names) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """A measure, its reading at each visit, and what the change since the first amounts to."""
    for measure in compared.measures:
        yield (
            names.row(measure),
            _readings(measure, names),
            names.comparison(measure, measure.since_first, compared.dates[0]),
        )


def _readings(measure: Measure, names: Names) -> tuple[str, ...]:
    return tuple(names.reading(measure, one) for one in measure.readings)
