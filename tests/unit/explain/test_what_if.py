"""What if: the changed case is decided anew as a whole, the case itself stays as it is."""

import random
from dataclasses import replace
from decimal import Decimal

from kinechain.explain.what_if import Change, changed_case, what_if
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import Finding, FindingKey, State
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from support.explained import INFECTION, INHIBITED, PAIN, SQUEEZE_GIVEN, UNSTABLE, decider
from support.real_rules import real, stories
from support.small_cases import case_of

LOOP = case_of("finding: hip-pain, side: left, duration: 3 weeks", "finding: squeeze, side: left, grade: 0")


def unset(name: str, side: Side = Side.MIDLINE) -> Change:
    """A finding left unrecorded."""
    return Change(FindingKey(name, side), None)


def recorded(name: str, state: State, side: Side = Side.MIDLINE) -> Change:
    """A finding with a state and no values."""
    return Change(FindingKey(name, side), Finding(name, side, state))


def test_the_difference_is_that_of_two_whole_decisions_with_both_proofs() -> None:
    before = decider().decide(LOOP)
    found = what_if(decider(), LOOP, before, [unset("squeeze", Side.LEFT)])
    assert set(found.removed) >= {INHIBITED, UNSTABLE, PAIN, SQUEEZE_GIVEN}
    assert Conclusion(Kind.NEXT_TEST, "bridge", Side.LEFT) in found.removed
    assert found.added == ()
    assert found.after == decider().preview(found.case)
    assert {step.rule for step in found.before.proofs} > {step.rule for step in found.after.proofs}


def test_a_red_flag_takes_the_exercise_away_and_nothing_is_patched() -> None:
    found = what_if(decider(), LOOP, decider().decide(LOOP), [recorded("fever", State.POSITIVE)])
    assert INFECTION in found.added
    assert SQUEEZE_GIVEN in found.removed
    assert Conclusion(Kind.WITHHELD, "glute-squeeze", Side.LEFT) in found.added


def test_unasked_is_another_change_than_negative() -> None:
    before = decider().decide(LOOP)
    assert not what_if(decider(), LOOP, before, [recorded("fever", State.NEGATIVE)]).added
    assert Conclusion(Kind.SAFETY_GAP, "infection") in what_if(decider(), LOOP, before, [unset("fever")]).added


def test_a_cause_that_stays_with_less_certainty_is_named_as_shifted() -> None:
    worse = Finding("squeeze", Side.LEFT, State.POSITIVE, (("grade", Quantity(Decimal(0))), ("pillow", False)))
    found = what_if(decider(), LOOP, decider().decide(LOOP), [Change(FindingKey("squeeze", Side.LEFT), worse)])
    assert not found.added and not found.removed
    assert {one for one, before, after in found.shifted if after < before} >= {INHIBITED, PAIN}


def test_the_case_itself_is_never_changed_and_age_and_sex_follow_their_findings() -> None:
    years = Finding("age", Side.MIDLINE, State.POSITIVE, (("years", Quantity(Decimal(61))),))
    case = replace(LOOP, age=30, sex="female")
    copy = changed_case(case, [Change(FindingKey("age", Side.MIDLINE), years), unset("sex")])
    assert (copy.age, copy.sex, case.age, case.sex) == (61, None, 30, "female")
    assert LOOP.findings == changed_case(copy, [unset("age")]).findings


def test_on_the_real_rules_the_difference_is_what_both_evaluators_say_about_both_cases() -> None:
    from kinechain.inference.decide import Decider

    both, chance = Decider(real()), random.Random(11)
    for case in chance.sample(list(stories().values()), 8):
        changes = [Change(FindingKey(one.name, one.side), None) for one in chance.sample(case.findings, 3)]
        found = what_if(both, case, both.decide(case), changes)
        after = both.decide(_without(case, changes), verify=True).outcome.conclusions
        before = found.before.outcome.conclusions
        assert (frozenset(found.added), frozenset(found.removed)) == (after - before, before - after)


def _without(case: Case, changes: list[Change]) -> Case:
    left_out = {change.key for change in changes}
    return replace(case, findings=tuple(one for one in case.findings if FindingKey(one.name, one.side) not in left_out))
