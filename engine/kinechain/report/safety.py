"""Red flags and safety questions: always the first thing after the summary."""

from collections.abc import Iterator

from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations
from kinechain.report.reasoning import argument
from kinechain.report.wording import SIDE_TAG, URGENCY, listed, sentence
from kinechain.terms.assessment import Assessment, Question, Referral, SafetyGap, Status
from kinechain.terms.finding import State

MOST_UNCALLED = 12
STOPPING = frozenset({"emergency", "urgent"})
"""Urgencies with which no exercise is shown anywhere."""


def stops_exercise(assessment: Assessment) -> bool:
    """Whether a red flag forbids any exercise section."""
    return any(referral.urgency in STOPPING for referral in assessment.referrals)


def most_urgent(referrals: tuple[Referral, ...]) -> Referral | None:
    """The referral that comes first, or None."""
    order = list(URGENCY)
    known = (item for item in referrals if item.urgency in order)
    return min(known, key=lambda item: order.index(item.urgency), default=next(iter(referrals), None))


def red_flags(assessment: Assessment, citations: Citations) -> Section:
    """Referrals, what was asked and denied, what was not asked, and why exercise is held back."""
    return Section("red-flags", "Red flags", tuple(_blocks(assessment, citations)))


def unasked(assessment: Assessment) -> tuple[str, ...]:
    """The questions to ask first, in words: those of the safety gaps, each once."""
    questions = (item.question or item.title for gap in assessment.safety_gaps for item in gap.unasked)
    return tuple(dict.fromkeys(questions))


def _blocks(assessment: Assessment, citations: Citations) -> Iterator[Block]:
    for referral in assessment.referrals:
        yield _referral(referral, citations)
    if stops_exercise(assessment):
        yield Paragraph("No exercise is shown in this report. Refer first.", "alert")
    if assessment.safety_questions:
        yield Facts(tuple(answers(assessment)))
    else:
        yield Paragraph("No safety question is on record.")
    if assessment.safety_gaps:
        points = tuple(map(_gap, assessment.safety_gaps))
        yield Points(_gap_title(assessment), points, "open")


def _referral(referral: Referral, citations: Citations) -> Card:
    facts = [
        Note("Refer to", sentence(referral.refer_to)),
        Note("Suspected", sentence(referral.suspect)),
        Note("What to do", sentence(referral.advice)),
    ]
    why = Points("Why", tuple(argument(rule, citations) for rule in referral.for_), "for")
    return Card(
        title=referral.title,
        side=SIDE_TAG[referral.side],
        badge=URGENCY.get(referral.urgency, referral.urgency),
        blocks=(Facts(tuple(fact for fact in facts if fact.text)), why),
        number=referral.code,
        tone="alert",
    )


def answers(assessment: Assessment) -> Iterator[Note]:
    """``Asked and denied: …`` and ``Not asked: …`` always; the rest only when there is something to say."""
    questions = assessment.safety_questions
    titles = {state: [item.title for item in questions if item.state is state] for state in State}
    if titles[State.POSITIVE]:
        yield Note("Asked and affirmed:", sentence(listed(titles[State.POSITIVE])))
    yield Note("Asked and denied:", sentence(listed(titles[State.NEGATIVE])))
    yield Note("Not asked:", _not_asked(assessment))
    if titles[State.NOT_APPLICABLE]:
        yield Note("Not applicable:", sentence(listed(titles[State.NOT_APPLICABLE])))


def _not_asked(assessment: Assessment) -> str:
    """By name what these findings call for; the other open questions as a number, so that they do not hide it."""
    questions: tuple[Question, ...] = assessment.safety_questions
    unasked_questions = [item for item in questions if item.state is State.NOT_ASSESSED]
    called_for = {item.finding for gap in assessment.safety_gaps for item in gap.unasked}
    called_for |= {item.id for item in assessment.next_tests if item.safety}
    named = [item.title for item in unasked_questions if item.finding in called_for]
    rest = [item.title for item in unasked_questions if item.finding not in called_for]
    if len(rest) <= MOST_UNCALLED:
        return sentence(listed([*named, *rest]))
    more = "further questions" if named else "questions"
    count = f"{len(rest)} {more}, which these findings do not call for, were not asked."
    return f"{sentence(listed(named))} {count}" if named else count


def _gap(gap: SafetyGap) -> Point:
    return Point(sentence(gap.title), gap.code, tuple(Note("Ask", item.question or item.title) for item in gap.unasked))


def _gap_title(assessment: Assessment) -> str:
    if assessment.status is Status.SAFETY_INCOMPLETE:
        return "Exercise is held back until these questions are answered, because these cannot be excluded"
    return "Cannot be excluded yet, because questions were not asked"
