"""From an assessment to the one page that every format draws."""

from collections.abc import Iterator

from kinechain.report import figure
from kinechain.report.blocks import Figure, Note, Page, Section
from kinechain.report.citations import Citations
from kinechain.report.plan import codes, next_tests, recommendations, shown_recommendations, withheld
from kinechain.report.reasoning import causes, impressions
from kinechain.report.record import NOTICE, colophon, findings, not_assessed, notes, sources
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.safety import red_flags, stops_exercise
from kinechain.report.summary import nothing_assessed, summary
from kinechain.report.wording import long_date, parsed_date
from kinechain.terms.assessment import Assessment

HASH_DIGITS = 12
RUNNING_CHARACTERS = 48


def page(assessment: Assessment) -> Page:
    """The clinician's report: every visible word of it, safe to set in type, in reading order."""
    day = parsed_date(assessment.date)
    case = shortened(one_line(assessment.case), RUNNING_CHARACTERS)
    return safe(
        Page(
            language="en",
            title="Movement assessment",
            subtitle="Clinician report. Decision support, not a diagnosis.",
            running=f"{case} · {long_date(assessment.date)}",
            footer=" · ".join((assessment.program, knowledge_base(assessment), NOTICE)),
            page_word="Page",
            of_word="of",
            date=day.isoformat() if day else "",
            identity=identity(assessment),
            sections=tuple(_sections(assessment)),
        )
    )


def identity(assessment: Assessment) -> tuple[Note, ...]:
    """Who was assessed, when, and by what."""
    person = [f"{assessment.age} years"] if assessment.age is not None else []
    if assessment.sex:
        person.append(assessment.sex)
    return (
        Note("Case", assessment.case),
        Note("Date", long_date(assessment.date)),
        Note("Age and sex", ", ".join(person) or "not recorded"),
        Note("Program", assessment.program),
        Note("Knowledge base", knowledge_base(assessment)),
    )


def knowledge_base(assessment: Assessment) -> str:
    """The knowledge base with its version and the start of its hash."""
    stamp = assessment.knowledge_base
    return f"{stamp.id} {stamp.version} ({stamp.hash[:HASH_DIGITS]})"


def _sections(assessment: Assessment) -> Iterator[Section]:
    citations = Citations(assessment)
    yield summary(assessment)
    yield red_flags(assessment, citations)
    if assessment.causes:
        yield causes(assessment.causes, citations)
    if assessment.impressions:
        yield impressions(assessment.impressions, citations)
    figures = tuple(_figures(assessment))
    if figures:
        yield Section("figures", "How it hangs together", figures)
    yield from _plan_sections(assessment, citations)
    yield from _record_sections(assessment, citations)


def _plan_sections(assessment: Assessment, citations: Citations) -> Iterator[Section]:
    stopped = stops_exercise(assessment)
    shown = shown_recommendations(assessment)
    if shown:
        yield recommendations(shown, citations)
    if assessment.withheld and not stopped:
        yield withheld(assessment.withheld)
    if assessment.next_tests:
        yield next_tests(assessment.next_tests, stopped=stopped)
    if assessment.codes:
        yield codes(assessment.codes)


def _record_sections(assessment: Assessment, citations: Citations) -> Iterator[Section]:
    if not nothing_assessed(assessment):
        yield findings(assessment)
    if assessment.not_assessed:
        yield not_assessed(assessment)
    if assessment.notes.strip():
        yield notes(assessment.notes)
    if citations.references():
        yield sources(citations)
    yield colophon(assessment)


def _figures(assessment: Assessment) -> Iterator[Figure]:
    drawn = (figure.drawn_cycle(assessment), figure.drawn_chain(assessment))
    return (picture for picture in drawn if picture is not None)
