"""What was recorded and what was not, the notes, the sources, and what made the report."""

import re
from collections.abc import Iterator

from kinechain.language import message
from kinechain.report.blocks import Facts, Note, Paragraph, Point, Points, Row, RowGroup, Section, Table
from kinechain.report.reasoning import DISPUTES
from kinechain.report.safe_text import paragraphs
from kinechain.report.told import Told
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment, RecordedFinding
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Source
from kinechain.terms.side import BODY_SIDES, Side

FULL_WEIGHT = 10_000
CAPTION = message(
    "Left and right are the client's own. A finding without a record is not assessed; it is never taken as negative."
)
ANSWERS = message("Plain answers to the safety questions stand under Red flags.")
NOTICE = message("Decision support, not a diagnosis.")
_LESS = {
    Side.LEFT: message("Counts for less, left"),
    Side.RIGHT: message("Counts for less, right"),
    Side.MIDLINE: message("Counts for less"),
}
_NOTE = {Side.LEFT: message("Note, left"), Side.RIGHT: message("Note, right"), Side.MIDLINE: message("Note")}


def findings(assessment: Assessment) -> Section:
    """Every recorded finding in the order of the record; plain answers to safety questions stand elsewhere."""
    words = Words.of(assessment)
    groups: dict[str, dict[str, list[RecordedFinding]]] = {}
    answered = frozenset(question.finding for question in assessment.safety_questions)
    shown = tuple(item for item in assessment.findings if item.id not in answered or item.reading or item.note)
    for item in shown:
        groups.setdefault(item.group_title or item.group, {}).setdefault(item.id, []).append(item)
    caption = words.say(CAPTION)
    table = Table(
        caption if len(shown) == len(assessment.findings) else f"{caption} {words.say(ANSWERS)}",
        (words.say("Finding"), words.side(Side.LEFT), words.side(Side.RIGHT), words.side(Side.MIDLINE)),
        tuple(
            RowGroup(title, tuple(_row(records, words) for records in rows.values())) for title, rows in groups.items()
        ),
    )
    return Section("findings", words.say("Findings"), (table,))


def not_assessed(assessment: Assessment, told: Told) -> Section:
    """What nobody recorded although it bears on an impression; a cause names its own, the rest is a number."""
    words = told.words
    named = {(item.finding, item.side) for inference in assessment.causes for item in inference.not_assessed}
    bearing = {(item.finding, item.side) for inference in assessment.impressions for item in inference.not_assessed}
    shown = [item for item in assessment.not_assessed if (item.finding, item.side) in bearing - named]
    known = {item.finding for item in shown} | {finding for finding, _ in named}
    rest = len({item.finding for item in assessment.not_assessed} - known)
    said = []
    titles = words.sides_together([(item.title, item.side) for item in shown])
    if titles and told.detail.unexamined:
        said.append(words.sentence(words.listed(titles)))
    elif titles:
        said.append(_bearing(len(titles), words))
    if named:
        said.append(words.say("What was not assessed for a possible cause stands there."))
    if rest:
        said.append(
            words.say_many(
                "{number} other finding that the knowledge base knows was not assessed either.",
                "{number} other findings that the knowledge base knows were not assessed either.",
                rest,
            )
        )
    return Section("not-assessed", words.say("Not assessed"), (Paragraph(" ".join(said), "quiet"),))


def _bearing(number: int, words: Words) -> str:
    return words.say_many(
        "{number} finding that bears on an impression; the HTML report names it.",
        "{number} findings that bear on an impression; the HTML report names them.",
        number,
    )


def notes(text: str, words: Words) -> Section:
    """The practitioner's own notes, unchanged but for white space."""
    return Section("notes", words.say("Notes"), tuple(Paragraph(line) for line in paragraphs(text)))


def sources(told: Told) -> Section:
    """The numbered list of sources: what each says, for or against, unless the page said so already."""
    words, listed = told.words, tuple(told.citations.by_reference())
    long = not told.detail.titles
    points = tuple(
        Point(
            " ".join((without_title(group[0].citation) if long else group[0].citation, *_checked(group[0], told))),
            told.citations.mark(ref),
            tuple(_sayings(group, told)),
        )
        for ref, group in listed
    )
    lead = words.say(
        "Titles of the works, and what else they say in support (+ and a number), stand in the HTML report."
    )
    if not told.detail.sayings:
        lead = words.say("Titles of the works, and what they say in support, stand in the HTML report.")
    if not told.detail.checked:
        lead = words.say(
            "Titles of the works, how each was checked and what they say in support stand in the HTML report."
        )
    blocks = (Paragraph(lead, "quiet"),) if long else ()
    return Section("sources", words.say("Sources"), (*blocks, Points("", points, run=long)))


