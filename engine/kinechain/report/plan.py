"""What to do: recommendations by phase, what is withheld and why, what to examine next."""

from collections.abc import Iterator
from dataclasses import replace

from kinechain.report.blocks import Block, Card, Facts, Group, Note, Paragraph, Point, Points, Section
from kinechain.report.both_sides import distinct, side_tag, sided, together
from kinechain.report.citations import Citations
from kinechain.report.reasoning import reason, rule_name
from kinechain.report.safety import stops_exercise
from kinechain.report.wording import evidence, sentence, sides_together, with_side
from kinechain.terms.assessment import Assessment, NextTest, Recommendation, SuggestedCode, Withheld
from kinechain.terms.side import Side

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
    for number, group in enumerate(together(items, order=0, reasons=()), start=1):
        card = _recommendation(group, str(number), citations)
        phases.setdefault(group[0].phase_title or group[0].phase, []).append(card)
    lead = Paragraph("Options in a sensible order, for the practitioner to choose from.", "quiet")
    groups = (Group(title, tuple(cards)) for title, cards in phases.items())
    return Section("recommendations", "Recommendations in order", (lead, *groups))


def withheld(items: tuple[Withheld, ...]) -> Section:
    """What a rule would recommend and another forbids."""
    points = tuple(
        Point(_titled(sided(group)), notes=tuple(_withheld_notes(group)))
        for group in together(items, reason="", reasons=())
    )
    return Section("withheld", "Withheld, and why", (Points("", points, "against"),))


def next_tests(items: tuple[NextTest, ...], *, stopped: bool) -> Section:
    """What to examine next: safety questions first, as ordered by the assessment."""
    blocks: list[Block] = []
    if stopped:
        blocks.append(Paragraph("Nothing in this list should delay the referral.", "alert"))
    ordered = sorted(items, key=lambda item: item.order)
    points = tuple(map(_next_test, together(ordered, order=0, reasons=())))
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


def _recommendation(group: tuple[Recommendation, ...], number: str, citations: Citations) -> Card:
    reasons = distinct(rule for item in group for rule in item.reasons)
    return Card(
        title=group[0].title,
        side=side_tag(group),
        badge=evidence(group[0].strength),
        blocks=tuple(_recommendation_blocks(replace(group[0], reasons=reasons), citations)),
        number=number,
    )


def _recommendation_blocks(item: Recommendation, citations: Citations) -> Iterator[Block]:
    if item.does:
        yield Paragraph(sentence(item.does))
    facts = (
        Note("How", _numbered(item.steps)),
        Note("In place of", sentence("; ".join(item.instead_of))),
        Note("Aims at", sentence("; ".join(item.targets))),
        Note("Start when", sentence(item.entry)),
        Note("Dose", _dose(item, citations)),
        Note("Move on when", sentence(item.exit)),
        Note("Test again", sentence(item.retest)),
        Note("Caution", sentence(item.caution)),
        Note("Stop if", sentence(_without_label(item.stop_if))),
        Note("Muscle activity", sentence("; ".join(item.activity))),
        Note("Evidence", sentence(item.evidence)),
    )
    whys = (Note("Why" if number == 0 else "And", reason(rule, citations)) for number, rule in enumerate(item.reasons))
    said = tuple(fact for fact in (*whys, *facts) if fact.text)
    if said:
        yield Facts(said)


def _numbered(steps: tuple[str, ...]) -> str:
    """Steps as one running text.

    >>> _numbered(("Lie down.", "Squeeze"))
    '1. Lie down. 2. Squeeze.'
    """
    return " ".join(f"{number}. {sentence(step)}" for number, step in enumerate(steps, start=1))


def _dose(item: Recommendation, citations: Citations) -> str:
    if not item.dose:
        return ""
    origin = citations.dose_origin(item.dose_source)
    return sentence(f"{item.dose.rstrip(' .')} (source: {origin})" if origin else item.dose)


def _withheld_notes(group: tuple[Withheld, ...]) -> Iterator[Note]:
    reasons = distinct(rule for item in group for rule in item.reasons)
    said = dict.fromkeys((*(item.reason for item in group), *(rule.because for rule in reasons)))
    for text in said:
        yield Note("Why", sentence(text))
    for name in dict.fromkeys(map(rule_name, reasons)):
        yield Note("Rule", name)


def _next_test(group: tuple[NextTest, ...]) -> Point:
    reasons = dict.fromkeys(text for item in group for text in item.reasons)
    said = " ".join(sentence(text) for text in (group[0].how, *(f"Why: {reason}" for reason in reasons)) if text)
    notes = (Note("How", said),) if said else ()
    return Point(_titled(sided(group)), "Safety question" if group[0].safety else "", notes)


def _titled(pairs: tuple[tuple[str, Side], ...]) -> str:
    """One title with all its sides."""
    return sentence(sides_together(pairs)[0])


def _without_label(text: str) -> str:
    """Data may repeat the label that the report prints.

    >>> _without_label("Stop if a cramp does not let go.")
    'a cramp does not let go.'
    """
    return text[len("stop if ") :] if text.lower().startswith("stop if ") else text
