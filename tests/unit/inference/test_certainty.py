"""Certainty by hand: ceilings, premises, lines of evidence, MYCIN, weights of methods, cycles."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.inference.certainty import Certainties, combine, multiply
from kinechain.inference.decide import Decider
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support import random_rules
from support.small_cases import SAFE, case_of
from support.small_knowledge import only, rule_file

FEVER, FALL, LOSS = {"finding": "fever"}, {"finding": "fall"}, {"finding": "weight-loss"}
TENSE = {"impression": "tense"}
ILL = "finding: fever, state: positive"
FALLEN = "finding: fall, state: positive"
THIN = "finding: weight-loss, state: positive"
SIDE = {"for_each": "side"}


def gives(name: str, *when: Mapping[str, object], strength: str = "moderate", **more: object) -> tuple[str, str]:
    """A rule that concludes 'tense'."""
    return rule_file(f"a.{name}", when, [TENSE | {"strength": strength}], **more)


def decided(base: KnowledgeBase, *findings: str) -> Certainties:
    """Certainties of a case of these findings."""
    return Decider(base).decide(case_of(*findings, tail=""), verify=True).certainties


def of(found: Certainties, name: str = "tense", side: Side = Side.MIDLINE, kind: Kind = Kind.IMPRESSION) -> int:
    """The certainty of one conclusion."""
    return found.of.get(Conclusion(kind, name, side), 0)


def contested(name: str, *when: Mapping[str, object]) -> tuple[str, str]:
    """A contested rule with its dispute."""
    sources = [{"ref": "roe2013", "relation": "disputes", "says": "x"}]
    return gives(name, *when, strength="contested", sources=sources)


@pytest.mark.parametrize(
    ("strength", "ceiling"), [("strong", 8500), ("moderate", 6000), ("weak", 3500), ("opinion", 2000)]
)
def test_one_rule_on_a_full_finding_gives_the_ceiling_of_its_word(strength: str, ceiling: int) -> None:
    assert of(decided(only(gives("x", FEVER, strength=strength)), ILL)) == ceiling


def test_a_contested_rule_gives_its_ceiling() -> None:
    assert of(decided(only(contested("x", FEVER)), ILL)) == 2500


def test_two_lines_combine_and_one_line_does_not_add_up() -> None:
    two = only(gives("x", FEVER), gives("y", FALL, strength="weak"))
    assert of(decided(two, ILL, FALLEN)) == 7400
    one = only(gives("x", FEVER, line="same"), gives("y", FALL, strength="weak", line="same"))
    assert of(decided(one, ILL, FALLEN)) == 6000
    mixed = only(gives("x", FEVER, line="same"), gives("y", FALL, line="same"), gives("z", LOSS, strength="weak"))
    assert of(decided(mixed, ILL, FALLEN, THIN)) == 7400


def test_a_chain_multiplies_and_its_weakest_premise_counts() -> None:
    base = only(
        gives("x", FEVER),
        rule_file("a.y", [TENSE, FALL], [{"cause": "disuse", "strength": "strong"}]),
    )
    assert of(decided(base, ILL, FALLEN), "disuse", kind=Kind.CAUSE) == 5100


def test_the_method_of_a_finding_lowers_what_follows_from_it() -> None:
    heads = [{"impression": "inhibited", "strength": "moderate"}]
    base = only(rule_file("a.x", [{"finding": "squeeze"}, {"finding": "hip-pain"}], heads, **SIDE))
    pain = "finding: hip-pain, side: both, intensity: 5"
    found = decided(
        base, pain, "finding: squeeze, side: left, grade: 0, pillow: false", "finding: squeeze, side: right, grade: 0"
    )
    assert of(found, "inhibited", Side.LEFT) == 4200
    assert of(found, "inhibited", Side.RIGHT) == 6000


def test_of_a_threshold_the_count_th_largest_part_counts() -> None:
    base = only(gives("x", FEVER), rule_file(
        "a.y", [{"at_least": 2, "of": [TENSE, FALL, LOSS]}], [{"cause": "disuse", "strength": "strong"}]
    ))  # fmt: skip
    assert of(decided(base, ILL, FALLEN), "disuse", kind=Kind.CAUSE) == 5100
    assert of(decided(base, ILL, FALLEN, THIN), "disuse", kind=Kind.CAUSE) == 8500


def test_what_nobody_recorded_is_certain_not_to_be_recorded() -> None:
    assert of(decided(only(gives("x", FEVER, {"not_assessed": "fall"})), ILL)) == 6000


def test_against_is_kept_apart_and_only_ranks() -> None:
    base = only(gives("x", FEVER), rule_file("a.y", [FALL], [{"against": "tense", "strength": "weak"}]))
    found = decided(base, ILL, FALLEN)
    assert of(found) == 6000
    assert of(found, kind=Kind.AGAINST) == 3500
    assert found.rank(Conclusion(Kind.IMPRESSION, "tense")) == (6000 - 3500) * 10_000 // 6500
    assert decided(base, ILL).rank(Conclusion(Kind.IMPRESSION, "tense")) == 6000


def test_left_and_right_are_reckoned_apart() -> None:
    heads = [{"impression": "inhibited", "strength": "moderate"}]
    base = only(rule_file("a.x", [{"finding": "squeeze"}], heads, **SIDE))
    found = decided(base, "finding: squeeze, side: left, grade: 0", "finding: squeeze, side: right, grade: 3")
    assert (of(found, "inhibited", Side.LEFT), of(found, "inhibited", Side.RIGHT)) == (6000, 0)


def circle(*starts: tuple[str, str]) -> KnowledgeBase:
    """tense → disuse → tense, each moderate, with whatever starts it."""
    return only(
        rule_file("a.forth", [TENSE], [{"cause": "disuse", "strength": "moderate"}]),
        rule_file("a.back", [{"cause": "disuse"}], [TENSE | {"strength": "moderate"}]), *starts,
    )  # fmt: skip


def test_nothing_in_a_circle_supports_itself() -> None:
    found = decided(circle(gives("start", FEVER)), ILL)
    assert of(found) == 6000
    assert of(found, "disuse", kind=Kind.CAUSE) == 3600
    assert found.contribution["a.back", "midline", Conclusion(Kind.IMPRESSION, "tense")] == 0


def test_a_circle_without_a_start_concludes_nothing() -> None:
    assert decided(circle(gives("start", FEVER)), FALLEN).of == {}


def test_a_circle_started_twice_counts_each_start_once() -> None:
    other = rule_file("a.other", [FALL], [{"cause": "disuse", "strength": "weak"}])
    found = decided(circle(gives("start", FEVER), other), ILL, FALLEN)
    assert of(found) == 6000, "disuse is as near as tense, so it adds nothing"
    assert of(found, "disuse", kind=Kind.CAUSE) == 3500


def test_a_support_from_outside_the_circle_always_counts() -> None:
    through = rule_file("a.side", [{"impression": "unstable", "side": "left"}], [TENSE | {"strength": "weak"}])
    outside = rule_file("a.outside", [FALL], [{"impression": "unstable", "strength": "strong", "side": "left"}])
    found = decided(circle(gives("start", FEVER), through, outside), ILL, FALLEN)
    assert of(found) == combine(6000, multiply(3500, 8500))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_entry_does_not_matter(seed: int) -> None:
    findings = [ILL, FALLEN, THIN]
    random.Random(seed).shuffle(findings)
    base = circle(gives("start", FEVER), gives("x", FALL, strength="weak"), gives("y", LOSS, strength="strong"))
    assert of(decided(base, *findings)) == combine(combine(6000, 3500), 8500)


@settings(deadline=None, derandomize=True, max_examples=30)
@given(random_rules.rule_bases(), random_rules.cases())
def test_every_conclusion_has_a_certainty_and_none_passes_one(base: KnowledgeBase, case: Case) -> None:
    decision = Decider(base).decide(case)
    assert set(decision.certainties.of) == decision.outcome.conclusions
    assert all(0 < value < 10_000 for value in decision.certainties.of.values())


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_combining_is_symmetric_and_bounded(first: int, second: int) -> None:
    assert combine(first, second) == combine(second, first)
    assert max(first, second) <= combine(first, second) <= 10_000
    assert combine(first, 0) == first
    assert multiply(first, 10_000) == first


def test_safe_answers_do_not_weigh() -> None:
    decision = Decider(only(gives("x", FEVER))).decide(case_of(ILL, tail=SAFE.replace("fever, ", "")))
    assert of(decision.certainties) == 6000
