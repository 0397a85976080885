"""A parsed file: plain values plus the place of every key and value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinechain.terms.problem import Problem

Path = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as plain values (dict, tuple, str, int, Decimal, bool, date, None) with places counted from 1."""

    file: str
    content: Any
    value_places: Mapping[Path, Place] = field(default_factory=dict)
    key_places: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Iterable[str | int], *, of_key: bool = False) -> Place:
        """Line and column of the value (or key) at ``path``, or of its nearest recorded ancestor."""
        steps = tuple(path)
        first, second = (self.key_places, self.value_places) if of_key else (self.value_places, self.key_places)
        while steps:
            found = first.get(steps) or second.get(steps)
            if found:
                return found
            steps = steps[:-1]
        return first.get((), (1, 1))

    def problem(
        self, path: Iterable[str | int], code: str, message: str, hint: str = "", *, of_key: bool = False
    ) -> Problem:
        """A problem at the place of ``path``."""
        line, column = self.place(path, of_key=of_key)
        return Problem(self.file, line, column, code, message, hint)
