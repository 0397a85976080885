"""The strict reader: the only module that knows YAML. Every problem of a file is collected with its place."""

from pathlib import PurePath
from typing import Any

import yaml

from kinechain.knowledge.document import Document, Path, Place
from kinechain.knowledge.json_events import json_document
from kinechain.knowledge.scalars import AmbiguousScalarError, plain_value
from kinechain.terms.problem import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 30
_TOO_DEEP = ("yaml.too-deep", "Lists and keys are nested too deeply.")
_MOST_TABS_SHOWN = 20
LARGEST_FILE = 1_000_000
"""Bytes; a larger file is refused before it is parsed."""


def read(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Parse one YAML (or, by its ending, JSON) file. No document is returned beside problems.

    >>> document, problems = read(b"case: a\\nfindings: []\\n", "case.yaml")
    >>> document.content, problems
    ({'case': 'a', 'findings': ()}, ())
    >>> print(read(b"pain: yes", "case.yaml")[1][0].code)
    yaml.ambiguous
    """
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / 1e6:.1f} MB"
        message = f"The file has {size}; the limit is {LARGEST_FILE / 1e6:.0f} MB."
        return None, (Problem(file, 0, 0, "file.too-large", message, "Shorten the notes, or split the file."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "Save it as UTF-8: in most editors under 'Save with encoding'."
        return None, (Problem(file, line, column, "file.not-utf-8", "The file is not UTF-8 text.", hint),)
    if not text.strip():
        hint = "`kinechain new case` writes a file to fill in."
        return None, (Problem(file, 0, 0, "file.empty", "The file is empty.", hint),)
    if PurePath(file).suffix.lower() == ".json":
        return json_document(text, file)
    tabs = _tabs(text, file)
    return (None, tabs) if tabs else _YamlBuilder(file).build(text)


def _tabs(text: str, file: str) -> tuple[Problem, ...]:
    if "\t" not in text:
        return ()
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            message, hint = "The line is indented with a tab.", "Indent with spaces."
            found.append(Problem(file, number, indent.index("\t") + 1, "yaml.tab", message, hint))
    return tuple(found[:_MOST_TABS_SHOWN])


class _YamlBuilder:
    """Builds plain values from parser events, without recursion, so that depth is bounded."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0

    def build(self, text: str) -> tuple[Document | None, tuple[Problem, ...]]:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
                if len(self.stack) > _DEEPEST:
                    self._report(event.start_mark, *_TOO_DEEP)
                    break
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            # libyaml looks ahead, and since 0.2.6 has a limit of its own that it may meet first.
            self._report(mark, *(_TOO_DEEP if "nesting" in (error.problem or "") else _not_yaml(error)))
        except yaml.YAMLError:
            self._report_character(text)
        if self.problems:
            return None, tuple(self.problems)
        return Document(self.file, self.root, self.values, self.keys), ()

    def _report(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        self.problems.append(Problem(self.file, line, column, code, message, hint))

    def _report_character(self, text: str) -> None:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if found else (0, 0)
        message = "The file holds a character that YAML does not allow."
        self.problems.append(Problem(self.file, *place, "yaml.character", message, "Delete it; it may be invisible."))

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            self._add(self._scalar(event), event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(self._child_path(event), is_mapping, event))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            self._add(closed.entries if closed.is_mapping else tuple(closed.items), closed.event, closed.path)
        elif isinstance(event, yaml.AliasEvent):
            self._report(event.start_mark, "yaml.alias", f"'*{event.anchor}' repeats another part.", "Write it out.")
            self._add(None, event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                self._report(
                    event.start_mark,
                    "yaml.several-documents",
                    "'---' starts a second document.",
                    "Use one file each.",
                )

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self._report(event.start_mark, "yaml.anchor", f"'&{event.anchor}' is an anchor.", "Write it out each time.")
        if event.tag and event.tag != "!":
            self._report(event.start_mark, "yaml.tag", f"'{event.tag}' is a tag.", "Leave it out.")

    def _scalar(self, event: Any) -> Any:
        if event.style:
            return event.value
        try:
            return plain_value(event.value)
        except AmbiguousScalarError as error:
            self._report(event.start_mark, error.code, error.message, error.hint)
            return event.value

    def _child_path(self, event: Any) -> Path:
        if not self.stack:
            return ()
        top = self.stack[-1]
        if not top.is_mapping:
            return (*top.path, len(top.items))
        if top.key is None:
            self._report(event.start_mark, "yaml.key", "A key must be a plain word.")
            return top.path
        return (*top.path, top.key)

    def _add(self, value: Any, event: Any, path: Path | None = None) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self.stack:
            self.root = value
            self.values[()] = place
            return
        top = self.stack[-1]
        if top.is_mapping and top.key is None:
            self._open_key(top, value, place, event)
            return
        self.values[path or self._child_path(event)] = place
        if top.is_mapping:
            top.entries[top.key] = value
            top.key = None
        else:
            top.items.append(value)

    def _open_key(self, top: "_Open", value: Any, place: Place, event: Any) -> None:
        top.key = str(value) if isinstance(value, str | int) else "?"
        if top.key == "?":
            self._report(event.start_mark, "yaml.key", "A key must be a plain word.")
        path = (*top.path, top.key)
        if path in self.keys:
            message = f"The key '{top.key}' stands here and in line {self.keys[path][0]}."
            self._report(event.start_mark, "yaml.duplicate-key", message, "Keep one of them.")
        self.keys.setdefault(path, place)


class _Open:
    """A mapping or list that is still being read."""

    __slots__ = ("entries", "event", "is_mapping", "items", "key", "path")

    def __init__(self, path: Path, is_mapping: bool, event: Any) -> None:
        self.path, self.is_mapping, self.event = path, is_mapping, event
        self.entries: dict[Any, Any] = {}
        self.items: list[Any] = []
        self.key: str | None = None


def _not_yaml(error: yaml.MarkedYAMLError) -> tuple[str, str, str]:
    parts = [part for part in (error.context, error.problem) if part]
    message = f"This is not valid YAML ({', '.join(parts)})."
    return "yaml.syntax", message, "Check indentation, colons and quotes here and above."


def is_accelerated() -> bool:
    """Whether libyaml parses; the pure Python parser gives the same results more slowly."""
    return bool(yaml.__with_libyaml__)
