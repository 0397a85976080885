"""Numbers for sources, and how a source is quoted beside a statement and in the list at the end."""

import re
from collections.abc import Iterable, Iterator

from kinechain.report.blocks import Note, Point
from kinechain.report.wording import RELATION, sentence
from kinechain.terms.assessment import Assessment
from kinechain.terms.reasoning import Argument, Source


class Citations:
    """Numbers every source once, in the order of the assessment's own list."""

    def __init__(self, assessment: Assessment) -> None:
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
        relation = RELATION.get(source.relation, source.relation)
        said = f"{short_citation(source.citation)}: {source.says}" if source.says else short_citation(source.citation)
        return Note(f"{relation} {self.mark(source.ref)}".strip(), f"{sentence(said)} {sentence(checked(source))}")

    def notes(self, sources: Iterable[Source], *, disputing: bool) -> tuple[Note, ...]:
        """Notes for the sources that dispute a rule, or for all others."""
        return tuple(self.note(source) for source in sources if (source.relation == "disputes") is disputing)

    def marks(self, sources: Iterable[Source]) -> str:
        """The numbers alone, for short reasons: ``[1] [4]``."""
        return " ".join(dict.fromkeys(filter(None, (self.mark(source.ref) for source in sources))))

    def dose_origin(self, origin: str) -> str:
        """Where a dose comes from: a numbered source, or words such as ``engine default``."""
        if origin in self._by_ref:
            return f"{self._by_ref[origin][0].citation} {self.mark(origin)}"
        return origin.replace("engine-default", "engine default")

    def references(self) -> tuple[Point, ...]:
        """The list at the end: what each source says, for or against, and what was read of it."""
        return tuple(
            Point(f"{sources[0].citation} {sentence(checked(sources[0]))}", self.mark(ref), tuple(_sayings(sources)))
            for ref, sources in self._by_ref.items()
        )


def short_citation(citation: str) -> str:
    """Authors and year, where a citation has them; the list of sources gives the rest.

    >>> short_citation("Freeman et al. (2013). Arthrogenic neuromusculature inhibition."), short_citation("BMJ.")
    ('Freeman et al. (2013)', 'BMJ')
    """
    found = re.match(r".*?\(\d{4}[a-z]?\)", citation)
    return found[0] if found else _bare(citation)


def checked(source: Source) -> str:
    """What was read of a source.

    >>> checked(Source("a", "supports", "", "A 2001", True, "abstract"))
    'checked: abstract'
    >>> checked(Source("a", "supports", "", "A 2001", False))
    'not checked'
    """
    if not source.checked:
        return "not checked"
    return f"checked: {_bare(source.read)}" if source.read else "checked"


def _bare(text: str) -> str:
    return text.rstrip(" .")


def _sayings(sources: list[Source]) -> Iterator[Note]:
    said: dict[str, list[str]] = {}
    for source in sources:
        relation = RELATION.get(source.relation, source.relation)
        said.setdefault(relation, []).append(sentence(source.says or "the rule that cites it"))
    for relation, texts in said.items():
        yield Note(relation, " ".join(dict.fromkeys(texts)))


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
