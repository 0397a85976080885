"""The knowledge base that is shipped: every case, every story, every mutant, and what must hold for all of it."""

from functools import cache

import pytest

from kinechain import resources
from kinechain.assess import Assessor
from kinechain.audit.all_cases import prove
from kinechain.audit.mutants import mutate
from kinechain.audit.rule_cases import RuleCases, failures, read_rule_cases
from kinechain.audit.stories import Story, read_stories, run_story
from kinechain.knowledge.conditions import Concluded, leaves
from kinechain.knowledge.model import Rule
from kinechain.terms.assessment import EXERCISE, Status
from kinechain.terms.conclusion import Kind
from support.real_rules import real

SEED_ROWS = [f"R{number:02}" for number in range(1, 26)]


@cache
def cases() -> RuleCases:
    """Every case beside a rule."""
    return read_rule_cases(real(), resources.folder("rules"))


@cache
def stories() -> tuple[Story, ...]:
    """Every story."""
    return tuple(read_stories(resources.folder("rules"), real().vocabulary))


@cache
def assessor() -> Assessor:
    """Both evaluators over the shipped rules."""
    return Assessor(real())


def test_every_case_file_is_sound_and_every_case_does_what_it_says() -> None:
    assert not cases().problems
    assert not failures(real(), cases())


@pytest.mark.parametrize("rule", [rule.id for rule in real().written_rules])
def test_every_small_error_in_a_rule_is_noticed_by_its_cases(rule: str) -> None:
    survivors = mutate(real().by_id[rule], cases()).survivors
    assert not [(mutant.place, mutant.change) for mutant in survivors]


def name_of(story: Story) -> str:
    """The file's stem."""
    return story.file.rpartition("/")[2].removesuffix(".story.yaml")


@pytest.mark.parametrize("story", stories(), ids=name_of)
def test_every_story_holds_with_checked_proofs_and_never_an_exercise_beside_a_flag(story: Story) -> None:
    assessment, problems = run_story(story, assessor())
    assert not problems, "\n".join(map(str, problems))
    assert assessment is not None
    exercises = [one.id for one in assessment.recommendations if EXERCISE in one.classes]
    urgent = any(one.urgency in ("emergency", "urgent") for one in assessment.referrals)
    assert not (exercises and (urgent or assessment.safety_gaps))
    assert assessment.status is not Status.ADVICE or not assessment.safety_gaps


@pytest.mark.parametrize("row", SEED_ROWS)
def test_every_row_of_the_source_document_is_encoded(row: str) -> None:
    assert [rule.id for rule in real().written_rules if row in rule.seed]


def needed_by(rule: Rule) -> set[tuple[Kind, str]]:
    """The conclusions that a rule asks for."""
    found = (leaf for test in rule.when for _, leaf in leaves(test, ""))
    return {(leaf.kind, leaf.name) for leaf in found if isinstance(leaf, Concluded)}


@pytest.mark.parametrize("name", list(real().vocabulary.causes))
def test_every_cause_leads_to_a_recommendation_or_a_referral(name: str) -> None:
    reached, grew = {(Kind.CAUSE, name)}, True
    givers = [rule for rule in real().rules if any(h.kind is Kind.CAUSE and h.name == name for h in rule.heads)]
    # What the cause follows from may recommend as well: the plan may start at an impression on the way.
    for rule in givers:
        reached |= needed_by(rule)
        reached |= {(head.kind, head.name) for head in rule.heads}
    while grew:
        before = len(reached)
        for rule in real().written_rules:
            if needed_by(rule) & reached:
                reached |= {(head.kind, head.name) for head in rule.heads}
        grew = len(reached) > before
    assert givers
    assert any(kind in (Kind.INDICATION, Kind.RED_FLAG) for kind, _ in reached)


def test_the_order_of_muscles_in_prone_hip_extension_has_no_weight() -> None:
    users = [
        rule.id
        for rule in real().written_rules
        for test in (*rule.when, *rule.unless)
        for _, leaf in leaves(test, "")
        if not isinstance(leaf, Concluded) and leaf.finding == "prone-hip-extension-order"
    ]
    assert users == []


def test_every_exercise_that_is_recommended_can_be_held_back() -> None:
    recommended = {head.name for rule in real().written_rules for head in rule.heads if head.kind is Kind.INDICATION}
    for name in recommended:
        classes = real().vocabulary.recommendations[name].classes
        assert EXERCISE not in classes or f"plan.hold.{name}" in real().by_id, name
    exercises = {name for name in recommended if EXERCISE in real().vocabulary.recommendations[name].classes}
    assert len(exercises) >= 10


def test_no_possible_case_gets_an_exercise_beside_a_flag_or_an_open_question_or_its_contraindication() -> None:
    broken = {verdict.claim.title: verdict.witness for verdict in prove(real()) if not verdict.proved}
    assert not broken


def test_every_cause_and_every_red_flag_is_expected_of_some_whole_patient() -> None:
    outcomes = [story.written.expect for story in stories() if story.written]
    assert set(real().vocabulary.causes) - {one.id for outcome in outcomes for one in outcome.causes} == set()
    assert set(real().vocabulary.red_flags) - {one.id for outcome in outcomes for one in outcome.referrals} == set()
