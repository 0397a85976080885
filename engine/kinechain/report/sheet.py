"""A short document beside the clinician report, such as a letter: a page with a type size of its own.

What concerns harm by others or by the client's own hand never leaves the clinician report: the local procedure for
it goes first, and a sheet may be read at home.
"""

from dataclasses import dataclass, replace
from typing import Any

from kinechain.report import html as html_report
from kinechain.report import markdown as markdown_report
from kinechain.report import pdf as pdf_report
from kinechain.report import terminal
from kinechain.report.blocks import Note, Page
from kinechain.report.record import NOTICE
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.view import RUNNING_CHARACTERS, knowledge_base
from kinechain.report.wording import long_date, parsed_date
from kinechain.terms.assessment import Assessment

PRIVATE_CODE = "RF25"
PRIVATE_QUESTIONS = frozenset({"thoughts-of-self-harm", "feels-unsafe-or-harmed"})
"""The questions of the private flag; a test compares them with the knowledge base."""
BLANK = "_" * 30


@dataclass(frozen=True, slots=True)
class Sheet(Page):
    """A page with the size of its smallest type in points."""

    points: float = 12.0


def made(assessment: Assessment, **parts: Any) -> Sheet:
    """A sheet about a case, safe to set in type, with what every printed page must carry."""
    day = parsed_date(assessment.date)
    case = shortened(one_line(assessment.case), RUNNING_CHARACTERS)
    return safe(
        Sheet(
            language="en",
            running=f"{case} · {long_date(assessment.date)}",
            footer=" · ".join((assessment.program, knowledge_base(assessment), NOTICE)),
            page_word="Page",
            of_word="of",
            date=day.isoformat() if day else "",
            **parts,
        )
    )


def without_private(assessment: Assessment) -> Assessment:
    """The assessment without the private flag, its questions and their answers."""

    def public(name: str) -> bool:
        return name not in PRIVATE_QUESTIONS

    return replace(
        assessment,
        referrals=tuple(item for item in assessment.referrals if item.code != PRIVATE_CODE),
        safety_gaps=tuple(item for item in assessment.safety_gaps if item.code != PRIVATE_CODE),
        safety_questions=tuple(item for item in assessment.safety_questions if public(item.finding)),
        next_tests=tuple(item for item in assessment.next_tests if public(item.id)),
        not_assessed=tuple(item for item in assessment.not_assessed if public(item.finding)),
        findings=tuple(item for item in assessment.findings if public(item.id)),
    )


def to_fill_in(*labels: str) -> tuple[Note, ...]:
    """Lines to write on."""
    return tuple(Note(label, BLANK) for label in labels)


def html(sheet: Sheet) -> str:
    """The sheet as one HTML document that asks for nothing else."""
    return html_report.render_template("sheet.html.jinja", page=sheet)


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF."""
    return pdf_report.render_page(sheet, "sheet.typ")


def markdown(sheet: Sheet) -> str:
    """The sheet as Markdown."""
    return markdown_report.render_page(sheet)


def text(sheet: Sheet, *, width: int, colour: bool) -> str:
    """The sheet for the terminal."""
    return terminal.render_page(sheet, width=width, colour=colour)
