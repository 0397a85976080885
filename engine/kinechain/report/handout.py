"""The client handout: a few exercises in plain words and large type, or the plain reason why there is none yet."""

from collections.abc import Iterator

from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.both_sides import together
from kinechain.report.plain import for_client, plain, title
from kinechain.report.plan import EXERCISE, shown_recommendations
from kinechain.report.safety import most_urgent, stops_exercise
from kinechain.report.sheet import Sheet, made, to_fill_in, without_private
from kinechain.report.wording import long_date
from kinechain.terms.assessment import Assessment, Recommendation, Status
from kinechain.terms.side import Side

POINTS = 13.0
MOST_EXERCISES = 5
MOST_FINDINGS = 3
PROMPT = "prompt"
DOCTOR = {
    "emergency": "You need help now. Go to the emergency room, or call an ambulance.",
    "urgent": "You need to see a doctor today or tomorrow.",
    "prompt": "Please see your doctor soon, within two weeks at most.",
}
ASK_FIRST = "Your practitioner will ask you some questions first. There are no exercises on this sheet yet."
NONE_YET = "There are no exercises on this sheet yet. Your practitioner will talk with you about the next step."
NOT_BEFORE_DOCTOR = "Do not start any exercises before that. Your practitioner will help you."
AS_SHOWN = "Do this one only as your practitioner has shown you."
MORE_PAIN = "It hurts more."
HELP_AT_ONCE = (
    "You can't pass water, or you can't hold it.",
    "You feel numb between your legs.",
    "A leg gets weak or numb.",
)


def handout(assessment: Assessment) -> Sheet:
    """The sheet that the client takes home."""
    public = without_private(assessment)
    chosen = _exercises(assessment)
    return made(
        public,
        title="Your exercises" if chosen else "Your next step",
        subtitle="From your practitioner. Ask when a thing is not clear.",
        identity=(Note("For", public.case), Note("Date", long_date(public.date))),
        sections=tuple(_sections(public, chosen, held=_held(assessment))),
        points=POINTS,
    )


def _held(assessment: Assessment) -> bool:
    """Whether safety forbids an exercise sheet: a flag, private ones too, or an open question."""
    prompt = any(flag.urgency == PROMPT for flag in assessment.referrals)
    questions = assessment.status is Status.SAFETY_INCOMPLETE or bool(assessment.safety_gaps)
    return questions or stops_exercise(assessment) or (prompt and bool(assessment.withheld))


def _exercises(assessment: Assessment) -> tuple[tuple[Recommendation, ...], ...]:
    """The first few exercises in the order of the programme, both sides of one together."""
    if _held(assessment):
        return ()
    items = (item for item in shown_recommendations(assessment) if EXERCISE in item.classes)
    return together(items, order=0, reasons=())[:MOST_EXERCISES]


def _sections(
    assessment: Assessment, chosen: tuple[tuple[Recommendation, ...], ...], *, held: bool
) -> Iterator[Section]:
    first = most_urgent(assessment.referrals)
    doctor = DOCTOR.get(first.urgency, "") if first else ""
    if doctor:
        more = () if chosen else (Paragraph(NOT_BEFORE_DOCTOR),)
        yield Section("doctor", "See a doctor", (Paragraph(doctor, "alert"), *more))
    elif not chosen:
        yield Section("first", "What comes first", (Paragraph(ASK_FIRST if held else NONE_YET),))
    found = dict.fromkeys(plain(cause.plain) for cause in assessment.causes if cause.plain)
    if found and not held and not doctor:
        points = tuple(map(Point, list(found)[:MOST_FINDINGS]))
        yield Section("found", "What we think so far", (Points("", points),))
    if chosen:
        cards = tuple(_card(number, group) for number, group in enumerate(chosen, start=1))
        yield Section("exercises", "What to do", cards)
    yield _call()


def _card(number: int, group: tuple[Recommendation, ...]) -> Card:
    return Card(title(group[0].title), "", "", tuple(_blocks(group)), number=str(number))


def _blocks(group: tuple[Recommendation, ...]) -> Iterator[Block]:
    item = group[0]
    yield Paragraph(_side({one.side for one in group}), "lead")
    steps = tuple(map(plain, item.steps))
    if all(map(for_client, steps)):
        yield Points("", tuple(map(Point, steps)), steps=True)
    else:
        yield Paragraph(AS_SHOWN)
    dose, why = plain(item.dose), plain(item.does)
    facts = (
        Note("How much", dose if dose and for_client(dose) else AS_SHOWN),
        Note("Why", why if for_client(why) else ""),
        Note("Stop if", plain(item.stop_if.removeprefix("Stop if ")) or MORE_PAIN),
    )
    yield Facts(tuple(fact for fact in facts if fact.text))


def _side(sides: set[Side]) -> str:
    """The side in words.

    >>> _side({Side.LEFT}), _side({Side.LEFT, Side.RIGHT}), _side({Side.MIDLINE})
    ('Do this on your left side.', 'Do this on each side in turn.', 'This one is for both sides.')
    """
    if Side.MIDLINE in sides:
        return "This one is for both sides."
    if len(sides) > 1:
        return "Do this on each side in turn."
    return f"Do this on your {next(iter(sides)).value} side."


def _call() -> Section:
    points = tuple(map(Point, HELP_AT_ONCE))
    return Section(
        "call",
        "Who to call",
        (
            Paragraph("Call me if you have more pain, or if you are not sure."),
            Facts(to_fill_in("Name", "Phone")),
            Points("Stop and call for help at once if", points, "alert"),
        ),
    )
