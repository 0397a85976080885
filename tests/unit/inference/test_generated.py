"""The generated evaluator: only bitwise operators, thresholds against brute force, many cases in one word, what-ifs."""

import ast
import random
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.generated_source import wide_source
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Test, Where, satisfied
from kinechain.knowledge.ground import ground
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from support import random_rules
from support.real_rules import real
from support.small_cases import case_of
from support.small_knowledge import standard

ALLOWED = (
    ast.Module,
    ast.FunctionDef,
    ast.arguments,
    ast.arg,
    ast.Assign,
    ast.AugAssign,
    ast.Tuple,
    ast.Name,
    ast.Load,
    ast.Store,
    ast.BinOp,
    ast.BitAnd,
    ast.BitOr,
    ast.BitXor,
    ast.Return,
    ast.While,
    ast.If,
    ast.Break,
    ast.Compare,
    ast.Eq,
    ast.Constant,
    ast.Pass,
)
FLAGS = ("a", "b", "c", "d", "e")


def leaf(name: str) -> FindingTest:
    """A finding without a side."""
    return FindingTest(name, Where.MIDLINE)


def rule(name: str, *when: Test, unless: tuple[Test, ...] = ()) -> Rule:
    """A rule for the client that concludes an impression of its own name."""
    return Rule(name, name, "1.0.0", False, when, unless, (Head(Kind.IMPRESSION, name, Where.MIDLINE),))


def fires(rules: list[Rule], true: set[str]) -> dict[str, bool]:
    """Which rules fire when exactly these findings are true."""
    evaluator = GeneratedEvaluator(ground(rules))
    inputs = [int(atom.key.name in true) for atom in evaluator.program.inputs]
    words = evaluator.evaluate(inputs, 1)
    assert list(map(bool, evaluator.evaluate_one(inputs))) == list(map(bool, words))
    return {one.rule.id: bool(word) for one, word in zip(evaluator.program.instances, words, strict=True)}


@pytest.mark.parametrize("base", [standard, real])
def test_the_source_holds_only_names_and_bitwise_operators(base: Callable[[], KnowledgeBase]) -> None:
    tree = ast.parse(wide_source(ground(base().rules)))
    assert {type(node).__name__ for node in ast.walk(tree) if not isinstance(node, ALLOWED)} == set()
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert constants <= {0, True}


@pytest.mark.parametrize(("count", "size"), [(count, size) for size in range(1, 6) for count in range(1, size + 1)])
def test_n_of_k_is_counted_right_for_every_combination(count: int, size: int) -> None:
    threshold = AtLeast(count, tuple(leaf(name) for name in FLAGS[:size]))
    rules = [rule("when", threshold), rule("unless", AtLeast(1, (leaf("f"),)), unless=(threshold,))]
    for bits in product([0, 1], repeat=size):
        true = {name for name, bit in zip(FLAGS, bits, strict=False) if bit} | {"f"}
        enough = sum(bits) >= count
        assert fires(rules, true) == {"when": enough, "unless": not enough}


TREES = st.recursive(
    st.sampled_from(FLAGS).map(leaf),
    lambda inner: st.lists(inner, min_size=1, max_size=4).flatmap(
        lambda parts: st.integers(1, len(parts)).map(lambda count: AtLeast(count, tuple(parts)))
    ),
    max_leaves=10,
)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(TREES)
def test_nested_thresholds_agree_with_counting(tree: Test) -> None:
    evaluator = GeneratedEvaluator(ground([rule("x", tree)]))
    for bits in product([0, 1], repeat=len(FLAGS)):
        true = {name for name, bit in zip(FLAGS, bits, strict=True) if bit}
        inputs = [int(atom.key.name in true) for atom in evaluator.program.inputs]
        words = evaluator.evaluate(inputs, 1)
        assert bool(evaluator.evaluate_one(inputs)[0]) == bool(words[0])
        expected = satisfied(tree, lambda one: isinstance(one, FindingTest) and one.finding in true)  # noqa: B023
        assert bool(words[0]) is expected


def test_a_cycle_starts_only_from_outside_and_then_holds_all_round() -> None:
    def state(name: str) -> Test:
        return Concluded(Kind.IMPRESSION, name, Where.MIDLINE)

    rules = [rule("p", state("q")), rule("q", state("r")), rule("r", state("p"))]
    assert fires(rules, set()) == {"p": False, "q": False, "r": False}
    start = Rule("s", "", "1", False, (leaf("a"),), (), (Head(Kind.IMPRESSION, "q", Where.MIDLINE),))
    assert fires([*rules, start], {"a"}) == {"p": True, "q": True, "r": True, "s": True}


@settings(deadline=None, derandomize=True, max_examples=25)
@given(random_rules.rule_bases(), st.lists(random_rules.cases(), min_size=2, max_size=9))
def test_many_cases_in_one_word_are_decided_as_one_by_one(base: KnowledgeBase, cases: list[Case]) -> None:
    evaluator = GeneratedEvaluator.of(base)
    memories = [remember(case, base.vocabulary) for case in cases]
    columns = zip(*(evaluator.inputs(memory) for memory in memories), strict=True)
    words = [sum(bit << number for number, bit in enumerate(column)) for column in columns]
    fired = evaluator.evaluate(words, (1 << len(cases)) - 1)
    for number, memory in enumerate(memories):
        assert evaluator.outcome(fired, number) == evaluator.decide(memory)


def recomputed(evaluator: GeneratedEvaluator, memory: WorkingMemory) -> dict[Conclusion, int]:
    """The same as ``without_each``, by one complete evaluation for each finding."""
    holds: dict[Conclusion, int] = {}
    for number, key in enumerate(sorted(memory)):
        rest = {other: seen for other, seen in memory.items() if other != key}
        for conclusion in evaluator.decide(rest).conclusions:
            holds[conclusion] = holds.get(conclusion, 0) | 1 << number
    return holds


@settings(deadline=None, derandomize=True, max_examples=30)
@given(random_rules.rule_bases(), random_rules.cases())
def test_leaving_out_each_finding_equals_recomputation(base: KnowledgeBase, case: Case) -> None:
    evaluator, memory = GeneratedEvaluator.of(base), remember(case, base.vocabulary)
    assert evaluator.without_each(memory, sorted(memory)) == recomputed(evaluator, memory)


def test_leaving_out_each_finding_equals_recomputation_in_the_tiny_knowledge_base() -> None:
    findings = [
        "finding: hip-pain, side: left, duration: 3 weeks, intensity: 8",
        "finding: squeeze, side: both, grade: 1",
        "finding: bridge, side: left, felt_in: gluteal",
        "finding: fall, state: positive",
        "finding: sitting, hours: 9 h",
    ]
    evaluator = GeneratedEvaluator.of(standard())
    for seed in range(20):
        chosen = random.Random(seed).sample(findings, 3)
        memory = remember(case_of(*chosen, tail="denied: [fever]\n"), standard().vocabulary)
        assert evaluator.without_each(memory, sorted(memory)) == recomputed(evaluator, memory)


def test_a_program_without_rules_or_without_inputs_is_evaluated() -> None:
    assert GeneratedEvaluator(ground([])).evaluate([], 1) == ()
    lonely = rule("p", Concluded(Kind.IMPRESSION, "q", Where.MIDLINE))
    assert GeneratedEvaluator(ground([lonely])).evaluate([], 1) == (0,)
