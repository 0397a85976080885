"""What a report says in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from kinechain.language.catalogue import read_translations

ENGLISH_CODE = "en"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not from strftime, which asks the machine; not from Babel, which would slow down each start in English."""


def message(text: str) -> str:
    """Mark a text of a table for the catalogues; it is translated where it is said.

    >>> message("Strong evidence")
    'Strong evidence'
    """
    return text


_SIDES = {"left": message("left"), "right": message("right")}


def _one_or_many(number: int) -> int:
    return int(number != 1)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. ``code`` is a locale such as ``en`` or ``es``.

    ``plural_form`` gives the place of the form of ``plural`` that goes with a number. ``hash`` names the catalogues'
    content (SHA-256, hexadecimal); it is empty for English, which has none.
    """

    code: str
    singular: Mapping[str, str] = field(default_factory=dict)
    plural: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = _one_or_many
    hash: str = ""

    @property
    def name(self) -> str:
        """What the language calls itself.

        >>> ENGLISH.name
        'English'
        """
        if self.code == ENGLISH_CODE:
            return "English"
        from babel import Locale

        return str(Locale.parse(self.code).display_name)

    def say(self, text: str, /, **parts: object) -> str:
        """The text in this language with its parts put in; English where the catalogue has none.

        Parts are put in as they are: braces in them are never read.

        >>> ENGLISH.say("Refer to {whom}", whom="{a} physician")
        'Refer to {a} physician'
        """
        said = self.singular.get(text, text)
        return said.format(**parts) if parts else said

    def say_many(self, one: str, many: str, number: int | Decimal, /, **parts: object) -> str:
        """The text for a number of things; ``{number}`` stands for the number as this language writes it.

        >>> ENGLISH.say_many("{number} finding", "{number} findings", 2)
        '2 findings'
        """
        translated = self.plural.get(one)
        counted = self.plural_form if translated else _one_or_many
        form = counted(int(number)) if number == int(number) else -1
        return (translated or (one, many))[form].format(number=self.number(number), **parts)

    def side(self, side: str) -> str:
        """The word for ``left`` or ``right`` that stands where the knowledge base writes ``{{ side }}``.

        Where words agree with a noun, it is the form that follows the word for *side*.

        >>> ENGLISH.side("left")
        'left'
        """
        return self.say(_SIDES[side]) if side in _SIDES else side

    def long_date(self, day: date) -> str:
        """A date that nobody can misread.

        >>> ENGLISH.long_date(date(2025, 3, 4))
        '4 March 2025'
        """
        if self.code == ENGLISH_CODE:
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        from babel.dates import format_date

        return format_date(day, format="long", locale=self.code)

    def number(self, value: object) -> str:
        """A number as this language writes it.

        >>> ENGLISH.number(2.5)
        '2.5'
        """
        if self.code == ENGLISH_CODE:
            return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        from babel.numbers import format_decimal

        return format_decimal(str(value), locale=self.code, decimal_quantization=False, group_separator=False)


ENGLISH = Language(ENGLISH_CODE)


@cache
def in_language(code: str) -> Language:
    """The language of a code. LookupError names the languages that there are.

    >>> in_language("en") is ENGLISH
    True
    """
    if code == ENGLISH_CODE:
        return ENGLISH
    found = read_translations(code)
    return Language(code, found.singular, found.plural, found.plural_form, found.hash)
