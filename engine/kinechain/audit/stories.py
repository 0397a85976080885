"""Running the stories: whole patients, with everything expected and everything forbidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from kinechain.assess import Assessor
from kinechain.knowledge.case_file import typed_case
from kinechain.knowledge.document import Document
from kinechain.knowledge.files import walk
from kinechain.knowledge.formats.case import Expected, Outcome, StoryFile
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.validate import validate
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.assessment import EXERCISE, Assessment
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem

_KINDS = {
    "causes": Kind.CAUSE,
    "impressions": Kind.IMPRESSION,
    "against": Kind.AGAINST,
    "recommendations": Kind.RECOMMENDATION,
    "withheld": Kind.WITHHELD,
    "referrals": Kind.RED_FLAG,
    "next_tests": Kind.NEXT_TEST,
    "codes": Kind.CODE,
}
_Shown = tuple[str, str]
"""Id and side."""


@dataclass(frozen=True, slots=True)
class Story:
    """A readable story with its case; ``problems`` when it cannot be run."""

    file: str
    written: StoryFile | None
    case: Case | None
    document: Document | None
    problems: tuple[Problem, ...]


def read_stories(folder: Traversable, vocabulary: Vocabulary) -> Iterable[Story]:
    """Every story below ``folder``, in the order of their paths."""
    for path, entry in walk(folder):
        if path.endswith(".story.yaml"):
            yield read_story(entry.read_bytes(), path, vocabulary)


def read_story(data: bytes, path: str, vocabulary: Vocabulary) -> Story:
    """One story; every problem of its case and of its expectations is collected."""
    document, found = read(data, path)
    if document is None:
        return Story(path, None, None, None, found)
    written, found = validate(StoryFile, document, "story")
    if written is None:
        return Story(path, None, None, document, found)
    reader = RecordReader(vocabulary, document, "story")
    case = typed_case(written.case, reader, ("case",))
    unknown = tuple(_unknown(written, document, vocabulary))
    problems = (*reader.problems, *unknown)
    return Story(path, written, None if problems else case, document, problems)


def _unknown(written: StoryFile, document: Document, vocabulary: Vocabulary) -> Iterable[Problem]:
    for part, outcome in (("expect", written.expect), ("forbid", written.forbid)):
        for key, kind in _KINDS.items():
            known = vocabulary.names(kind)
            for number, entry in enumerate(getattr(outcome, key)):
                if entry.id not in known:
                    message = f"'{entry.id}' is not declared, so it can be neither expected nor forbidden."
                    yield document.problem(
                        (part, key, number),
                        "story.unknown-conclusion",
                        message,
                        did_you_mean(entry.id, known),
                    )


def run_story(story: Story, assessor: Assessor) -> tuple[Assessment | None, tuple[Problem, ...]]:
    """Assess a story by both evaluators, check its proof, and compare; problems say what differs."""
    if story.case is None or story.written is None or story.document is None:
        return None, story.problems
    assessment = assessor.assess(story.case, verify=True)
    differences = [*_missing(story.written.expect, assessment), *_present(story.written.forbid, assessment)]
    document = story.document
    return assessment, tuple(document.problem(("expect",), "story.fails", text) for text in differences)


def _shown(assessment: Assessment, key: str) -> list[_Shown]:
    if key == "against":
        # Opposed conclusions are shown beside the cause or impression that they oppose.
        inferred = (*assessment.causes, *assessment.impressions)
        return [(one.id, one.side) for one in inferred if any(item.kind == "finding" for item in one.against)]
    return [(one.id, one.side) for one in getattr(assessment, key)]


def _side(entry: Expected) -> str:
    return entry.side or "midline"


def _missing(expected: Outcome, assessment: Assessment) -> Iterable[str]:
    if expected.status and expected.status != assessment.status:
        yield f"The status is '{assessment.status}', expected '{expected.status}'."
    for key in _KINDS:
        shown = _shown(assessment, key)
        for entry in getattr(expected, key):
            if (entry.id, _side(entry)) not in shown:
                yield f"Expected in {key}: {entry.id} ({_side(entry)}); found: {_list(shown)}."
            else:
                yield from _details(entry, key, assessment)
    gaps = {gap.id for gap in assessment.safety_gaps}
    yield from (f"Expected safety gap: {name}." for name in expected.safety_gaps if name not in gaps)
    yield from _order(expected.order, assessment)
    if expected.only_causes:
        allowed = {(entry.id, _side(entry)) for entry in expected.causes}
        yield from (
            f"Unexpected cause: {name} ({side})."
            for name, side in _shown(assessment, "causes")
            if (name, side) not in allowed
        )
    if expected.no_exercise:
        given = [one.id for one in assessment.recommendations if EXERCISE in one.classes]
        yield from (f"An exercise is given: {name}." for name in given)


def _details(entry: Expected, key: str, assessment: Assessment) -> Iterable[str]:
    for attribute, wanted in (("strength", entry.strength), ("urgency", entry.urgency)):
        for one in getattr(assessment, key) if wanted and key != "against" else ():
            if (one.id, one.side) == (entry.id, _side(entry)) and getattr(one, attribute, wanted) != wanted:
                yield f"{entry.id} ({_side(entry)}): {attribute} is '{getattr(one, attribute)}', expected '{wanted}'."


def _order(order: tuple[str, ...], assessment: Assessment) -> Iterable[str]:
    given = [one.id for one in assessment.recommendations]
    missing = [name for name in order if name not in given]
    if missing:
        yield f"Not recommended, so not in order: {', '.join(missing)}."
    places = [given.index(name) for name in order if name in given]
    if places != sorted(places):
        yield f"Recommended in the order {', '.join(given)}; expected {', '.join(order)}."


def _present(forbidden: Outcome, assessment: Assessment) -> Iterable[str]:
    if forbidden.status and forbidden.status == assessment.status:
        yield f"The status must not be '{assessment.status}'."
    for key in _KINDS:
        shown = _shown(assessment, key)
        for entry in getattr(forbidden, key):
            yield from (
                f"Forbidden in {key}: {name} ({side})."
                for name, side in shown
                if name == entry.id and entry.side in (None, side)
            )
    gaps = {gap.id for gap in assessment.safety_gaps}
    yield from (f"Forbidden safety gap: {name}." for name in forbidden.safety_gaps if name in gaps)


def _list(shown: list[_Shown]) -> str:
    return ", ".join(f"{name} ({side})" for name, side in shown) or "none"
