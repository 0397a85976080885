"""How a conclusion is argued on the page: what supports it, what speaks against it, what nobody examined."""

from collections.abc import Iterable, Iterator

from kinechain.report.blocks import Block, Card, Facts, Note, Paragraph, Point, Points, Section
from kinechain.report.citations import Citations, short_citation
from kinechain.report.wording import SIDE_TAG, evidence, listed, sentence, sides_together, with_side
from kinechain.terms.reasoning import Argument, Inference, Objection, Premise


def causes(inferences: tuple[Inference, ...], citations: Citations) -> Section:
    """The possible causes, strongest first."""
    lead = Paragraph(
        "Working hypotheses in order of the evidence for them, not diagnoses. Several can be true together.",
        "quiet",
    )
    cards = (_cause(inference, str(number), citations) for number, inference in enumerate(inferences, start=1))
    return Section("causes", "Possible causes, ranked", (lead, *cards))


def impressions(inferences: tuple[Inference, ...], citations: Citations) -> Section:
    """What else the findings amount to, in short."""
    lead = Paragraph("What the findings amount to on the way to a cause.", "quiet")
    points = tuple(_impression(inference, citations) for inference in inferences)
    return Section("impressions", "Other impressions", (lead, Points("", points)))


def argument(rule: Argument, citations: Citations) -> Point:
    """One fired rule: its reason in words, what it used, and its sources."""
    notes = [*_premise_notes(rule.premises)]
    if rule.absences:
        notes.append(Note("Exceptions that do not apply", sentence(_texts(rule.absences))))
    if rule.caveat:
        notes.append(Note("Caveat", sentence(rule.caveat)))
    notes.extend(citations.notes(rule.sources, disputing=False))
    notes.append(Note("Rule", rule_name(rule)))
    return Point(sentence(rule.because), evidence(rule.strength), tuple(notes))


def reason(rule: Argument, citations: Citations) -> str:
    """One fired rule in a single line, with its sources by number and its name for an auditor."""
    marks = citations.marks(rule.sources)
    return f"{sentence(rule.because)} {marks} ({rule.rule})".replace("  ", " ").strip()


def rule_name(rule: Argument) -> str:
    """Id and version, as an auditor looks it up."""
    return f"{rule.rule} {rule.version}"


def _cause(inference: Inference, number: str, citations: Citations) -> Card:
    return Card(
        title=inference.title,
        side=SIDE_TAG[inference.side],
        badge=evidence(inference.strength),
        blocks=tuple(_cause_blocks(inference, citations)),
        number=number,
    )


def _cause_blocks(inference: Inference, citations: Citations) -> Iterator[Block]:
    if inference.plain:
        yield Paragraph(sentence(inference.plain))
    yield Points("What supports it", tuple(argument(rule, citations) for rule in inference.for_), "for")
    yield Points("What speaks against it", _objections(inference, citations), "against")
    yield Points("Not assessed", (Point(_not_assessed(inference)),), "open")
    remarks = []
    if inference.fragile:
        remarks.append(Note("Hangs on", sentence(inference.fragile)))
    if inference.caveat:
        remarks.append(Note("Caveat", sentence(inference.caveat)))
    if remarks:
        yield Facts(tuple(remarks))


def _objections(inference: Inference, citations: Citations) -> tuple[Point, ...]:
    points = [_objection(item, citations) for item in inference.against]
    known = {item.ref for item in inference.against if item.ref}
    disputing = (
        source
        for rule in inference.for_
        for source in rule.sources
        if source.relation == "disputes" and source.ref not in known
    )
    for source in dict.fromkeys(disputing):
        points.append(Point(sentence(source.says), "Source", (citations.note(source),)))
    if points:
        return tuple(points)
    return (Point("Nothing that was recorded, and no source in the knowledge base."),)


def _objection(item: Objection, citations: Citations) -> Point:
    mark = {"finding": "Finding", "source": "Source"}.get(item.kind, item.kind)
    notes = []
    if item.citation:
        label = f"Source {citations.mark(item.ref)}".strip()
        notes.append(Note(label, sentence(short_citation(item.citation))))
    if item.rule:
        notes.append(Note("Rule", item.rule))
    return Point(sentence(item.text), mark, tuple(notes))


def _not_assessed(inference: Inference) -> str:
    if not inference.not_assessed:
        return "Everything that its rules ask for was assessed."
    return sentence(listed(sides_together([(item.title, item.side) for item in inference.not_assessed])))


def _impression(inference: Inference, citations: Citations) -> Point:
    because = (f"{sentence(rule.because)} {citations.marks(rule.sources)}".strip() for rule in inference.for_)
    against = (f"{sentence(item.text)} {citations.mark(item.ref)}".strip() for item in inference.against)
    said = [*because, *(f"Against: {text}" for text in dict.fromkeys(against))]
    if inference.caveat:
        said.append(f"Caveat: {sentence(inference.caveat)}")
    notes = (Note("Because", " ".join(said)),) if said else ()
    return Point(sentence(with_side(inference.title, inference.side)), evidence(inference.strength), notes)


def _premise_notes(premises: Iterable[Premise]) -> Iterator[Note]:
    kinds: dict[str, list[Premise]] = {}
    labels = {"finding": "Findings", "not-assessed": "Not assessed"}
    for premise in premises:
        kinds.setdefault(labels.get(premise.kind, "Already concluded"), []).append(premise)
    for label, group in kinds.items():
        yield Note(label, sentence(_texts(group)))


def _texts(premises: Iterable[Premise]) -> str:
    return "; ".join(dict.fromkeys(premise.text for premise in premises))
