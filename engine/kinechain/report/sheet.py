"""A short document beside the clinician report, such as a letter: a page with a type size of its own.

What concerns harm by others or by the client's own hand never leaves the clinician report: the local procedure for
it goes first, and a sheet may be read at home.
"""

from dataclasses import replace
from typing import Any

from kinechain.report.blocks import Note, Sheet
from kinechain.report.record import NOTICE
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.view import RUNNING_CHARACTERS, knowledge_base
from kinechain.report.wording import Words, parsed_date
from kinechain.terms.assessment import Assessment

BLANK = 30
"""Characters of a line to write on."""


def made(assessment: Assessment, **parts: Any) -> Sheet:
    """A sheet about a case, safe to set in type, with what every printed page must carry."""
    words, day = Words.of(assessment), parsed_date(assessment.date)
    case = shortened(one_line(assessment.case), RUNNING_CHARACTERS)
    return safe(
        Sheet(
            language=assessment.language,
            running=f"{case} · {words.long_date(assessment.date)}",
            footer=" · ".join((assessment.program, knowledge_base(assessment), words.say(NOTICE))),
            page_word=words.say("Page"),
            of_word=words.say("of"),
            date=day.isoformat() if day else "",
            **parts,
        )
    )


def without_private(assessment: Assessment) -> Assessment:
    """The assessment without private flags, their questions and the answers."""
    private = {item.finding for item in assessment.safety_questions if item.private}
    private.update(item.finding for gap in assessment.safety_gaps if gap.private for item in gap.unasked)

    def public(name: str) -> bool:
        return name not in private

    return replace(
        assessment,
        referrals=tuple(item for item in assessment.referrals if not item.private),
        safety_gaps=tuple(item for item in assessment.safety_gaps if not item.private),
        safety_questions=tuple(item for item in assessment.safety_questions if public(item.finding)),
        next_tests=tuple(item for item in assessment.next_tests if public(item.id)),
        not_assessed=tuple(item for item in assessment.not_assessed if public(item.finding)),
        findings=tuple(item for item in assessment.findings if public(item.id)),
    )


def to_fill_in(*labels: str, characters: int = BLANK) -> tuple[Note, ...]:
    """Lines to write on."""
    return tuple(Note(label, "_" * characters) for label in labels)
