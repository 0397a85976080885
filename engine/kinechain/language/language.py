"""What a report says in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kinechain.language.catalogue import Translations, read_translations

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


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. ``code`` is a locale such as ``en`` or ``es``."""

    code: str
    singular: Mapping[str, str] = field(default_factory=dict)
    plural: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def say(self, text: str, /, **parts: object) -> str:
        """The text in this language with its parts put in; English where the catalogue has none.

        Parts are put in as they are: braces in them are never read.

        >>> ENGLISH.say("Refer to {whom}", whom="{a} physician")
        'Refer to {a} physician'
        """
        said = self.singular.get(text, text)
        return said.format(**parts) if parts else said

    def say_many(self, one: str, many: str, number: int, /, **parts: object) -> str:
        """The text for a number of things; ``{number}`` stands for the number.

        >>> ENGLISH.say_many("{number} finding", "{number} findings", 2)
        '2 findings'
        """
        forms = self.plural.get(one) or (one, many)
        return forms[self._form(number)].format(number=number, **parts)

    def _form(self, number: int) -> int:
        if self.code == ENGLISH_CODE:
            return int(number != 1)
        from babel import Locale

        rule = Locale.parse(self.code).plural_form
        tags = ("zero", "one", "two", "few", "many", "other")
        present = [tag for tag in tags if tag in {*rule.tags, "other"}]
        return present.index(rule(number))

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
            return str(value)
        from babel.numbers import format_decimal

        return format_decimal(str(value), locale=self.code)


ENGLISH = Language(ENGLISH_CODE)


@cache
def in_language(code: str) -> Language:
    """The language of a code. LookupError names the languages that there are.

    >>> in_language("en") is ENGLISH
    True
    """
    if code == ENGLISH_CODE:
        return ENGLISH
    found: Translations = read_translations(code)
    return Language(code, found.singular, found.plural)
