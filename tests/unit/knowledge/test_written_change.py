"""Changes as a person writes them on one line."""

import pytest

from kinechain.knowledge.written_change import read_change, read_keys
from kinechain.terms.finding import Finding, FindingKey, State
from kinechain.terms.problem import InvalidCaseError
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from support.small_cases import case_of
from support.small_knowledge import standard

PAIN = "finding: hip-pain, side: left, duration: 3 weeks, intensity: 6"


def changed(text: str, *findings: str) -> tuple[Finding, ...]:
    """What a text asks for, over a case."""
    return read_change(text, case_of(*findings), standard().vocabulary)


def refused(text: str, *findings: str) -> list[str]:
    """The messages about a text that cannot be taken."""
    with pytest.raises(InvalidCaseError) as error:
        changed(text, *findings)
    return [f"{one.code} {one.message} {one.hint}" for one in error.value.problems]


def test_the_short_and_the_long_form_say_the_same() -> None:
    assert changed("hip-pain@left=negative") == changed("{finding: hip-pain, side: left, state: negative}")
    assert changed("fever=positive") == changed("{finding: fever, state: positive}")
    assert [one.side for one in changed("hip-pain@both=negative")] == [Side.LEFT, Side.RIGHT]


def test_one_value_is_changed_and_the_others_stay() -> None:
    (after,) = changed("hip-pain@left.intensity=8", PAIN)
    assert {name: str(value) for name, value in after.values} == {"duration": "3 weeks", "intensity": "8"}
    (both, other) = changed("hip-pain@both.site=groin, buttock", PAIN)
    assert both.value("site") == other.value("site") == ("buttock", "groin")
    assert both.value("duration") == Quantity.parse("3 weeks")
    assert other.value("duration") is None


def test_the_state_follows_from_the_changed_value_and_else_stays() -> None:
    squeeze = "finding: squeeze, side: left, grade: 0"
    assert changed("squeeze@left.grade=3", squeeze)[0].state is State.NEGATIVE
    assert changed("squeeze@left.pillow=false", squeeze)[0].state is State.POSITIVE
    assert "no result" in refused("squeeze@left.pillow=false")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hip-pian@left=negative", "Did you mean 'hip-pain'"),
        ("hip-pain=negative", "needs a side"),
        ("hip-pain@up=negative", "'up' is not a side"),
        ("fever@left=negative", "has no side"),
        ("hip-pain@left=worse", "'worse' is not a state"),
        ("hip-pain@left.intensity=14", "between 0 and 10"),
        ("hip-pain@left.duration=3", "needs a unit"),
        ("hip-pain@left.at_night=maybe", "true or false"),
        ("hip-pain@left.site=knee", "'knee' is not a value"),
        ("hip-pain@left.strength=3", "is not an attribute"),
        ("squeeze", "is not a change"),
        ("{finding: squeeze, side: left, grade: 0, state: negative}", "its values make it positive"),
        ("{finding: squeeze", "yaml."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(text: str, message: str) -> None:
    assert any(message in line for line in refused(text))


def test_findings_are_named_with_their_side() -> None:
    assert read_keys("hip-pain@both", standard().vocabulary) == (
        FindingKey("hip-pain", Side.LEFT), FindingKey("hip-pain", Side.RIGHT),
    )  # fmt: skip
    for text in ("hip-pain", "fever@left", "hip-pian@left", "hip-pain@left=negative"):
        with pytest.raises(InvalidCaseError):
            read_keys(text, standard().vocabulary)
