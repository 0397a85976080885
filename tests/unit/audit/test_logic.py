"""The Logic list: each known-bad knowledge base is refused for its own reason and for no other."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kinechain.audit.logic import FORM_CHECKS, reach_checks
from kinechain.audit.logic_bodies import implies
from kinechain.audit.places import Places
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Where
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.unary import AttributeTest
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.problem import Problem
from support.clean_base import WHOLE
from support.real_rules import real
from support.small_knowledge import DISPUTES, SUPPORTS, Changes, rule_file, small

SIDE = {"for_each": "side"}
INHIBITED = {"impression": "inhibited"}
SQUEEZE = {"recommend": "glute-squeeze", "strength": "weak"}
Conditions = Sequence[Mapping[str, Any]]


def found(knowledge_base: KnowledgeBase, *, information: bool) -> list[Problem]:
    """Everything that the list finds in a knowledge base."""
    checks = (*FORM_CHECKS, *reach_checks(knowledge_base))
    return [
        problem
        for check in checks
        if check.information is information
        for problem in check.run(knowledge_base, Places(None))
    ]


def codes(changes: Changes | None = None) -> list[str]:
    """The codes of the problems of the tiny knowledge base, made whole and then changed."""
    return sorted({problem.code for problem in found(small({**WHOLE, **(changes or {})}), information=False)})


def notes(changes: Changes) -> list[str]:
    """Information that a change adds to what the whole tiny knowledge base gives."""
    before = set(found(small(WHOLE), information=True))
    return sorted({one.code for one in found(small({**WHOLE, **changes}), information=True) if one not in before})


def test_a_sound_knowledge_base_passes_every_check() -> None:
    assert codes() == []


def test_the_real_knowledge_base_passes_every_check() -> None:
    assert found(real(), information=False) == []


@pytest.mark.parametrize(
    ("name", "when", "unless"),
    [
        ("negative and denied", [{"finding": "fever"}, {"finding": "fever", "state": "negative"}], []),
        ("not assessed and positive", [{"finding": "fever"}, {"not_assessed": "fever"}], []),
        ("required and denied", [{"finding": "fall"}, {"finding": "fever"}], [{"finding": "fall"}]),
        ("conclusion required and denied", [{"cause": "disuse"}], [{"cause": "disuse"}]),
        (
            "numbers that no number meets",
            [{"finding": "sitting", "hours": "> 8 h"}, {"finding": "sitting", "hours": "< 4 h"}],
            [],
        ),
        ("beyond the range", [{"finding": "sitting", "hours": "> 24 h"}], []),
        (
            "state against its own value",
            [{"finding": "squeeze", "side": "left", "grade": ">= 2"}, {"finding": "squeeze", "side": "left"}],
            [],
        ),
        (
            "more alternatives than can hold",
            [{"at_least": 2, "of": [{"finding": "fever"}, {"finding": "fever", "state": "negative"}]}],
            [],
        ),
    ],
)
def test_a_body_that_no_case_can_fulfil(name: str, when: Conditions, unless: Conditions) -> None:
    rule = rule_file("plan.never", when, [{"recommend": "pain-education", "strength": "weak"}], unless=unless)
    assert codes(dict([rule])) == ["logic.contradictory-body"], name


def test_a_rule_that_waits_for_what_never_comes_together() -> None:
    first = rule_file("plan.first", [{"finding": "fever"}], [{"impression": "tense", "strength": "weak"}])
    second = rule_file(
        "plan.second",
        [{"impression": "tense"}, {"not_assessed": "fever"}],
        [{"recommend": "pain-education", "strength": "weak"}],
    )
    changes = {**dict([first, second]), "vocabulary/impressions.yaml": None}
    from support.small_words import IMPRESSIONS

    assert codes({**changes, "vocabulary/impressions.yaml": IMPRESSIONS}) == ["logic.unreachable-rule"]


def test_a_rule_that_fires_on_one_side_only_is_named_with_the_side() -> None:
    sided = [
        {"finding": "hip-pain"},
        {"finding": "numbness", "side": "left", "state": "negative"},
        {"finding": "numbness"},
    ]
    rule = rule_file("plan.half", sided, [SQUEEZE], **SIDE)
    problems = found(small({**WHOLE, **dict([rule])}), information=False)
    assert [problem.code for problem in problems] == ["logic.contradictory-body"]
    assert "on the left" in problems[0].message


def test_a_declared_conclusion_that_no_rule_gives() -> None:
    from support.small_words import IMPRESSIONS

    assert codes({"vocabulary/impressions.yaml": IMPRESSIONS}) == ["logic.unreachable-conclusion"]


def test_a_rule_that_adds_nothing_to_a_wider_one() -> None:
    rule = rule_file("plan.again", [INHIBITED, {"finding": "hip-pain"}], [SQUEEZE], **SIDE)
    assert codes(dict([rule])) == ["logic.subsumed"]


def test_a_rule_with_a_tighter_number_adds_nothing_but_a_stronger_one_does() -> None:
    when = [{"finding": "sitting", "hours": ">= 10 h"}]
    cause = {"cause": "disuse", "strength": "contested"}
    weak = rule_file("mechanisms.longer", when, [cause], sources=[SUPPORTS, DISPUTES])
    assert codes(dict([weak])) == ["logic.subsumed"]
    strong = rule_file("mechanisms.longer", when, [cause | {"strength": "weak"}])
    assert codes(dict([strong])) == []


def test_two_rules_that_say_the_same_are_reported_once() -> None:
    rule = rule_file("plan.twin", [INHIBITED], [SQUEEZE], **SIDE)
    problems = found(small({**WHOLE, **dict([rule])}), information=False)
    assert [(problem.code, problem.file) for problem in problems] == [("logic.duplicate", "plan/twin.rule.yaml")]


@pytest.mark.parametrize("held", ["glute-squeeze", "exercise"])
def test_equal_conditions_that_recommend_and_withhold(held: str) -> None:
    rule = rule_file("plan.but-not", [INHIBITED], [{"withhold": held}], **SIDE)
    assert "logic.opposite-advice" in codes(dict([rule]))


def test_equal_conditions_for_and_against_a_cause() -> None:
    rule = rule_file(
        "mechanisms.against", [{"finding": "sitting", "hours": ">= 8 h"}], [{"against": "disuse", "strength": "weak"}]
    )
    assert codes(dict([rule])) == ["logic.opposite-advice"]


def test_opposite_advice_that_both_rules_call_disputed_is_information() -> None:
    sources = [SUPPORTS, DISPUTES]
    when = [{"finding": "fall"}]
    give = rule_file("plan.give-it", when, [{"recommend": "squat", "strength": "contested"}], sources=sources)
    hold = rule_file("plan.hold-it", when, [{"withhold": "squat"}], sources=sources)
    assert codes(dict([give, hold])) == []
    assert notes(dict([give, hold])) == ["logic.contested-advice"]


def test_a_cause_that_leads_nowhere() -> None:
    assert codes({"plan/move.rule.yaml": None}) == ["logic.no-recommendation"]


def test_a_chain_of_rules_is_followed_to_the_advice() -> None:
    from support.small_words import IMPRESSIONS

    first = rule_file("plan.step", [{"cause": "disuse"}], [{"impression": "tense", "strength": "weak"}])
    second = rule_file("plan.move", [{"impression": "tense"}], [{"recommend": "squat", "strength": "opinion"}])
    assert codes({**dict([first, second]), "vocabulary/impressions.yaml": IMPRESSIONS}) == []


def test_an_unused_finding_is_information_and_a_used_one_is_not() -> None:
    before = {one.message for one in found(small(WHOLE), information=True)}
    assert "No rule reads the finding 'rotation'." in before
    assert not any("'squeeze'" in message or "'weight-loss'" in message for message in before)


def test_a_conclusion_on_a_side_that_was_not_read_is_information() -> None:
    rule = rule_file(
        "mechanisms.crossed", [{"finding": "numbness"}],
        [{"impression": "unstable", "strength": "weak", "side": "opposite"}], **SIDE
    )  # fmt: skip
    assert codes(dict([rule])) == []
    assert notes(dict([rule])) == ["logic.sides-mixed"]


def test_an_item_that_is_always_held_back_is_information() -> None:
    rule = rule_file(
        "plan.no-squat",
        [INHIBITED | {"side": "either"}, {"finding": "fall", "state": "negative"}],
        [{"withhold": "squat"}],
    )
    always = rule_file(
        "plan.load",
        [INHIBITED | {"side": "either"}, {"finding": "fall", "state": "negative"}],
        [{"recommend": "squat", "strength": "opinion"}],
    )
    without = {"plan/move.rule.yaml": None, "mechanisms/sitting.rule.yaml": None}
    assert "logic.never-given" in notes({**without, **dict([rule, always])})


def _pain(test: str, bound: Any) -> FindingTest:
    return FindingTest("hip-pain", Where.SAME, None, (AttributeTest("intensity", test, bound, ""),))


def test_implication_by_form() -> None:
    from decimal import Decimal

    fever, fall = FindingTest("fever", Where.MIDLINE), FindingTest("fall", Where.MIDLINE)
    numb = Concluded(Kind.CAUSE, "disuse", Where.MIDLINE)
    assert implies(_pain(">", Decimal(5)), _pain(">=", Decimal(5)))
    assert not implies(_pain(">=", Decimal(5)), _pain(">", Decimal(5)))
    assert implies(_pain("=", Decimal(5)), _pain("<", Decimal(6)))
    assert not implies(_pain("<", Decimal(6)), _pain("=", Decimal(5)))
    assert implies(fever, AtLeast(1, (fever, fall)))
    assert not implies(AtLeast(1, (fever, fall)), fever)
    assert implies(AtLeast(2, (fever, fall)), fall)
    assert implies(AtLeast(2, (fever, fall, numb)), AtLeast(1, (fever, fall, numb)))
    assert not implies(AtLeast(1, (fever, numb)), AtLeast(2, (fever, fall, numb)))
    assert implies(fever, FindingTest("fever", Where.MIDLINE, None))
    assert not implies(fever, FindingTest("fever", Where.MIDLINE, State.NEGATIVE))
