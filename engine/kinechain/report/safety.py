"""Red flags and safety questions: always the first thing after the summary."""

from collections.abc import Iterator

from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations
from kinechain.report.reasoning import argument
from kinechain.report.wording import URGENCIES, Words
from kinechain.terms.assessment import STOPPING, Assessment, Question, Referral, SafetyGap, Status
from kinechain.terms.finding import State

MOST_UNCALLED = 12


def stops_exercise(assessment: Assessment) -> bool:
    """Whether a red flag forbids any exercise section."""
    return any(referral.urgency in STOPPING for referral in assessment.referrals)


def most_urgent(referrals: tuple[Referral, ...]) -> Referral | None:
    """The referral that comes first, or None."""
    known = (item for item in referrals if item.urgency in URGENCIES)
    return min(known, key=lambda item: URGENCIES.index(item.urgency), default=next(iter(referrals), None))


def red_flags(assessment: Assessment, citations: Citations) -> Section:
    """Referrals, what was asked and denied, what was not asked, and why exercise is held back."""
    words = Words.of(assessment)
    return Section("red-flags", words.say("Red flags"), tuple(_blocks(assessment, citations, words)))


def unasked(assessment: Assessment) -> tuple[str, ...]:
    """The questions to ask first, in words: those of the safety gaps, each once."""
    questions = (item.question or item.title for gap in assessment.safety_gaps for item in gap.unasked)
    return tuple(dict.fromkeys(questions))


def _blocks(assessment: Assessment, citations: Citations, words: Words) -> Iterator[Block]:
    for referral in assessment.referrals:
        yield _referral(referral, citations, words)
    if stops_exercise(assessment):
        yield Paragraph(words.say("No exercise is shown in this report. Refer first."), "alert")
    if assessment.safety_questions:
        yield Facts(tuple(answers(assessment)))
    else:
        yield Paragraph(words.say("No safety question is on record."))
    if assessment.safety_gaps:
        points = tuple(_gap(gap, words) for gap in assessment.safety_gaps)
        yield Points(_gap_title(assessment, words), points, "open")


def _referral(referral: Referral, citations: Citations, words: Words) -> Card:
    facts = [
        Note(words.say("Refer to"), words.sentence(referral.refer_to)),
        Note(words.say("Suspected"), words.sentence(referral.suspect)),
        Note(words.say("What to do"), words.sentence(referral.advice)),
    ]
    why = Points(words.say("Why"), tuple(argument(rule, citations) for rule in referral.for_), "for")
    return Card(
        title=referral.title,
        side=words.side_tag(referral.side),
        badge=words.urgency(referral.urgency),
        blocks=(Facts(tuple(fact for fact in facts if fact.text)), why),
        number=referral.code,
        tone="alert",
    )


def answers(assessment: Assessment) -> Iterator[Note]:
    """``Asked and denied: …`` and ``Not asked: …`` always; the rest only when there is something to say."""
    questions, words = assessment.safety_questions, Words.of(assessment)
    titles = {state: [item.title for item in questions if item.state is state] for state in State}
    if titles[State.POSITIVE]:
        yield Note(words.say("Asked and affirmed:"), words.sentence(words.listed(titles[State.POSITIVE])))
    yield Note(words.say("Asked and denied:"), words.sentence(words.listed(titles[State.NEGATIVE])))
    yield Note(words.say("Not asked:"), _not_asked(assessment, words))
    if titles[State.NOT_APPLICABLE]:
        yield Note(words.say("Not applicable:"), words.sentence(words.listed(titles[State.NOT_APPLICABLE])))


def _not_asked(assessment: Assessment, words: Words) -> str:
    """By name what these findings call for; the other open questions as a number, so that they do not hide it."""
    questions: tuple[Question, ...] = assessment.safety_questions
    unasked_questions = [item for item in questions if item.state is State.NOT_ASSESSED]
    called_for = {item.finding for gap in assessment.safety_gaps for item in gap.unasked}
    called_for |= {item.id for item in assessment.next_tests if item.safety}
    named = [item.title for item in unasked_questions if item.finding in called_for]
    rest = [item.title for item in unasked_questions if item.finding not in called_for]
    if len(rest) <= MOST_UNCALLED:
        return words.sentence(words.listed([*named, *rest]))
    if not named:
        return words.say_many(
            "{number} question, which these findings do not call for, was not asked.",
            "{number} questions, which these findings do not call for, were not asked.",
            len(rest),
        )
    more = words.say_many(
        "{number} further question, which these findings do not call for, was not asked.",
        "{number} further questions, which these findings do not call for, were not asked.",
        len(rest),
    )
    return f"{words.sentence(words.listed(named))} {more}"


def _gap(gap: SafetyGap, words: Words) -> Point:
    questions = tuple(Note(words.say("Ask"), item.question or item.title) for item in gap.unasked)
    return Point(words.sentence(gap.title), gap.code, questions)


def _gap_title(assessment: Assessment, words: Words) -> str:
    if assessment.status is Status.SAFETY_INCOMPLETE:
        return words.say("Exercise is held back until these questions are answered, because these cannot be excluded")
    return words.say("Cannot be excluded yet, because questions were not asked")
