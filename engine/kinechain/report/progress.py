"""The progress report: one client over several visits, safety at the latest visit first."""

from collections.abc import Iterator, Sequence

from kinechain.language import message
from kinechain.report import view
from kinechain.report.blocks import Block, Card, Facts, Grid, Note, Page, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations
from kinechain.report.progress_conclusions import step_points
from kinechain.report.progress_words import Names
from kinechain.report.record import NOTICE, notes
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.safety import answers, most_urgent, stops_exercise, unasked
from kinechain.report.trend import drawn_trends
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment, Referral, Status
from kinechain.terms.progress import Measure, Progress, Untested, Verdict

MOST_DATES = 5
"""Columns of dates that a printed table has room for."""
_SUMMED = {
    Verdict.BETTER: message("Better"),
    Verdict.WORSE: message("Worse"),
    Verdict.CHANGED: message("Changed"),
    Verdict.WITHIN: message("Within error"),
    Verdict.UNKNOWN: message("No judgement"),
    Verdict.OTHER_METHOD: message("Not comparable"),
    Verdict.NOT_TESTED: message("Not tested"),
}
MEANING = message(
    "Better, worse and changed: by at least the detectable change since the first number. Within error: by less. No "
    "judgement: no detectable change is known. Not comparable: measured differently. Not tested: no number now, "
    "or none before."
)
NO_JUDGEMENT = message(
    "No detectable change is known for these measures: the change is shown without judgement. {measures}."
)
NO_PROGRAMME = message("Because of this, no change of the exercise programme is shown in this report.")
GAP = message(
    "Left and right are the client's own. A change as large as the detectable change counts. What was not tested "
    "is a gap: it is never taken as zero or as normal."
)


def progress_page(progress: Progress, latest: Assessment) -> Page:
    """Every visible word of the report, safe to set in type. ``latest`` is the assessment of the latest visit."""
    words = Words.of(latest)
    case = shortened(one_line(progress.case), view.RUNNING_CHARACTERS)
    first, last = (words.long_date(day) for day in (progress.dates[0], progress.dates[-1]))
    return safe(
        Page(
            language=progress.language,
            title=words.say("Progress report"),
            subtitle=words.say("Clinician report. Decision support, not a diagnosis."),
            running=f"{case} · {words.say('{first} to {last}', first=first, last=last)}",
            footer=" · ".join((progress.program, view.knowledge_base(latest), words.say(NOTICE))),
            page_word=words.say("Page"),
            of_word=words.say("of"),
            date=progress.dates[-1],
            identity=(
                Note(words.say("Case"), progress.case),
                Note(words.say("Visits"), "; ".join(map(words.long_date, progress.dates))),
            ),
            sections=tuple(_sections(progress, latest, words)),
        )
    )


def _sections(progress: Progress, latest: Assessment, words: Words) -> Iterator[Section]:
    names = Names(words)
    yield Section("summary", words.say("At a glance"), tuple(_summary(progress, latest, names)))
    yield Section("red-flags", words.say("Safety at the latest visit"), tuple(_safety(latest, words)))
    if progress.measures:
        yield Section("measures", words.say("Measures"), tuple(_measures(progress, names)))
    figures = drawn_trends(progress.measures, names)
    if figures:
        yield Section("figures", words.say("Course"), figures)
    if progress.courses:
        yield Section("courses", words.say("Findings that changed"), (_courses(progress, words),))
    steps = tuple(step_points(step, words) for step in reversed(progress.steps) if step.changes)
    nothing = Paragraph(words.say("No conclusion came or went."))
    yield Section("conclusions", words.say("Conclusions that came or went, and why"), steps or (nothing,))
    if progress.untested:
        yield Section("untested", words.say("Test again"), tuple(_untested(progress, latest, words)))
    if any(measure.detectable for measure in progress.measures):
        yield Section(
            "detectable",
            words.say("Detectable changes and their sources"),
            (_detectable(progress, names, Citations(latest)),),
        )
    if latest.notes.strip():
        yield notes(latest.notes, words)
    yield _about(progress, latest, words)


