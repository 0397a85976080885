"""The headings of a page, wherever they stand in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kinechain.report.blocks import Card, Group, Page, Points, RowGroup, Section, Table
from support.reading import squeezed


def headings(page: Page) -> frozenset[str]:
    """Every title that must not stand alone at the end of a page, heads of tables too, without white space."""
    return frozenset(filter(None, map(squeezed, _titles(page))))


def _titles(part: Any) -> Iterator[str]:
    match part:
        case Section() | Group() | Points() | RowGroup():
            yield part.title
        case Card():
            yield part.number + part.title + part.side + part.badge
        case Table():
            yield "".join(part.head)
    if is_dataclass(part):
        for field in fields(part):
            yield from _titles(getattr(part, field.name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _titles(one)
