"""From an assessment to the one page that every format draws."""

from collections.abc import Iterator

from kinechain.report.blocks import Note, Page, Paragraph, Section
from kinechain.report.citations import Citations
from kinechain.report.detail import WHOLE, Detail
from kinechain.report.figures import figures
from kinechain.report.plan import codes, next_tests, recommendations, shown_recommendations, withheld
from kinechain.report.reasoning import causes, impressions
from kinechain.report.record import NOTICE, colophon, findings, not_assessed, notes, sources
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.safety import red_flags, stops_exercise, unasked
from kinechain.report.summary import nothing_assessed, summary
from kinechain.report.told import Told
from kinechain.report.wording import Words, parsed_date
from kinechain.terms.assessment import Assessment, Status

HASH_DIGITS = 12
RUNNING_CHARACTERS = 48


def page(assessment: Assessment, detail: Detail = WHOLE) -> Page:
    """The clinician's report: every visible word of it, safe to set in type, in reading order."""
    words = Words.of(assessment)
    day = parsed_date(assessment.date)
    case = shortened(one_line(assessment.case), RUNNING_CHARACTERS)
    return safe(
        Page(
            language=assessment.language,
            title=words.say("Movement assessment"),
            subtitle=words.say("Clinician report. Decision support, not a diagnosis."),
            running=f"{case} · {words.long_date(assessment.date)}",
            footer=" · ".join((assessment.program, knowledge_base(assessment), words.say(NOTICE))),
            page_word=words.say("Page"),
            of_word=words.say("of"),
            date=day.isoformat() if day else "",
            identity=identity(assessment),
            sections=tuple(_sections(assessment, words, detail)),
        )
    )


def identity(assessment: Assessment) -> tuple[Note, ...]:
    """Who was assessed and when; by what stands at the foot of each page and at the end."""
    words = Words.of(assessment)
    age = assessment.age
    person = [words.say_many("{number} year", "{number} years", age)] if age is not None else []
    if assessment.sex:
        person.append(words.sex(assessment.sex))
    return (
        Note(words.say("Case"), assessment.case),
        Note(words.say("Date"), words.long_date(assessment.date)),
        Note(words.say("Age and sex"), ", ".join(person) or words.say("not recorded")),
    )


def knowledge_base(assessment: Assessment) -> str:
    """The knowledge base with its version and the start of its hash."""
    stamp = assessment.knowledge_base
    return f"{stamp.id} {stamp.version} ({stamp.hash[:HASH_DIGITS]})"


def _sections(assessment: Assessment, words: Words, detail: Detail) -> Iterator[Section]:
    citations = Citations(assessment)
    told = Told(words, citations, detail)
    yield summary(assessment)
    yield red_flags(assessment, citations)
    if assessment.causes:
        yield causes(assessment.causes, told)
    drawn = figures(assessment, detail.boxes)
    if drawn:
        elsewhere = Paragraph(words.say("The causal chain is drawn in the HTML report."), "quiet")
        left_out = () if detail.boxes or not assessment.graph_nodes else (elsewhere,)
        yield Section("figures", words.say("How it hangs together"), (*drawn, *left_out))
    if assessment.impressions:
        yield impressions(assessment.impressions, told)
    yield from _plan_sections(assessment, told)
    yield from _record_sections(assessment, told)


def _plan_sections(assessment: Assessment, told: Told) -> Iterator[Section]:
    stopped = stops_exercise(assessment)
    shown = shown_recommendations(assessment)
    if shown:
        yield recommendations(shown, told)
    if assessment.withheld and not stopped:
        yield withheld(assessment.withheld, told)
    if assessment.next_tests:
        asked_first = frozenset(unasked(assessment) if assessment.status is Status.SAFETY_INCOMPLETE else ())
        yield next_tests(assessment.next_tests, told, stopped=stopped, asked_first=asked_first)
    if assessment.codes:
        yield codes(assessment.codes, told.words)


def _record_sections(assessment: Assessment, told: Told) -> Iterator[Section]:
    if not nothing_assessed(assessment):
        yield findings(assessment)
    if assessment.not_assessed:
        yield not_assessed(assessment, told)
    if assessment.notes.strip():
        yield notes(assessment.notes, told.words)
    if any(True for _ in told.citations.by_reference()):
        yield sources(told)
    yield colophon(assessment, told)
