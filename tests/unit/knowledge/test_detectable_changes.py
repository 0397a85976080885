"""Detectable changes in the vocabulary: each fits its measure and names a source."""

import pytest

from kinechain.knowledge.unary import plain_number
from kinechain.terms.quantity import Quantity
from support.real_rules import real
from support.small_knowledge import problems

CHANGES = "vocabulary/detectable-changes.yaml"
ANGLE = "  - {id: angle, amount: 5, unit: deg, basis: MDC95, caveat: In adults., source: {ref: roe2013, says: Five.}}\n"
FILE = f"detectable_changes:\n{ANGLE}"
TEST = "findings:\n  - {{id: gallop, title: Gallop, group: tests, how: Ride., sided: false, attributes: {{{}}}}}\n"


def codes(attributes: str, changes: str = FILE) -> list[str]:
    """What is wrong with a finding that has these attributes."""
    return [one.code for one in problems({CHANGES: changes, "vocabulary/findings-2.yaml": TEST.format(attributes)})]


def test_a_measure_with_a_detectable_change_of_its_unit_is_accepted() -> None:
    assert codes("a: {type: number, title: A, unit: deg, better: higher, detectable_change: angle}") == []


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        (
            "a: {type: number, title: A, unit: deg, better: higher, detectable_change: angel}",
            "unknown-detectable-change",
        ),
        ("a: {type: number, title: A, unit: mm, better: higher, detectable_change: angle}", "other-unit"),
        ("a: {type: number, title: A, better: higher, detectable_change: angle}", "other-unit"),
        ("a: {type: number, title: A, unit: deg, detectable_change: angle}", "not-a-measure"),
        ("a: {type: flag, title: A, better: higher}", "not-a-measure"),
        ("a: {type: number, title: A, better: upwards}", "wrong-value"),
    ],
)
def test_a_detectable_change_that_does_not_fit_is_refused(attributes: str, code: str) -> None:
    assert codes(attributes) == [f"vocabulary.{code}"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (FILE.replace("amount: 5", "amount: 0"), "wrong-value"),
        (FILE.replace("roe2013", "nobody"), "unknown-source"),
        (FILE + ANGLE, "duplicate"),
    ],
)
def test_a_wrong_table_is_refused(changes: str, code: str) -> None:
    assert codes("a: {type: number, title: A}", changes) == [f"vocabulary.{code}"]


def test_every_detectable_change_is_used_and_lies_inside_the_scale() -> None:
    vocabulary = real().vocabulary
    used = {}
    for finding in vocabulary.findings.values():
        for attribute in finding.attributes.values():
            if attribute.detectable_change:
                used[attribute.detectable_change] = attribute
    assert used.keys() == vocabulary.detectable_changes.keys()
    for name, attribute in used.items():
        change = vocabulary.detectable_changes[name]
        amount = plain_number(Quantity(change.amount, change.unit or ""), attribute)
        assert attribute.max is not None
        assert amount <= attribute.max - (attribute.min or 0)
