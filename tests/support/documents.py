"""Every document over a spread of stories and languages: what tests of print, access and approved texts run over.

A new document is a line in ``KINDS``, a new story a line in ``STORIES``; ``TRANSLATED`` says what is told in another
language as well.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kinechain.assess import Assessor
from kinechain.explain.progress import Visit, progress
from kinechain.knowledge.case_file import read_case
from kinechain.report import html, markdown, pdf, view
from kinechain.report.blocks import Page, Sheet
from kinechain.report.branding import PLAIN
from kinechain.report.formats import drawn
from kinechain.report.handout import handout
from kinechain.report.letter import letter
from kinechain.report.progress import progress_page
from kinechain.terms.assessment import Assessment
from support.real_rules import real, story

STORIES = (
    "tc01-seed-author",
    "tc04-low-back-substitution",
    "tc14-nerve",
    "tc15-all-normal",
    "dd-o-muscle-disease",
    "minimal-one-line",
    "rf06-septic-arthritis",
    "rf25-unsafe-at-home",
)
"""Advice, a crowded one, a prompt referral with a plan, nothing found, urgent, hardly asked, emergency, private."""
TRANSLATED = {"es": ("tc01-seed-author", "tc14-nerve", "rf06-septic-arthritis")}
"""By language the stories that are told in it, too: what differs between languages is the length of the words."""
PROGRESS = "three-visits"
VISITED_BY = datetime.date(2026, 12, 1)
IN_BROWSER = frozenset({"tc04-low-back-substitution", "tc14-nerve", "minimal-one-line", "rf06-septic-arthritis"})
"""Those that differ most in what stands on the page; a browser takes its time."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A document: its page (None where there is none), its drawings, and the pages that its PDF may have at most.

    Within ``edge`` millimetres of the edge of its PDF stands nothing but running head and foot.
    """

    name: str
    page: Callable[[Assessment], Page | None]
    html: Callable[[Assessment], str]
    pdf: Callable[[Assessment], bytes]
    markdown: Callable[[Assessment], str]
    most_pages: int
    edge: float


@dataclass(frozen=True)
class Document:
    """One document about one story in one language."""

    kind: Kind
    story: str
    assessment: Assessment
    page: Page

    @property
    def name(self) -> str:
        """The name in reports of tests and below ``tests/approved``."""
        return f"{self.kind.name}/{self.story}.{self.assessment.language}"

    @cached_property
    def html(self) -> str:
        """The HTML file."""
        return self.kind.html(self.assessment)

    @cached_property
    def pdf(self) -> bytes:
        """The PDF that Typst makes."""
        return self.kind.pdf(self.assessment)

    @cached_property
    def markdown(self) -> str:
        """The Markdown file."""
        return self.kind.markdown(self.assessment)


def _sheet(name: str, made: Callable[[Assessment], Sheet | None], most_pages: int) -> Kind:
    def there(assessment: Assessment) -> Sheet:
        page = made(assessment)
        assert page is not None
        return page

    return Kind(
        name,
        made,
        lambda assessment: drawn(there(assessment), "html").decode(),
        lambda assessment: drawn(there(assessment), "pdf"),
        lambda assessment: drawn(there(assessment), "md").decode(),
        most_pages,
        15.5,
    )


KINDS = (
    Kind("clinician", view.page, html.render, pdf.render, markdown.render, 5, 12.2),
    _sheet("letter", letter, 1),
    _sheet("handout", handout, 3),
)


@cache
def _assessor(language: str) -> Assessor:
    return Assessor(real(), language)


@cache
def assessed(story_name: str, language: str) -> Assessment:
    """What is decided about a story, told in a language."""
    return _assessor(language).assess(story(story_name))


def about(kind: Kind, story_name: str, assessment: Assessment) -> Document | None:
    """The document of a kind about an assessment, or None where there is none."""
    page = kind.page(assessment)
    return None if page is None else Document(kind, story_name, assessment, page)


@cache
def documents() -> tuple[Document, ...]:
    """Every document that there is."""
    told = [(name, "en") for name in STORIES] + [(name, code) for code, names in TRANSLATED.items() for name in names]
    made = (about(kind, name, assessed(name, language)) for kind in KINDS for name, language in told)
    return (*(document for document in made if document is not None), *map(progress_document, ("en", *TRANSLATED)))


def progress_document(language: str) -> Document:
    """The progress report over the example visits of one client."""
    visits = example_visits(language)
    latest = visits[-1].assessment
    page = progress_page(progress(_assessor(language).decider, _assessor(language).knowledge_base, visits), latest)
    kind = Kind(
        "progress",
        lambda _: page,
        lambda _: html.render_template("report.html.jinja", page=page, branding=PLAIN),
        lambda _: pdf.render_page(page),
        lambda _: markdown.render_page(page),
        3,
        12.2,
    )
    return Document(kind, PROGRESS, latest, page)


def example_visits(language: str) -> list[Visit]:
    """The visits of ``examples/progress``, in order of date."""
    files = sorted((Path(__file__).parents[2] / "examples" / "progress").glob("*.yaml"))
    cases = [read_case(file.read_bytes(), file.name, real().vocabulary, VISITED_BY) for file in files]
    return [Visit(case, _assessor(language).assess(case)) for case in cases]


def browser_documents() -> tuple[Document, ...]:
    """The documents that are opened in a browser."""
    return tuple(document for document in documents() if document.story in IN_BROWSER | {PROGRESS})
