"""Case files: what a practitioner writes, read strictly, all problems at once."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.formats.case import CaseDocument, SubjectDocument
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.unary import plain
from kinechain.knowledge.validate import validate
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.finding import Finding, FindingKey, State, Value
from kinechain.terms.problem import InvalidCaseError, Problem
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side


def read_case(data: bytes, file: str, vocabulary: Vocabulary, today: datetime.date) -> Case:
    """Read a case file (YAML, or JSON by its ending).

    Raises InvalidCaseError with every problem: syntax, unknown words, units, ranges, sides, contradictions,
    dates after ``today``.
    """
    document, problems = read(data, file)
    if document is None:
        raise InvalidCaseError(problems)
    return checked_case(document, vocabulary, today)


def checked_case(document: Document, vocabulary: Vocabulary, today: datetime.date) -> Case:
    """A case from plain values, checked as those of a file are. Raises InvalidCaseError with every problem."""
    written, problems = validate(CaseDocument, document, "case")
    reader = RecordReader(vocabulary, document)
    if written is None:
        _findings_only(document, reader)
        raise InvalidCaseError([*problems, *reader.problems])
    case = typed_case(written, reader, ())
    if found := [*reader.problems, *_future(written, document, today)]:
        raise InvalidCaseError(found)
    return case


def _findings_only(document: Document, reader: RecordReader) -> None:
    """Even where the frame of the file is broken, its findings are worth checking in the same round."""
    content = document.content
    entries = content.get("findings") if isinstance(content, dict) else None
    for number, written in enumerate(entries if isinstance(entries, tuple) else ()):
        if isinstance(written, dict):
            reader.read(written, ("findings", number))


def _future(written: CaseDocument, document: Document, today: datetime.date) -> tuple[Problem, ...]:
    if written.date <= today:
        return ()
    message = f"The date {written.date} lies after today ({today})."
    return (document.problem(("date",), "case.future-date", message, "Write the day of the examination."),)


def typed_case(written: CaseDocument, reader: RecordReader, path: Path) -> Case:
    """A validated case document as a Case; problems are collected in ``reader``."""
    findings = records(reader, written.subject, written.findings, written.denied, path)
    subject = written.subject
    return Case(written.case, written.date, subject.age, subject.sex, findings, written.notes or "")


def records(
    reader: RecordReader,
    subject: SubjectDocument,
    findings: Iterable[dict[str, object]],
    denied: Iterable[str],
    path: Path,
) -> tuple[Finding, ...]:
    """Every finding of a case: the listed, the denied and what the subject's age and sex say; conflicts reported."""
    found = list(_subject_records(reader.vocabulary, subject))
    for number, entry in enumerate(findings):
        found.extend(reader.read(entry, (*path, "findings", number)))
    for number, name in enumerate(denied):
        found.extend(_denied(reader, name, (*path, "denied", number)))
    return _without_conflicts(reader, found, path)


SUBJECT_FINDINGS = ("age", "sex")
"""Findings that a case says under ``subject``."""


def _subject_records(vocabulary: Vocabulary, subject: SubjectDocument) -> Iterable[Finding]:
    values: dict[str, tuple[str, Value | None]] = {
        "age": ("years", None if subject.age is None else Quantity(Decimal(subject.age))),
        "sex": ("value", subject.sex),
    }
    for name, (attribute, value) in values.items():
        if value is not None and name in vocabulary.findings:
            yield Finding(name, Side.MIDLINE, State.POSITIVE, ((attribute, value),))


def _denied(reader: RecordReader, name: str, path: Path) -> tuple[Finding, ...]:
    definition = reader.vocabulary.findings.get(name)
    plain_ones = [key for key, known in reader.vocabulary.findings.items() if not known.sided and not known.attributes]
    if definition is None:
        reader.report(
            path,
            "unknown-finding",
            f"'{name}' is not a finding of this knowledge base.",
            did_you_mean(name, plain_ones),
        )
    elif definition.id not in plain_ones:
        hint = "Record it under 'findings' with its side and 'state: negative'."
        reader.report(path, "cannot-deny", f"'{name}' has a side or values, so it cannot be denied in one word.", hint)
    else:
        return (Finding(name, Side.MIDLINE, State.NEGATIVE, line=reader.document.place(path)[0]),)
    return ()


def _same_result(vocabulary: Vocabulary, first: Finding, second: Finding) -> bool:
    """Whether two records of one finding say the same: 3 weeks and 21 days do."""

    def measured(finding: Finding) -> dict[str, object]:
        attributes = vocabulary.findings[finding.name].attributes
        return {name: plain(value, attributes[name]) for name, value in finding.values}

    return first.state is second.state and measured(first) == measured(second)


def _without_conflicts(reader: RecordReader, found: list[Finding], path: Path) -> tuple[Finding, ...]:
    kept: dict[FindingKey, Finding] = {}
    for finding in found:
        key = FindingKey(finding.name, finding.side)
        first = kept.setdefault(key, finding)
        if not _same_result(reader.vocabulary, first, finding):
            where = f"line {first.line}" if first.line else "the subject"
            message = f"'{key}' stands in {where} and in line {finding.line} with different results."
            problem = Problem(
                reader.document.file,
                finding.line,
                1,
                f"{reader.prefix}.conflict",
                message,
                "Keep the right one.",
            )
            reader.problems.append(problem)
    return tuple(kept[key] for key in sorted(kept))
