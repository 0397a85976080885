"""The catalogues as files: which languages there are, and what each says."""

from collections.abc import Callable, Iterator
from gettext import c2py
from hashlib import sha256
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple

from kinechain import resources

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

Part = Literal["reports", "rules"]
PARTS: tuple[Part, ...] = ("reports", "rules")
FOLDER = "languages"
ENDING = ".po"


class BrokenCatalogueError(ValueError):
    """A catalogue that is no file of gettext; says what is wrong, and in which line."""


class Translations(NamedTuple):
    """Texts by their English; ``plural`` by the English for one. ``hash`` is of both catalogues, hexadecimal."""

    singular: dict[str, str]
    plural: dict[str, tuple[str, ...]]
    plural_form: Callable[[int], int]
    hash: str


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


def read_catalogue(data: bytes, code: str) -> "Catalog":
    """The entries of a catalogue, the head among them; BrokenCatalogueError when it is none.

    Its plural forms are those that its own head declares, because Babel changes its mind about a language from version
    to version. Only a catalogue without a head takes them from Babel.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(BytesIO(data), locale=code, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise BrokenCatalogueError(f"the catalogue of '{code}' cannot be read: {error}") from error


def read_translations(code: str) -> Translations:
    """Both catalogues of a language.

    LookupError names the languages that there are; BrokenCatalogueError says what is wrong with a file.
    """
    if code not in languages():
        raise LookupError(f"there is no language {code!r}: use one of {', '.join(languages())}")
    singular: dict[str, str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    texts = [resources.folder(part).joinpath(FOLDER, code + ENDING).read_bytes() for part in PARTS]
    catalogues = [read_catalogue(text, code) for text in texts]
    for catalogue in catalogues:
        for entry in catalogue:
            said = entry.string
            if isinstance(said, str) and said and entry.id:
                singular[str(entry.id)] = said
            elif said and not isinstance(said, str) and all(said):
                plural[entry.id[0]] = tuple(said)
    unified = b"".join(text.replace(b"\r\n", b"\n") for text in texts)
    # Only the program says numbers of things, so the first catalogue alone has plural forms.
    return Translations(singular, plural, c2py(catalogues[0].plural_expr), sha256(unified).hexdigest())
