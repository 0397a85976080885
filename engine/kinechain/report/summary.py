"""The box at the top: what the assessment amounts to, the leading causes by side, and what to do first."""

from collections.abc import Iterator

from kinechain.report.blocks import Block, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.both_sides import sided, together
from kinechain.report.plan import shown_recommendations
from kinechain.report.safety import most_urgent, unasked
from kinechain.report.wording import SIDE, URGENCY, evidence, sentence, sides_together, with_side
from kinechain.terms.assessment import Assessment, Referral, Status
from kinechain.terms.finding import State
from kinechain.terms.side import Side

MOST_CAUSES = 3
MOST_TESTS = 5
_STATUS = {
    Status.REFER: "Refer first.",
    Status.SAFETY_INCOMPLETE: "Safety questions are open: ask them first.",
    Status.ADVICE: "Working hypotheses and options for treatment.",
    Status.NO_FINDING: "Nothing that was recorded calls for action.",
}
NOTHING_ASSESSED = "Nothing has been assessed yet, so nothing can be concluded."


def nothing_assessed(assessment: Assessment) -> bool:
    """Whether no finding was looked at; a negative finding was."""
    return all(item.state is State.NOT_ASSESSED for item in assessment.findings)


def summary(assessment: Assessment) -> Section:
    """The box at the top."""
    return Section("summary", "At a glance", tuple(_blocks(assessment)))


def _blocks(assessment: Assessment) -> Iterator[Block]:
    alert = assessment.status in (Status.REFER, Status.SAFETY_INCOMPLETE)
    yield Paragraph(_status(assessment), "alert" if alert else "lead")
    if assessment.summary:
        yield Paragraph(sentence(assessment.summary))
    causes, first = tuple(_causes_by_side(assessment)), tuple(_first(assessment))
    facts = first + causes if assessment.referrals else causes + first
    if facts:
        yield Facts(facts)
    if assessment.status is Status.SAFETY_INCOMPLETE:
        yield Points("Ask first", tuple(map(Point, unasked(assessment))), "open", steps=True)


def _status(assessment: Assessment) -> str:
    first = most_urgent(assessment.referrals)
    if first is not None and assessment.status is Status.REFER:
        return f"Refer first. {sentence(URGENCY.get(first.urgency, first.urgency))}"
    if nothing_assessed(assessment) and not assessment.referrals:
        return NOTHING_ASSESSED
    return _STATUS[assessment.status]


def _causes_by_side(assessment: Assessment) -> Iterator[Note]:
    for side in (Side.LEFT, Side.RIGHT, Side.MIDLINE):
        causes = [item for item in assessment.causes if item.side is side]
        named = [f"{item.title} ({evidence(item.strength).lower()})" for item in causes[:MOST_CAUSES]]
        more = len(causes) - MOST_CAUSES
        if more > 0:
            named.append(f"and {more} more")
        if named:
            label = "Possible causes" if side is Side.MIDLINE else f"Possible causes, {SIDE[side].lower()}"
            yield Note(label, sentence("; ".join(named)))


def _first(assessment: Assessment) -> Iterator[Note]:
    """What to do first; the open questions have a list of their own."""
    if assessment.status is Status.SAFETY_INCOMPLETE:
        return
    text = _first_referral(assessment.referrals) or _first_step(assessment)
    if text:
        yield Note("First", text)
    tests = together(sorted(assessment.next_tests, key=lambda item: item.order), order=0, reasons=())
    if tests and not assessment.referrals:
        named = (sides_together(sided(one))[0] for one in tests[:MOST_TESTS])
        yield Note("Ask and test next", sentence("; ".join(named)))


def _first_referral(referrals: tuple[Referral, ...]) -> str:
    first = most_urgent(referrals)
    if first is None:
        return ""
    return f"{sentence(f'Refer to {first.refer_to}')} {sentence(first.advice)}".strip()


def _first_step(assessment: Assessment) -> str:
    steps = shown_recommendations(assessment)
    if steps:
        return sentence(sides_together(sided(together(steps, order=0, reasons=())[0]))[0])
    tests = sorted(assessment.next_tests, key=lambda item: item.order)
    return sentence(f"Examine: {with_side(tests[0].title, tests[0].side)}") if tests else ""
