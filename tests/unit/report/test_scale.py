"""The scale of a trend: round numbers, nothing blown up, nothing outside of what can be measured."""

from decimal import Decimal

import pytest

from kinechain.report.scale import LEAST_SPAN, Scale
from kinechain.terms.finding import State
from kinechain.terms.progress import Comparison, Measure, Reading, Verdict
from kinechain.terms.side import Side

NOTHING = Comparison("", None, Verdict.UNKNOWN)


def measure(*amounts: str, least: str | None = None, most: str | None = None) -> Measure:
    """A measure with these readings and no known detectable change."""
    readings = tuple(
        Reading(f"2026-01-0{day}", State.POSITIVE, Decimal(amount), "", amount)
        for day, amount in enumerate(amounts, start=1)
    )
    low, high = (None if one is None else Decimal(one) for one in (least, most))
    return Measure("f", "a", "F", "A", Side.LEFT, "h", "lower", low, high, None, readings, NOTHING, NOTHING)


@pytest.mark.parametrize("amount", ["9", "60", "0.5", "-12", "1000"])
def test_a_number_that_stays_lies_in_the_middle_half_of_its_scale(amount: str) -> None:
    assert 0.25 <= Scale.of([measure(amount, amount)]).share(float(amount)) <= 0.75


@pytest.mark.parametrize(("one", "other"), [("9", "9.1"), ("100", "101"), ("-20", "-20.5")])
def test_a_small_change_is_not_blown_up(one: str, other: str) -> None:
    scale = Scale.of([measure(one, other)])
    assert abs(scale.share(float(one)) - scale.share(float(other))) <= 0.2
    assert scale.high - scale.low >= LEAST_SPAN * max(abs(Decimal(one)), abs(Decimal(other)))


def test_room_around_a_number_does_not_leave_what_can_be_measured() -> None:
    assert Scale.of([measure("1", "1", least="0", most="168")]).low >= 0
    assert Scale.of([measure("168", "168", least="0", most="168")]).high <= 170


def test_zero_alone_has_a_scale() -> None:
    scale = Scale.of([measure("0", "0", least="0", most="168")])
    assert scale.low == 0 < scale.high


def test_a_wide_change_fills_its_scale() -> None:
    scale = Scale.of([measure("10", "90")])
    assert scale == Scale(Decimal(0), Decimal(100), Decimal(20))
