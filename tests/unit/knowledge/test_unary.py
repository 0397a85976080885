"""Unary tests and numbers with units: operators, boundaries, conversions, ranges, choices, flags."""

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.unary import MisfitError, Plain, parse_number, parse_test, plain
from kinechain.terms.quantity import Quantity

HOURS = AttributeDocument(type="number", title="t", unit="h", min=Decimal(0), max=Decimal(10_000))
SCALE = AttributeDocument(type="integer", title="t", min=Decimal(0), max=Decimal(10))
BARE = AttributeDocument(type="number", title="t")
SITE = AttributeDocument(type="choice", title="t", values={"groin": "g", "buttock": "b", "lateral": "l"})
SITES = AttributeDocument(type="choices", title="t", values={"groin": "g", "buttock": "b", "lateral": "l"})
FLAG = AttributeDocument(type="flag", title="t")
SECONDS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}


def holds(document: AttributeDocument, test: Any, value: Plain) -> bool:
    """Whether a written test holds of a plain value."""
    return parse_test("it", document, test).holds(value)


def misfit(document: AttributeDocument, test: Any) -> str:
    """The code with which a written test is refused."""
    with pytest.raises(MisfitError) as caught:
        parse_test("it", document, test)
    assert caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    ("test", "at_47", "at_48", "at_49"),
    [
        ("> 48 h", 0, 0, 1),
        (">= 48 h", 0, 1, 1),
        ("< 48 h", 1, 0, 0),
        ("<= 48 h", 1, 1, 0),
        ("= 48 h", 0, 1, 0),
        ("48 h", 0, 1, 0),
        (">48h", 0, 0, 1),
        (" >=  48  hours ", 0, 1, 1),
    ],
)
def test_each_operator_holds_on_the_right_side_of_its_boundary(test: str, at_47: int, at_48: int, at_49: int) -> None:
    assert [holds(HOURS, test, Decimal(hours)) for hours in (47, 48, 49)] == [bool(at_47), bool(at_48), bool(at_49)]


def test_forty_eight_hours_two_days_and_2880_minutes_are_the_same() -> None:
    bounds = {parse_test("it", HOURS, f"> {written}").bound for written in ("48 h", "2 days", "2880 min", "172800 s")}
    assert bounds == {Decimal(48)}
    for written in ("48 h", "2 days", "2880 min"):
        value = plain(parse_number("it", HOURS, written), HOURS)
        assert not holds(HOURS, "> 2 days", value)
        assert holds(HOURS, ">= 2880 min", value)
        assert value == Decimal(48)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.decimals(0, 99, places=2),
    st.sampled_from(sorted(SECONDS)),
    st.decimals(0, 99, places=2),
    st.sampled_from(sorted(SECONDS)),
    st.sampled_from(["week", "h", "s", "month"]),
)
def test_a_comparison_is_exact_arithmetic_in_seconds(
    bound: Decimal, bound_unit: str, amount: Decimal, unit: str, own: str
) -> None:
    document = AttributeDocument(type="number", title="t", unit=own)
    value = plain(parse_number("it", document, f"{amount} {unit}"), document)
    difference = amount * SECONDS[unit] - bound * SECONDS[bound_unit]
    for operator, expected in (
        (">", difference > 0),
        (">=", difference >= 0),
        ("<", difference < 0),
        ("<=", difference <= 0),
        ("=", difference == 0),
    ):
        assert holds(document, f"{operator} {bound} {bound_unit}", value) is expected