def _summary(progress: Progress, latest: Assessment, names: Names) -> Iterator[Block]:
    words = names.words
    first = most_urgent(latest.referrals)
    if first is not None and latest.status is Status.REFER:
        yield Paragraph(
            words.say("Refer first. {urgency}", urgency=words.sentence(words.urgency(first.urgency))), "alert"
        )
    if latest.safety_gaps:
        yield Paragraph(words.say("Safety questions are open: ask them first."), "alert")
    if progress.stopped:
        yield Paragraph(words.say(NO_PROGRAMME), "alert")
    dates = {"first": words.long_date(progress.dates[0]), "last": words.long_date(progress.dates[-1])}
    count = len(progress.dates)
    yield Paragraph(
        words.say_many("{number} visit, {first} to {last}.", "{number} visits, {first} to {last}.", count, **dates),
        "lead",
    )
    facts = tuple(_summed(progress, names))
    if facts:
        yield Facts(facts)
        yield Paragraph(words.say(MEANING), "quiet")
    else:
        yield Paragraph(words.say("No measure has a number at any visit."))


def _summed(progress: Progress, names: Names) -> Iterator[Note]:
    """The measures by what their change since the first number amounts to."""
    for verdict, label in _SUMMED.items():
        found = [one for one in progress.measures if one.since_first.verdict is verdict]
        if found:
            yield Note(names.words.say(label), names.words.sentence(names.together(found)))


def _safety(latest: Assessment, words: Words) -> Iterator[Block]:
    for referral in latest.referrals:
        yield _referral(referral, words)
    if latest.safety_gaps:
        title = words.say("Ask these first")
        yield Points(title, tuple(map(Point, unasked(latest))), "open", steps=True)
    if latest.safety_questions:
        yield Facts(tuple(answers(latest)))
    else:
        yield Paragraph(words.say("No safety question is on record."))


def _referral(referral: Referral, words: Words) -> Card:
    facts = (
        Note(words.say("Refer to"), words.sentence(referral.refer_to)),
        Note(words.say("Suspected"), words.sentence(referral.suspect)),
        Note(words.say("What to do"), words.sentence(referral.advice)),
        Note(words.say("Why"), " ".join(dict.fromkeys(words.sentence(rule.because) for rule in referral.for_))),
    )
    said = tuple(fact for fact in facts if fact.text)
    badge = words.urgency(referral.urgency)
    return Card(referral.title, words.side_tag(referral.side), badge, (Facts(said),), referral.code, "alert")


def _measures(progress: Progress, names: Names) -> Iterator[Block]:
    words = names.words
    shown = _shown_dates(progress.dates)
    caption = [words.say(GAP)]
    if len(shown) < len(progress.dates):
        caption.append(
            words.say("Visits between the first and the last ones are left out here; the pictures show all.")
        )
    three = len(progress.dates) > 2
    since = (words.say("Since the first visit"), *((words.say("Since the visit before"),) if three else ()))
    dates = tuple(words.long_date(progress.dates[place]) for place in shown)
    rows = tuple(_row(measure, shown, progress.dates, names) for measure in progress.measures)
    yield Grid(" ".join(caption), (words.say("Measure"), *dates, *since), rows)
    unknown = [one for one in progress.measures if one.detectable is None]
    if unknown:
        yield Paragraph(words.say(NO_JUDGEMENT, measures=names.together(unknown)))


def _shown_dates(dates: Sequence[str]) -> tuple[int, ...]:
    """The first visit and the last ones, as many as there is room for."""
    count = len(dates)
    return tuple(range(count)) if count <= MOST_DATES else (0, *range(count - MOST_DATES + 1, count))


