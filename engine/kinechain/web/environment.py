"""The Jinja2 environment of the pages."""

import datetime
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kinechain import __version__
from kinechain.knowledge.vocabulary import FindingDefinition
from kinechain.language import in_language
from kinechain.store.models import Visit
from kinechain.terms.assessment import Referral
from kinechain.terms.side import Side
from kinechain.web.entry_sheet import EntryBox
from kinechain.web.previewing import preview_of

_WORDS = in_language("en")


def environment(**options: Any) -> Environment:
    """As Django asks for it; a missing value is an error, never a blank."""
    made = Environment(**{**options, "undefined": StrictUndefined}, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(static=fingerprinted, url=_url, version=__version__, urgent_flags=_urgent_flags)
    made.globals.update(empty_box=_empty_boxes(made))
    made.filters.update(day=_day, logged=_logged, moment=_moment)
    return made


def _empty_boxes(made: Environment) -> Callable[[FindingDefinition, Side], Markup]:
    """The empty box of a finding on a side, written once: most of the three hundred of a sheet are empty."""
    kept: dict[tuple[str, Side], Markup] = {}

    def empty_box(definition: FindingDefinition, side: Side) -> Markup:
        key = (definition.id, side)
        if key not in kept:
            template = made.get_template("part-entry.html.jinja")
            kept[key] = Markup(template.render(box=EntryBox(definition, side), theirs=None))
        return kept[key]

    return empty_box


@cache
def fingerprinted(name: str) -> str:
    """The address of a static file with a part of its checksum, so that a browser never shows an old one."""
    content = (settings.STATIC_ROOT / name).read_bytes()
    return f"{static(name)}?{sha256(content).hexdigest()[:12]}"


def _url(name: str, *parts: Any) -> str:
    return reverse(name, args=parts)


def _urgent_flags(visit: Visit) -> tuple[Referral, ...]:
    """What every page of a visit says first."""
    return preview_of(visit).stopping


def _day(date: datetime.date) -> str:
    return _WORDS.long_date(date)


def _logged(time: str) -> str:
    """The time of a record of the decision log, to the second."""
    return _WORDS.long_date(datetime.date.fromisoformat(time[:10])) + f", {time[11:19]} UTC"


def _moment(time: datetime.datetime) -> str:
    return f"{_WORDS.long_date(time.date())}, {timezone.localtime(time):%H:%M} UTC"
