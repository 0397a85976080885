"""What the body map shows: for each place of the body what was found there and what was inferred, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from kinechain.report.body_shapes import Place, on_side
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.body import BodyRegion
from kinechain.terms.finding import State
from kinechain.terms.side import Side

MOST_NUMBERED = 14
MOST_TITLES = 4
MOST_TITLES_SPOKEN = 40
MOST_TITLE_CHARACTERS = 90
POSITIVE, INFERRED, NEGATIVE = "+", "?", "−"
"""The symbols of the map; they open the words of the legend too."""
_SYMBOLS = {State.POSITIVE: POSITIVE, State.NEGATIVE: NEGATIVE}
_Said = dict[tuple[str, Side, str], dict[str, None]]
"""Titles in order, each once, by region, side and symbol."""


class _Titles(NamedTuple):
    positive: tuple[str, ...]
    inferred: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One region on one side or on both: titles of what is positive, inferred and negative there.

    ``number`` counts from 1 and is 0 for what is only negative or beyond the most that are numbered.
    """

    title: str
    places: tuple[Place, ...]
    positive: tuple[str, ...]
    inferred: tuple[str, ...]
    negative: tuple[str, ...]
    number: int = 0

    @property
    def symbols(self) -> str:
        """The symbols beside its number on the map."""
        return (POSITIVE if self.positive else "") + (INFERRED if self.inferred else "")

    def lines(self, words: Words, most: int) -> Iterator[str]:
        """What is there in words, a line for each state, with at most ``most`` titles in each."""
        if self.positive:
            yield _told(words, words.state(State.POSITIVE), self.positive, most)
        if self.inferred:
            yield _told(words, words.say("? possible cause"), self.inferred, most)
        if self.negative:
            yield _told(words, words.state(State.NEGATIVE), self.negative, most)


def entries(assessment: Assessment, words: Words) -> tuple[Entry, ...]:
    """Everything that has a place, from head to foot, left before right, numbered."""
    said = _said(assessment)
    found = [entry for region in assessment.regions for entry in _entries(region, said, words)]
    weighty = sorted(
        (entry for entry in found if entry.symbols), key=lambda one: -len(one.positive) - len(one.inferred)
    )
    chosen = {id(entry) for entry in weighty[:MOST_NUMBERED]}
    numbers = iter(range(1, len(chosen) + 1))
    return tuple(replace(entry, number=next(numbers)) if id(entry) in chosen else entry for entry in found)


def described(shown: Iterable[Entry], words: Words) -> str:
    """Everything that is drawn, in words, numbered or not."""
    told = ((entry.title, "; ".join(entry.lines(words, MOST_TITLES_SPOKEN))) for entry in shown)
    return " ".join(words.say("{place}: {what}.", place=place, what=what) for place, what in told)


def negative_only(shown: Iterable[Entry]) -> tuple[str, ...]:
    """The places at which something was examined and nothing was positive or inferred."""
    return tuple(entry.title for entry in shown if not entry.symbols)


def _said(assessment: Assessment) -> _Said:
    said: _Said = {}
    for finding in assessment.findings:
        for region in finding.regions if finding.state in _SYMBOLS else ():
            said.setdefault((region, finding.side, _SYMBOLS[finding.state]), {})[_short(finding.title)] = None
    for cause in assessment.causes:
        for region in cause.regions:
            said.setdefault((region, cause.side, INFERRED), {})[_short(cause.title)] = None
    return said


def _entries(region: BodyRegion, said: _Said, words: Words) -> Iterator[Entry]:
    """One entry for each side of a region, or one for both when the same is true of both."""
    found: dict[tuple[_Titles, bool], list[Side]] = {}
    for side in Side:
        titles = _Titles(*(tuple(said.get((region.id, side, symbol), ())) for symbol in (POSITIVE, INFERRED, NEGATIVE)))
        if any(titles):
            found.setdefault((titles, side is Side.MIDLINE), []).append(side)
    for (titles, _), sides in found.items():
        marked = tuple(place for side in sides for place in on_side(region, side))
        if marked:
            title = words.sides_together([(one_line(region.title), side) for side in sides])[0]
            yield Entry(title, marked, *titles)


def _short(title: str) -> str:
    return shortened(one_line(title), MOST_TITLE_CHARACTERS)


def _told(words: Words, state: str, titles: tuple[str, ...], most: int) -> str:
    listed = "; ".join(titles[:most])
    more = len(titles) - most
    if more > 0:
        listed = words.say_many("{listed} and {number} more", "{listed} and {number} more", more, listed=listed)
    return words.say("{state}: {titles}", state=state, titles=listed)
