"""The smallest change in words, its order, and what it leaves alone (that it is the smallest: see the properties)."""

from dataclasses import replace

import pytest

from kinechain.explain.changes import Action, in_words
from kinechain.explain.dependence import Push, dependence
from kinechain.explain.neighbourhood import Neighbourhood
from kinechain.explain.smallest_change import SmallestChange, smallest_change
from kinechain.explain.what_if import Change, changed_case
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider
from kinechain.inference.memory import remember
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.explained import INFECTION, INHIBITED, PAIN, SQUEEZE_GIVEN, memory_of, near
from support.real_rules import real, stories
from support.small_cases import case_of
from support.small_knowledge import only, rule_file, standard


def found(case: Case, conclusion: Conclusion, largest: int = 3) -> tuple[SmallestChange, list[list[str]]]:
    """The smallest change with its examples in words."""
    memory = memory_of(case)
    change = smallest_change(near(), memory, conclusion, largest=largest)
    wording = Wording(standard().vocabulary, case)
    return change, [[str(one) for one in in_words(example, memory, wording)] for example in change.examples]


def test_what_nobody_examined_is_to_be_examined_with_the_result_that_does_it() -> None:
    change, words = found(case_of(), PAIN)
    assert (change.holds, change.size) == (False, 2)
    assert words == [
        [
            "examine Hip pain, left (nobody has), with the result: present, duration more than 48 h",
            "examine Gluteal squeeze, left (nobody has), with the result: present",
        ]
    ]


def test_what_was_examined_is_called_so_and_the_other_result_is_named() -> None:
    case = case_of("finding: hip-pain, side: left, duration: 3 weeks", "finding: squeeze, side: left, grade: 0")
    change, words = found(case, PAIN)
    assert (change.holds, change.size, len(change.sets)) == (True, 1, 2)
    assert words[0] == ["Hip pain, left would have to be: absent (examined, and it was: present (duration 3 weeks))"]


def test_a_conclusion_from_silence_is_taken_away_by_asking_and_added_by_leaving_out() -> None:
    gap = Conclusion(Kind.SAFETY_GAP, "infection")
    change, words = found(case_of(tail=""), gap)
    assert (change.holds, change.size) == (True, 2)
    assert words[0][0].startswith("examine Fever (nobody has)")
    change, words = found(case_of(), gap)
    assert words[0] == ["Fever would have to be unexamined (examined, and it was: absent)"]


def test_examining_comes_before_contradicting_what_somebody_saw() -> None:
    rules = [
        rule_file(f"a.{name}", [{"finding": name}], [{"cause": "disuse", "strength": "weak"}])
        for name in ("fall", "fever")
    ]
    base = only(*rules)
    case = case_of(tail="denied: [fall]\n", knowledge_base=base)
    neighbourhood = Neighbourhood(base, Decider(base).generated)
    change = smallest_change(neighbourhood, remember(case, base.vocabulary), Conclusion(Kind.CAUSE, "disuse"))
    assert [str(key) for keys in change.sets for key in keys] == ["fever", "fall"]
    wording = Wording(base.vocabulary, case)
    actions = [in_words(one, remember(case, base.vocabulary), wording)[0].action for one in change.examples]
    assert actions == [Action.EXAMINE, Action.OTHERWISE]


def test_no_small_set_is_said_to_be_none_and_an_unknown_conclusion_is_not_concludable() -> None:
    change, _ = found(case_of(tail=""), SQUEEZE_GIVEN, largest=2)
    assert (change.size, change.searched, change.sets) == (None, 2, ())
    change, _ = found(case_of(tail=""), SQUEEZE_GIVEN)
    assert change.size == 3
    change, _ = found(case_of(), Conclusion(Kind.CAUSE, "nothing-at-all"))
    assert (change.size, change.concludable) == (None, False)


def test_recorded_age_and_sex_stay_and_unrecorded_age_may_be_asked() -> None:
    tests = [{"finding": "age", "years": ">= 50"}]
    base = only(rule_file("a.old", tests, [{"cause": "disuse", "strength": "weak"}]))
    neighbourhood = Neighbourhood(base, Decider(base).generated)
    target = Conclusion(Kind.CAUSE, "disuse")
    young = case_of(tail="subject: {age: 30}\n", knowledge_base=base)
    assert smallest_change(neighbourhood, remember(young, base.vocabulary), target).size is None
    unknown = case_of(tail="", knowledge_base=base)
    assert smallest_change(neighbourhood, remember(unknown, base.vocabulary), target).size == 1


def test_dependence_names_every_atom_that_matters_and_its_direction() -> None:
    program = near().program
    names = {str(program.inputs[atom].key): push for atom, push in dependence(program, SQUEEZE_GIVEN).items()}
    assert names["squeeze@left"] == Push(adds=True, removes=False)
    assert names["fever"] == Push(adds=False, removes=True)
    assert "sitting" not in names and "bridge@left" not in names
    assert dependence(program, INFECTION).keys() < dependence(program, SQUEEZE_GIVEN).keys()
    assert dependence(program, Conclusion(Kind.CAUSE, "nothing")) == {}
    assert "squeeze@right" not in {str(program.inputs[atom].key) for atom in dependence(program, INHIBITED)}


@pytest.mark.parametrize("kind", [Kind.CAUSE, Kind.RECOMMENDATION, Kind.RED_FLAG])
def test_on_the_real_rules_each_example_does_it_in_both_evaluators(kind: Kind) -> None:
    decider = Decider(real())
    neighbourhood = Neighbourhood(real(), decider.generated)
    wanted = [one for one in neighbourhood.givers if one.kind is kind and one.side is not Side.RIGHT]
    for number, case in enumerate(list(stories().values())[::25]):
        memory = remember(case, real().vocabulary)
        for target in wanted[number::9]:
            change = smallest_change(neighbourhood, memory, target, largest=2)
            for example in change.examples[:1]:
                written = [Change(one.key, one.record.finding(one.key) if one.record else None) for one in example]
                after = decider.decide(replace(changed_case(case, written), id="changed")).outcome.conclusions
                assert (target in after) != change.holds
