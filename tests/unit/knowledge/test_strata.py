"""Strata: what a rule denies is finished before it is tried; cycles through ``unless`` are refused and named."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Test, Where
from kinechain.knowledge.model import Head, Rule
from kinechain.knowledge.strata import components, stratify
from kinechain.terms.conclusion import Kind
from support.small_knowledge import problems, rule_file, standard


def concluded(name: str) -> Concluded:
    """An impression without a side."""
    return Concluded(Kind.IMPRESSION, name, Where.MIDLINE)


def rule(name: str, gives: str, needs: str = "", denies: str = "") -> Rule:
    """A rule that gives impressions, needs some and denies others (one letter each)."""
    return Rule(
        id=name, title="", version="1.0.0", per_side=False,
        when=(FindingTest("fever", Where.MIDLINE), *(concluded(one) for one in needs)),
        unless=tuple(concluded(one) for one in denies),
        heads=tuple(Head(Kind.IMPRESSION, one, Where.MIDLINE) for one in gives),
    )  # fmt: skip


def strata(*rules: Rule) -> dict[str, int]:
    """The stratum of each rule; fails when the rules cannot be ordered."""
    ordered, found = stratify(rules)
    assert found == ()
    assert [one.stratum for one in ordered] == sorted(one.stratum for one in ordered)
    return {one.id: one.stratum for one in ordered}


def test_rules_without_unless_all_stand_in_the_first_stratum() -> None:
    assert strata(rule("x", "a"), rule("y", "b", "a"), rule("z", "a", "b")) == {"x": 0, "y": 0, "z": 0}


def test_a_rule_stands_above_what_it_denies_and_above_what_that_needs() -> None:
    found = strata(rule("z", "c", denies="b"), rule("y", "b", "x", denies="a"), rule("x", "a"))
    assert found == {"x": 0, "y": 1, "z": 2}


def test_what_needs_a_late_conclusion_is_late_too() -> None:
    found = strata(rule("w", "d", "c"), rule("z", "c", denies="a"), rule("x", "a"), rule("v", "e", denies="d"))
    assert found == {"x": 0, "z": 1, "w": 1, "v": 2}


def test_denying_what_no_rule_concludes_costs_no_stratum() -> None:
    assert strata(rule("x", "a", denies="q")) == {"x": 0}


def test_a_denial_inside_a_threshold_counts() -> None:
    nested: Test = AtLeast(1, (FindingTest("fever", Where.MIDLINE), AtLeast(1, (concluded("a"),))))
    one = Rule("x", "", "1.0.0", False, (concluded("b"),), (nested,), (Head(Kind.IMPRESSION, "c", Where.MIDLINE),))
    assert strata(one, rule("y", "a"))["x"] == 1


def test_order_does_not_depend_on_the_order_of_the_rules() -> None:
    rules = [rule("x", "a"), rule("y", "b", "a"), rule("z", "c", denies="b"), rule("w", "a", "b")]
    assert stratify(rules) == stratify(rules[::-1])


@pytest.mark.parametrize(
    ("rules", "guilty"),
    [
        ([rule("x", "a", denies="a")], {"x"}),
        ([rule("x", "a", denies="b"), rule("y", "b", "a")], {"x"}),
        ([rule("x", "a", denies="b"), rule("y", "b", denies="a")], {"x", "y"}),
        ([rule("x", "a", denies="b"), rule("y", "b", "c"), rule("z", "c", "d"), rule("w", "d", "a")], {"x"}),
        ([rule("x", "ab", "a", denies="b")], {"x"}),
    ],
)
def test_a_cycle_through_unless_is_refused_and_names_the_rule_and_the_circle(
    rules: list[Rule], guilty: set[str]
) -> None:
    _, found = stratify(rules)
    assert {problem.code for problem in found} == {"rules.cycle-through-unless"}
    assert {problem.message.split("'")[1] for problem in found} == guilty
    assert all("impression: a" in problem.message for problem in found)


def test_a_positive_cycle_beside_a_denial_from_outside_is_welcome() -> None:
    found = strata(rule("x", "a", "b"), rule("y", "b", "a"), rule("w", "b"), rule("z", "c", denies="b"))
    assert found == {"x": 0, "y": 0, "w": 0, "z": 1}


def test_a_knowledge_base_with_a_cycle_through_unless_is_not_loaded() -> None:
    tense = [{"impression": "tense", "strength": "weak"}]
    file = rule_file("posture.never", [{"finding": "fever"}], tense, unless=[{"impression": "tense"}])
    (problem,) = problems(dict([file]))
    assert (problem.code, problem.file) == ("rules.cycle-through-unless", "posture/never.rule.yaml")


def test_in_the_tiny_knowledge_base_giving_waits_for_withholding() -> None:
    numbers = {rule.id: rule.stratum for rule in standard().rules}
    assert numbers["plan.give.squat"] > numbers["red-flags.hold-all"]


GRAPHS = st.integers(1, 8).flatmap(
    lambda size: st.dictionaries(
        st.integers(0, size - 1), st.lists(st.integers(0, size - 1), max_size=4), max_size=size
    ).map(lambda arcs: {node: arcs.get(node, []) for node in range(size)})
)


def reachable(graph: Mapping[int, list[int]]) -> dict[int, set[int]]:
    """Every node that can be reached from each, itself included."""
    found = {node: {node} for node in graph}
    for _ in graph:
        found = {node: seen | {end for one in seen for end in graph[one]} for node, seen in found.items()}
    return found


@settings(deadline=None, derandomize=True, max_examples=300)
@given(GRAPHS)
def test_components_are_mutual_reachability_and_come_after_what_they_point_to(graph: dict[int, list[int]]) -> None:
    reach = reachable(graph)
    parts = components(graph, graph.__getitem__)
    assert sorted(node for part in parts for node in part) == sorted(graph)
    for part in parts:
        together = {node for node in graph if part[0] in reach[node] and node in reach[part[0]]}
        assert set(part) == together
    position = {node: number for number, part in enumerate(parts) for node in part}
    assert all(position[end] <= position[node] for node, ends in graph.items() for end in ends)


def test_a_very_long_chain_needs_no_recursion() -> None:
    parts = components(range(50_000), lambda node: [node + 1] if node < 49_999 else [])
    assert len(parts) == 50_000
