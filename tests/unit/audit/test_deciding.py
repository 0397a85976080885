"""Coverage per condition: it counts only what decided, and says why the rest did not."""

import pytest

from kinechain.audit.deciding import ConditionCoverage, Situation, coverage, percentage
from kinechain.audit.rule_cases import RuleCases
from kinechain.inference.memory import remember
from kinechain.knowledge.model import KnowledgeBase
from support.small_cases import case_of
from support.small_knowledge import only, rule_file

SQUAT = [{"recommend": "squat", "strength": "weak"}]
NO_CASES = RuleCases({}, ())


def base(*when: dict[str, object], unless: tuple[dict[str, object], ...] = ()) -> KnowledgeBase:
    """One rule."""
    return only(rule_file("plan.one", when, SQUAT, unless=list(unless)))


def covered(knowledge_base: KnowledgeBase, *cases: tuple[str, ...]) -> dict[str, ConditionCoverage]:
    """The coverage of each condition by cases of findings."""
    told = [
        Situation(
            remember(case_of(*findings, tail="", knowledge_base=knowledge_base), knowledge_base.vocabulary), frozenset()
        )
        for findings in cases
    ]
    return {one.place: one for one in coverage(knowledge_base, NO_CASES, told)}


BOTH = ("finding: fever, state: positive", "finding: fall, state: positive")


def test_both_ways_with_the_rest_holding_is_covered() -> None:
    found = covered(
        base({"finding": "fever"}, {"finding": "fall"}),
        BOTH,
        ("finding: fever, state: positive",),
        ("finding: fall, state: positive",),
    )
    assert all(one.covered and not one.reason for one in found.values())
    assert percentage(tuple(found.values())) == 100


def test_false_beside_another_false_condition_decides_nothing() -> None:
    found = covered(base({"finding": "fever"}, {"finding": "fall"}), BOTH, ())
    assert not any(one.covered for one in found.values())
    assert found["when.1"].decided_true
    assert not found["when.1"].decided_false
    assert found["when.1"].reason == "false only where something else decides; never with the rest of the rule holding"


def test_an_exception_that_never_holds_is_named() -> None:
    found = covered(base({"finding": "fever"}, unless=({"finding": "fall"},)), ("finding: fever, state: positive",), ())
    assert found["when.1"].covered
    assert found["unless.1"].reason == "never true in any case"


def test_every_alternative_must_carry_the_rule_alone() -> None:
    rule = base({"any": [{"finding": "fever"}, {"finding": "fall"}]})
    found = covered(rule, BOTH, ())
    assert not found["when.1.of.1"].decided_true
    assert found["when.1.of.1"].decided_false
    assert all(
        one.covered
        for one in covered(rule, ("finding: fever, state: positive",), ("finding: fall, state: positive",), ()).values()
    )


def test_a_count_is_decided_at_its_edge() -> None:
    rule = base({"at_least": 2, "of": [{"finding": "fever"}, {"finding": "fall"}, {"finding": "weight-loss"}]})
    three = (
        "finding: fever, state: positive",
        "finding: fall, state: positive",
        "finding: weight-loss, state: positive",
    )
    assert not any(one.decided_true for one in covered(rule, three).values())
    assert covered(rule, BOTH)["when.1.of.1"].decided_true
    assert not covered(rule, BOTH)["when.1.of.3"].decided_true


def test_without_any_case_nothing_is_covered_and_the_reason_says_so() -> None:
    found = covered(base({"finding": "fever"}))
    assert found["when.1"].reason == "no case or story reads this rule"


@pytest.mark.parametrize(("hit", "of", "percent"), [(0, 3, 0), (2, 3, 66), (299, 300, 99), (3, 3, 100)])
def test_the_percentage_is_rounded_down(hit: int, of: int, percent: int) -> None:
    rule = base({"finding": "fever"}).written_rules[0]
    found = [ConditionCoverage(rule, "when.1", True, number < hit) for number in range(of)]
    assert percentage(found) == percent
