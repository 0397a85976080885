"""The client handout: a few exercises in plain words and large type, or the plain reason why there is none yet."""

from collections.abc import Iterator, Mapping

from kinechain.language import message
from kinechain.report import drawing
from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section, Sheet
from kinechain.report.both_sides import together
from kinechain.report.plan import shown_recommendations
from kinechain.report.safety import most_urgent, stops_exercise
from kinechain.report.sheet import made, to_fill_in, without_private
from kinechain.report.wording import Words
from kinechain.terms.assessment import EXERCISE, PROMPT, Assessment, ClientWords, Recommendation, Status
from kinechain.terms.side import Side

POINTS = 12.0
MOST_EXERCISES = 5
MOST_FINDINGS = 3
SHORT_LINE = 22
DOCTOR: Mapping[str, str] = {
    "emergency": message("You need help now. Go to the emergency room, or call an ambulance."),
    "urgent": message("You need to see a doctor today or tomorrow."),
    "prompt": message("Please see your doctor soon, within two weeks at most."),
}
ASK_FIRST = message("Your practitioner will ask you some questions first. There are no exercises on this sheet yet.")
NONE_YET = message(
    "There are no exercises on this sheet yet. Your practitioner will talk with you about the next step."
)
NOT_BEFORE_DOCTOR = message("Do not start any exercises before that. Your practitioner will help you.")
SIDES: Mapping[Side, str] = {
    Side.LEFT: message("Do this on your left side."),
    Side.RIGHT: message("Do this on your right side."),
    Side.MIDLINE: message("This one is for both sides."),
}
HELP_AT_ONCE = (
    message("You can't pass water, or you can't hold it."),
    message("You feel numb between your legs."),
    message("A leg gets weak or numb."),
)
Told = tuple[ClientWords, tuple[Recommendation, ...]]
"""An exercise in the client's words, with the recommendation for each of its sides."""


def handout(assessment: Assessment) -> Sheet:
    """The sheet that the client takes home: exercises, or the next step where safety forbids them."""
    return _sheet(assessment, _exercises(assessment))


def next_step(assessment: Assessment) -> Sheet:
    """The sheet without exercises: what the client does first, and whom to call."""
    return _sheet(assessment, ())


def is_held(assessment: Assessment) -> bool:
    """Whether safety forbids exercises at home: a flag, private ones too, or an open question."""
    prompt = any(flag.urgency == PROMPT for flag in assessment.referrals)
    questions = assessment.status is Status.SAFETY_INCOMPLETE or bool(assessment.safety_gaps)
    return questions or stops_exercise(assessment) or (prompt and bool(assessment.withheld))


def _sheet(assessment: Assessment, chosen: tuple[Told, ...]) -> Sheet:
    public, words = without_private(assessment), Words.of(assessment)
    return made(
        public,
        title=words.say("Your exercises") if chosen else words.say("Your next step"),
        subtitle=words.say("From your practitioner. Ask when a thing is not clear."),
        identity=(Note(words.say("For"), public.case), Note(words.say("Date"), words.long_date(public.date))),
        sections=tuple(_sections(public, chosen, words, held=is_held(assessment))),
        points=POINTS,
    )


def _exercises(assessment: Assessment) -> tuple[Told, ...]:
    """The first few exercises in the order of the programme, both sides of one together."""
    if is_held(assessment):
        return ()
    items = (item for item in shown_recommendations(assessment) if EXERCISE in item.classes)
    groups = together(items, order=0, reasons=())
    return tuple((group[0].client, group) for group in groups if group[0].client is not None)[:MOST_EXERCISES]


def _sections(assessment: Assessment, chosen: tuple[Told, ...], words: Words, *, held: bool) -> Iterator[Section]:
    first = most_urgent(assessment.referrals)
    doctor = DOCTOR.get(first.urgency, "") if first else ""
    if doctor:
        more = () if chosen else (Paragraph(words.say(NOT_BEFORE_DOCTOR)),)
        yield Section("doctor", words.say("See a doctor"), (Paragraph(words.say(doctor), "alert"), *more))
    elif not chosen:
        yield Section("first", words.say("What comes first"), (Paragraph(words.say(ASK_FIRST if held else NONE_YET)),))
    found = dict.fromkeys(cause.plain for cause in assessment.causes if cause.plain)
    if found and not held and not doctor:
        points = tuple(map(Point, list(found)[:MOST_FINDINGS]))
        yield Section("found", words.say("What we think so far"), (Points("", points),))
    # Before the exercises: it is read first, and stands on the first sheet however many follow.
    yield _call(words)
    if chosen:
        cards = tuple(_card(number, *told, words) for number, told in enumerate(chosen, start=1))
        yield Section("exercises", words.say("What to do"), cards)


def _card(number: int, client: ClientWords, group: tuple[Recommendation, ...], words: Words) -> Card:
    return Card(client.title, "", "", tuple(_blocks(client, group, words)), number=str(number))


def _blocks(client: ClientWords, group: tuple[Recommendation, ...], words: Words) -> Iterator[Block]:
    picture = drawing.figure(group[0].id, words.language.code)
    if picture is not None:
        yield picture
    yield Paragraph(_side({one.side for one in group}, words), "lead")
    yield Points("", tuple(map(Point, client.steps)), steps=True)
    yield Facts(
        (
            Note(words.say("How much"), client.dose),
            Note(words.say("Why"), client.why),
            Note(words.say("Stop if"), client.stop_if),
        )
    )


def _side(sides: set[Side], words: Words) -> str:
    """The side in words."""
    if len(sides) > 1:
        return words.say("Do this on each side in turn.")
    return words.say(SIDES[next(iter(sides))])


def _call(words: Words) -> Section:
    points = tuple(Point(words.say(text)) for text in HELP_AT_ONCE)
    return Section(
        "call",
        words.say("Who to call"),
        (
            Paragraph(words.say("Call me if you have more pain, or if you are not sure.")),
            Facts(to_fill_in(words.say("Name"), words.say("Phone"), characters=SHORT_LINE)),
            Points(words.say("Stop and call for help at once if"), points, "alert"),
        ),
    )
