"""What to examine next: the unexamined findings whose possible results would change most.

Safety questions come first, those that a rule asks for before the others. Then comes what would change most: a red flag
weighs 3, a cause (or what speaks against it) 2, any change of the plan 1, divided by the effort (a question 2, a quick
test 3, equipment 6); of equals what a rule asks for. Order and weights are engine defaults, no probabilities.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kinechain.explain.arguments import Arguments
from kinechain.explain.neighbourhood import Neighbourhood, positions
from kinechain.explain.result_words import Result, Results, said
from kinechain.inference.memory import WorkingMemory
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side

SAFETY = (Kind.RED_FLAG, Kind.SAFETY_GAP)
PLAN = (Kind.RECOMMENDATION, Kind.WITHHELD)
_REASONS = (Kind.CAUSE, Kind.AGAINST)
COUNTED = (*SAFETY, *_REASONS, *PLAN)
_FLAG, _CAUSE = 3, 2
_EFFORT = {"question": 2, "quick": 3, "equipment": 6}


@dataclass(frozen=True, slots=True)
class InformativeTest:
    """A finding that nobody examined, with what its possible results would change.

    ``asked_because`` holds the reasons of rules that suggest it; ``says`` what it would decide, in words; ``changes``
    the number of flags, causes (or what speaks against them) and items of the plan that some result changes.
    """

    finding: str
    side: Side
    title: str
    how: str
    cost: str
    is_safety: bool
    asked_because: tuple[str, ...]
    says: tuple[str, ...]
    changes: tuple[int, int, int]
    results: tuple[Result, ...]


def next_tests(near: Neighbourhood, arguments: Arguments) -> tuple[InformativeTest, ...]:
    """Every unexamined finding that a rule asks for or of which some result changes a flag, a cause or the plan."""
    memory, vocabulary = arguments.decision.memory, arguments.wording.vocabulary
    drawn = arguments.decision.outcome.conclusions
    results = _results(near, memory, drawn)
    keys = {FindingKey(one.name, one.side) for one in drawn if one.kind is Kind.NEXT_TEST} | results.keys()
    safety = vocabulary.safety_questions
    tests = [_test(key, results.get(key, ()), arguments, is_safety=key.name in safety) for key in keys]
    order = {name: number for number, name in enumerate(vocabulary.findings)}
    return tuple(sorted(tests, key=lambda one: (*_place(one), order[one.finding], one.side)))


def _place(test: InformativeTest) -> tuple[bool, bool, Fraction, bool]:
    flags, causes, plan = test.changes
    power = Fraction(_FLAG * flags + _CAUSE * causes + bool(plan), _EFFORT[test.cost])
    asked = bool(test.asked_because)
    return not test.is_safety, test.is_safety and not asked, -power, not asked


def _results(
    near: Neighbourhood, memory: WorkingMemory, drawn: Collection[Conclusion]
) -> Mapping[FindingKey, tuple[Result, ...]]:
    """For each unexamined finding its possible results that change something that counts."""
    lanes = near.singles(near.base(memory))
    held = near.conclusions(lanes, COUNTED)
    unexamined = lanes.ones ^ near.singles_about(memory)
    added: dict[int, list[Conclusion]] = {}
    removed: dict[int, list[Conclusion]] = {}
    for conclusion in held.keys() | {one for one in drawn if one.kind in COUNTED}:
        found_in = removed if conclusion in drawn else added
        word = held.get(conclusion, 0) ^ (lanes.ones if conclusion in drawn else 0)
        for lane in positions(word & unexamined):
            found_in.setdefault(lane, []).append(conclusion)
    found: dict[FindingKey, list[Result]] = {}
    for lane in sorted(added.keys() | removed.keys()):
        one = near.everything[lane]
        result = Result(one, tuple(sorted(added.get(lane, ()))), tuple(sorted(removed.get(lane, ()))))
        found.setdefault(one.key, []).append(result)
    return {key: tuple(results) for key, results in found.items()}


def _test(key: FindingKey, results: Results, arguments: Arguments, *, is_safety: bool) -> InformativeTest:
    document = arguments.wording.vocabulary.findings[key.name].document
    reasons = arguments.supporting(Conclusion(Kind.SUGGESTION, key.name, key.side))
    changed = {one for result in results for one in (*result.added, *result.removed)}
    return InformativeTest(
        finding=key.name,
        side=key.side,
        title=arguments.wording.finding_title(key),
        how=document.question if is_safety and document.question else document.how,
        cost=document.cost,
        is_safety=is_safety,
        asked_because=tuple(dict.fromkeys(reason.because for reason in reasons)),
        says=said(results, arguments.wording),
        changes=(_count(changed, SAFETY), _count(changed, _REASONS), _count(changed, PLAN)),
        results=results,
    )


def _count(conclusions: set[Conclusion], kinds: Sequence[Kind]) -> int:
    return len({(one.name, one.side) for one in conclusions if one.kind in kinds})
