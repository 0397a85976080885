"""The catalogues as files: which languages there are, and what each says."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Literal, NamedTuple

from kinechain import resources

Part = Literal["reports", "rules"]
PARTS: tuple[Part, ...] = ("reports", "rules")
FOLDER = "languages"
ENDING = ".po"


class Translations(NamedTuple):
    """Texts by their English; ``plural`` by the English for one."""

    singular: dict[str, str]
    plural: dict[str, tuple[str, ...]]


def languages() -> tuple[str, ...]:
    """The codes of all languages with a complete pair of catalogues, English first.

    >>> languages()[0]
    'en'
    """
    found = [{file.name.removesuffix(ENDING) for file in _files(part)} for part in PARTS]
    return ("en", *sorted(set.intersection(*found) - {"en"}))


def _files(part: Part) -> Iterator[Traversable]:
    folder = resources.folder(part).joinpath(FOLDER)
    return (file for file in folder.iterdir() if file.name.endswith(ENDING)) if folder.is_dir() else iter(())


def read_translations(code: str) -> Translations:
    """Both catalogues of a language. LookupError names the languages that there are."""
    if code not in languages():
        raise LookupError(f"there is no language {code!r}: use one of {', '.join(languages())}")
    from babel.messages.pofile import read_po

    found = Translations({}, {})
    for part in PARTS:
        text = resources.folder(part).joinpath(FOLDER, code + ENDING).read_bytes()
        for entry in read_po(BytesIO(text), locale=code):
            if isinstance(entry.id, str) and isinstance(entry.string, str):
                found.singular[entry.id] = entry.string or entry.id
            elif entry.id and entry.string:
                found.plural[entry.id[0]] = tuple(entry.string)
    found.singular.pop("", None)
    return found
