"""How a conclusion is argued on the page: what supports it, what speaks against it, what nobody examined."""

from collections.abc import Iterable, Iterator

from kinechain.language import message
from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations
from kinechain.report.told import Told, rule_name
from kinechain.report.wording import Words
from kinechain.terms.reasoning import Argument, Inference, Objection, Premise, Source

_PREMISES = {"finding": message("Findings"), "not-assessed": message("Not assessed")}
_CONCLUDED = message("Already concluded")
_OBJECTIONS = {"finding": message("Finding"), "source": message("Source")}
DISPUTES = "disputes"


def causes(inferences: tuple[Inference, ...], told: Told) -> Section:
    """The possible causes, strongest first."""
    say = told.words.say
    lead = say(
        "Working hypotheses in order of the evidence for them, not diagnoses. Several can be true together. "
        "A reason is given once, with a number such as R1, and named by it from then on."
    )
    cards = (_cause(inference, str(number), told) for number, inference in enumerate(inferences, start=1))
    return Section("causes", say("Possible causes, ranked"), (Paragraph(lead, "quiet"), *cards))


def impressions(inferences: tuple[Inference, ...], told: Told) -> Section:
    """What else the findings amount to, in short."""
    points = tuple(_impression(inference, told) for inference in inferences)
    lead = Paragraph(told.words.say("What the findings amount to on the way to a cause."), "quiet")
    return Section("impressions", told.words.say("Other impressions"), (lead, Points("", points, run=True)))


def argument(rule: Argument, citations: Citations) -> Point:
    """One fired rule that no other part of the page names: its reason in words, what it used, its sources."""
    words = citations.words
    notes = (*_used(rule, words), *citations.notes(rule.sources, disputing=False))
    return Point(
        words.sentence(rule.because), words.evidence(rule.strength), (*notes, Note(words.say("Rule"), rule_name(rule)))
    )


def _cause(inference: Inference, number: str, told: Told) -> Card:
    return Card(
        title=inference.title,
        side=told.words.side_tag(inference.side),
        badge=told.words.evidence(inference.strength),
        blocks=tuple(_cause_blocks(inference, told)),
        number=number,
    )


def _cause_blocks(inference: Inference, told: Told) -> Iterator[Block]:
    say, sentence = told.words.say, told.words.sentence
    if inference.plain:
        yield Paragraph(sentence(inference.plain))
    yield Points(say("What supports it"), tuple(_support(rule, told) for rule in inference.for_), "for")
    yield Points(say("What speaks against it"), _objections(inference, told), "against")
    yield _not_assessed(inference, told.words)
    remarks = (
        Note(say("Hangs on"), sentence(inference.fragile)),
        Note(say("Caveat"), sentence(inference.caveat)),
    )
    shown = tuple(note for note in remarks if note.text)
    if shown:
        yield Facts(shown, run=True)


def _support(rule: Argument, told: Told) -> Point:
    """A fired rule under a number, by which the rest of the page names it."""
    words = told.words
    strength = words.evidence(rule.strength)
    if told.knows(rule.because):
        return Point(f"{told.label(rule.because)}.", strength)
    label = told.label(rule.because, rule_name(rule))
    used = _used(rule, words) if told.detail.rules else _caveat(rule, words)
    notes = (*used, *_cited(rule.sources, told))
    return Point(words.sentence(rule.because), f"{label} · {strength}" if strength else label, notes)


def _used(rule: Argument, words: Words) -> Iterator[Note]:
    """What the rule went by, and its caveat."""
    yield from _premise_notes(rule.premises, words)
    if rule.absences:
        yield Note(words.say("Exceptions that do not apply"), words.sentence(_texts(rule.absences)))
    yield from _caveat(rule, words)


def _caveat(rule: Argument, words: Words) -> Iterator[Note]:
    if rule.caveat:
        yield Note(words.say("Caveat"), words.sentence(rule.caveat))


def _cited(sources: tuple[Source, ...], told: Told) -> Iterator[Note]:
    """The sources of a rule by number and by what they do; the list of sources gives what each of them says."""
    relations: dict[str, list[Source]] = {}
    for source in sources:
        if source.relation != DISPUTES and told.citations.mark(source.ref):
            relations.setdefault(source.relation, []).append(source)
    for relation, group in relations.items():
        yield Note(told.words.relation(relation), f"{told.citations.marks(group)}.")


def _objections(inference: Inference, told: Told) -> tuple[Point, ...]:
    points = [_objection(item, told) for item in inference.against]
    known = {item.ref for item in inference.against if item.ref}
    disputing = (
        source
        for rule in inference.for_
        for source in rule.sources
        if source.relation == DISPUTES and source.ref not in known
    )
    points.extend(_source_against(source.ref, source.says, told) for source in dict.fromkeys(disputing))
    if points:
        return tuple(points)
    return (Point(told.words.say("Nothing that was recorded, and no source in the knowledge base.")),)


def _objection(item: Objection, told: Told) -> Point:
    if item.ref:
        return _source_against(item.ref, item.text, told)
    mark = told.words.say(_OBJECTIONS[item.kind]) if item.kind in _OBJECTIONS else item.kind
    if told.knows(item.text):
        return Point(f"{told.label(item.text)}.", mark)
    return Point(told.words.sentence(item.text), f"{told.label(item.text, item.rule)} · {mark}")


def _source_against(ref: str, says: str, told: Told) -> Point:
    told.say(ref, says)
    mark = f"{told.words.say(_OBJECTIONS['source'])} {told.citations.mark(ref)}".strip()
    return Point(told.words.sentence(says), mark)


def _not_assessed(inference: Inference, words: Words) -> Points:
    """Everything that nobody examined, in one paragraph with its number."""
    if not inference.not_assessed:
        said = words.say("Everything that its rules ask for was assessed.")
        return Points(words.say("Not assessed"), (Point(said),), "open")
    names = words.sides_together([(item.title, item.side) for item in inference.not_assessed])
    title = words.say("Not assessed ({number})", number=len(names))
    return Points(title, (Point(words.sentence(words.listed(names))),), "open")


def _impression(inference: Inference, told: Told) -> Point:
    words = told.words
    against = dict.fromkeys(
        f"{words.sentence(item.text)} {told.citations.mark(item.ref)}".strip() for item in inference.against
    )
    for item in inference.against:
        told.say(item.ref, item.text)
    notes = (
        *told.why(inference.for_),
        *(Note(words.say("Against"), text) for text in against),
        Note(words.say("Caveat"), words.sentence(inference.caveat)),
    )
    title = words.sentence(words.with_side(inference.title, inference.side))
    return Point(title, words.evidence(inference.strength), tuple(note for note in notes if note.text))


def _premise_notes(premises: Iterable[Premise], words: Words) -> Iterator[Note]:
    kinds: dict[str, list[Premise]] = {}
    for premise in premises:
        kinds.setdefault(_PREMISES.get(premise.kind, _CONCLUDED), []).append(premise)
    for label, group in kinds.items():
        yield Note(words.say(label), words.sentence(_texts(group)))


def _texts(premises: Iterable[Premise]) -> str:
    return "; ".join(dict.fromkeys(premise.text for premise in premises))
