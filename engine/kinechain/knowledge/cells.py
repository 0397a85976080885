"""Cells: the values of an attribute that no test tells apart, and the records of a finding that are possible at all.

Numbers matter only through the thresholds of rules and vocabulary, so the thresholds and the cells between them stand
for all numbers. What the case reader refuses (a value that contradicts its state, a value out of range) is impossible.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.ground import FindingAtom
from kinechain.knowledge.records import implied_state
from kinechain.knowledge.unary import AttributeTest, Plain, plain
from kinechain.knowledge.vocabulary import FindingDefinition
from kinechain.terms.finding import Finding, FindingKey, State, Value
from kinechain.terms.quantity import Quantity

NUMERIC = ("integer", "number")
RECORDED = (State.POSITIVE, State.NEGATIVE, State.NOT_APPLICABLE)
_Truths = tuple[bool, ...]


def representatives(
    bounds: Iterable[Decimal], *, whole: bool, low: Decimal | None = None, high: Decimal | None = None
) -> Iterator[Decimal]:
    """One number for each cell that the bounds make: the bounds themselves and one below, between and above.

    Nothing outside ``low`` and ``high`` is given; a narrow cell at the end of the range is represented by that end.

    >>> [str(number) for number in representatives([Decimal(48)], whole=True)]
    ['47', '48', '49']
    >>> [str(number) for number in representatives([Decimal("0.5")], whole=False, low=Decimal(0), high=Decimal(1))]
    ['0', '0.5', '1']
    """
    ordered = sorted({bound for bound in bounds if (low is None or bound >= low) and (high is None or bound <= high)})
    for number, bound in enumerate(ordered):
        if number == 0:
            before = bound - 1 if low is None else max(bound - 1, low)
        else:
            before = _between(ordered[number - 1], bound, whole=whole)
        if before < bound:
            yield before
        yield bound
    if ordered:
        after = ordered[-1] + 1 if high is None else min(ordered[-1] + 1, high)
        if after > ordered[-1]:
            yield after


def _between(low: Decimal, high: Decimal, *, whole: bool) -> Decimal:
    """A number between two bounds, a whole one if there is one; ``high`` or more when nothing lies between."""
    if whole:
        return low + 1
    middle = (low + high) / 2
    return middle // 1 if low < middle // 1 < high else middle


def single_values(document: AttributeDocument, tests: Iterable[AttributeTest]) -> Iterator[tuple[str, Plain]]:
    """Each flag, each choice, one number of each cell: a label and the value as rules compare it."""
    if document.type == "flag":
        yield from (("true", True), ("false", False))
    elif document.values is not None:
        yield from ((name, frozenset((name,))) for name in document.values)
    elif document.type in NUMERIC:
        bounds = [test.bound for test in tests if isinstance(test.bound, Decimal)]
        whole = document.type == "integer"
        for number in representatives(bounds, whole=whole, low=document.min, high=document.max):
            yield str(number), number


@dataclass(frozen=True, slots=True)
class Cell:
    """Values of an attribute that no test tells apart: one of them, and all of them in words."""

    value: Value
    words: str


def attribute_cells(document: AttributeDocument, tests: Sequence[AttributeTest]) -> tuple[Cell, ...]:
    """One cell for each combination of tests that a value can pass.

    >>> from kinechain.knowledge.unary import parse_test
    >>> hours = AttributeDocument(type="number", title="Duration", unit="h", min=Decimal(0))
    >>> [cell.words for cell in attribute_cells(hours, [parse_test("duration", hours, "> 48 h")])]
    ['at most 48 h', 'more than 48 h']
    """
    found: dict[_Truths, Cell] = {}
    if document.type in NUMERIC:
        for truths, cell in _intervals(document, tests):
            found.setdefault(truths, cell)
    elif document.type == "choices":
        found = _several(document, tests)
    else:
        for truths, names in _alike(document, tests).items():
            value: Value = names[0] == "true" if document.type == "flag" else names[0]
            found[truths] = Cell(value, " or ".join((document.values or {}).get(name, name) for name in names))
    return tuple(found.values())


def _alike(document: AttributeDocument, tests: Sequence[AttributeTest]) -> dict[_Truths, list[str]]:
    groups: dict[_Truths, list[str]] = {}
    for label, value in single_values(document, tests):
        groups.setdefault(tuple(test.holds(value) for test in tests), []).append(label)
    return groups


def _several(document: AttributeDocument, tests: Sequence[AttributeTest]) -> dict[_Truths, Cell]:
    """Choices that may stand together: every union of the tests that single choices pass, by fewest choices."""
    singles: list[tuple[_Truths, tuple[str, ...]]] = [
        (truths, (names[0],)) for truths, names in _alike(document, tests).items()
    ]
    found = dict(singles)
    newest = singles
    while newest:
        unions = [
            (tuple(map(max, zip(truths, others, strict=True))), (*names, *more))
            for truths, names in newest
            for others, more in singles
        ]
        newest = [(truths, names) for truths, names in dict(reversed(unions)).items() if truths not in found]
        found.update(newest)
    titles = document.values or {}
    return {
        truths: Cell(tuple(sorted(set(names))), " and ".join(titles[name] for name in dict.fromkeys(names)))
        for truths, names in found.items()
    }


def _intervals(document: AttributeDocument, tests: Sequence[AttributeTest]) -> Iterator[tuple[_Truths, Cell]]:
    """Neighbouring numbers that pass the same tests, as one interval in words."""
    bounds = {test.bound for test in tests}
    numbers = [value for _, value in single_values(document, tests) if isinstance(value, Decimal)]
    for truths, group in groupby(numbers, lambda number: tuple(test.holds(number) for test in tests)):
        inside = list(group)
        first, last = numbers.index(inside[0]), numbers.index(inside[-1])
        words = []
        if len(inside) == 1 and inside[0] in bounds:
            words = [_amount(inside[0], document)]
        else:
            if first:
                is_bound = inside[0] in bounds
                words.append(f"at least {_amount(inside[0], document)}" if is_bound else
                             f"more than {_amount(numbers[first - 1], document)}")  # fmt: skip
            if last < len(numbers) - 1:
                is_bound = inside[-1] in bounds
                words.append(f"at most {_amount(inside[-1], document)}" if is_bound else
                             f"less than {_amount(numbers[last + 1], document)}")  # fmt: skip
        yield truths, Cell(Quantity(inside[0], document.unit or ""), " and ".join(words) or "any")


def _amount(number: Decimal, document: AttributeDocument) -> str:
    return str(Quantity(number, document.unit or ""))


@dataclass(frozen=True, slots=True)
class PossibleRecord:
    """A record that a finding can have: its state and cells of attributes; all that is left out is not recorded.

    ``passes`` has one bit for each atom that was asked about.
    """

    state: State
    values: tuple[tuple[str, Cell], ...]
    passes: int

    def finding(self, key: FindingKey) -> Finding:
        """The record as a finding of a case, with one value out of each cell."""
        return Finding(key.name, key.side, self.state, tuple((name, cell.value) for name, cell in self.values))


_Values = tuple[tuple[str, Cell], ...]


def possible_records(definition: FindingDefinition, atoms: Sequence[FindingAtom]) -> tuple[PossibleRecord, ...]:
    """Every record of a finding that the reader accepts, up to what ``atoms`` can tell apart; simplest first."""
    found: dict[int, PossibleRecord] = {}
    for (mask, implied), values in _combinations(definition, atoms).items():
        for state in RECORDED if implied is None else (implied,):
            passes = mask & _mask(atom.state in (None, state) for atom in atoms)
            record = PossibleRecord(state, values, passes)
            if passes not in found or _simplicity(record) < _simplicity(found[passes]):
                found[passes] = record
    return tuple(sorted(found.values(), key=_simplicity))


def _simplicity(record: PossibleRecord) -> tuple[int, bool, bool]:
    """Few values first; where no atom tells a negative from a positive result, the negative one stands for both."""
    return len(record.values), record.state is State.NOT_APPLICABLE, record.state is State.POSITIVE


def _mask(truths: Iterable[bool]) -> int:
    return sum(1 << number for number, truth in enumerate(truths) if truth)


def _combinations(
    definition: FindingDefinition, atoms: Sequence[FindingAtom]
) -> Mapping[tuple[int, State | None], _Values]:
    """Cells of attributes by the atoms that they let pass and the state that they make, each with fewest values."""
    tests = list(dict.fromkeys([*(test for atom in atoms for test in atom.tests), *definition.positive_when]))
    tested = {test.attribute for test in tests}
    found: dict[tuple[int, State | None], _Values] = {((1 << len(atoms)) - 1, None): ()}
    for name in (name for name in definition.attributes if name in tested):
        longer = {
            (mask & without, implied): values
            for without in [_mask(all(test.attribute != name for test in atom.tests) for atom in atoms)]
            for (mask, implied), values in found.items()
        }
        for cell, passes, makes in _effects(definition, name, tests, atoms):
            for (mask, implied), values in found.items():
                state = State.POSITIVE if State.POSITIVE in (implied, makes) else makes or implied
                known = longer.get((mask & passes, state))
                if known is None or len(known) > len(values) + 1:
                    longer[mask & passes, state] = (*values, (name, cell))
        found = longer
    return found


def _effects(
    definition: FindingDefinition, name: str, tests: Sequence[AttributeTest], atoms: Sequence[FindingAtom]
) -> Iterator[tuple[Cell, int, State | None]]:
    """Each cell of an attribute with the atoms that it lets pass and the state that it makes alone."""
    document = definition.attributes[name]
    for cell in attribute_cells(document, [test for test in tests if test.attribute == name]):
        value = plain(cell.value, document)
        mask = _mask(all(test.attribute != name or test.holds(value) for test in atom.tests) for atom in atoms)
        yield cell, mask, implied_state(definition, ((name, cell.value),))
