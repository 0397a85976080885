"""The documents about a visit, by the names of their files: ``clinician.pdf``, ``handout-es.html``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kinechain.explain.progress import Visit as DatedVisit
from kinechain.explain.progress import progress
from kinechain.language import languages
from kinechain.report import machine, pdf
from kinechain.report.blocks import Page
from kinechain.report.branding import Branding
from kinechain.report.departures import Departure, decided_page, programme
from kinechain.report.detail import Detail
from kinechain.report.formats import drawn
from kinechain.report.handout import handout
from kinechain.report.letter import letter
from kinechain.report.progress import progress_page
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case
from kinechain.web.assessing import assessor_in

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
ENGLISH = "en"


class Kind(StrEnum):
    """What a document is for."""

    CLINICIAN = "clinician"
    HANDOUT = "handout"
    LETTER = "letter"
    PROGRESS = "progress"


FORMATS = {
    Kind.CLINICIAN: ("pdf", "html", "md", "txt", "json"),
    Kind.HANDOUT: ("pdf", "html", "md", "txt"),
    Kind.LETTER: ("pdf", "html", "md", "txt"),
    Kind.PROGRESS: ("pdf", "html", "md", "txt", "json"),
}
_NAME = re.compile(r"([a-z]+)(?:-([a-z]{2}))?\.([a-z]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language and format."""

    kind: Kind
    ending: str
    language: str = ENGLISH

    @property
    def name(self) -> str:
        """The name of its file.

        >>> Document(Kind.HANDOUT, "pdf").name, Document(Kind.HANDOUT, "pdf", "es").name
        ('handout.pdf', 'handout-es.pdf')
        """
        language = "" if self.language == ENGLISH else f"-{self.language}"
        return f"{self.kind}{language}.{self.ending}"

    @property
    def media_type(self) -> str:
        """What a browser is told about it."""
        return MEDIA_TYPES[self.ending]


def document_named(name: str) -> Document | None:
    """The document whose file has this name; None for any other text.

    >>> document_named("letter-es.txt")
    Document(kind=<Kind.LETTER: 'letter'>, ending='txt', language='es')
    >>> document_named("letter.json"), document_named("../letter.pdf")
    (None, None)
    """
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in tuple(Kind):
        return None
    document = Document(Kind(found[1]), found[3], found[2] or ENGLISH)
    known = document.ending in FORMATS[document.kind] and document.language in languages()
    return document if known and document.name == name else None


@dataclass(frozen=True, slots=True)
class Subject:
    """What documents are about: the case as decided in English, earlier cases, departures, and whose practice it is."""

    case: Case
    assessment: Assessment
    earlier: tuple[Case, ...]
    departures: tuple[Departure, ...]
    branding: Branding


def made(document: Document, subject: Subject) -> bytes | None:
    """The bytes of a document; None when there is none to make, such as a letter without a referral.

    Another language is decided anew by both evaluators. Raises what assessing does.
    """
    if document.kind is Kind.PROGRESS:
        return _progress(document, subject)
    assessment = _told(subject, document.language)
    if document.ending == "json":
        return machine.render(assessment).encode()
    if document.kind is Kind.CLINICIAN and document.ending == "pdf":
        return pdf.fitted(assessment, subject.branding, partial(_detailed, departures=subject.departures))[1]
    page = _page(document.kind, assessment, subject.departures)
    return None if page is None else drawn(page, document.ending, subject.branding)


def _told(subject: Subject, language: str) -> Assessment:
    if language == subject.assessment.language:
        return subject.assessment
    return assessor_in(language).assess(subject.case)


def _detailed(assessment: Assessment, detail: Detail, departures: Sequence[Departure]) -> Page:
    return decided_page(assessment, departures, detail)


def _page(kind: Kind, assessment: Assessment, departures: Sequence[Departure]) -> Page | None:
    if kind is Kind.LETTER:
        return letter(assessment)
    if kind is Kind.HANDOUT:
        return handout(programme(assessment, departures))
    return decided_page(assessment, departures)


def _progress(document: Document, subject: Subject) -> bytes | None:
    """None for a first visit."""
    if not subject.earlier:
        return None
    by = assessor_in(document.language)
    latest = DatedVisit(subject.case, _told(subject, document.language))
    visits = [*(DatedVisit(case, by.assess(case)) for case in subject.earlier), latest]
    found = progress(by.decider, by.knowledge_base, visits)
    if document.ending == "json":
        return machine.render(found).encode()
    return drawn(progress_page(found, latest.assessment), document.ending, subject.branding)


def all_documents(chosen: Iterable[str]) -> Iterator[Document]:
    """Every document in every format in the chosen languages; the assessment as data is kept once, in English."""
    for language in chosen:
        for kind, endings in FORMATS.items():
            yield from (Document(kind, ending, language) for ending in endings if ending != "json")
    yield Document(Kind.CLINICIAN, "json")


def kept_documents(subject: Subject, chosen: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Every document that a signature keeps: name to media type and bytes."""
    pairs = ((document, made(document, subject)) for document in all_documents(chosen))
    return {one.name: (one.media_type, content) for one, content in pairs if content is not None}
