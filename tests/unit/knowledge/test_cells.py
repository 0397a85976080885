"""Cells: every value and every record that the reader accepts is represented, and nothing else is."""

from decimal import Decimal
from itertools import product

import pytest

from kinechain.knowledge.cells import attribute_cells, possible_records, representatives
from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.ground import FindingAtom, ground
from kinechain.knowledge.unary import AttributeTest, parse_test, plain
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.problem import InvalidCaseError
from kinechain.terms.side import Side
from support.small_cases import case_of
from support.small_knowledge import standard

DEGREES = AttributeDocument(type="number", title="Range", unit="deg", min=Decimal(0), max=Decimal(90))
GRADE = AttributeDocument(type="integer", title="Grade", min=Decimal(0), max=Decimal(3))
SITES = AttributeDocument(
    type="choices", title="Site", values={"groin": "groin", "buttock": "buttock", "outer": "outer hip"}
)


def thresholds(document: AttributeDocument, *written: object) -> list[AttributeTest]:
    """Tests as a rule writes them."""
    return [parse_test("it", document, one) for one in written]


def test_numbers_are_represented_by_the_thresholds_and_the_cells_between_them() -> None:
    assert list(representatives([Decimal(2), Decimal(5)], whole=True)) == [1, 2, 3, 5, 6]
    assert list(representatives([Decimal(2), Decimal(3)], whole=True)) == [1, 2, 3, 4]
    assert list(representatives([Decimal(2), Decimal(3)], whole=False)) == [1, 2, Decimal("2.5"), 3, 4]
    assert list(representatives([Decimal(-2), Decimal(-1)], whole=False)) == [-3, -2, Decimal("-1.5"), -1, 0]
    assert list(representatives([], whole=True)) == []


def test_a_narrow_cell_at_the_end_of_the_range_is_not_lost_and_nothing_lies_outside() -> None:
    half, low, high = Decimal("0.5"), Decimal(0), Decimal(1)
    assert list(representatives([half], whole=False, low=low, high=high)) == [low, half, high]
    assert list(representatives([low, high], whole=True, low=low, high=high)) == [low, high]


def test_an_interval_is_named_by_its_thresholds() -> None:
    cells = attribute_cells(DEGREES, thresholds(DEGREES, "< 30 deg", "> 60 deg", "= 10 deg"))
    assert [cell.words for cell in cells] == ["less than 10°", "10°", "at least 30° and at most 60°", "more than 60°"]
    assert [cell.words for cell in attribute_cells(GRADE, thresholds(GRADE, "<= 1"))] == ["at most 1", "more than 1"]
    assert [cell.words for cell in attribute_cells(GRADE, thresholds(GRADE, ">= 0"))] == ["any"]


def test_choices_that_may_stand_together_give_every_union() -> None:
    cells = attribute_cells(SITES, thresholds(SITES, "groin", "buttock"))
    assert [cell.value for cell in cells] == [("groin",), ("buttock",), ("outer",), ("buttock", "groin")]
    assert cells[3].words == "groin and buttock"


@pytest.mark.parametrize("name", ["hip-pain", "squeeze", "bridge", "rotation", "fever"])
def test_every_record_that_the_reader_accepts_has_a_possible_record_that_passes_the_same_atoms(name: str) -> None:
    """Counted out over a grid much finer than the cells; what the reader refuses is skipped."""
    definition = standard().vocabulary.findings[name]
    atoms = [atom for atom in ground(standard().rules).inputs if isinstance(atom, FindingAtom)]
    side = Side.LEFT if definition.sided else Side.MIDLINE
    own = [atom for atom in atoms if atom.key == FindingKey(name, side)]
    own += [
        FindingAtom(FindingKey(name, side), State.NOT_APPLICABLE, ()),
        FindingAtom(FindingKey(name, side), None, ()),
    ]
    own += [FindingAtom(FindingKey(name, side), None, (test,)) for test in definition.positive_when]
    possible = {record.passes for record in possible_records(definition, own)}
    grid: dict[str, list[object]] = {
        "duration": [None, "1 h", "48 h", "49 h", "3 weeks"], "intensity": [None, 0, 6, 7, 10],
        "site": [None, "groin", "[groin, buttock]"], "at_night": [None, "true"], "grade": [None, 0, 1, 2, 3],
        "pillow": [None, "true", "false"], "felt_in": [None, "gluteal", "hamstrings", "low-back"],
        "range": [None, "0 deg", "29 deg", "30 deg", "90 deg"], "lag": [None, "20 mm", "21 mm"],
    }  # fmt: skip
    names = list(definition.attributes)
    seen: set[int] = set()
    values: tuple[object, ...]
    states = [None, "positive", "negative", "not-applicable"]
    for state, values in product(states, product(*(grid[one] for one in names))):
        written = [f"{one}: {value}" for one, value in zip(names, values, strict=True) if value is not None]
        written += [f"state: {state}"] if state else []
        written += [f"side: {side}"] if definition.sided else []
        try:
            finding = case_of(", ".join([f"finding: {name}", *written]), tail="").findings[0]
        except InvalidCaseError:
            continue
        noted = {one: plain(value, definition.attributes[one]) for one, value in finding.values}
        bits = 0
        for number, atom in enumerate(own):
            fits = atom.state in (None, finding.state)
            fits &= all(test.attribute in noted and test.holds(noted[test.attribute]) for test in atom.tests)
            bits |= fits << number
        seen.add(bits)
    assert seen == possible


def test_every_possible_record_is_one_that_the_reader_accepts() -> None:
    atoms = [atom for atom in ground(standard().rules).inputs if isinstance(atom, FindingAtom)]
    for key in {atom.key for atom in atoms}:
        definition = standard().vocabulary.findings[key.name]
        for record in possible_records(definition, [atom for atom in atoms if atom.key == key]):
            finding = record.finding(key)
            values = "".join(f", {name}: {_written(value)}" for name, value in finding.values)
            side = f", side: {key.side}" if definition.sided else ""
            case_of(f"finding: {key.name}{side}, state: {record.state}{values}", tail="")


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value).replace("°", " deg")
