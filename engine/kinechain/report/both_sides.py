"""What holds on both sides alike is said once, with both sides."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from kinechain.report.wording import Words
from kinechain.terms.assessment import NextTest, Recommendation, Withheld
from kinechain.terms.reasoning import Argument
from kinechain.terms.side import Side

Item = TypeVar("Item", Recommendation, Withheld, NextTest)


def together(items: Iterable[Item], **differing: Any) -> tuple[tuple[Item, ...], ...]:
    """Items that are equal but for side and the fields named with a neutral value; in order of the first of each."""
    groups: dict[Any, list[Item]] = {}
    for item in items:
        groups.setdefault(replace(item, side=Side.MIDLINE, **differing), []).append(item)
    return tuple(map(tuple, groups.values()))


def side_tag(group: tuple[Item, ...], words: Words) -> str:
    """``Left``, ``Right``, ``Left and right``, or nothing."""
    return words.side_tag(item.side for item in group)


def sided(group: tuple[Item, ...]) -> tuple[tuple[str, Side], ...]:
    """Title and side of each item."""
    return tuple((item.title, item.side) for item in group)


def distinct(reasons: Iterable[Argument]) -> tuple[Argument, ...]:
    """Reasons that differ in their words, each once."""
    return tuple({(reason.rule, reason.because): reason for reason in reasons}.values())
