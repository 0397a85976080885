"""Single findings of a case: words, sides, units, ranges and states, each wrong one at its place with a way out."""

from decimal import Decimal

import pytest

from kinechain.terms.finding import Finding, FindingKey, State, Value
from kinechain.terms.problem import Problem
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from support.small_cases import case_of, case_text, complaints

FIRST_COLUMN = len("  - {") + 1


def complaint(finding: str) -> Problem:
    """The one problem of a case with one finding (in line 4)."""
    (problem,) = complaints(case_text(finding))
    assert problem.line == 4
    return problem


def recorded(finding: str) -> Finding:
    """The one record of a case with one finding."""
    (record,) = case_of(finding, tail="").findings
    return record


@pytest.mark.parametrize(
    ("marked", "code", "hint"),
    [
        ("finding: ¦hip-pian, side: left, state: positive", "unknown-finding", "Did you mean 'hip-pain'?"),
        ("finding: ¦Hip-Pain, side: left, state: positive", "unknown-finding", "Did you mean 'hip-pain'?"),
        ("finding: ¦[hip-pain], side: left", "unknown-finding", "Did you mean 'hip-pain'?"),
        ("side: left, state: positive", "missing-finding", "finding: NAME"),
        ("finding: bridge, side: left, felt_in: ¦hamstring", "unknown-value", "Did you mean 'hamstrings'?"),
        ("finding: bridge, side: left, felt_in: ¦{a: b}", "unknown-value", "gluteal"),
        ("finding: bridge, side: left, felt_in: ¦[gluteal, low-back]", "one-value", "gluteal"),
        ("finding: hip-pain, side: left, site: ¦[groin, knee]", "unknown-value", "groin"),
        ("finding: hip-pain, side: left, site: ¦[]", "one-value", "groin"),
        ("finding: hip-pain, side: left, ¦duraton: 3 weeks", "unknown-attribute", "Did you mean 'duration'?"),
        ("finding: hip-pain, side: left, duration: ¦3 wekes", "not-a-number", "week"),
        ("finding: hip-pain, side: left, duration: ¦3", "missing-unit", "3 h"),
        ("finding: hip-pain, side: left, duration: ¦3 deg", "wrong-unit", "week"),
        ("finding: hip-pain, side: left, duration: ¦-3 hours", "out-of-range", ""),
        ("finding: hip-pain, side: left, duration: ¦200 years", "out-of-range", ""),
        ("finding: hip-pain, side: left, duration: ¦long", "not-a-number", "week"),
        ("finding: hip-pain, side: left, duration: ¦", "not-a-number", ""),
        ("finding: hip-pain, side: left, intensity: ¦14", "out-of-range", ""),
        ("finding: hip-pain, side: left, intensity: ¦14/10", "not-a-number", ""),
        ("finding: hip-pain, side: left, intensity: ¦6.5", "not-whole", ""),
        ("finding: hip-pain, side: left, intensity: ¦true", "not-a-number", ""),
        ("finding: hip-pain, side: left, at_night: ¦1", "not-a-flag", ""),
        ("finding: rotation, side: left, range: ¦200 deg", "out-of-range", ""),
        ("finding: rotation, side: left, range: ¦200 degrees", "out-of-range", ""),
        ("finding: hip-pain, state: positive", "missing-side", "side: both"),
        ("finding: hip-pain, side: ¦lft, state: positive", "unknown-side", "left, right or both"),
        ("finding: hip-pain, side: ¦[left], state: positive", "unknown-side", "left, right or both"),
        ("finding: fever, side: ¦left, state: positive", "side-not-wanted", "Leave 'side' out."),
        ("finding: fever, state: ¦postive", "unknown-state", "Did you mean 'positive'?"),
        ("finding: fever, state: ¦{a: b}", "unknown-state", ""),
        ("finding: fever", "no-result", "state: negative"),
        ("finding: hip-pain, side: left, note: sore", "no-result", "duration"),
        ("finding: squeeze, side: left, pillow: true", "no-result", "grade"),
        ("finding: squeeze, side: left, grade: 3, state: ¦positive", "contradiction", "Correct one of them"),
        ("finding: squeeze, side: left, grade: 0, state: ¦normal", "contradiction", "Correct one of them"),
        ("finding: hip-pain, side: left, intensity: 3, state: ¦absent", "contradiction", "leave 'state' out"),
        ("finding: fever, state: negative, note: ¦5", "wrong-note", ""),
        (f"finding: fever, state: negative, note: ¦{'x' * 2001}", "wrong-note", ""),
    ],
)  # fmt: skip
def test_a_wrong_finding_is_refused_at_its_place(marked: str, code: str, hint: str) -> None:
    """The mark stands before the place; without one, the place is the entry itself."""
    problem = complaint(marked.replace("¦", ""))
    assert problem.code == f"case.{code}"
    assert problem.column == FIRST_COLUMN + marked.find("¦")
    assert hint in problem.hint


