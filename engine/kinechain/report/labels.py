"""How wide a text will be and where to break it, without a font at hand. Estimates are generous."""

import unicodedata
from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'’|!()[]·-/ ")
_WIDE = frozenset("mwMW@%–—…")
ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.32
    if character in _WIDE:
        return 0.92
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    if not character.isascii() and unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    return 0.7 if character.isupper() else 0.565


def text_width(text: str, size: float) -> float:
    """A width that common sans-serif faces do not exceed, in the unit of ``size``.

    >>> text_width("hip", 10.0) < text_width("whip", 10.0)
    True
    """
    return size * sum(map(_ems, text))


def wrapped(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most ``most`` lines no wider than ``width``; what does not fit ends in an ellipsis.

    >>> wrapped("Gluteus maximus inhibited", 80.0, 10.0, 3)
    ('Gluteus', 'maximus', 'inhibited')
    >>> wrapped("x" * 60, 80.0, 10.0, 1)
    ('xxxxxxxxxxxx…',)
    """
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, width, size):
            joined = f"{lines[-1]} {piece}" if lines else piece
            if lines and text_width(joined, size) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
        if len(lines) > most:
            break
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _with_ellipsis(lines[most - 1], width, size))


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word in parts that each fit the width; most words are one part."""
    pieces = [""]
    used = 0.0
    for character in word:
        wide = size * _ems(character)
        if pieces[-1] and used + wide > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += character
        used += wide
    return pieces


def _with_ellipsis(line: str, width: float, size: float) -> str:
    while line and text_width(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
