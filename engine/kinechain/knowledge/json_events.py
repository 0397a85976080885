"""JSON with places: the same strictness and messages as for YAML."""

import json
import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from kinechain.knowledge.document import Document, Path, Place
from kinechain.knowledge.scalars import AmbiguousScalarError, plain_value
from kinechain.terms.problem import Problem

_SPACE = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_DEEPEST = 30


def json_document(text: str, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Parse JSON with the place of each value. A date is a string ``YYYY-MM-DD`` under the key ``date``.

    >>> document, _ = json_document('{"case": "a", "findings": []}', "case.json")
    >>> document.content
    {'case': 'a', 'findings': ()}
    """
    builder = _JsonBuilder(text, file)
    try:
        root = builder.whole()
    except json.JSONDecodeError as error:
        hint = "Check commas, quotes and brackets here and above."
        problem = Problem(
            file, error.lineno, error.colno, "json.syntax", f"This is not valid JSON ({error.msg}).", hint
        )
        return None, (*builder.problems, problem)
    if builder.problems:
        return None, tuple(builder.problems)
    return Document(file, root, builder.values, builder.keys), ()


class _JsonBuilder:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.problems: list[Problem] = []
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

    def whole(self) -> Any:
        value, end = self._value(0, ())
        end = self._skip(end)
        if end != len(self.text):
            raise json.JSONDecodeError("something follows the end", self.text, end)
        return value

    def _skip(self, index: int) -> int:
        match = _SPACE.match(self.text, index)
        return match.end() if match else index

    def _place(self, index: int) -> Place:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def _value(self, index: int, path: Path) -> tuple[Any, int]:
        index = self._skip(index)
        self.values[path] = self._place(index)
        if len(path) > _DEEPEST:
            raise json.JSONDecodeError("nested too deeply", self.text, index)
        opening = self.text[index : index + 1]
        if opening == "{":
            return self._object(index + 1, path)
        if opening == "[":
            return self._array(index + 1, path)
        if opening == '"':
            value, end = self._string(index)
            return (self._plain(value, index) if path == ("date",) else value), end
        match = _WORD.match(self.text, index)
        if match is None:
            raise json.JSONDecodeError("a value is missing", self.text, index)
        return self._plain(match[0], index), match.end()

    def _string(self, index: int) -> tuple[str, int]:
        value, end = scanstring(self.text, index + 1, True)
        if _HALF_CHARACTER.search(value):
            raise json.JSONDecodeError("half of a surrogate pair", self.text, index)
        return value, end

    def _plain(self, text: str, index: int) -> Any:
        try:
            return plain_value(text)
        except AmbiguousScalarError as error:
            line, column = self._place(index)
            self.problems.append(Problem(self.file, line, column, error.code, error.message, error.hint))
            return None

    def _object(self, index: int, path: Path) -> tuple[Any, int]:
        entries: dict[str, Any] = {}
        index = self._skip(index)
        while self.text[index : index + 1] != "}":
            if self.text[index : index + 1] != '"':
                raise json.JSONDecodeError("a key in double quotes is missing", self.text, index)
            key, after = self._string(index)
            self._note_key((*path, key), index)
            after = self._skip(after)
            if self.text[after : after + 1] != ":":
                raise json.JSONDecodeError("a colon is missing", self.text, after)
            entries[key], index = self._value(after + 1, (*path, key))
            index = self._comma(index, "}")
        return entries, index + 1

    def _note_key(self, path: Path, index: int) -> None:
        line, column = self._place(index)
        if path in self.keys:
            message = f"The key '{path[-1]}' stands here and in line {self.keys[path][0]}."
            self.problems.append(Problem(self.file, line, column, "yaml.duplicate-key", message, "Keep one of them."))
        self.keys.setdefault(path, (line, column))

    def _array(self, index: int, path: Path) -> tuple[Any, int]:
        items: list[Any] = []
        index = self._skip(index)
        while self.text[index : index + 1] != "]":
            item, index = self._value(index, (*path, len(items)))
            items.append(item)
            index = self._comma(index, "]")
        return tuple(items), index + 1

    def _comma(self, index: int, closing: str) -> int:
        index = self._skip(index)
        found = self.text[index : index + 1]
        if found == closing:
            return index
        if found != ",":
            raise json.JSONDecodeError(f"a comma or '{closing}' is missing", self.text, index)
        index = self._skip(index + 1)
        if self.text[index : index + 1] == closing:
            raise json.JSONDecodeError("a comma too many", self.text, index)
        return index
