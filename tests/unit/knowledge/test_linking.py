"""Whole rules: conclusions, sides, strengths, sources, wording and ids, each problem once and at its place."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kinechain.knowledge.conditions import Where
from kinechain.knowledge.model import Head
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem
from kinechain.terms.strength import Strength
from support.small_knowledge import DISPUTES, SUPPORTS, problems, rule_file, small

WHEN = [{"finding": "fever"}]
TENSE = {"impression": "tense", "strength": "weak"}
Heads = Sequence[Mapping[str, Any]]


def trouble(then: Heads = (TENSE,), when: Heads = WHEN, **more: Any) -> tuple[Problem, ...]:
    """What is wrong with a rule ``posture.made-up`` beside the good ones."""
    return problems(dict([rule_file("posture.made-up", when, then, **more)]))


def heads(then: Heads, **more: Any) -> tuple[Head, ...]:
    """The conclusions of a good rule."""
    return small(dict([rule_file("posture.made-up", WHEN, then, **more)])).by_id["posture.made-up"].heads


def source(ref: str = "roe2013", relation: str = "supports", part: str = "then") -> dict[str, str]:
    """A source of a rule."""
    return {"ref": ref, "relation": relation, "part": part, "says": "x"}


@pytest.mark.parametrize(
    ("then", "more", "code"),
    [
        ([{"impression": "tens", "strength": "weak"}], {}, "unknown-impression"),
        ([{"recommend": "exercise", "strength": "weak"}], {}, "unknown-recommend"),
        ([{"strength": "weak"}], {}, "wrong-conclusion"),
        ([{"impression": "tense", "cause": "disuse", "strength": "weak"}], {}, "wrong-conclusion"),
        ([{"impression": "tense"}], {}, "no-strength"),
        ([{"recommend": "squat"}], {}, "no-strength"),
        ([{"withhold": "squat", "strength": "weak"}], {}, "strength-not-wanted"),
        ([{"red-flag": "infection", "strength": "strong"}], {}, "strength-not-wanted"),
        ([TENSE | {"side": "left"}], {}, "side-not-wanted"),
        ([{"red-flag": "infection", "side": "left"}], {}, "side-not-wanted"),
        ([{"impression": "inhibited", "strength": "weak"}], {}, "wrong-side"),
        ([{"impression": "inhibited", "strength": "weak", "side": "opposite"}], {}, "wrong-side"),
        ([{"test": "bridge"}], {}, "wrong-side"),
        ([TENSE], {"because": "The muscle is switched off."}, "wording"),
        ([TENSE], {"title": "Gluteal Amnesia"}, "wording"),
        ([TENSE], {"caveat": "The firing order is wrong."}, "wording"),
        ([TENSE], {"because": "Red flags were negative."}, "wording"),
        ([TENSE], {"because": "The {{ side }} hip."}, "placeholder"),
        ([TENSE], {"because": "The {{ knee }} hip.", "for_each": "side"}, "placeholder"),
        ([TENSE], {"sources": [source("roe2014")]}, "unknown-source"),
        ([TENSE], {"sources": [source(part="when.2")]}, "wrong-part"),
        ([TENSE], {"sources": [source(part="unless.1")]}, "wrong-part"),
        ([TENSE], {"sources": [source(part="when.0")]}, "wrong-part"),
        ([TENSE], {"sources": [source(part="sources")]}, "wrong-part"),
        ([TENSE | {"strength": "contested"}], {}, "no-dispute"),
        ([TENSE], {"sources": [source("seed")]}, "opinion-only"),
        ([TENSE], {"status": "reviewed"}, "no-reviewer"),
        ([TENSE], {"id": "posture.other"}, "wrong-id"),
        ([TENSE], {"id": "plan.made-up"}, "wrong-id"),
        ([TENSE], {"when": []}, "no-condition"),
        ([TENSE], {"unless": [{"finding": "fevr"}]}, "unknown-finding"),
    ],
)
def test_a_wrong_rule_is_refused_with_one_problem(then: Heads, more: dict[str, Any], code: str) -> None:
    assert [problem.code for problem in trouble(then, **more)] == [f"rule.{code}"]


@pytest.mark.parametrize(
    ("more", "code"),
    [({"status": "final"}, "wrong-value"), ({"version": "1"}, "wrong-value"), ({"then": []}, "wrong-value"),
     ({"sources": []}, "wrong-value"), ({"whne": []}, "unknown-key"), ({"because": None}, "missing-key"),
     ({"because": ""}, "wrong-value"), ({"for_each": "leg"}, "wrong-value"), ({"seed": ["X99"]}, "wrong-value")],
)  # fmt: skip
def test_a_rule_of_another_shape_is_refused(more: dict[str, Any], code: str) -> None:
    assert [problem.code for problem in trouble(**more)] == [f"rule.{code}"]


def test_a_problem_stands_at_its_place_in_the_file() -> None:
    (problem,) = trouble([TENSE, {"impression": "tens", "strength": "weak"}])
    assert problem.file == "posture/made-up.rule.yaml"
    assert problem.line == 6
    assert problem.column == len('then: [{"impression": "tense", "strength": "weak"}, {"impression": ') + 1
    assert problem.hint == "Did you mean 'tense'?"


def test_a_wrong_id_says_what_it_must_be() -> None:
    (problem,) = trouble(id="posture.other")
    assert "'posture.made-up'" in problem.hint


def test_every_problem_of_a_rule_is_told_at_once() -> None:
    found = trouble(
        [{"impression": "tense"}], [{"finding": "x"}, {"cause": "y"}], because="Switched off.", sources=[source("z")]
    )
    assert sorted(problem.code for problem in found) == [
        "rule.no-strength", "rule.unknown-cause", "rule.unknown-finding", "rule.unknown-source", "rule.wording",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["low activation", "The order of the exercises", "switchboard", "It offers a shutter"])
def test_harmless_wording_passes(text: str) -> None:
    assert trouble(because=text) == ()


def test_a_contested_rule_with_a_disputing_source_passes() -> None:
    assert trouble([TENSE | {"strength": "contested"}], sources=[SUPPORTS, DISPUTES]) == ()


def test_practice_opinion_alone_bears_an_opinion_and_a_study_bears_more() -> None:
    assert trouble([TENSE | {"strength": "opinion"}], sources=[source("seed")]) == ()
    assert trouble(sources=[source("seed"), SUPPORTS]) == ()
    assert trouble(sources=[source("engine-default")]) == ()


def test_sides_of_conclusions_follow_the_rule_unless_said_otherwise() -> None:
    inhibited = {"impression": "inhibited", "strength": "weak"}

    def where(then: dict[str, str], **more: str) -> list[Where]:
        return [head.where for head in heads([then], **more)]

    assert where(inhibited, for_each="side") == [Where.SAME]
    assert where(inhibited | {"side": "opposite"}, for_each="side") == [Where.OPPOSITE]
    assert where(inhibited | {"side": "both"}) == [Where.LEFT, Where.RIGHT]
    assert where(inhibited | {"side": "left"}) == [Where.LEFT]
    assert where(TENSE, for_each="side") == [Where.MIDLINE]
    assert where({"withhold": "exercise"}, for_each="side") == [Where.SAME]
    assert where({"withhold": "exercise"}) == [Where.MIDLINE]
    assert where({"withhold": "exercise", "side": "right"}) == [Where.RIGHT]
    assert where({"red-flag": "infection"}, for_each="side") == [Where.MIDLINE]


def test_conclusions_keep_kind_name_and_strength() -> None:
    assert heads([TENSE, {"withhold": "squat"}]) == (
        Head(Kind.IMPRESSION, "tense", Where.MIDLINE, Strength.WEAK), Head(Kind.WITHHOLD, "squat", Where.MIDLINE),
    )  # fmt: skip


def test_wording_is_kept_on_one_line() -> None:
    base = small(dict([rule_file("posture.made-up", WHEN, [TENSE], because="One\n  two   three.")]))
    assert base.by_id["posture.made-up"].because == "One two three."


def test_a_deprecated_rule_is_checked_but_concludes_nothing() -> None:
    base = small(dict([rule_file("posture.made-up", WHEN, [TENSE], status="deprecated")]))
    assert "posture.made-up" not in base.by_id
    assert [problem.code for problem in trouble(status="deprecated", because="Amnesia.")] == ["rule.wording"]
