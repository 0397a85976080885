"""A case as plain values: exactly there and back, and nothing else is taken for a case."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.terms.case import Case
from kinechain.terms.case_record import from_plain, to_plain
from kinechain.terms.finding import Finding, State, Value
from kinechain.terms.quantity import UNITS, Quantity
from kinechain.terms.side import Side
from support.real_rules import stories

TEXT = st.text(st.characters(), max_size=12)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.builds(Quantity, AMOUNTS, st.sampled_from(["", *UNITS])), TEXT, st.booleans(), st.lists(TEXT).map(tuple)
)
FINDINGS = st.builds(
    Finding,
    name=TEXT,
    side=st.sampled_from(Side),
    state=st.sampled_from(State),
    values=st.lists(st.tuples(TEXT, VALUES), max_size=3).map(tuple),
    note=TEXT,
)
CASES = st.builds(
    Case,
    id=TEXT,
    date=st.dates(),
    age=st.none() | st.integers(0, 120),
    sex=st.none() | TEXT,
    findings=st.lists(FINDINGS, max_size=4, unique_by=lambda one: (one.name, one.side)).map(tuple),
    notes=TEXT,
)


def in_order(case: Case) -> list[Finding]:
    """The findings in the order of name and side, without lines."""
    bare = [Finding(one.name, one.side, one.state, one.values, one.note) for one in case.findings]
    return sorted(bare, key=lambda one: (one.name, one.side))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(CASES)
def test_every_case_comes_back_from_json_as_it_was(case: Case) -> None:
    again = from_plain(json.loads(json.dumps(to_plain(case))))
    assert list(again.findings) == in_order(case)
    assert (again.id, again.date, again.age, again.sex, again.notes) == (
        case.id, case.date, case.age, case.sex, case.notes,
    )  # fmt: skip
    amounts = [value.amount for one in again.findings for _, value in one.values if isinstance(value, Quantity)]
    before = [value.amount for one in in_order(case) for _, value in one.values if isinstance(value, Quantity)]
    assert [one.as_tuple() for one in amounts] == [one.as_tuple() for one in before]


def test_every_story_comes_back() -> None:
    for case in stories().values():
        assert list(from_plain(to_plain(case)).findings) == in_order(case)


def test_the_order_of_the_findings_is_not_stored() -> None:
    found = (Finding("b", Side.LEFT, State.POSITIVE), Finding("a", Side.LEFT, State.POSITIVE, line=7))
    day = datetime.date(2026, 11, 20)
    one, other = Case("c", day, None, None, found), Case("c", day, None, None, found[::-1])
    assert to_plain(one) == to_plain(other)


GOOD = to_plain(
    Case("c", datetime.date(2026, 11, 20), 41, "female",
         (Finding("a", Side.LEFT, State.POSITIVE, (("n", Quantity(Decimal(3), "week")),)),)),
)  # fmt: skip
FINDING = GOOD["findings"][0]


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {**GOOD, "extra": 1},
        {**GOOD, "age": "41"},
        {**GOOD, "age": True},
        {**GOOD, "date": "yesterday"},
        {**GOOD, "date": 20261120},
        {**GOOD, "notes": None},
        {**GOOD, "findings": {}},
        {**GOOD, "findings": [{**FINDING, "side": "up"}]},
        {**GOOD, "findings": [{**FINDING, "state": "perhaps"}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n"]]}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n", 3]]}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n", None]]}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n", {"amount": "three", "unit": ""}]]}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n", {"amount": "NaN", "unit": ""}]]}]},
        {**GOOD, "findings": [{**FINDING, "values": [["n", {"amount": "3", "unit": "stone"}]]}]},
    ],
)
def test_anything_else_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError):
        from_plain(wrong)
