"""Two knowledge bases compared: by what they say, and by what they conclude."""

from kinechain.audit.difference import Comparison, differences
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from support.small_cases import case_of
from support.small_knowledge import Changes, rule_file, small, standard

SITTING = "mechanisms.sitting"


def said(changes: Changes) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """The differences that a change makes to the tiny knowledge base."""
    return [(one.part, one.id, one.change, one.fields) for one in differences(standard(), small(changes))]


def impact(new: KnowledgeBase, case: Case) -> list[tuple[str, bool, list[str]]]:
    """What changes in a case: conclusion, whether it appears, and by which rules."""
    found = Comparison(standard(), new).impact("a", case)
    return [(str(one.conclusion), one.appears, [step.rule for step in one.steps]) for one in found.changed]


def looser() -> KnowledgeBase:
    """Four hours of sitting are enough."""
    when = [{"finding": "sitting", "hours": ">= 4 h"}]
    return small(dict([rule_file(SITTING, when, [{"cause": "disuse", "strength": "weak"}])]))


def test_equal_knowledge_bases_do_not_differ() -> None:
    assert said({}) == []


def test_rules_added_removed_and_changed_are_named_with_what_changed() -> None:
    new = rule_file("plan.new", [{"cause": "disuse"}], [{"recommend": "squat", "strength": "weak"}])
    assert said({**dict([new]), "plan/teach.rule.yaml": None}) == [
        ("rule", "plan.new", "added", ()),
        ("rule", "plan.teach", "removed", ()),
    ]
    assert ("rule", SITTING, "changed") in [
        row[:3] for row in [(o.part, o.id, o.change) for o in differences(standard(), looser())]
    ]
    fields = next(one.fields for one in differences(standard(), looser()))
    assert {"when", "heads"} <= set(fields)
    assert "title" not in fields


def test_words_and_exercises_are_compared_too() -> None:
    from support.small_words import CAUSES, exercise

    changes = {
        "vocabulary/causes.yaml": CAUSES.replace("You sit a lot.", "You sit."),
        "exercises/squat.yaml": exercise("squat", "load", 3, sided=False, classes="exercise, loading"),
        "exercises/lunge.yaml": exercise("lunge", "load", 4, sided=False, classes="exercise"),
    }
    assert said(changes) == [
        ("cause", "disuse", "changed", ("plain",)),
        ("exercise", "lunge", "added", ()),
        ("exercise", "squat", "changed", ("order",)),
    ]


def test_a_looser_threshold_changes_only_the_cases_between() -> None:
    five, nine, three = (case_of(f"finding: sitting, hours: {hours} h") for hours in (5, 9, 3))
    assert impact(looser(), five) == [("cause:disuse", True, [SITTING])]
    assert impact(looser(), nine) == []
    assert impact(looser(), three) == []


def test_a_lost_conclusion_comes_with_its_old_proof() -> None:
    new = small({f"{SITTING.replace('.', '/')}.rule.yaml": None})
    assert impact(new, case_of("finding: sitting, hours: 9 h")) == [("cause:disuse", False, [SITTING])]


def test_a_conclusion_that_stays_by_other_rules_shows_both_proofs() -> None:
    other = rule_file(
        "mechanisms.desk", [{"finding": "sitting", "hours": ">= 6 h"}], [{"cause": "disuse", "strength": "weak"}]
    )
    new = small({**dict([other]), f"{SITTING.replace('.', '/')}.rule.yaml": None})
    found = Comparison(standard(), new).impact("a", case_of("finding: sitting, hours: 9 h"))
    assert found.changed == ()
    assert [(one.appears, [step.rule for step in one.steps]) for one in found.rules] == [
        (False, [SITTING]),
        (True, ["mechanisms.desk"]),
    ]


def test_a_finding_that_old_does_not_know_is_left_out_there_and_said() -> None:
    from support.small_words import FINDINGS

    word = "  - {id: cough, title: Cough, group: history, how: Ask., sided: false}\n"
    rule = rule_file("mechanisms.cough", [{"finding": "cough"}], [{"cause": "disuse", "strength": "weak"}])
    new = small({**dict([rule]), "vocabulary/findings-1.yaml": FINDINGS + word})
    found = Comparison(standard(), new).impact("a", case_of("finding: cough, state: positive", knowledge_base=new))
    assert found.left_out == ("cough (midline)",)
    assert [str(one.conclusion) for one in found.changed] == ["cause:disuse"]
