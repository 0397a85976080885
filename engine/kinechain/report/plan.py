"""What to do: recommendations by phase, what is withheld and why, what to examine next."""

from collections.abc import Iterator
from dataclasses import replace

from kinechain.report.blocks import Block, Card, Facts, Group, Note, Paragraph, Point, Points, Section
from kinechain.report.both_sides import distinct, side_tag, sided, together
from kinechain.report.safety import stops_exercise
from kinechain.report.told import ENGINE_DEFAULT, Told
from kinechain.report.wording import Words
from kinechain.terms.assessment import EXERCISE, Assessment, NextTest, Recommendation, SuggestedCode, Withheld
from kinechain.terms.side import Side


def shown_recommendations(assessment: Assessment) -> tuple[Recommendation, ...]:
    """The programme in its order. With a stopping red flag no exercise is shown, whatever was decided."""
    stopped = stops_exercise(assessment)
    items = sorted(assessment.recommendations, key=lambda item: item.order)
    if not stopped:
        return tuple(items)
    return tuple(replace(item, instead_of=()) for item in items if EXERCISE not in item.classes)


def recommendations(items: tuple[Recommendation, ...], told: Told) -> Section:
    """What to do, in order, grouped by phase."""
    phases: dict[str, list[Card]] = {}
    for number, group in enumerate(together(items, order=0, reasons=()), start=1):
        card = _recommendation(group, str(number), told)
        phases.setdefault(group[0].phase_title or group[0].phase, []).append(card)
    lead = told.words.say(
        "Options in a sensible order, for the practitioner to choose from. "
        "† marks an engine default: a value set by judgement, not taken from a study."
    )
    blocks = [Paragraph(lead, "quiet"), *_left_out(told)]
    groups = (Group(title, tuple(cards)) for title, cards in phases.items())
    return Section("recommendations", told.words.say("Recommendations in order"), (*blocks, *groups))


def withheld(items: tuple[Withheld, ...], told: Told) -> Section:
    """What a rule would recommend and another forbids; what is withheld for the same reasons stands together."""
    reasons: dict[tuple[str, ...], list[Withheld]] = {}
    for item in items:
        reasons.setdefault(tuple(dict.fromkeys((item.reason, *(rule.because for rule in item.reasons)))), []).append(
            item
        )
    points = tuple(_withheld(group, because, told) for because, group in reasons.items())
    return Section("withheld", told.words.say("Withheld, and why"), (Points("", points, "against", run=True),))


def next_tests(items: tuple[NextTest, ...], told: Told, *, stopped: bool, asked_first: frozenset[str]) -> Section:
    """What to examine next: safety questions first, as ordered by the assessment.

    ``asked_first`` are questions that the box at the top puts already.
    """
    words = told.words
    blocks: list[Block] = []
    if stopped:
        blocks.append(Paragraph(words.say("Nothing in this list should delay the referral."), "alert"))
    above = {item.id for item in items if item.safety and item.how in asked_first}
    if above:
        said = words.say_many(
            "First the {number} safety question at the top.",
            "First the {number} safety questions at the top.",
            len(above),
        )
        blocks.append(Paragraph(said))
    ordered = sorted((item for item in items if item.id not in above), key=lambda item: item.order)
    tests = together(ordered, order=0, reasons=())
    first = sum(group[0].safety for group in tests) + told.detail.tests
    points = tuple(_next_test(group, str(number), told) for number, group in enumerate(tests[:first], start=1))
    if points:
        blocks.append(Points("", points, "open", steps=True, run=True))
    if tests[first:]:
        blocks.append(_named_tests(tests[first:], told))
    return Section("next-tests", words.say("Test this next"), tuple(blocks))


def codes(items: tuple[SuggestedCode, ...], words: Words) -> Section:
    """Codes of symptoms for the practitioner to confirm."""
    lead = words.say("Codes of symptoms for the practitioner to confirm; none of them is a diagnosis.")
    points = tuple(
        Point(
            words.sentence(words.with_side(item.title, item.side)),
            f"{item.system} {item.code}".strip(),
            _code_notes(item, words),
        )
        for item in items
    )
    return Section("codes", words.say("Codes to confirm"), (Paragraph(lead, "quiet"), Points("", points, run=True)))


def _code_notes(item: SuggestedCode, words: Words) -> tuple[Note, ...]:
    notes = (
        Note(words.say("Edition"), words.sentence(item.edition)),
        Note(words.say("Caution"), words.sentence(item.caution)),
    )
    return tuple(note for note in notes if note.text)


def _left_out(told: Told) -> Iterator[Block]:
    say, detail = told.words.say, told.detail
    left_out = (
        (detail.how, say("how each item is done")),
        (detail.how, say("published muscle activity")),
        (detail.evidence, say("notes on the evidence")),
        (detail.aims, say("what each item does and aims at")),
        (detail.aims, say("when to test again")),
    )
    named = "; ".join(words for kept, words in left_out if not kept)
    if named:
        yield Paragraph(say("For each item the HTML report also has: {what}.", what=named), "quiet")


