"""Words, numbers, strings and comments of CLIPS, so written that no text can end what surrounds it."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._:-]*")
_LARGEST_INTEGER = 2**63 - 1


def name(text: str) -> str:
    """The name of a rule, template or slot; ValueError when CLIPS could read anything else in it.

    >>> name("plan.give.glute-squeeze:when.2")
    'plan.give.glute-squeeze:when.2'
    """
    if not _PLAIN.fullmatch(text) or "::" in text:
        raise ValueError(
            f"'{text}' cannot be a name in CLIPS: it must be letters, digits, dots and hyphens after a letter"
        )
    return text


def word(text: str) -> str:
    """A value: a symbol where that is safe, else a string, so that ``1e5`` stays a word. ValueError for control
    characters.

    >>> print(word("below-knee"), word("1e5"), word("a) (b"))
    below-knee "1e5" "a) (b"
    """
    if not text.isprintable():
        raise ValueError(f"{text!r} cannot be a value in CLIPS: it holds a control character")
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def number(amount: Decimal) -> str:
    """A number: an integer where it is whole, else written with a point.

    >>> print(number(Decimal("5.04E+2")), number(Decimal("12.50")), number(Decimal("1E+20")))
    504 12.5 100000000000000000000.0
    """
    if not amount.is_finite():
        raise ValueError(f"{amount} is not a finite number")
    text = f"{amount.normalize():f}"
    if amount != amount.to_integral_value():
        return text
    return text if abs(amount) <= _LARGEST_INTEGER else f"{text}.0"


def string(text: str) -> str:
    """One line of text in quotation marks, without control characters.

    >>> print(string('A "quoted"\\nword'))
    "A \\"quoted\\" word"
    """
    return _quoted(_one_line(text))


def comment(text: str) -> str:
    """A comment of one line.

    >>> comment("pain\\n(reset)")
    '; pain (reset)'
    """
    return f"; {_one_line(text)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _one_line(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
