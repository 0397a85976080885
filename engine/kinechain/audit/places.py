"""Where in its file a rule says something, so that an audit names the line."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.model import Rule
from kinechain.knowledge.reader import read
from kinechain.terms.problem import Problem

_LISTS = ("any", "all", "of")


class Places:
    """Makes problems about rules; reads a rule's file again when the first problem about it is made."""

    def __init__(self, folder: Traversable | None) -> None:
        self._folder = folder
        self._documents: dict[str, Document | None] = {}

    def problem(self, rule: Rule, place: str, code: str, message: str, hint: str = "") -> Problem:
        """A problem at ``place``, such as ``when.2.of.1``; the file alone when it cannot be read."""
        if rule.file not in self._documents:
            self._documents[rule.file] = self._read(rule.file)
        document = self._documents[rule.file]
        if document is None:
            return Problem(rule.file or rule.id, 0, 0, code, message, hint)
        return document.problem(path_of(document.content, place), code, message, hint)

    def _read(self, file: str) -> Document | None:
        entry = self._folder.joinpath(*file.split("/")) if self._folder and file else None
        return read(entry.read_bytes(), file)[0] if entry and entry.is_file() else None


def path_of(content: Any, place: str) -> Path:
    """The path in a rule's document of a place in its linked form, or of the nearest thing around it.

    >>> path_of({"when": ({"finding": "a"}, {"any": ({"finding": "b"},)})}, "when.2.of.1")
    ('when', 1, 'any', 0)
    >>> path_of({"when": ({"finding": "a", "side": "either"},)}, "when.1.of.2")
    ('when', 0)
    """
    return tuple(_steps(content, place))


def _steps(content: Any, place: str) -> Iterator[str | int]:
    key, *rest = place.split(".")
    yield key
    node = content.get(key)
    for word in rest:
        if word == "of":
            name = next((name for name in _LISTS if name in node), None)
            if name is None or not isinstance(node[name], tuple):
                return
            yield name
            node = node[name]
        else:
            yield int(word) - 1
            node = node[int(word) - 1]