def _row(measure: Measure, shown: Sequence[int], dates: Sequence[str], names: Names) -> tuple[str, ...]:
    readings = (names.reading(measure, measure.readings[place]) for place in shown)
    compared = [names.comparison(measure, measure.since_first, dates[0])]
    if len(dates) > 2:
        compared.append(names.since_previous(measure, dates[-2]))
    return (names.row(measure), *readings, *compared)


def _courses(progress: Progress, words: Words) -> Grid:
    shown = _shown_dates(progress.dates)
    dates = tuple(words.long_date(progress.dates[place]) for place in shown)
    rows = tuple(
        (words.with_side(one.title, one.side), *(one.words[place] for place in shown)) for one in progress.courses
    )
    caption = words.say("Findings with another result at some visit. Not assessed is never taken as negative.")
    return Grid(caption, (words.say("Finding"), *dates), rows)


def _untested(progress: Progress, latest: Assessment, words: Words) -> Iterator[Block]:
    """What was examined before and not at the latest visit, by the day on which it last was; safety first."""
    if stops_exercise(latest):
        yield Paragraph(words.say("Nothing in this list should delay the referral."), "alert")
    questions = {question.finding for question in latest.safety_questions}
    lead = words.say("Examined at an earlier visit and not at the latest. Nothing is known about these now.")
    yield Paragraph(lead, "quiet")
    asked = [one for one in progress.untested if one.finding in questions]
    tested = [one for one in progress.untested if one.finding not in questions]
    for title, items in ((words.say("Safety questions"), asked), (words.say("Tests and findings"), tested)):
        if items:
            yield Points(title, tuple(_by_day(items, words)), "open")


def _by_day(items: Sequence[Untested], words: Words) -> Iterator[Point]:
    for day in sorted({one.last for one in items}, reverse=True):
        named = words.sides_together((one.title, one.side) for one in items if one.last == day)
        yield Point(words.sentence(words.listed(named)), words.say("Last on {date}", date=words.long_date(day)))


def _detectable(progress: Progress, names: Names, citations: Citations) -> Points:
    """Each detectable change once, with the measures that it is used for."""
    used: dict[str, list[Measure]] = {}
    for measure in progress.measures:
        if measure.detectable is not None:
            used.setdefault(measure.detectable.id, []).append(measure)
    return Points("", tuple(_source(measures, names, citations) for measures in used.values()))


def _source(measures: Sequence[Measure], names: Names, citations: Citations) -> Point:
    words, detectable = names.words, measures[0].detectable
    if detectable is None:
        raise ValueError("only a measure with a detectable change has a source of it")
    source = detectable.source
    origin = words.say("Engine default, from no study.")
    if source.ref != "engine-default":
        origin = f"{words.sentence(source.citation)} {words.sentence(citations.checked(source))}"
    used_for = words.sentence("; ".join(dict.fromkeys(map(names.measure, measures))))
    return Point(
        words.sentence(names.detectable(detectable)),
        notes=(
            Note(words.say("Used for"), used_for),
            Note(words.say("Mind"), words.sentence(detectable.caveat)),
            Note(words.say("Source"), origin),
        ),
    )


def _about(progress: Progress, latest: Assessment, words: Words) -> Section:
    stamp = progress.knowledge_base
    one_base = words.say(
        "All visits were assessed for this report by one knowledge base, so no difference comes from a change of rules."
    )
    facts = (
        Note(words.say("Intended use"), words.sentence(progress.intended_use)),
        Note(words.say("Not for"), words.sentence(progress.not_for)),
        Note(words.say("Decided by"), words.sentence("; ".join(progress.decided_by))),
        Note(words.say("Program"), progress.program),
        Note(words.say("Knowledge base"), f"{stamp.id} {stamp.version}. {one_base}"),
        Note(words.say("Content hash"), stamp.hash),
        Note(words.say("Record format"), progress.schema_version),
    )
    return Section("about", words.say("About this report"), (Facts(facts, run=True, tone="quiet"),))
