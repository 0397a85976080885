"""Where a practitioner departed from a recommendation: shown as such, beside what the rules say, never in its place.

A departure is about a recommendation only. Red flags, safety questions and what is withheld stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kinechain import resources
from kinechain.knowledge.formats.base import Identifier, Strict, Text
from kinechain.knowledge.reader import read
from kinechain.knowledge.validate import validate
from kinechain.report import view
from kinechain.report.blocks import Note, Page, Paragraph, Point, Points, Section
from kinechain.report.both_sides import side_tag
from kinechain.report.detail import WHOLE, Detail
from kinechain.report.safe_text import safe
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment, Recommendation
from kinechain.terms.problem import InvalidInputError
from kinechain.terms.side import Side

_FILE = "departures.yaml"
_BEFORE = frozenset({"summary", "red-flags"})


class ReasonsFile(Strict):
    """``reports/departures.yaml``: code to words, in the order in which they are offered."""

    reasons: dict[Identifier, Text]


@dataclass(frozen=True, slots=True)
class Departure:
    """What a practitioner did with one recommendation: left it out, or changed it as ``text`` says.

    ``reason`` is a code of :func:`reasons`; ``day`` is an ISO date.
    """

    recommendation: str
    side: Side
    left_out: bool
    reason: str
    text: str
    by: str
    day: str

    def is_about(self, item: Recommendation) -> bool:
        """Whether it departs from this item."""
        return (item.id, item.side) == (self.recommendation, self.side)


@cache
def reasons() -> Mapping[str, str]:
    """The coded reasons with their words in English. Raises InvalidInputError for a file that cannot be used."""
    document, problems = read(resources.folder("reports").joinpath(_FILE).read_bytes(), f"reports/{_FILE}")
    written, more = validate(ReasonsFile, document, "departures") if document else (None, ())
    if written is None:
        raise InvalidInputError((*problems, *more))
    return written.reasons


def shown_reasons() -> Iterator[tuple[str, str]]:
    """The words of every reason with their place, for translators."""
    return ((f"reports/{_FILE}", words) for words in reasons().values())


def programme(assessment: Assessment, departures: Sequence[Departure]) -> Assessment:
    """The assessment without the recommendations that the practitioner left out. Nothing else changes."""
    left_out = [one for one in departures if one.left_out]
    kept = (item for item in assessment.recommendations if not any(one.is_about(item) for one in left_out))
    return replace(assessment, recommendations=tuple(kept))


def decided_page(assessment: Assessment, departures: Sequence[Departure], detail: Detail = WHOLE) -> Page:
    """The clinician's page with what the practitioner decided otherwise, below its summary and its red flags.

    A departure from something that is not recommended is not shown.
    """
    page, words = view.page(programme(assessment, departures), detail), Words.of(assessment)
    points = tuple(
        _point(one, item, words) for item in assessment.recommendations for one in departures if one.is_about(item)
    )
    if not points:
        return page
    lead = words.say(
        "The rules recommend these; the practitioner decided otherwise. What the rules conclude is unchanged, and the "
        "decision log holds both."
    )
    section = Section(
        "departures", words.say("Decided otherwise by the practitioner"), (Paragraph(lead, "quiet"), Points("", points))
    )
    first = tuple(one for one in page.sections if one.name in _BEFORE)
    return replace(page, sections=(*first, safe(section), *(one for one in page.sections if one.name not in _BEFORE)))


def _point(departure: Departure, item: Recommendation, words: Words) -> Point:
    notes = [Note(words.say("Reason"), words.say(reasons()[departure.reason]))]
    if departure.text.strip():
        notes.append(Note(words.say("In the practitioner's words"), departure.text))
    notes.append(Note(words.say("Decided by"), f"{departure.by}, {words.long_date(departure.day)}"))
    mark = words.say("Left out") if departure.left_out else words.say("Changed")
    tag = side_tag((item,), words)
    return Point(f"{item.title} ({tag})" if tag else item.title, mark, tuple(notes))
