"""What an unquoted YAML word means here: the YAML 1.2 core, without the traps of YAML 1.1."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_NUMBER = 18
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_TRAPS = (
    (
        re.compile(r"yes|no|on|off|y|n", re.I),
        "reads as true or false in some programs",
        "Write true, false or a quoted word.",
    ),
    (re.compile(r"true|false|null", re.I), "is spelt with capitals", "Write it in lower case."),
    (
        re.compile(r"[-+]?0[0-9_]+(?:\.[0-9]*)?"),
        "starts with 0 and reads as octal in some programs",
        "Drop the zero, or quote it.",
    ),
    (re.compile(r"[-+]?0[xob][0-9a-f_]+", re.I), "is not a decimal number", "Write a decimal number, or quote it."),
    (re.compile(r"[-+]?[0-9]+(?::[0-9]{1,2})+"), "reads as a number to base 60 in some programs", "Put it in quotes."),
    (re.compile(r"[-+]?[0-9]+_[0-9_]*"), "holds underscores", "Write the number without them, or quote it."),
    (
        re.compile(r"[-+]?[0-9.]+e[-+]?[0-9]+|[-+]?\.(?:inf|nan)", re.I),
        "is not a plain decimal number",
        "Write it out, or quote it.",
    ),
    (re.compile(r"[-+]?\.[0-9]+|[-+]?[0-9]+\."), "is an unfinished decimal number", "Write 0.5, not .5 or 5."),
)


_TRAP_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))


class AmbiguousScalarError(ValueError):
    """An unquoted word that different programs read differently."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar; AmbiguousScalarError for the traps of YAML 1.1.

    >>> plain_value("6"), plain_value("6.5"), plain_value("true"), plain_value("3 weeks")
    (6, Decimal('6.5'), True, '3 weeks')
    >>> plain_value("2026-11-20")
    datetime.date(2026, 11, 20)
    """
    if text in _WORDS:
        return _WORDS[text]
    # Most scalars are words, and only short words can be traps: the patterns are for what starts like a number.
    if text[0].isalpha() and text.lower() not in _TRAP_WORDS:
        return text
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        return _number(text)
    if _DATE.fullmatch(text):
        return _date(text)
    for trap, why, hint in _TRAPS:
        if trap.fullmatch(text):
            raise AmbiguousScalarError("yaml.ambiguous", f"'{text}' {why}.", hint)
    return text


def _number(text: str) -> int | Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise AmbiguousScalarError("yaml.number-too-long", f"The number '{text[:12]}…' is too long.", "")
    return Decimal(text) if "." in text else int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AmbiguousScalarError(
            "yaml.date",
            f"'{text}' is not a day of the calendar.",
            "Write year-month-day, such as 2026-11-20.",
        ) from error
