"""The smallest change is minimal and complete: clingo finds the same size and the same sets of findings."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from kinechain.explain.neighbourhood import Neighbourhood
from kinechain.explain.smallest_change import LARGEST, SmallestChange, smallest_change
from kinechain.explain.what_if import Change, changed_case
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import Seen, remember
from kinechain.knowledge.conditions import FindingTest, NotAssessed, Test, Where
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import BODY_SIDES, Side
from kinechain.terms.strength import Strength
from support.clingo_optimum import smallest_sets
from support.random_rules import MIDLINE, SIDED, cases, knowledge_base, leaf, rule

RECORDED = (State.POSITIVE, State.NEGATIVE, State.NOT_APPLICABLE)
KEYS = [FindingKey(name, side) for name in SIDED for side in BODY_SIDES]
KEYS += [FindingKey(name, Side.MIDLINE) for name in MIDLINE]
MANY = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)


def every_record(key: FindingKey) -> list[Seen | None]:
    """Every record that the case reader accepts: a state alone, or a size, which makes the finding positive."""
    sized = [Seen(key, State.POSITIVE, {"size": Decimal(size)}) for size in range(6)]
    return [None, *(Seen(key, state, {}) for state in RECORDED), *sized]


def _finding(test: Test) -> str:
    assert isinstance(test, FindingTest | NotAssessed)
    return test.finding


@st.composite
def questions(draw: st.DrawFn) -> tuple[KnowledgeBase, Case, Conclusion]:
    """A knowledge base with a rule of many conditions, a case, and something that a rule concludes."""
    rules = [draw(rule(number)) for number in range(draw(st.integers(1, 6)))]
    when = draw(st.lists(leaf(False, -1), min_size=1, max_size=4, unique_by=_finding))
    when += draw(st.lists(leaf(False, 4), max_size=1))
    unless = draw(st.lists(leaf(False, 4), max_size=2))
    head = Head(Kind.IMPRESSION, "state-5", Where.MIDLINE, Strength.WEAK)
    rules.append(Rule("r.long", "", "1.0.0", False, tuple(when), tuple(unless), (head,)))
    heads = [
        Conclusion(one.kind, one.name, one.where.on(side))
        for each in rules
        for one in each.heads
        for side in each.sides
    ]
    target = draw(st.sampled_from([Conclusion(head.kind, head.name), Conclusion(head.kind, head.name), *heads]))
    case = draw(cases())
    kept = draw(st.sampled_from([0, 3, 11]))
    return knowledge_base(rules), replace(case, findings=case.findings[:kept]), target


def searched(base: KnowledgeBase, case: Case, target: Conclusion) -> SmallestChange:
    """What the search finds."""
    near = Neighbourhood(base, GeneratedEvaluator.of(base))
    return smallest_change(near, remember(case, base.vocabulary), target)


@given(questions())
@MANY
def test_the_smallest_change_is_clingos_optimum_and_no_set_is_missed(
    question: tuple[KnowledgeBase, Case, Conclusion],
) -> None:
    base, case, target = question
    found = searched(*question)
    memory = remember(case, base.vocabulary)
    size, sets = smallest_sets(base, memory, {key: every_record(key) for key in KEYS}, target)
    event(f"optimum {size}, {'removed' if found.holds else 'added'}")
    assert found.size == (size if size is not None and size <= LARGEST else None)
    if found.size is not None:
        assert {frozenset(keys) for keys in found.sets} == sets


@given(questions())
@MANY
def test_every_example_really_changes_the_conclusion_and_no_part_of_it_does(
    question: tuple[KnowledgeBase, Case, Conclusion],
) -> None:
    base, case, target = question
    found, evaluator = searched(*question), GeneratedEvaluator.of(base)
    for example in found.examples:
        assert tuple(sorted(one.key for one in example)) in found.sets
        for count in range(len(example) + 1):
            changes = [Change(one.key, one.record.finding(one.key) if one.record else None) for one in example[:count]]
            memory = remember(changed_case(case, changes), base.vocabulary)
            changed = (target in evaluator.decide(memory).conclusions) != found.holds
            assert changed == (count == len(example))