def _recommendation(group: tuple[Recommendation, ...], number: str, told: Told) -> Card:
    reasons = distinct(rule for item in group for rule in item.reasons)
    return Card(
        title=group[0].title,
        side=side_tag(group, told.words),
        badge=told.words.evidence(group[0].strength),
        blocks=tuple(_recommendation_blocks(replace(group[0], reasons=reasons), number, told)),
        number=number,
    )


def _recommendation_blocks(item: Recommendation, number: str, told: Told) -> Iterator[Block]:
    if item.does and told.detail.aims:
        yield Paragraph(told.words.sentence(item.does))
    why, whats = told.why(item.reasons), _whats(item, told)
    once = tuple(tuple(_once(note, number, told) for note in notes) for notes in whats)
    for notes in (why, *once[:-1]):
        if any(note.text for note in notes):
            yield Facts(tuple(note for note in notes if note.text), run=True)
    if any(note.text for note in once[-1]):
        yield Facts(tuple(note for note in once[-1] if note.text), run=True, tone="quiet")


def _once(note: Note, number: str, told: Told) -> Note:
    return Note(note.label, told.once(note.label, note.text, number))


def _whats(item: Recommendation, told: Told) -> tuple[tuple[Note, ...], ...]:
    """How to do it; how much and until when; when to hold back; what is known."""

    words, say, detail = told.words, told.words.say, told.detail

    def note(label: str, text: str) -> Note:
        return Note(label, _with_sign(words.sentence(text), words))

    return (
        (
            note(say("How"), _numbered(item.steps) if detail.how else ""),
            note(say("In place of"), "; ".join(item.instead_of)),
        ),
        (
            note(say("Aims at"), "; ".join(item.targets) if detail.aims else ""),
            note(say("Start when"), item.entry),
            note(say("Dose"), _dose(item, told)),
            note(say("Move on when"), item.exit),
            note(say("Test again"), item.retest if detail.aims else ""),
        ),
        (note(say("Caution"), item.caution), note(say("Stop if"), _without_label(item.stop_if, words))),
        (
            note(say("Muscle activity"), "; ".join(item.activity) if detail.how else ""),
            note(say("Evidence"), item.evidence if detail.evidence else ""),
        ),
    )


def _with_sign(text: str, words: Words) -> str:
    """The words ``(engine default)`` as a sign that the head of the section explains."""
    return text.replace(f" {words.say('(engine default)')}", ENGINE_DEFAULT)


def _numbered(steps: tuple[str, ...]) -> str:
    """Steps as one running text.

    >>> _numbered(("Lie down.", "Squeeze"))
    '1. Lie down. 2. Squeeze.'
    """
    return " ".join(f"{number}. {Words.sentence(step)}" for number, step in enumerate(steps, start=1))


def _dose(item: Recommendation, told: Told) -> str:
    words, dose = told.words, item.dose.rstrip(" .")
    if not dose or not item.dose_source:
        return words.sentence(item.dose)
    if item.dose_source in ("engine-default", words.say("engine default")):
        return words.sentence(f"{dose}{ENGINE_DEFAULT}")
    source = told.citations.mark(item.dose_source) or item.dose_source
    return words.say("{dose} (source: {source}).", dose=dose, source=source)


def _withheld(group: list[Withheld], because: tuple[str, ...], told: Told) -> Point:
    names = told.words.sides_together([(item.title, item.side) for item in group])
    rules = tuple({rule.because: rule for item in group for rule in item.reasons}.values())
    bare = tuple(text for text in because if text not in {rule.because for rule in rules})
    return Point(told.words.sentence("; ".join(names)), notes=(*told.why_texts(bare), *told.why(rules)))


def _next_test(group: tuple[NextTest, ...], number: str, told: Told) -> Point:
    words, test = told.words, group[0]
    how = words.say("Ask") if test.safety else words.say("How")
    notes = (
        Note(how, told.once(how, words.sentence(test.how), number)),
        *told.why_texts(text for item in group for text in item.reasons),
    )
    mark = words.say("Safety question") if test.safety else ""
    return Point(_titled(sided(group), words), mark, tuple(note for note in notes if note.text))


def _named_tests(tests: tuple[tuple[NextTest, ...], ...], told: Told) -> Points:
    """Further examinations by name, those with the same reasons together."""
    words = told.words
    reasons: dict[tuple[str, ...], list[tuple[str, Side]]] = {}
    for group in tests:
        because = tuple(dict.fromkeys(text for item in group for text in item.reasons))
        reasons.setdefault(because, []).extend(sided(group))
    points = tuple(
        Point(words.sentence("; ".join(words.sides_together(pairs))), notes=told.why_texts(because))
        for because, pairs in reasons.items()
    )
    title = words.say_many(
        "And {number} more; how it is done stands in the HTML report or the JSON record",
        "And {number} more; how they are done stands in the HTML report or the JSON record",
        len(tests),
    )
    return Points(title, points, run=True)


def _titled(pairs: tuple[tuple[str, Side], ...], words: Words) -> str:
    """One title with all its sides."""
    return words.sentence(words.sides_together(pairs)[0])


def _without_label(text: str, words: Words) -> str:
    """Data may repeat the label that the report prints."""
    label = f"{words.say('Stop if')} "
    return text[len(label) :] if text.lower().startswith(label.lower()) else text
