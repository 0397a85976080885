"""The box at the top: what the assessment amounts to, the leading causes by side, and what to do first."""

from collections.abc import Iterator

from kinechain.language import message
from kinechain.report.blocks import Block, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.both_sides import sided, together
from kinechain.report.plan import shown_recommendations
from kinechain.report.safety import most_urgent, unasked
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment, Referral, Status
from kinechain.terms.finding import State
from kinechain.terms.side import Side

MOST_CAUSES = 3
MOST_TESTS = 5
_STATUS = {
    Status.REFER: message("Refer first."),
    Status.SAFETY_INCOMPLETE: message("Safety questions are open: ask them first."),
    Status.ADVICE: message("Working hypotheses and options for treatment."),
    Status.NO_FINDING: message("Nothing that was recorded calls for action."),
}
_CAUSES = {
    Side.LEFT: message("Possible causes, left"),
    Side.RIGHT: message("Possible causes, right"),
    Side.MIDLINE: message("Possible causes"),
}
NOTHING_ASSESSED = message("Nothing has been assessed yet, so nothing can be concluded.")


def nothing_assessed(assessment: Assessment) -> bool:
    """Whether no finding was looked at; a negative finding was."""
    return all(item.state is State.NOT_ASSESSED for item in assessment.findings)


def summary(assessment: Assessment) -> Section:
    """The box at the top."""
    words = Words.of(assessment)
    return Section("summary", words.say("At a glance"), tuple(_blocks(assessment, words)))


def _blocks(assessment: Assessment, words: Words) -> Iterator[Block]:
    alert = assessment.status in (Status.REFER, Status.SAFETY_INCOMPLETE)
    yield Paragraph(_status(assessment, words), "alert" if alert else "lead")
    if assessment.summary and not _says_only_causes(assessment):
        yield Paragraph(words.sentence(assessment.summary))
    causes, first = tuple(_causes_by_side(assessment, words)), tuple(_first(assessment, words))
    facts = first + causes if assessment.referrals else causes + first
    if facts:
        yield Facts(facts)
    if assessment.status is Status.SAFETY_INCOMPLETE:
        yield Points(words.say("Ask first"), tuple(map(Point, unasked(assessment))), "open", steps=True)


def _says_only_causes(assessment: Assessment) -> bool:
    """The summary of an advice names the causes, which the box then names by side with their evidence."""
    return assessment.status is Status.ADVICE and bool(assessment.causes)


def _status(assessment: Assessment, words: Words) -> str:
    first = most_urgent(assessment.referrals)
    if first is not None and assessment.status is Status.REFER:
        return words.say("Refer first. {urgency}", urgency=words.sentence(words.urgency(first.urgency)))
    if nothing_assessed(assessment) and not assessment.referrals:
        return words.say(NOTHING_ASSESSED)
    return words.say(_STATUS[assessment.status])


def _causes_by_side(assessment: Assessment, words: Words) -> Iterator[Note]:
    for side, label in _CAUSES.items():
        causes = [item for item in assessment.causes if item.side is side]
        named = [f"{item.title} ({words.evidence_within(item.strength)})" for item in causes[:MOST_CAUSES]]
        more = len(causes) - MOST_CAUSES
        if more > 0:
            named.append(words.say("and {number} more", number=more))
        if named:
            yield Note(words.say(label), words.sentence("; ".join(named)))


def _first(assessment: Assessment, words: Words) -> Iterator[Note]:
    """What to do first; the open questions have a list of their own."""
    if assessment.status is Status.SAFETY_INCOMPLETE:
        return
    text = _first_referral(assessment.referrals, words) or _first_step(assessment, words)
    if text:
        yield Note(words.say("First"), text)
    tests = together(sorted(assessment.next_tests, key=lambda item: item.order), order=0, reasons=())
    if tests and not assessment.referrals:
        named = (words.sides_together(sided(one))[0] for one in tests[:MOST_TESTS])
        yield Note(words.say("Ask and test next"), words.sentence("; ".join(named)))


def _first_referral(referrals: tuple[Referral, ...], words: Words) -> str:
    first = most_urgent(referrals)
    if first is None:
        return ""
    whom = words.sentence(words.say("Refer to {whom}", whom=first.refer_to))
    return f"{whom} {words.sentence(first.advice)}".strip()


def _first_step(assessment: Assessment, words: Words) -> str:
    steps = shown_recommendations(assessment)
    if steps:
        return words.sentence(words.sides_together(sided(together(steps, order=0, reasons=())[0]))[0])
    tests = sorted(assessment.next_tests, key=lambda item: item.order)
    if not tests:
        return ""
    return words.sentence(words.say("Examine: {test}", test=words.with_side(tests[0].title, tests[0].side)))
