"""What must hold of every assessment by the real knowledge base, tried on stories and on parts of them."""

import random
from dataclasses import replace
from functools import cache

import pytest

from kinechain.assess import Assessor
from kinechain.knowledge.case_file import SUBJECT_FINDINGS
from kinechain.terms.assessment import Assessment, Status
from kinechain.terms.case import Case
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from support.real_rules import real, some_stories, story

REFERRING = {"emergency", "urgent", "prompt"}
MOST_URGENT_FIRST = ("emergency", "urgent", "prompt", "caution")


@cache
def assessor() -> Assessor:
    """One assessor for all tests."""
    return Assessor(real())


def shuffled(case: Case, chance: random.Random) -> Case:
    """The case with its findings in another order."""
    return replace(case, findings=tuple(chance.sample(case.findings, len(case.findings))))


@cache
def assessed() -> tuple[Assessment, ...]:
    """Stories and a random half of each."""
    chance = random.Random(3)
    cases = [story("tc01-seed-author"), story("rf01-cauda-equina"), *some_stories(10)]
    halves = [replace(case, findings=tuple(chance.sample(case.findings, len(case.findings) // 2))) for case in cases]
    return tuple(assessor().assess(case) for case in (*cases, *halves))


def test_status_follows_from_referrals_then_gaps_then_anything_found() -> None:
    seen = set()
    for found in assessed():
        refers = any(flag.urgency in REFERRING for flag in found.referrals)
        anything = bool(found.causes or found.impressions or found.recommendations)
        rest = Status.ADVICE if anything else Status.NO_FINDING
        expected = Status.REFER if refers else Status.SAFETY_INCOMPLETE if found.safety_gaps else rest
        assert found.status is expected, found.case
        seen.add(found.status)
    assert seen >= {Status.REFER, Status.SAFETY_INCOMPLETE, Status.ADVICE}


def test_nothing_is_given_and_withheld_at_once_and_no_exercise_beside_an_alarm() -> None:
    withheld = 0
    for found in assessed():
        given = {(one.id, one.side) for one in found.recommendations}
        held = {(one.id, one.side) for one in found.withheld}
        assert not given & held, found.case
        withheld += len(held)
        if any(flag.urgency in ("emergency", "urgent") for flag in found.referrals):
            assert not [one.id for one in found.recommendations if "exercise" in one.classes], found.case
    assert withheld > 0


def test_withheld_items_say_why() -> None:
    for found in assessed():
        assert all(one.reasons and one.reason for one in found.withheld), found.case


def test_recommendations_are_numbered_in_order_of_phase() -> None:
    phases = list(real().vocabulary.phases)
    for found in assessed():
        assert [one.order for one in found.recommendations] == list(range(1, len(found.recommendations) + 1))
        order = [phases.index(one.phase) for one in found.recommendations]
        assert order == sorted(order), found.case


def test_next_tests_are_unassessed_safety_first() -> None:
    for found in assessed():
        assessed_keys = {(one.id, one.side) for one in found.findings if one.state is not State.NOT_ASSESSED}
        assert not assessed_keys & {(one.id, one.side) for one in found.next_tests}, found.case
        safety = [one.safety for one in found.next_tests]
        assert safety == sorted(safety, reverse=True), found.case
        assert [one.order for one in found.next_tests] == list(range(1, len(safety) + 1))


def test_referrals_stand_most_urgent_first() -> None:
    for found in assessed():
        urgencies = [MOST_URGENT_FIRST.index(one.urgency) for one in found.referrals]
        assert urgencies == sorted(urgencies), found.case


def test_every_open_gap_names_an_unasked_question() -> None:
    for found in assessed():
        for gap in found.safety_gaps:
            assert gap.unasked, (found.case, gap.id)
            assert {one.state for one in gap.unasked} == {State.NOT_ASSESSED}


def test_what_was_not_assessed_and_what_was_make_up_the_vocabulary() -> None:
    everything = {(name, side) for name, one in real().vocabulary.findings.items() for side in one.sides}
    for found in assessed():
        recorded = {(one.id, one.side) for one in found.findings if one.state is not State.NOT_ASSESSED}
        missing = {(one.finding, one.side) for one in found.not_assessed}
        # Age and sex stand under the subject; leaving them out is not an examination left undone.
        subject = {(name, Side.MIDLINE) for name in SUBJECT_FINDINGS}
        assert recorded | missing | subject == everything
        assert not missing & subject
        assert not recorded & missing


def test_every_inference_has_a_reason_and_every_cited_rule_a_step() -> None:
    for found in assessed():
        steps = {(step.rule, step.side) for step in found.proofs}
        for one in (*found.causes, *found.impressions):
            assert one.for_, (found.case, one.id)
            assert {(argument.rule, argument.side) for argument in one.for_} <= steps
            assert 0 < one.certainty < 10_000


@pytest.mark.parametrize("number", range(0, 12, 3))
def test_the_order_of_entry_changes_no_byte(number: int) -> None:
    case = some_stories()[number]
    chance = random.Random(number)
    first = repr(assessor().assess(case))
    for _ in range(3):
        assert repr(assessor().assess(shuffled(case, chance))) == first


def test_a_preview_concludes_the_same_and_says_who_decided() -> None:
    for case in some_stories()[::2]:
        full, preview = assessor().assess(case), assessor().preview(case)
        assert preview == replace(full, decided_by=("generated function",)), case.id
