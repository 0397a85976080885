"""Catalogues as files of gettext: brought up to date with the texts, filled with translations, checked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kinechain.language.catalogue import read_catalogue
from kinechain.language.extraction import Message

MOST_PLACES = 3
"""Places that a catalogue names for one text; a word may stand in a hundred."""
_PLACEHOLDER = re.compile(r"\{\{\s*\w+\s*\}\}|\{\w+\}|%\(\w+\)s")
_MARKUP = re.compile(r"</?[a-zA-Z]|&#?\w+;|\*\*|`|\\")
_NUMBER = "{number}"
Texts = str | tuple[str, ...]
"""A translation: one text, or one for each form of the plural."""


class Complaint(NamedTuple):
    """What is wrong at a line of a catalogue; line 0 when a text is not there at all."""

    line: int
    code: str
    what: str


def updated(old: bytes, code: str, messages: Iterable[Message]) -> bytes:
    """The catalogue with exactly these messages in their order, and what the old one says of them.

    Nothing is guessed: a text that changed waits for a new translation.
    """
    return _written(code, messages, translations(old, code), read_catalogue(old, code).plural_forms)


def translations(catalogue: bytes, code: str) -> dict[str, Texts]:
    """What a catalogue says, by the English text (for the plural: by the text for one); without empty ones."""
    found: dict[str, Texts] = {}
    for entry in read_catalogue(catalogue, code):
        said = entry.string or ""
        text: Texts = said if isinstance(said, str) else tuple(said)
        if entry.id and any(text):
            found[_english(entry)] = text
    return found


def messages_of(catalogue: bytes, code: str) -> tuple[Message, ...]:
    """The messages that a catalogue holds, in its order."""
    held: list[Message] = []
    for entry in read_catalogue(catalogue, code):
        one, many = (entry.id, "") if isinstance(entry.id, str) else entry.id
        places = [place for place, _ in entry.locations] or [""]
        held.extend(Message(place, one, many) for place in places if one)
    return tuple(held)


def merged(old: bytes, code: str, new: Mapping[str, Texts]) -> bytes:
    """The catalogue with new translations for texts that it holds; other texts of ``new`` are left out."""
    forms = read_catalogue(old, code).plural_forms
    return _written(code, messages_of(old, code), {**translations(old, code), **new}, forms)


def complaints(catalogue: bytes, code: str, messages: Iterable[Message]) -> Iterator[Complaint]:
    """Everything that is wrong with a catalogue of these messages, in their order, then what is obsolete."""
    wanted = {message.one: message for message in messages}
    entries = read_catalogue(catalogue, code)
    lines = {_english(entry): entry.lineno or 0 for entry in entries if entry.id}
    said = translations(catalogue, code)
    for one, message in wanted.items():
        if one not in lines:
            yield Complaint(0, "missing", f"'{one}' is not in the catalogue.")
        elif one not in said:
            yield Complaint(lines[one], "untranslated", f"'{one}' has no translation.")
        else:
            yield from (Complaint(lines[one], *found) for found in _wrong(message, said[one], entries.num_plurals))
    for one in lines.keys() - wanted.keys():
        yield Complaint(lines[one], "obsolete", f"'{one}' is said nowhere any more.")


def contradictions(catalogue: bytes, other: bytes, code: str) -> Iterator[Complaint]:
    """Texts of both catalogues that they translate differently, at the lines of the first."""
    elsewhere = translations(other, code)
    for entry in read_catalogue(catalogue, code):
        one = _english(entry)
        if entry.id and one in elsewhere and entry.string and entry.string != elsewhere[one]:
            yield Complaint(entry.lineno or 0, "contradiction", f"'{one}' is also translated as '{elsewhere[one]}'.")


def _english(entry: Any) -> str:
    return str(entry.id if isinstance(entry.id, str) else entry.id[0])


def _wrong(message: Message, text: Texts, plurals: int) -> Iterator[tuple[str, str]]:
    said = (text,) if isinstance(text, str) else text
    forms = plurals if message.many else 1
    if len(said) != forms or not all(said):
        yield "forms", f"'{message.one}' needs {forms} forms, all filled."
    wanted = {*_placeholders(message.many or message.one)}
    for form in said:
        found = {*_placeholders(form)}
        # The form for one may name the number in words.
        if found != wanted and not (message.many and found | {_NUMBER} == wanted):
            yield "placeholders", f"'{message.one}' has {sorted(wanted)}, its translation has {sorted(found)}."
        if _MARKUP.search(form) and not _MARKUP.search(message.one):
            yield "markup", f"The translation of '{message.one}' holds markup: '{form}'."


def _placeholders(text: str) -> list[str]:
    return ["".join(found.split()) for found in _PLACEHOLDER.findall(text)]


def _written(code: str, messages: Iterable[Message], said: Mapping[str, Texts], plural_forms: str) -> bytes:
    places: dict[tuple[str, str], list[str]] = {}
    for message in messages:
        found = places.setdefault((message.one, message.many), [])
        if message.place not in found:
            found.append(message.place)
    catalogue = Catalog(locale=code)
    catalogue.mime_headers = [("Plural-Forms", plural_forms)]
    for (one, many), found in places.items():
        text = said.get(one, "")
        entry = catalogue.add(
            (one, many) if many else one,
            text if bool(many) is isinstance(text, tuple) else "",
            locations=[(place, 1) for place in found[:MOST_PLACES]],
        )
        entry.flags.clear()
    out = BytesIO()
    write_po(out, catalogue, omit_header=True, include_lineno=False, width=0)
    return _header(code, plural_forms).encode() + out.getvalue()


def _header(code: str, plural_forms: str) -> str:
    lines = (
        f"Language: {code}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_forms}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"
