"""The body map of the visit page: which places there are, and what is recorded or inferred at each."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.report.body_entries import INFERRED, NEGATIVE, POSITIVE
from kinechain.report.body_shapes import VIEWS, body_view, measured, places
from kinechain.report.svg import Spot
from kinechain.terms.assessment import Assessment
from kinechain.terms.body import View
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from kinechain.web.assessing import vocabulary

_WORDS = {POSITIVE: "positive", INFERRED: "possible cause", NEGATIVE: "negative", "": "nothing recorded"}
_CLASSES = {POSITIVE: "positive", INFERRED: "inferred", NEGATIVE: "negative", "": "empty"}
_SYMBOLS = {State.POSITIVE: POSITIVE, State.NEGATIVE: NEGATIVE}
_TITLES = {Side.LEFT: "{}, left", Side.RIGHT: "{}, right", Side.MIDLINE: "{}"}


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One region on one side of one view: what a click on it jumps to, and how it is drawn."""

    id: str
    view: View
    region: str
    side: Side
    title: str
    path: str
    centre: Spot


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What is at a region on a side: the symbols, the class that draws it, and the words for who cannot see it."""

    symbols: str
    kind: str
    words: str


@cache
def map_places() -> tuple[MapPlace, ...]:
    """Every place that some finding lies in, the largest first, so that small ones are drawn and clicked on top."""
    words = vocabulary()
    used = used_regions(words)
    found = [
        MapPlace(
            id=f"place-{place.view}-{name}-{place.side}",
            view=place.view,
            region=name,
            side=place.side,
            title=_TITLES[place.side].format(region.title),
            path="".join(place.paths),
            centre=place.centre,
        )
        for name in words.regions
        if name in used
        for region in (words.body_region(name),)
        for place in places(region)
    ]
    return tuple(sorted(found, key=lambda one: (VIEWS.index(one.view), -abs(measured(one.path)[1]))))


def map_context() -> dict[str, object]:
    """What a template needs to draw the map: the views with their places, and the titles of the regions."""
    views = tuple((body_view(name), tuple(one for one in map_places() if one.view == name)) for name in VIEWS)
    return {"views": views, "regions": {name: one.title for name, one in vocabulary().regions.items()}}


def used_regions(words: Vocabulary) -> frozenset[str]:
    """The regions of the map in which some finding may lie."""
    return frozenset(region for one in words.findings for region in finding_regions(words, one))


def finding_regions(words: Vocabulary, name: str) -> tuple[str, ...]:
    """The regions in which a finding may lie: its own, and those that its values may say."""
    document = words.findings[name].document
    own = (document.region,) if document.region else ()
    said = (region for attribute in document.attributes.values() for region in attribute.regions.values())
    return tuple(dict.fromkeys((*own, *said)))


def place_states(assessment: Assessment | None) -> dict[str, PlaceState]:
    """What is at each place of :func:`map_places`, by its id."""
    found = _found(assessment)
    return {place.id: _state(place, found) for place in map_places()}


def _found(assessment: Assessment | None) -> dict[tuple[str, Side], dict[str, list[str]]]:
    """Titles by symbol, for each region and side."""
    found: dict[tuple[str, Side], dict[str, list[str]]] = {}
    if assessment is None:
        return found
    for finding in assessment.findings:
        symbol = _SYMBOLS.get(finding.state)
        for region in finding.regions if symbol else ():
            found.setdefault((region, finding.side), {}).setdefault(str(symbol), []).append(finding.title)
    for cause in assessment.causes:
        for region in cause.regions:
            found.setdefault((region, cause.side), {}).setdefault(INFERRED, []).append(cause.title)
    return found


def _state(place: MapPlace, found: dict[tuple[str, Side], dict[str, list[str]]]) -> PlaceState:
    """A place on the middle shows every side; one on a side shows that side and what has none."""
    sides: Iterable[Side] = Side if place.side is Side.MIDLINE else (place.side, Side.MIDLINE)
    titles: dict[str, list[str]] = {}
    for side in sides:
        for symbol, named in found.get((place.region, side), {}).items():
            titles.setdefault(symbol, []).extend(named)
    symbols = "".join(symbol for symbol in (POSITIVE, INFERRED) if symbol in titles) or (
        NEGATIVE if NEGATIVE in titles else ""
    )
    told = [
        f"{_WORDS[symbol]}: {', '.join(dict.fromkeys(titles[symbol]))}"
        for symbol in (POSITIVE, INFERRED, NEGATIVE)
        if symbol in titles
    ]
    return PlaceState(symbols, _CLASSES[symbols[:1]], f"{place.title}: {'; '.join(told) or _WORDS['']}")