def _checked(source: Source, told: Told) -> tuple[str, ...]:
    return (told.words.sentence(told.citations.checked(source)),) if told.detail.checked else ()


def without_title(citation: str) -> str:
    """A reference as journals abridge it: authors, year and where it appeared; another form of text unchanged.

    >>> without_title("Mellor et al. (2018). Education plus exercise. BMJ.")
    'Mellor et al. (2018). BMJ.'
    >>> without_title("Sahrmann 2002.")
    'Sahrmann 2002.'
    """
    found = re.fullmatch(r"(.*?\(\d{4}[a-z]?\)\.) .+[.?!] ([^.?!]+\.)", citation)
    return f"{found[1]} {found[2]}" if found else citation


def colophon(assessment: Assessment, told: Told) -> Section:
    """What decided, in which version, for whom, and how little a strength of evidence promises."""
    words, stamp = told.words, assessment.knowledge_base
    say, sentence = words.say, words.sentence
    facts = (
        Note(say("Intended use"), sentence(assessment.intended_use)),
        Note(say("Not for"), sentence(assessment.not_for)),
        Note(say("Calibration"), sentence(assessment.calibration)),
        Note(say("Rules"), _rules(told)),
        Note(say("Decided by"), _decided_by(assessment.decided_by, words)),
        Note(say("Program"), sentence(assessment.program)),
        Note(say("Knowledge base"), sentence(f"{stamp.id} {stamp.version}")),
        Note(say("Content hash"), sentence(stamp.hash)),
        Note(say("Record format"), sentence(assessment.schema_version)),
        Note(say("Translation"), words.translation()),
    )
    shown = tuple(fact for fact in facts if fact.text)
    return Section("about", say("About this report"), (Facts(shown, run=True, tone="quiet"),))


def _rules(told: Told) -> str:
    if told.detail.rules:
        return told.words.sentence(told.rules())
    return told.words.say("The HTML report names the rule of each reason and what it used.")


def _row(records: list[RecordedFinding], words: Words) -> Row:
    by_side = {record.side: _cell(record, words) for record in records}
    sided = any(side in by_side for side in BODY_SIDES)
    blank = words.state(State.NOT_ASSESSED) if sided else ""
    return Row(
        records[0].title,
        tuple(note for record in records for note in _row_notes(record, words)),
        by_side.get(Side.LEFT, blank),
        by_side.get(Side.RIGHT, blank),
        by_side.get(Side.MIDLINE, ""),
    )


def _cell(record: RecordedFinding, words: Words) -> str:
    state = words.state(record.state)
    return f"{state}, {record.reading}" if record.reading else state


def _row_notes(record: RecordedFinding, words: Words) -> Iterator[Note]:
    if record.weight < FULL_WEIGHT:
        reason = record.weight_reason or words.say("the method is less certain")
        yield Note(words.say(_LESS[record.side]), words.sentence(reason))
    text = " ".join(paragraphs(record.note))
    if text:
        yield Note(words.say(_NOTE[record.side]), text)


def _sayings(group: list[Source], told: Told) -> Iterator[Note]:
    """What a source says, by relation. Nothing that speaks against a statement is ever left out."""
    said: dict[str, dict[str, None]] = {}
    for source in group:
        if not told.said(source):
            text = source.says or told.words.say("the rule that cites it")
            said.setdefault(source.relation, {})[told.words.sentence(text)] = None
    for relation, texts in said.items():
        shown = _shown_sayings(relation, tuple(texts), told)
        more = (f"(+{len(texts) - len(shown)})",) if len(texts) > len(shown) else ()
        if shown:
            yield Note(told.words.relation(relation), " ".join((*shown, *more)))


def _shown_sayings(relation: str, texts: tuple[str, ...], told: Told) -> tuple[str, ...]:
    if relation == DISPUTES or told.detail.titles:
        return texts
    return texts[:1] if told.detail.sayings else ()


def _decided_by(evaluators: tuple[str, ...], words: Words) -> str:
    if len(evaluators) < 2:
        return words.sentence(words.listed(evaluators))
    if len(evaluators) == 2:
        return words.say(
            "{first} and {second}; both came to the same conclusions.", first=evaluators[0], second=evaluators[1]
        )
    return words.say("{names}; all came to the same conclusions.", names=", ".join(evaluators))
