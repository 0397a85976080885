"""Pages of a PDF as a reader sees them: where each letter stands, in what colour and on what ground."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4
SCALE = 2.0
UNSEEN = "\u200b\u00ad\x00"
HYPHEN_AT_LINE_END = "\x02\ufffe"
"""What PDFium reports in its place."""
READABLE = 4.5
"""The contrast ratio that WCAG 2.2 asks of text (1.4.3, AA)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A visible character with its box in points from the lower left corner and its colour."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: size in points, its letters in the order of the file, and its picture in grey, a byte a pixel.

    ``edge`` is the width in points of the margin in which nothing but running head and foot may stand.
    """

    width: float
    height: float
    edge: float
    letters: tuple[Letter, ...]
    grey: bytes
    stride: int

    @property
    def body(self) -> tuple[Letter, ...]:
        """The letters between head and foot."""
        return tuple(one for one in self.letters if one.bottom > self.edge and one.top < self.height - self.edge)

    @property
    def text(self) -> str:
        """The letters between head and foot, without white space."""
        return "".join(one.character for one in self.body)

    def lowest_line(self) -> str:
        """The last line of the page above the foot, without white space."""
        body = self.body
        if not body:
            return ""
        last = min(body, key=lambda one: one.bottom)
        middle = (last.bottom + last.top) / 2
        return "".join(one.character for one in body if one.bottom <= middle + 2 and one.top > middle - 2)

    def beyond_margins(self) -> str:
        """Every letter that stands too near to the left or right edge, or off the paper."""
        return "".join(
            one.character for one in self.letters
            if one.left < self.edge or one.right > self.width - self.edge or one.bottom < 0 or one.top > self.height
        )  # fmt: skip

    def faint(self) -> dict[str, float]:
        """Runs of letters whose contrast with the ground is too low, with the ratio."""
        found: dict[str, float] = {}
        for colour, group in groupby(self.letters, key=lambda one: one.colour):
            for word in _words(tuple(group)):
                ratio = contrast(_luminance(colour), self._ground(word))
                if ratio < READABLE:
                    found["".join(one.character for one in word)] = round(ratio, 2)
        return found

    def _ground(self, word: tuple[Letter, ...]) -> float:
        """The luminance of what lies around the letters: the most frequent grey within and just outside their box."""
        rows = range(
            max(0, int((self.height - max(one.top for one in word) - 1) * SCALE)),
            min(len(self.grey) // self.stride, int((self.height - min(one.bottom for one in word) + 1) * SCALE) + 1),
        )
        start = max(0, int((min(one.left for one in word) - 1) * SCALE))
        end = min(self.stride, int((max(one.right for one in word) + 1) * SCALE) + 1)
        seen = Counter(b"".join(self.grey[row * self.stride + start : row * self.stride + end] for row in rows))
        grey = seen.most_common(1)[0][0]
        return _luminance((grey, grey, grey))


def _words(letters: tuple[Letter, ...]) -> Iterator[tuple[Letter, ...]]:
    """Letters of one line that stand next to each other."""
    word: list[Letter] = []
    for one in letters:
        if word and (abs(one.bottom - word[-1].bottom) > 6 or not -1 < one.left - word[-1].right < 6):
            yield tuple(word)
            word = []
        word.append(one)
    if word:
        yield tuple(word)


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances as WCAG defines it, 1 to 21.

    >>> contrast(1.0, 0.0), contrast(0.5, 0.5)
    (21.0, 1.0)
    """
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as ``#1c2529``, 0 to 1.

    >>> luminance("#ffffff"), luminance("#000")
    (1.0, 0.0)
    """
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return _luminance((int(whole[0:2], 16), int(whole[2:4], 16), int(whole[4:6], 16)))


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = (value / 255 for value in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 6)


def pages(pdf: bytes, edge: float) -> tuple[PrintedPage, ...]:
    """Every page of a PDF whose margins are wider than ``edge`` millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(document[index], edge * MILLIMETRE) for index in range(len(document)))
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, edge: float) -> PrintedPage:
    text = page.get_textpage()
    letters = tuple(_letters(text.raw, text.count_chars()))
    text.close()
    bitmap = page.render(scale=SCALE, grayscale=True)
    width, height = page.get_size()
    made = PrintedPage(width, height, edge, letters, bytes(bitmap.buffer), bitmap.stride)
    bitmap.close()
    page.close()
    return made


def _letters(text: ctypes.c_void_p, count: int) -> Iterator[Letter]:
    sides = tuple(ctypes.c_double() for _ in range(4))
    shades = tuple(ctypes.c_uint() for _ in range(4))
    for index in range(count):
        found = chr(raw.FPDFText_GetUnicode(text, index))
        character = "-" if found in HYPHEN_AT_LINE_END else found
        if character.isspace() or character in UNSEEN or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetCharBox(text, index, *(ctypes.byref(one) for one in sides))
        raw.FPDFText_GetFillColor(text, index, *(ctypes.byref(one) for one in shades))
        left, right, bottom, top = (one.value for one in sides)
        red, green, blue, _ = (one.value for one in shades)
        yield Letter(character, left, bottom, right, top, (red, green, blue))
