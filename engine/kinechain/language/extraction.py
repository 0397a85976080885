"""The texts of the reports as they stand in the code and in the templates, found by Babel.

Babel reads Python by its tokens and, before Python 3.12, does not see a call inside an f-string; such a text would
silently stay English. So Python is read here by its syntax tree, in the form of a Babel extraction method.
"""

import ast
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import IO, Any, NamedTuple

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from kinechain import resources

_KEYWORDS: dict[str, Any] = {"say": None, "message": None, "say_many": (1, 2)}
_TEMPLATE_KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}


class Message(NamedTuple):
    """A text with its place; ``many`` is empty but for texts that depend on a number."""

    place: str
    one: str
    many: str = ""


def report_messages() -> tuple[Message, ...]:
    """Every literal text that is said or marked, in the order of files and lines.

    >>> any(found.one == "Strong evidence" for found in report_messages())
    True
    """
    code = _found(files("kinechain"), ".py", _python_messages, _KEYWORDS, "engine/kinechain/")
    templates = _found(resources.folder("reports"), ".jinja", babel_extract, _TEMPLATE_KEYWORDS, "reports/")
    return (*code, *templates)


def _python_messages(
    file: IO[bytes], keywords: dict[str, Any], comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Calls of a keyword with literal texts, by line, as Babel expects them of an extraction method."""
    calls = (node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        texts = tuple(
            text.value for text in call.args if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
        if name in keywords and texts:
            yield call.lineno, name, texts, []


def _found(folder: Traversable, ending: str, method: Any, keywords: dict[str, Any], prefix: str) -> Iterator[Message]:
    for place, file in _walk(folder, ending, prefix):
        for _, text, _, _ in extract(method, BytesIO(file.read_bytes()), keywords=keywords):
            one, many = text if isinstance(text, tuple) else (text, "")
            yield Message(place, one, many)


def _walk(folder: Traversable, ending: str, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(ending):
            yield f"{prefix}{entry.name}", entry
        elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
            yield from _walk(entry, ending, f"{prefix}{entry.name}/")
