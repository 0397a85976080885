"""The sheet of a visit: every group and finding, with what was entered on each side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinechain.knowledge.case_file import SUBJECT_FINDINGS
from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.store.models import Entry, Visit
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.problem import Problem
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from kinechain.web.body_places import finding_regions
from kinechain.web.previewing import preview_of

_HINTS = {"entry.contradiction": "Change the value or the state; 0 empties both, and Undo brings them back."}


@dataclass(frozen=True, slots=True)
class EntryBox:
    """One finding on one side: what is entered, and what is wrong with what was typed last."""

    definition: FindingDefinition
    side: Side
    state: State = State.NOT_ASSESSED
    values: tuple[tuple[str, object], ...] = ()
    note: str = ""
    version: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is entered."""
        return self.state is State.NOT_ASSESSED and not self.values and not self.note

    @property
    def values_mean_positive(self) -> bool:
        """Whether a value alone says positive, so that another state leaves no room for values."""
        return not self.definition.document.positive_when

    def hint_of(self, problem: Problem) -> str:
        """How to mend a problem here; what is said for files of cases does not fit every one."""
        return _HINTS.get(problem.code, problem.hint)

    @property
    def is_untouched(self) -> bool:
        """Whether nobody ever entered anything, so that it looks as in any other visit."""
        return self.version == 0 and self.is_empty and not self.problems

    @property
    def shows_all(self) -> bool:
        """Whether every field stays in sight: something is entered or wrong that might hide among them."""
        return self.state is State.POSITIVE or bool(self.values or self.note or self.problems)

    @property
    def name(self) -> str:
        """An id for the page."""
        return f"{self.definition.id}-{self.side}"

    @property
    def fields(self) -> "tuple[EntryField, ...]":
        """Its attributes; those that decide the state come first."""
        chief = self.definition.document.positive_when
        made = (EntryField(name, one, name in chief) for name, one in self.definition.attributes.items())
        return tuple(sorted(made, key=lambda one: not one.is_chief))

    def is_wrong(self, attribute: str) -> bool:
        """Whether a problem is about this attribute."""
        lines = {problem.line for problem in self.problems}
        return any(name == attribute and number in lines for number, (name, _) in enumerate(self.values, 1))

    def typed(self, attribute: str) -> object:
        """What is entered for an attribute, without the unit that stands beside the field; empty when nothing is.

        What is wrong stays exactly as it was typed.
        """
        found = dict(self.values).get(attribute, "")
        if self.is_wrong(attribute):
            return found
        unit = self.definition.attributes[attribute].unit if attribute in self.definition.attributes else None
        return without_unit(found, unit) if isinstance(found, str) and unit else found


NARROW = 12
"""Characters that a field of half a box shows."""


@dataclass(frozen=True, slots=True)
class EntryField:
    """One attribute as a field. ``is_chief``: it decides the state, so it always stands in sight."""

    name: str
    document: AttributeDocument
    is_chief: bool

    @property
    def kind(self) -> str:
        """``steps`` (a scale with a word for each step), ``choice``, ``choices``, ``flag`` or ``number``."""
        if self.document.type in ("choice", "choices", "flag"):
            return self.document.type
        return "steps" if self.steps else "number"

    @property
    def steps(self) -> Mapping[str, str]:
        """The steps of a scale with their words, when each has one."""
        labels, document = self.document.labels or {}, self.document
        if not labels or document.type != "integer" or document.min is None or document.max is None:
            return {}
        whole = range(int(document.min), int(document.max) + 1)
        return {str(step): labels[str(step)] for step in whole} if all(str(one) in labels for one in whole) else {}

    @property
    def is_wide(self) -> bool:
        """Whether the words to choose from need the width of the box."""
        words = (self.document.values or {}).values() if self.kind == "choice" else self.steps.values()
        return max(map(len, words), default=0) > NARROW

    @property
    def hint(self) -> str:
        """What may be typed: the words of the ends of a scale, or else the ends."""
        if self.document.labels:
            return ", ".join(f"{step} {words}" for step, words in self.document.labels.items())
        if self.document.type == "integer" and self.document.min is not None and self.document.max is not None:
            return f"{self.document.min} to {self.document.max}"
        return ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with a box for each side. ``before``: what stood there at the visit before, by side."""

    definition: FindingDefinition
    boxes: tuple[EntryBox, ...]
    planned: bool
    regions: tuple[str, ...] = ()
    before: Mapping[Side, str] = field(default_factory=dict)

    @property
    def is_entered(self) -> bool:
        """Whether any side holds anything."""
        return any(not box.is_empty for box in self.boxes)

    @property
    def words(self) -> str:
        """What a search finds it by."""
        return "; ".join((self.definition.document.title, *self.definition.document.synonyms))


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A heading with its findings, in the order of enquiry."""

    id: str
    title: str
    rows: tuple[FindingRow, ...]

    @property
    def entered(self) -> int:
        """How many boxes hold anything; a group with any is never closed."""
        return sum(not box.is_empty for row in self.rows for box in row.boxes)

    @property
    def is_open(self) -> bool:
        """Whether it starts unfolded: something is entered, or planned from the visit before."""
        return bool(self.entered) or any(row.planned for row in self.rows)


def entry_sheet(visit: Visit, vocabulary: Vocabulary) -> tuple[SheetGroup, ...]:
    """Every group of the vocabulary with what the visit has entered; age and sex stand with the client."""
    entries = {entry.key: entry for entry in visit.entries.all()}
    planned, before = set(visit.protocol), last_time(visit)

    def row(definition: FindingDefinition) -> FindingRow:
        boxes = tuple(
            box_of(definition, side, entries.get(FindingKey(definition.id, side))) for side in definition.sides
        )
        earlier = {side: before[key] for side in definition.sides if (key := FindingKey(definition.id, side)) in before}
        regions = finding_regions(vocabulary, definition.id)
        return FindingRow(definition, boxes, definition.id in planned, regions, earlier)

    listed = [one for one in vocabulary.findings.values() if one.id not in SUBJECT_FINDINGS]
    groups = (
        SheetGroup(group.id, group.title, tuple(row(one) for one in listed if one.document.group == group.id))
        for group in vocabulary.groups.values()
    )
    return tuple(group for group in groups if group.rows)


def visit_before(visit: Visit) -> Visit | None:
    """The client's visit before this one, by day."""
    return visit.client.visits.filter(date__lt=visit.date).select_related("client").first()


def last_time(visit: Visit) -> Mapping[FindingKey, str]:
    """What was recorded at the visit before, in words."""
    earlier = visit_before(visit)
    arguments = None if earlier is None else preview_of(earlier).arguments
    if arguments is None:
        return {}
    return {key: arguments.wording.recorded(key) for key in arguments.decision.memory}


def box_of(definition: FindingDefinition, side: Side, entry: Entry | None) -> EntryBox:
    """The box of an entry, empty when there is none."""
    if entry is None:
        return EntryBox(definition, side)
    values = tuple(entry.values.items())
    return EntryBox(definition, side, State(entry.state), values, entry.note, entry.version)


def without_unit(typed: str, unit: str) -> str:
    """A number without its unit when that is the one beside the field; anything else as it was typed.

    >>> without_unit("12 deg", "deg"), without_unit("3 weeks", "h"), without_unit("eleven", "h")
    ('12', '3 weeks', 'eleven')
    """
    try:
        quantity = Quantity.parse(typed)
    except ValueError:
        return typed
    return f"{quantity.amount.normalize():f}" if quantity.unit == unit else typed
