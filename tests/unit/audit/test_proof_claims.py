"""Known-bad knowledge bases: each breaks one claim of the proofs, by a state, a threshold or a forgotten guard."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kinechain.audit.all_cases import prove
from kinechain.knowledge.conditions import AtLeast, Concluded, NotAssessed, Test, Where
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.terms.conclusion import Kind
from support.clean_base import WHOLE
from support.small_knowledge import rule_file, small

INTENSE = {"finding": "hip-pain", "side": "either"}


def broken(knowledge_base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """The claims that do not hold, with their witnesses."""
    return {verdict.claim.name: verdict.witness for verdict in prove(knowledge_base) if not verdict.proved}


def with_rules(change: Callable[[Rule], Rule | None], *more: Rule) -> KnowledgeBase:
    """The tiny knowledge base with its rules tampered with, as no rule file can."""
    base = small(WHOLE)
    changed = (change(rule) for rule in base.rules)
    return replace(base, rules=(*(rule for rule in changed if rule is not None), *more))


def test_a_sound_knowledge_base_breaks_no_claim() -> None:
    assert broken(small(WHOLE)) == {}


def test_a_guard_without_the_flag_breaks_its_own_claim() -> None:
    rule = rule_file("red-flags.hold-all", [{"safety-gap": "any"}], [{"withhold": "exercise"}])
    assert list(broken(small({**WHOLE, **dict([rule])}))) == ["exercise-beside-flag"]


def test_a_guard_without_the_open_question_breaks_its_own_claim_by_what_nobody_asked() -> None:
    when = [{"red-flag": "any", "action": "emergency"}]
    rule = rule_file("red-flags.hold-all", when, [{"withhold": "exercise"}])
    found = broken(small({**WHOLE, **dict([rule])}))
    assert list(found) == ["exercise-unasked"]
    asked = {line.partition(":")[0] for line in found["exercise-unasked"]}
    assert not {"fever", "weight-loss"} <= asked


def test_an_item_given_although_its_class_is_withheld() -> None:
    held = Concluded(Kind.WITHHOLD, "loading", Where.LEFT)

    def less(test: Test) -> Test:
        return (
            replace(test, parts=tuple(one for one in test.parts if one != held)) if isinstance(test, AtLeast) else test
        )

    def forget(rule: Rule) -> Rule:
        if rule.id not in ("plan.give.squat", "plan.hold.squat"):
            return rule
        kept = tuple(one for one in rule.unless if one != held)
        return replace(rule, when=tuple(map(less, rule.when)), unless=kept)

    assert list(broken(with_rules(forget))) == ["contraindicated"]


def test_an_item_both_given_and_held_back() -> None:
    also = Rule(
        "plan.also", "Also", "1.0.0", False, (NotAssessed("rotation", Where.LEFT),), (),
        (Head(Kind.WITHHELD, "squat", Where.MIDLINE),),
    )  # fmt: skip
    assert list(broken(with_rules(lambda rule: rule, also))) == ["given-and-held"]


def test_an_indicated_item_that_is_lost() -> None:
    assert list(broken(with_rules(lambda rule: None if rule.id == "plan.hold.glute-squeeze" else rule))) == ["lost"]


def test_a_cause_without_advice() -> None:
    found = broken(small({**WHOLE, "plan/move.rule.yaml": None}))
    assert list(found) == ["cause-without-advice:disuse"]
    assert any(line.startswith("sitting: hours ") for line in found["cause-without-advice:disuse"])


def _guarded(bound: str) -> KnowledgeBase:
    """An emergency from pain of 9 or more, and a guard that stops exercise by its own threshold."""
    flag = rule_file("red-flags.hot", [INTENSE | {"intensity": ">= 9"}], [{"red-flag": "infection"}])
    stop = [{"any": [{"finding": "fever"}, {"safety-gap": "any"}, INTENSE | {"intensity": bound}]}]
    guard = rule_file("red-flags.hold-all", stop, [{"withhold": "exercise"}])
    return small({**WHOLE, **dict([flag, guard])})


@pytest.mark.parametrize("bound", [">= 9", ">= 8", "> 8"])
def test_a_guard_that_reaches_down_to_the_threshold_of_the_flag_is_proved(bound: str) -> None:
    assert broken(_guarded(bound)) == {}


def test_a_guard_that_misses_one_point_of_the_scale_is_found_with_that_point() -> None:
    found = broken(_guarded("> 9"))
    assert list(found) == ["exercise-beside-flag"]
    witness = found["exercise-beside-flag"]
    assert any(line in witness for line in ("hip-pain (left): intensity 9", "hip-pain (right): intensity 9"))


def test_a_threshold_in_the_vocabulary_is_a_cell_too() -> None:
    """The squeeze is positive up to grade 1: a guard from grade 0 leaves grade 1 open."""
    flag = rule_file("red-flags.hot", [{"finding": "squeeze", "side": "left"}], [{"red-flag": "infection"}])
    lame = {"finding": "squeeze", "side": "left", "grade": "<= 0"}
    unknown = [{"finding": "fever"}, {"safety-gap": "any"}, lame]
    guard = rule_file("red-flags.hold-all", [{"any": unknown}], [{"withhold": "exercise"}])
    assert list(broken(small({**WHOLE, **dict([flag, guard])}))) == ["exercise-beside-flag"]
    full = rule_file("red-flags.hold-all", [{"any": [*unknown, flag_condition()]}], [{"withhold": "exercise"}])
    assert broken(small({**WHOLE, **dict([flag, full])})) == {}


def flag_condition() -> dict[str, str]:
    """The finding itself, whatever its grade."""
    return {"finding": "squeeze", "side": "left"}
