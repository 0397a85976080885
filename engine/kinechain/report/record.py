"""What was recorded and what was not, the notes, the sources, and what made the report."""

from collections.abc import Iterator

from kinechain.report.blocks import Facts, Note, Paragraph, Points, Row, RowGroup, Section, Table
from kinechain.report.citations import Citations
from kinechain.report.safe_text import paragraphs
from kinechain.report.wording import SIDE, STATE, listed, sentence, sides_together
from kinechain.terms.assessment import Assessment, RecordedFinding
from kinechain.terms.side import BODY_SIDES, Side

FULL_WEIGHT = 10_000
CAPTION = (
    "Left and right are the client's own. A finding without a record is not assessed; it is never taken as negative."
)
ANSWERS = "Plain answers to the safety questions stand under Red flags."
NOTICE = "Decision support, not a diagnosis."


def findings(assessment: Assessment) -> Section:
    """Every recorded finding in the order of the record; plain answers to safety questions stand elsewhere."""
    groups: dict[str, dict[str, list[RecordedFinding]]] = {}
    answered = frozenset(question.finding for question in assessment.safety_questions)
    shown = tuple(item for item in assessment.findings if item.id not in answered or item.reading or item.note)
    for item in shown:
        groups.setdefault(item.group_title or item.group, {}).setdefault(item.id, []).append(item)
    table = Table(
        CAPTION if len(shown) == len(assessment.findings) else f"{CAPTION} {ANSWERS}",
        ("Finding", SIDE[Side.LEFT], SIDE[Side.RIGHT], SIDE[Side.MIDLINE]),
        tuple(RowGroup(title, tuple(map(_row, rows.values()))) for title, rows in groups.items()),
    )
    return Section("findings", "Findings", (table,))


def not_assessed(assessment: Assessment) -> Section:
    """What nobody recorded although it bears on a conclusion of this report; the rest only as a number."""
    inferred = (*assessment.causes, *assessment.impressions)
    bearing = {(item.finding, item.side) for inference in inferred for item in inference.not_assessed}
    shown = [item for item in assessment.not_assessed if (item.finding, item.side) in bearing]
    rest = len({item.finding for item in assessment.not_assessed} - {item.finding for item in shown})
    titles = sides_together([(item.title, item.side) for item in shown])
    said = [sentence(listed(titles))] if titles else []
    if rest:
        said.append(f"{rest} other findings that the knowledge base knows were not assessed either.")
    return Section("not-assessed", "Not assessed", (Paragraph(" ".join(said), "quiet"),))


def notes(text: str) -> Section:
    """The practitioner's own notes, unchanged but for white space."""
    return Section("notes", "Notes", tuple(Paragraph(line) for line in paragraphs(text)))


def sources(citations: Citations) -> Section:
    """The numbered list of sources."""
    return Section("sources", "Sources", (Points("", citations.references()),))


def colophon(assessment: Assessment) -> Section:
    """What decided, in which version, for whom, and how little a strength of evidence promises."""
    stamp = assessment.knowledge_base
    facts = (
        Note("Notice", NOTICE),
        Note("Intended use", sentence(assessment.intended_use)),
        Note("Not for", sentence(assessment.not_for)),
        Note("Calibration", sentence(assessment.calibration)),
        Note("Decided by", _decided_by(assessment.decided_by)),
        Note("Program", assessment.program),
        Note("Knowledge base", f"{stamp.id} {stamp.version}"),
        Note("Content hash", stamp.hash),
        Note("Record format", assessment.schema_version),
    )
    return Section("about", "About this report", (Facts(tuple(fact for fact in facts if fact.text)),))


def _row(records: list[RecordedFinding]) -> Row:
    by_side = {record.side: _cell(record) for record in records}
    sided = any(side in by_side for side in BODY_SIDES)
    blank = "· not assessed" if sided else ""
    return Row(
        records[0].title,
        tuple(note for record in records for note in _row_notes(record)),
        by_side.get(Side.LEFT, blank),
        by_side.get(Side.RIGHT, blank),
        by_side.get(Side.MIDLINE, ""),
    )


def _cell(record: RecordedFinding) -> str:
    state = STATE[record.state]
    return f"{state}, {record.reading}" if record.reading else state


def _row_notes(record: RecordedFinding) -> Iterator[Note]:
    side = "" if record.side is Side.MIDLINE else f", {record.side.value}"
    if record.weight < FULL_WEIGHT:
        yield Note(f"Counts for less{side}", sentence(record.weight_reason or "the method is less certain"))
    text = " ".join(paragraphs(record.note))
    if text:
        yield Note(f"Note{side}", text)


def _decided_by(evaluators: tuple[str, ...]) -> str:
    if len(evaluators) < 2:
        return f"{listed(evaluators)}."
    agreed = "both" if len(evaluators) == 2 else "all"
    return f"{', '.join(evaluators[:-1])} and {evaluators[-1]}; {agreed} came to the same conclusions."
