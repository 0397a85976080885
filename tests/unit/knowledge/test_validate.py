"""Pydantic's errors as located problems in plain words."""

from typing import Annotated, Literal

import pytest
from pydantic import Field

from kinechain.knowledge.formats.base import Identifier, Strict
from kinechain.knowledge.reader import read
from kinechain.knowledge.validate import validate
from kinechain.terms.problem import Problem


class Leg(Strict):
    """A leg of a made-up file."""

    side: Literal["left", "right"]
    length: Annotated[int, Field(ge=0, le=99)] = 0


class Person(Strict):
    """A made-up file."""

    id: Identifier
    legs: tuple[Leg, ...] = ()
    tall: bool = False
    main: Leg | None = None
    alias: str = Field(default="", alias="other-name")


def check(text: str) -> tuple[Person | None, tuple[Problem, ...]]:
    """A text against the made-up format."""
    document, problems = read(text.encode(), "person.yaml")
    assert document is not None, problems
    return validate(Person, document, "person")


def test_a_good_file_becomes_the_model() -> None:
    person, problems = check("id: a-b\nlegs: [{side: left, length: 3}]\nother-name: x\n")
    assert problems == ()
    assert person == Person(id="a-b", legs=(Leg(side="left", length=3),), alias="x")


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ("id: a\nheight: 3\n", "person.unknown-key", (2, 1), "'height' is not a key here."),
        ("tall: true\n", "person.missing-key", (1, 1), "The key 'id' is missing."),
        ("id: a\nlegs:\n  - length: 3\n", "person.missing-key", (3, 5), "The key 'side' is missing."),
        (
            "id: a\nlegs:\n  - {side: up}\n",
            "person.wrong-value",
            (3, 12),
            "'side' must be 'left' or 'right', not 'up'.",
        ),
        ("id: a\nlegs: {side: left}\n", "person.wrong-value", (2, 7), "'legs' must be a list."),
        ("id: a\nlegs:\n", "person.wrong-value", (2, 6), "'legs' must be a list, not empty."),
        ("id: a\ntall: 1\n", "person.wrong-value", (2, 7), "'tall' must be true or false, not '1'."),
        (
            "id: a\nmain: {side: left, length: 100}\n",
            "person.wrong-value",
            (2, 28),
            "'length' must be at most 99, not '100'.",
        ),
        (
            "id: a\nmain: {side: left, length: '1'}\n",
            "person.wrong-value",
            (2, 28),
            "'length' must be a whole number, not '1'.",
        ),
        ("id: 5\n", "person.wrong-value", (1, 5), "'id' must be text, not '5'."),
        ("- a\n", "person.wrong-value", (1, 1), "The file must be a set of keys and values."),
    ],
)
def test_a_wrong_file_is_told_in_plain_words_at_its_place(
    text: str, code: str, place: tuple[int, int], message: str
) -> None:
    person, (problem,) = check(text)
    assert person is None
    assert (problem.code, (problem.line, problem.column), problem.message) == (code, place, message)


def test_a_misspelt_key_is_answered_with_the_nearest_also_inside_lists() -> None:
    _, (outer,) = check("id: a\nothr-name: x\n")
    _, (inner,) = check("id: a\nlegs: [{side: left, lenght: 3}]\n")
    assert outer.hint == "Did you mean 'other-name'?"
    assert inner.hint == "Did you mean 'length'?"


def test_all_problems_are_reported_at_once() -> None:
    _, problems = check("id: A B\nlegs: [{side: up, x: 1}, {length: -1}]\ntall: 3\n")
    assert sorted(problem.code for problem in problems) == [
        "person.missing-key", "person.unknown-key", *["person.wrong-value"] * 4,
    ]  # fmt: skip


def test_words_with_braces_do_not_disturb_the_message() -> None:
    _, (problem,) = check("id: '{x}'\n")
    assert "'{x}'" in problem.message
