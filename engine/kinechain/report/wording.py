"""The words that reports use for terms. One place, so that a term reads the same everywhere."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kinechain.terms.finding import State
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

EVIDENCE = {
    Strength.STRONG: "Strong evidence",
    Strength.MODERATE: "Moderate evidence",
    Strength.WEAK: "Weak evidence",
    Strength.CONTESTED: "Contested evidence",
    Strength.OPINION: "Opinion only",
}
SIDE = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.MIDLINE: "No side"}
SIDE_TAG = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.MIDLINE: ""}
STATE = {
    State.POSITIVE: "+ positive",
    State.NEGATIVE: "− negative",
    State.NOT_APPLICABLE: "/ not applicable",
    State.NOT_ASSESSED: "· not assessed",
}
URGENCY = {
    "emergency": "Emergency: now",
    "urgent": "Urgent: same or next day",
    "prompt": "Prompt: within days to two weeks",
    "caution": "Caution: go on within limits and monitor",
}
RELATION = {"supports": "Supports", "disputes": "Disputes", "qualifies": "Qualifies"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not from strftime: a month's name must not depend on the locale of the machine."""


def evidence(strength: Strength | None) -> str:
    """The strength of evidence in words.

    >>> evidence(Strength.OPINION)
    'Opinion only'
    """
    return "" if strength is None else EVIDENCE[strength]


def with_side(title: str, side: Side) -> str:
    """A title followed by its side, if it has one and does not say so itself.

    >>> with_side("Hip pain", Side.LEFT), with_side("Pain on the left", Side.LEFT)
    ('Hip pain (left)', 'Pain on the left')
    """
    return title if side is Side.MIDLINE else _with_sides(title, [side.value])


def listed(items: Iterable[str], last: str = "; ") -> str:
    """Items in one line, or the word ``none``.

    >>> listed([]), listed(["fever", "a fall"])
    ('none', 'fever; a fall')
    """
    return last.join(items) or "none"


def sentence(text: str) -> str:
    """The text with a capital and a full stop, unless it ends with a mark of its own.

    >>> sentence("none"), sentence("Any fever?")
    ('None.', 'Any fever?')
    """
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if not text or text[-1] in ".?!…" else ".")


def long_date(iso: str) -> str:
    """A date that nobody can misread; any other text unchanged.

    >>> long_date("2025-03-04"), long_date("last week")
    ('4 March 2025', 'last week')
    """
    day = parsed_date(iso)
    return iso if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def parsed_date(iso: str) -> date | None:
    """The date of an ISO text, or None when it is none."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def count(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "finding"), count(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {singular}" if number == 1 else f"{number} {plural or singular + 's'}"


def sides_together(pairs: Sequence[tuple[str, Side]]) -> list[str]:
    """Titles in order of first mention, each once, with all its sides.

    >>> sides_together([("FADIR", Side.LEFT), ("Fever", Side.MIDLINE), ("FADIR", Side.RIGHT)])
    ['FADIR (left, right)', 'Fever']
    """
    sides: dict[str, list[str]] = {}
    for title, side in pairs:
        found = sides.setdefault(title, [])
        if side is not Side.MIDLINE and side.value not in found:
            found.append(side.value)
    return [_with_sides(title, found) for title, found in sides.items()]


def _with_sides(title: str, sides: list[str]) -> str:
    said = re.findall(r"\w+", title.lower())
    missing = [side for side in sides if side not in said]
    return f"{title} ({', '.join(missing)})" if missing else title
