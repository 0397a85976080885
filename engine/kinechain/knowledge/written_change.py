"""One changed finding as a person writes it: ``hip-pain@left=negative``, or as in a case file, in braces."""

import re
from collections.abc import Mapping
from typing import Any

from kinechain.knowledge.document import Document
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader, implied_state
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.finding import Finding, FindingKey
from kinechain.terms.problem import InvalidCaseError, Problem
from kinechain.terms.side import BODY_SIDES, Side

_NAME = r"(?P<finding>[^@=.{\s]+)(?:@(?P<side>[^@=.\s]+))?"
_KEY = re.compile(_NAME)
_SHORT = re.compile(_NAME + r"(?:\.(?P<attribute>[^@=.\s]+))?\s*=\s*(?P<value>.+)")
_FILE = "change"
_HOW = "Write 'hip-pain@left=negative', 'hip-pain@left.intensity=7' or '{finding: hip-pain, side: left, …}'."


def read_change(text: str, case: Case, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The records that a text asks for, one for each side. A short form with an attribute changes that value alone.

    Raises InvalidCaseError with every problem, as a case file would.
    """
    if text.lstrip().startswith("{"):
        document, problems = read(text.encode(), _FILE)
        if document is None or not isinstance(document.content, dict):
            raise InvalidCaseError(problems or (_problem("change.unreadable", f"'{text}' is not a finding.", _HOW),))
        return _typed(document.content, vocabulary)
    match = _SHORT.fullmatch(text.strip())
    if match is None:
        raise InvalidCaseError([_problem("change.unreadable", f"'{text}' is not a change.", _HOW)])
    written: dict[str, Any] = {key: match[key] for key in ("finding", "side") if match[key]}
    attribute = match["attribute"]
    if attribute is None:
        return _typed({**written, "state": match["value"].strip()}, vocabulary)
    written[attribute] = _plain(match["value"].strip(), match["finding"], attribute, vocabulary)
    return _with_value(written, case, vocabulary)


def read_keys(text: str, vocabulary: Vocabulary) -> tuple[FindingKey, ...]:
    """Which findings a text such as ``hip-pain@left`` names. Raises InvalidCaseError."""
    match = _KEY.fullmatch(text.strip())
    if match is None:
        raise InvalidCaseError([_problem("change.unreadable", f"'{text}' names no finding.", "Write 'hip-pain@left'.")])
    written = {key: match[key] for key in ("finding", "side") if match[key]}
    found = _typed({**written, "state": "not-assessed"}, vocabulary)
    return tuple(FindingKey(one.name, one.side) for one in found)


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(_FILE, 0, 0, code, message, hint)


def _typed(written: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[Finding, ...]:
    reader = RecordReader(vocabulary, Document(_FILE, dict(written)))
    found = reader.read(written, ())
    if reader.problems:
        raise InvalidCaseError(reader.problems)
    return found


def _plain(text: str, finding: str, attribute: str, vocabulary: Vocabulary) -> Any:
    """The value as a file would hold it: a flag, a list of choices, or text."""
    definition = vocabulary.findings.get(finding)
    document = definition.attributes.get(attribute) if definition else None
    if document is not None and document.type == "flag":
        return {"true": True, "false": False}.get(text, text)
    if document is not None and document.type == "choices":
        return tuple(part.strip() for part in text.split(","))
    return text


def _with_value(written: Mapping[str, Any], case: Case, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The record of each side with one value changed and the others kept; the state follows from the values."""
    known = case.by_key()
    sides: tuple[Side | None, ...] = BODY_SIDES if written.get("side") == "both" else (None,)
    found = []
    for side in sides:
        own = {**written, "side": side.value} if side else dict(written)
        before = known.get(_key(own))
        if before is not None and before.is_assessed and _alone_says_nothing(own, vocabulary):
            own["state"] = before.state.value
        for one in _typed(own, vocabulary):
            found.append(_merged(one, before, vocabulary))
    return tuple(found)


def _key(written: Mapping[str, Any]) -> FindingKey:
    side = written.get("side")
    return FindingKey(written["finding"], Side(side) if side in tuple(BODY_SIDES) else Side.MIDLINE)


def _alone_says_nothing(written: Mapping[str, Any], vocabulary: Vocabulary) -> bool:
    """Whether the value does not make a state, so that the state of the record has to stay."""
    definition = vocabulary.findings.get(written["finding"])
    deciding = {test.attribute for test in definition.positive_when} if definition else set()
    return bool(deciding) and not deciding & written.keys()


def _merged(new: Finding, before: Finding | None, vocabulary: Vocabulary) -> Finding:
    definition = vocabulary.findings[new.name]
    values = {**(dict(before.values) if before else {}), **dict(new.values)}
    ordered = tuple((name, values[name]) for name in definition.attributes if name in values)
    return Finding(new.name, new.side, implied_state(definition, ordered) or new.state, ordered)
