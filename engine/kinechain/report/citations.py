"""Numbers for sources, and how a source is quoted beside a statement and in the list at the end."""

import re
from collections.abc import Iterable, Iterator

from kinechain.report.blocks import Note
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.reasoning import Argument, Source


class Citations:
    """Numbers every source once, in the order of the assessment's own list."""

    def __init__(self, assessment: Assessment) -> None:
        self.words = Words.of(assessment)
        self._by_ref: dict[str, list[Source]] = {}
        for source in _every_source(assessment):
            known = self._by_ref.setdefault(source.ref, [])
            if source not in known:
                known.append(source)
        self._number = {ref: number for number, ref in enumerate(self._by_ref, start=1)}

    def mark(self, ref: str) -> str:
        """``[4]``, or nothing for a reference that is in no list."""
        return f"[{self._number[ref]}]" if ref in self._number else ""

    def note(self, source: Source) -> Note:
        """A source beside the statement that it supports, disputes or qualifies."""
        words = self.words
        said = f"{short_citation(source.citation)}: {source.says}" if source.says else short_citation(source.citation)
        return Note(
            f"{words.relation(source.relation)} {self.mark(source.ref)}".strip(),
            f"{words.sentence(said)} {words.sentence(self.checked(source))}",
        )

    def notes(self, sources: Iterable[Source], *, disputing: bool) -> tuple[Note, ...]:
        """Notes for the sources that dispute a rule, or for all others."""
        return tuple(self.note(source) for source in sources if (source.relation == "disputes") is disputing)

    def marks(self, sources: Iterable[Source]) -> str:
        """The numbers alone, for short reasons: ``[1] [4]``."""
        return " ".join(dict.fromkeys(filter(None, (self.mark(source.ref) for source in sources))))

    def checked(self, source: Source) -> str:
        """What was read of a source."""
        if not source.checked:
            return self.words.say("not checked")
        return self.words.say("checked: {what}", what=_bare(source.read)) if source.read else self.words.say("checked")

    def by_reference(self) -> Iterator[tuple[str, list[Source]]]:
        """Every reference with what is said of it, in the order of the numbers."""
        yield from self._by_ref.items()


def short_citation(citation: str) -> str:
    """Authors and year, where a citation has them; the list of sources gives the rest.

    >>> short_citation("Freeman et al. (2013). Arthrogenic neuromusculature inhibition."), short_citation("BMJ.")
    ('Freeman et al. (2013)', 'BMJ')
    """
    found = re.match(r".*?\(\d{4}[a-z]?\)", citation)
    return found[0] if found else _bare(citation)


def _bare(text: str) -> str:
    return text.rstrip(" .")


def _every_source(assessment: Assessment) -> Iterator[Source]:
    for argument in _every_argument(assessment):
        yield from argument.sources


def _every_argument(assessment: Assessment) -> Iterator[Argument]:
    for inference in (*assessment.causes, *assessment.impressions):
        yield from inference.for_
    for referral in assessment.referrals:
        yield from referral.for_
    for recommendation in assessment.recommendations:
        yield from recommendation.reasons
    for item in assessment.withheld:
        yield from item.reasons
