"""The Jinja2 environment of the pages."""

import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined

from kinechain import __version__
from kinechain.language import in_language

_WORDS = in_language("en")


def environment(**options: Any) -> Environment:
    """As Django asks for it; a missing value is an error, never a blank."""
    made = Environment(**{**options, "undefined": StrictUndefined}, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(static=fingerprinted, url=_url, version=__version__)
    made.filters.update(day=_day, moment=_moment)
    return made


@cache
def fingerprinted(name: str) -> str:
    """The address of a static file with a part of its checksum, so that a browser never shows an old one."""
    content = (settings.STATIC_ROOT / name).read_bytes()
    return f"{static(name)}?{sha256(content).hexdigest()[:12]}"


def _url(name: str, *parts: Any) -> str:
    return reverse(name, args=parts)


def _day(date: datetime.date) -> str:
    return _WORDS.long_date(date)


def _moment(time: datetime.datetime) -> str:
    return f"{_WORDS.long_date(time.date())}, {timezone.localtime(time):%H:%M} UTC"