def test_a_contradiction_names_both_what_is_said_and_what_the_values_make() -> None:
    message = complaint("finding: squeeze, side: left, grade: 3, state: positive").message
    assert "said to be positive" in message
    assert "values make it negative" in message


def test_several_problems_of_one_finding_are_told_together() -> None:
    found = complaints(case_text("finding: hip-pain, intensity: 14, duraton: 3 h, at_night: maybe"))
    assert sorted(problem.code for problem in found) == [
        "case.missing-side", "case.not-a-flag", "case.out-of-range", "case.unknown-attribute",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        ("finding: squeeze, side: left, grade: 1", State.POSITIVE),
        ("finding: squeeze, side: left, grade: 2", State.NEGATIVE),
        ("finding: squeeze, side: left, state: abnormal", State.POSITIVE),
        ("finding: squeeze, side: left, state: not-applicable", State.NOT_APPLICABLE),
        ("finding: squeeze, side: left, state: not-assessed", State.NOT_ASSESSED),
        ("finding: hip-pain, side: left, intensity: 0", State.POSITIVE),
        ("finding: fever, state: denied", State.NEGATIVE),
        ("finding: fever, state: present", State.POSITIVE),
        ("finding: rotation, side: left, range: 29.9 deg", State.POSITIVE),
        ("finding: rotation, side: left, range: 30 deg", State.NEGATIVE),
        ("finding: rotation, side: left, range: 45 deg, lag: 2.1 cm", State.POSITIVE),
        ("finding: rotation, side: left, lag: 20 mm", State.NEGATIVE),
    ],
)
def test_the_state_follows_from_the_word_or_the_values(finding: str, state: State) -> None:
    assert recorded(finding).state is state


@pytest.mark.parametrize(
    ("finding", "attribute", "value"),
    [
        ("finding: hip-pain, side: left, duration: 3 weeks", "duration", Quantity(Decimal(3), "week")),
        ("finding: hip-pain, side: left, intensity: 6", "intensity", Quantity(Decimal(6))),
        ("finding: hip-pain, side: left, site: [lateral, groin, groin]", "site", ("groin", "lateral")),
        ("finding: hip-pain, side: left, site: groin", "site", ("groin",)),
        ("finding: hip-pain, side: left, at_night: false", "at_night", False),
        ("finding: bridge, side: left, felt_in: low-back", "felt_in", "low-back"),
        ("finding: rotation, side: left, range: 12,5°", "range", Quantity(Decimal("12.5"), "deg")),
    ],
)
def test_values_are_kept_typed_and_as_written(finding: str, attribute: str, value: Value) -> None:
    finding = finding.replace("12,5°", "'12,5°'")
    assert recorded(finding).value(attribute) == value


def test_both_sides_become_two_records_of_the_same_line() -> None:
    case = case_of("finding: squeeze, side: both, grade: 3, note: alike", tail="")
    assert set(case.by_key()) == {FindingKey("squeeze", Side.LEFT), FindingKey("squeeze", Side.RIGHT)}
    assert {(record.state, record.note, record.line) for record in case.findings} == {(State.NEGATIVE, "alike", 4)}


def test_what_was_not_assessed_is_no_assessed_finding() -> None:
    assert not recorded("finding: fever, state: not-assessed").is_assessed
    assert recorded("finding: fever, state: not-applicable").is_assessed
