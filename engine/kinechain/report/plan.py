"""What to do: recommendations by phase, what is withheld and why, what to examine next."""

from collections.abc import Iterator
from dataclasses import replace

from kinechain.report.blocks import Block, Card, Facts, Group, Note, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations
from kinechain.report.reasoning import reason, rule_name
from kinechain.report.safety import stops_exercise
from kinechain.report.wording import SIDE_TAG, evidence, sentence, with_side
from kinechain.terms.assessment import Assessment, NextTest, Recommendation, SuggestedCode, Withheld

EXERCISE = "exercise"


def shown_recommendations(assessment: Assessment) -> tuple[Recommendation, ...]:
    """The programme in its order. With a stopping red flag no exercise is shown, whatever was decided."""
    stopped = stops_exercise(assessment)
    items = sorted(assessment.recommendations, key=lambda item: item.order)
    if not stopped:
        return tuple(items)
    return tuple(replace(item, instead_of=()) for item in items if EXERCISE not in item.classes)


def recommendations(items: tuple[Recommendation, ...], citations: Citations) -> Section:
    """What to do, in order, grouped by phase."""
    phases: dict[str, list[Card]] = {}
    for item in items:
        phases.setdefault(item.phase_title or item.phase, []).append(_recommendation(item, citations))
    lead = Paragraph("Options in a sensible order, for the practitioner to choose from.", "quiet")
    groups = (Group(title, tuple(cards)) for title, cards in phases.items())
    return Section("recommendations", "Recommendations in order", (lead, *groups))


def withheld(items: tuple[Withheld, ...]) -> Section:
    """What a rule would recommend and another forbids."""
    points = tuple(
        Point(sentence(with_side(item.title, item.side)), notes=tuple(_withheld_notes(item))) for item in items
    )
    return Section("withheld", "Withheld, and why", (Points("", points, "against"),))


def next_tests(items: tuple[NextTest, ...], *, stopped: bool) -> Section:
    """What to examine next: safety questions first, as ordered by the assessment."""
    blocks: list[Block] = []
    if stopped:
        blocks.append(Paragraph("Nothing in this list should delay the referral.", "alert"))
    points = tuple(map(_next_test, sorted(items, key=lambda item: item.order)))
    return Section("next-tests", "Test this next", (*blocks, Points("", points, "open", steps=True)))


def codes(items: tuple[SuggestedCode, ...]) -> Section:
    """Codes of symptoms for the practitioner to confirm."""
    lead = Paragraph("Codes of symptoms for the practitioner to confirm; none of them is a diagnosis.", "quiet")
    points = tuple(
        Point(sentence(with_side(item.title, item.side)), f"{item.system} {item.code}".strip(), _code_notes(item))
        for item in items
    )
    return Section("codes", "Codes to confirm", (lead, Points("", points)))


def _code_notes(item: SuggestedCode) -> tuple[Note, ...]:
    notes = (Note("Edition", sentence(item.edition)), Note("Caution", sentence(item.caution)))
    return tuple(note for note in notes if note.text)


def _recommendation(item: Recommendation, citations: Citations) -> Card:
    return Card(
        title=item.title,
        side=SIDE_TAG[item.side],
        badge=evidence(item.strength),
        blocks=tuple(_recommendation_blocks(item, citations)),
        number=str(item.order),
    )


def _recommendation_blocks(item: Recommendation, citations: Citations) -> Iterator[Block]:
    if item.does:
        yield Paragraph(sentence(item.does))
    if item.steps:
        yield Points("How", tuple(Point(sentence(step)) for step in item.steps), steps=True)
    facts = (
        Note("In place of", sentence("; ".join(item.instead_of))),
        Note("Aims at", sentence("; ".join(item.targets))),
        Note("Start when", sentence(item.entry)),
        Note("Dose", _dose(item, citations)),
        Note("Move on when", sentence(item.exit)),
        Note("Test again", sentence(item.retest)),
        Note("Caution", sentence(item.caution)),
        Note("Stop if", sentence(item.stop_if)),
        Note("Muscle activity", sentence("; ".join(item.activity))),
        Note("Evidence", sentence(item.evidence)),
    )
    said = tuple(fact for fact in facts if fact.text)
    if said:
        yield Facts(said)
    if item.reasons:
        yield Points("Why", tuple(reason(rule, citations) for rule in item.reasons), "for")


def _dose(item: Recommendation, citations: Citations) -> str:
    if not item.dose:
        return ""
    origin = citations.dose_origin(item.dose_source)
    return sentence(f"{item.dose.rstrip(' .')} (source: {origin})" if origin else item.dose)


def _withheld_notes(item: Withheld) -> Iterator[Note]:
    yield Note("Why", sentence(item.reason))
    said = {item.reason}
    for rule in item.reasons:
        if rule.because not in said:
            said.add(rule.because)
            yield Note("Also", sentence(rule.because))
    for rule in item.reasons:
        yield Note("Rule", rule_name(rule))


def _next_test(item: NextTest) -> Point:
    notes = [Note("How", sentence(item.how))] if item.how else []
    notes.extend(Note("Why", sentence(text)) for text in item.reasons)
    mark = "Safety question" if item.safety else ""
    return Point(sentence(with_side(item.title, item.side)), mark, tuple(notes))
