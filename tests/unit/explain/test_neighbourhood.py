"""Cases side by side: every lane decides as the changed case alone would."""

import random
from itertools import islice

import pytest

from kinechain.explain.neighbourhood import Possibility, positions
from kinechain.explain.what_if import Change, changed_case, pair_changes, single_changes
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion
from support.explained import decider, memory_of, near
from support.small_cases import case_of

CASES = {
    "nothing": case_of(tail=""),
    "safe": case_of(),
    "cycle": case_of("finding: hip-pain, side: left, duration: 3 weeks", "finding: squeeze, side: left, grade: 0"),
    "flag": case_of("finding: fever, state: positive", "finding: sitting, hours: 9 h", tail=""),
}


def decided(case: Case, changes: tuple[Possibility, ...]) -> frozenset[Conclusion]:
    """The conclusions of the changed case, read and decided on its own."""
    written = [Change(one.key, one.record.finding(one.key) if one.record else None) for one in changes]
    return decider().generated.decide(memory_of(changed_case(case, written))).conclusions


@pytest.mark.parametrize("name", CASES)
def test_every_single_change_does_what_the_changed_case_does_alone(name: str) -> None:
    memory = memory_of(CASES[name])
    now = decider().generated.decide(memory).conclusions
    effects = {effect.changes: effect for effect in single_changes(near(), memory)}
    for one in near().everything:
        then = decided(CASES[name], (one,))
        effect = effects.get((one,))
        assert (then - now, now - then) == ((effect.added, effect.removed) if effect else (set(), set())), one


@pytest.mark.parametrize("name", CASES)
def test_pairs_and_the_square_do_what_the_changed_case_does_alone(name: str) -> None:
    case, memory, chance = CASES[name], memory_of(CASES[name]), random.Random(3)
    now = decider().generated.decide(memory).conclusions
    pairs = list(pair_changes(near(), memory))
    assert len({frozenset(effect.changes) for effect in pairs}) == len(pairs)
    for effect in chance.sample(pairs, 60):
        then = decided(case, effect.changes)
        assert (effect.added, effect.removed) == (then - now, now - then)
    some = chance.sample(near().everything, 12)
    held = near().conclusions(near().square(near().base(memory), some))
    for number, first in enumerate(some):
        for other, second in enumerate(some):
            then = decided(case, (first,) if first.key == second.key else (first, second))
            assert {one for one, word in held.items() if word >> number * 12 + other & 1} == then


def test_no_pair_that_changes_something_is_missed() -> None:
    case, memory = CASES["safe"], memory_of(CASES["safe"])
    now = decider().generated.decide(memory).conclusions
    found = {frozenset(effect.changes) for effect in pair_changes(near(), memory)}
    chance, base = random.Random(5), near().base(memory)
    changes = [one for key in near().atoms for one in near().others(key, base)]
    for _ in range(300):
        first, second = chance.sample(changes, 2)
        if first.key != second.key:
            assert (decided(case, (first, second)) != now) == (frozenset((first, second)) in found)


def test_nothing_recorded_is_one_of_the_possibilities_and_stands_last() -> None:
    for key in near().atoms:
        records = [one.record for one in near().of(key)]
        assert None not in records[:-1]
        assert len({one.bits for one in near().of(key)}) == len(records)
        values = [len(record.values) for record in records if record]
        assert values == sorted(values)


def test_the_work_is_done_only_as_far_as_it_is_asked_for() -> None:
    assert len(list(islice(pair_changes(near(), memory_of(CASES["nothing"])), 3))) == 3


@pytest.mark.parametrize("word", [0, 1, 2, 0b1011, 1 << 200 | 1 << 64 | 4])
def test_positions_are_the_bits(word: int) -> None:
    assert list(positions(word)) == [place for place in range(201) if word >> place & 1]