@pytest.mark.parametrize(
    ("document", "test", "code"),
    [
        (HOURS, "> 48", "missing-unit"),
        (HOURS, 48, "missing-unit"),
        (HOURS, "> 48 cm", "wrong-unit"),
        (HOURS, "> 48 parsecs", "not-a-number"),
        (HOURS, "> many h", "not-a-number"),
        (HOURS, "> 1" + " " * 100_000 + "x h", "not-a-number"),
        (HOURS, "== 48 h", "not-a-number"),
        (HOURS, "!= 48 h", "not-a-number"),
        (HOURS, "> 10001 h", "out-of-range"),
        (HOURS, "< -1 h", "out-of-range"),
        (HOURS, "> 100 weeks", "out-of-range"),
        (SCALE, "> 11", "out-of-range"),
        (SCALE, "> 2.5", "not-whole"),
        (SCALE, "> 2 h", "wrong-unit"),
        (SCALE, True, "not-a-number"),
        (SCALE, None, "not-a-number"),
        (SCALE, (1, 2), "not-a-number"),
        (SCALE, {"a": 1}, "not-a-number"),
        (SITE, "groyne", "unknown-value"),
        (SITE, ("groin", "groyne"), "unknown-value"),
        (SITE, {"groin": 1}, "unknown-value"),
        (SITE, (), "wrong-test"),
        (FLAG, "true", "wrong-test"),
        (FLAG, 1, "wrong-test"),
    ],
)
def test_a_test_that_does_not_fit_its_attribute_is_refused(document: AttributeDocument, test: Any, code: str) -> None:
    assert misfit(document, test) == code


def test_the_ends_of_the_range_belong_to_it() -> None:
    assert holds(SCALE, ">= 0", Decimal(0))
    assert holds(SCALE, "= 10", Decimal(10))


def test_a_misspelt_choice_is_answered_with_the_nearest() -> None:
    with pytest.raises(MisfitError) as caught:
        parse_test("it", SITE, "butock")
    assert caught.value.hint == "Did you mean 'buttock'?"


def test_a_choice_holds_only_of_itself_and_a_list_of_each_of_its_members() -> None:
    assert holds(SITE, "groin", "groin")
    assert not holds(SITE, "groin", "buttock")
    assert holds(SITE, ("groin", "lateral"), "lateral")
    assert not holds(SITE, ("groin", "lateral"), "buttock")


def test_several_answers_pass_when_one_of_them_is_named() -> None:
    assert holds(SITES, "groin", frozenset({"groin", "lateral"}))
    assert not holds(SITES, ("buttock", "groin"), frozenset({"lateral"}))
    assert not holds(SITES, "groin", frozenset())


def test_a_flag_is_compared_as_such() -> None:
    assert holds(FLAG, True, True)
    assert not holds(FLAG, True, False)
    assert holds(FLAG, False, False)


def test_a_number_without_unit_takes_decimals_and_commas() -> None:
    assert parse_test("it", BARE, "> 2,5").bound == Decimal("2.5")
    assert misfit(BARE, "> 2.5 h") == "wrong-unit"


def test_a_test_says_itself_in_words() -> None:
    assert str(parse_test("duration", HOURS, "> 2 days")) == "duration > 2 days"
    assert str(parse_test("site", SITE, ("groin", "lateral"))) == "site one of groin, lateral"
    assert str(parse_test("night", FLAG, False)) == "night = false"


@pytest.mark.parametrize("text", ["", "h", "3 weeks 2", "3 weekss", "--3", "3..5", "1e5", "0x10", "3 h\n4", "½ h"])
def test_a_quantity_of_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        Quantity.parse(text)


@pytest.mark.parametrize(("unit", "seconds"), SECONDS.items())
def test_units_of_time_have_their_length(unit: str, seconds: int) -> None:
    assert Quantity.parse(f"1 {unit}").in_unit("s") == seconds
    assert Quantity.parse(f"{seconds} s").in_unit(unit) == 1


@pytest.mark.parametrize("written", ["1 a" + " " * 100_000 + "b", "1" * 100_000 + "x", " " * 100_000 + "x"])
def test_a_very_long_number_takes_no_long_time(written: str) -> None:
    start = time.process_time()
    assert misfit(HOURS, written) == "not-a-number"
    assert misfit(HOURS, f"> {written}") == "not-a-number"
    assert time.process_time() - start < 1


def test_quantities_of_different_kinds_do_not_convert() -> None:
    with pytest.raises(ValueError, match="cannot be converted"):
        Quantity.parse("3 cm").in_unit("h")
    assert Quantity.parse("3 cm").in_unit("mm") == 30
