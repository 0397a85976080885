"""Text from outside made safe to set in type: no control, override or half characters, no line of its own."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import is_
from typing import Any, TypeVar

_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are not white space, ESC among them
    "\u061c\u202a-\u202e\u2066-\u2069\ufeff"  # direction overrides: they would turn the text around them
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"  # halves of characters, and no characters at all
)
T = TypeVar("T")


def one_line(text: str) -> str:
    """The text without unsafe characters, every run of white space as one space.

    >>> one_line(" left\\thip\\x1b[31m \\u202epain\\n")
    'left hip[31m pain'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(_UNSAFE.sub("", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a longer text that say something, each safe.

    >>> paragraphs("First.\\n\\n  Second. ")
    ('First.', 'Second.')
    """
    return tuple(filter(None, map(one_line, text.splitlines())))


def shortened(text: str, most: int) -> str:
    """At most ``most`` characters, with an ellipsis when something was cut off.

    >>> shortened("left hip pain", 9)
    'left hip…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def safe(value: T) -> T:
    """A copy of a frozen value in which every text is safe; pictures (``svg``) stay as they are."""
    result: T = _safe(value)
    return result


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else one_line(value)
    if isinstance(value, tuple):
        items = tuple(map(_safe, value))
        return value if all(map(is_, items, value)) else items
    return _safe_fields(value) if field_names(value.__class__) else value


def _safe_fields(value: Any) -> Any:
    """The value itself when nothing in it changes, which is nearly always."""
    changed = {}
    for name in field_names(value.__class__):
        old = getattr(value, name)
        new = old if name == "svg" else _safe(old)
        if new is not old and new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass, in order; none for any other type.

    >>> field_names(str)
    ()
    """
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()
