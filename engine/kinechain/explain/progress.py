"""Progress over dated visits: measures against their detectable changes, findings, conclusions that came or went.

What was not examined at a visit is a gap: never zero, never normal, and no evidence that something is gone.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kinechain.explain.arguments import Arguments
from kinechain.explain.progress_conclusions import steps
from kinechain.explain.progress_measures import compared
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider
from kinechain.knowledge.case_file import SUBJECT_FINDINGS
from kinechain.knowledge.formats.base import EvidenceNote
from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.translated import attribute_words
from kinechain.knowledge.unary import plain_number
from kinechain.knowledge.vocabulary import FindingDefinition
from kinechain.terms.assessment import STOPPING, Assessment
from kinechain.terms.case import Case
from kinechain.terms.finding import Finding, FindingKey, State
from kinechain.terms.problem import Problem
from kinechain.terms.progress import SCHEMA_VERSION, Course, Detectable, Measure, Progress, Reading, Untested
from kinechain.terms.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Visit:
    """One dated case with what was decided about it."""

    case: Case
    assessment: Assessment


def visit_problems(cases: Sequence[tuple[str, Case]]) -> tuple[Problem, ...]:
    """Why these cases, each with the name of its file, are not the visits of one client on different days."""
    problems: list[Problem] = []
    first_on: dict[datetime.date, str] = {}
    for file, case in cases:
        if case.id != cases[0][1].id:
            message = f"The client differs from that of {cases[0][0]}."
            hint = "Give the visits of one client: 'case' must be the same in every file."
            problems.append(Problem(file, 0, 0, "progress.other-client", message, hint))
        if case.date in first_on:
            message = f"The date {case.date} is also that of {first_on[case.date]}."
            problems.append(Problem(file, 0, 0, "progress.same-date", message, "Give one case for each day."))
        first_on.setdefault(case.date, file)
    return tuple(problems)


def progress(decider: Decider, knowledge_base: KnowledgeBase, visits: Sequence[Visit]) -> Progress:
    """The progress over two or more visits of one client on different days, in whatever order they are given.

    ``knowledge_base`` is that of ``decider``, by which every visit was assessed, in the language of the report. Raises
    ValueError for fewer than two visits, for two of one day, and for visits of different clients.
    """
    ordered = tuple(sorted(visits, key=lambda visit: visit.case.date))
    if len({visit.case.date for visit in ordered}) < max(2, len(ordered)):
        raise ValueError("progress takes two or more visits, each on a day of its own")
    if len({visit.case.id for visit in ordered}) > 1:
        raise ValueError("progress takes the visits of one client")
    latest = ordered[-1].assessment
    stopped = bool(latest.safety_gaps) or any(flag.urgency in STOPPING for flag in latest.referrals)
    followed = _Followed(decider, knowledge_base, ordered)
    return Progress(
        schema_version=SCHEMA_VERSION,
        language=latest.language,
        program=latest.program,
        knowledge_base=latest.knowledge_base,
        case=latest.case,
        dates=tuple(visit.assessment.date for visit in ordered),
        status=latest.status,
        stopped=stopped,
        measures=tuple(followed.measures()),
        courses=tuple(followed.courses()),
        steps=steps(decider, [visit.case for visit in ordered], followed.wordings, with_programme=not stopped),
        untested=tuple(followed.untested()),
        intended_use=latest.intended_use,
        not_for=latest.not_for,
        decided_by=latest.decided_by,
    )


class _Followed:
    """The findings of all visits, by name and side, in the order of the vocabulary."""

    def __init__(self, decider: Decider, knowledge_base: KnowledgeBase, visits: Sequence[Visit]) -> None:
        self.vocabulary = knowledge_base.vocabulary
        self.wordings = [Wording(self.vocabulary, visit.case) for visit in visits]
        self.arguments = Arguments(knowledge_base, decider.preview(visits[-1].case), self.wordings[-1])
        self.dates = [visit.assessment.date for visit in visits]
        self.records = [visit.case.by_key() for visit in visits]

    def _keys(self) -> Iterator[tuple[FindingDefinition, FindingKey, list[Finding | None]]]:
        """Every finding that was examined at some visit, with its record at each (None: not examined)."""
        for name, definition in self.vocabulary.findings.items():
            for key in (FindingKey(name, side) for side in definition.sides if name not in SUBJECT_FINDINGS):
                found = [records.get(key) for records in self.records]
                examined = [one if one is not None and one.is_assessed else None for one in found]
                if any(examined):
                    yield definition, key, examined

    def measures(self) -> Iterator[Measure]:
        """Every measure that has a number at some visit."""
        for definition, key, records in self._keys():
            for name, document in definition.attributes.items():
                if document.better is None or not any(one and one.value(name) is not None for one in records):
                    continue
                readings = tuple(
                    self._reading(definition, key, name, number, one) for number, one in enumerate(records)
                )
                yield self._measure(definition, key, name, readings)

    def _measure(
        self, definition: FindingDefinition, key: FindingKey, name: str, readings: tuple[Reading, ...]
    ) -> Measure:
        document = definition.attributes[name]
        detectable = self._detectable(document)
        since_first, since_previous = compared(readings, document.better or "none", detectable)
        return Measure(
            finding=key.name,
            attribute=name,
            title=definition.document.title,
            attribute_title=self.wordings[-1].language.say(attribute_words(name)),
            side=key.side,
            unit=document.unit or "",
            better=document.better or "none",
            least=document.min,
            most=document.max,
            detectable=detectable,
            readings=readings,
            since_first=since_first,
            since_previous=since_previous,
        )

    def _reading(
        self, definition: FindingDefinition, key: FindingKey, name: str, visit: int, record: Finding | None
    ) -> Reading:
        wording, date = self.wordings[visit], self.dates[visit]
        if record is None:
            return Reading(date, State.NOT_ASSESSED, None, "", wording.recorded(key))
        value = record.value(name)
        amount = plain_number(value, definition.attributes[name]) if isinstance(value, Quantity) else None
        ways = tuple(pair for pair in record.values if definition.attributes[pair[0]].how_measured)
        return Reading(date, record.state, amount, wording.reading(replace(record, values=ways)), wording.recorded(key))

    def _detectable(self, document: AttributeDocument) -> Detectable | None:
        if document.detectable_change is None:
            return None
        found = self.vocabulary.detectable_changes[document.detectable_change]
        note = EvidenceNote(ref=found.source.ref, relation="supports", says=found.source.says or found.basis)
        return Detectable(
            id=found.id,
            amount=plain_number(Quantity(found.amount, found.unit or ""), document),
            unit=document.unit or "",
            basis=found.basis,
            caveat=found.caveat,
            source=self.arguments.source(note),
        )

    def courses(self) -> Iterator[Course]:
        """Findings whose results differ between visits in more than a number."""
        for definition, key, records in self._keys():
            if len({_result(definition, one) for one in records if one is not None}) > 1:
                states = tuple(one.state if one else State.NOT_ASSESSED for one in records)
                words = tuple(wording.recorded(key) for wording in self.wordings)
                yield Course(key.name, definition.document.title, key.side, states, words)

    def untested(self) -> Iterator[Untested]:
        """What was examined before and not at the latest visit."""
        for definition, key, records in self._keys():
            if records[-1] is None:
                last = max(number for number, one in enumerate(records) if one is not None)
                yield Untested(key.name, definition.document.title, key.side, self.dates[last])


def _result(definition: FindingDefinition, record: Finding) -> tuple[object, ...]:
    """What was found, without the numbers, which are measures, and without the way of measuring."""
    kept = (
        (name, value)
        for name, value in record.values
        if not isinstance(value, Quantity) and not definition.attributes[name].how_measured
    )
    return (record.state, *kept)
