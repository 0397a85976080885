"""The experta evaluator: nothing of one case is left in the next, threads do not mix, nested thresholds stay apart."""

import collections
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from threading import Barrier
from typing import Any

import pytest

from kinechain.inference.experta_engine import ExpertaEvaluator, RuleEngine
from kinechain.inference.experta_import import load_experta
from kinechain.inference.experta_rules import FactClasses, RuleCompiler, Seen
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.inference.outcome import Outcome
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.unary import AttributeTest, Plain
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.small_cases import case_of
from support.small_knowledge import only, rule_file, standard

SICK = (
    "finding: hip-pain, side: left, duration: 3 weeks, intensity: 8", "finding: squeeze, side: both, grade: 1",
    "finding: fever, state: positive", "finding: sitting, hours: 9 h",
)  # fmt: skip
WELL = ("finding: hip-pain, side: right, duration: 1 h, intensity: 1", "finding: squeeze, side: both, grade: 3")


def remembered(*findings: str, tail: str = "denied: [weight-loss]\n") -> WorkingMemory:
    """Working memory of a case over the tiny knowledge base."""
    return remember(case_of(*findings, tail=tail), standard().vocabulary)


def expected(memory: WorkingMemory) -> Outcome:
    """What the generated evaluator says."""
    return GeneratedEvaluator.of(standard()).decide(memory)


class Fuse:
    """Raises at the n-th passage, once."""

    def __init__(self, after: int) -> None:
        self.left = after

    def burn(self) -> None:
        """Count one passage."""
        self.left -= 1
        if self.left == 0:
            raise ZeroDivisionError("blown")


def arm_predicates(monkeypatch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """Make the n-th test of an attribute raise."""
    whole = AttributeTest.holds

    def holds(test: AttributeTest, value: Plain) -> bool:
        fuse.burn()
        return whole(test, value)

    monkeypatch.setattr(AttributeTest, "holds", holds)


def arm_actions(monkeypatch: pytest.MonkeyPatch, fuse: Fuse) -> None:
    """Make the n-th declaration by a rule raise."""
    whole = RuleEngine.declare

    def declare(engine: RuleEngine, *facts: Any) -> Any:
        fuse.burn()
        return whole(engine, *facts)

    monkeypatch.setattr(RuleEngine, "declare", declare)


@pytest.mark.parametrize("arm", [arm_predicates, arm_actions])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_exception_in_one_case_leaves_nothing_in_the_next(
    monkeypatch: pytest.MonkeyPatch, arm: Any, after: int
) -> None:
    sick, well = remembered(*SICK), remembered(*WELL)
    right = expected(well), expected(sick)
    arm(monkeypatch, Fuse(after))
    evaluator = ExpertaEvaluator(standard().rules)
    with pytest.raises(ZeroDivisionError):
        evaluator.decide(sick)
    assert (evaluator.decide(well), evaluator.decide(sick)) == right


@pytest.mark.parametrize("arm", [arm_predicates, arm_actions])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_even_the_same_engine_forgets_the_case_that_failed(
    monkeypatch: pytest.MonkeyPatch, arm: Any, after: int
) -> None:
    sick, well = remembered(*SICK), remembered(*WELL)
    right = expected(well), expected(sick)
    arm(monkeypatch, Fuse(after))
    evaluator = ExpertaEvaluator(standard().rules)
    engine = RuleEngine(RuleCompiler(evaluator._classes).compile(standard().rules))
    with pytest.raises(ZeroDivisionError):
        engine.decide(evaluator._facts(sick))
    assert (engine.decide(evaluator._facts(well)), engine.decide(evaluator._facts(sick))) == right


def test_an_engine_is_dropped_after_an_exception_and_reused_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluator = ExpertaEvaluator(standard().rules)
    evaluator.decide(remembered(*SICK))
    first = evaluator._threads.engine
    evaluator.decide(remembered(*WELL))
    assert evaluator._threads.engine is first
    arm_actions(monkeypatch, Fuse(2))
    with pytest.raises(ZeroDivisionError):
        evaluator.decide(remembered(*SICK))
    assert evaluator._threads.engine is None
    evaluator.decide(remembered(*SICK))
    assert evaluator._threads.engine is not first


def random_case(chance: random.Random) -> Case:
    """A case over the tiny knowledge base."""
    findings = [f"finding: squeeze, side: {side}, grade: {chance.randint(0, 3)}" for side in ("left", "right")]
    findings += [
        f"finding: hip-pain, side: left, duration: {chance.randint(1, 99)} h, intensity: {chance.randint(0, 10)}"
    ]
    findings += [f"finding: {name}, state: {chance.choice(['positive', 'negative'])}" for name in ("fever", "fall")]
    return case_of(*chance.sample(findings, chance.randint(1, len(findings))), tail="")


def test_deciding_again_and_in_any_order_gives_the_same() -> None:
    chance = random.Random(7)
    evaluator = ExpertaEvaluator(standard().rules)
    memories = [remember(random_case(chance), standard().vocabulary) for _ in range(40)]
    first = [evaluator.decide(memory) for memory in memories]
    assert first == [expected(memory) for memory in memories]
    order = chance.sample(range(40), 40)
    assert [evaluator.decide(memories[number]) for number in order] == [first[number] for number in order]


def test_threads_never_mix_clients() -> None:
    chance = random.Random(11)
    memories = [remember(random_case(chance), standard().vocabulary) for _ in range(120)]
    right = [expected(memory) for memory in memories]
    evaluator, start = ExpertaEvaluator(standard().rules), Barrier(2)

    def work(order: list[int]) -> list[tuple[int, Outcome]]:
        start.wait()
        return [(number, evaluator.decide(memories[number])) for number in order]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(work, [list(range(120)), list(range(119, -1, -1))]))
    finally:
        sys.setswitchinterval(interval)
    assert all(outcome == right[number] for part in found for number, outcome in part)


def test_threads_that_name_a_class_of_facts_at_the_same_moment_get_the_same_class() -> None:
    classes = FactClasses()
    early: list[type[Any]] = []

    class Slow(Seen):
        """While its subclass is being made, another thread makes the same."""

        def __init_subclass__(cls) -> None:
            if not early:
                early.append(cls)
                early.append(classes.of(Slow, "hip-pain"))

    assert classes.of(Slow, "hip-pain") is early[1] is classes.of(Slow, "hip-pain")


def agreed(base: KnowledgeBase, findings: list[str]) -> bool:
    """Whether 'tense' is concluded; both evaluators must say the same."""
    memory = remember(case_of(*findings, tail=""), base.vocabulary)
    outcome = ExpertaEvaluator(base.rules).decide(memory)
    assert outcome == GeneratedEvaluator.of(base).decide(memory)
    return Conclusion(Kind.IMPRESSION, "tense") in outcome.conclusions


def condition(name: str) -> dict[str, object]:
    """A positive finding of the client, wherever it is."""
    return {"finding": name, "side": "left"} if name in ("squeeze", "bridge", "numbness") else {"finding": name}


@pytest.mark.parametrize("key", ["when", "unless"])
def test_alternatives_of_nested_anys_do_not_share_an_auxiliary_fact(key: str) -> None:
    names = ("fever", "fall", "weight-loss", "sitting", "squeeze", "numbness")
    one, two, three, four, five, six = (condition(name) for name in names)
    nested = [{"any": [{"all": [{"any": [one, two]}, {"any": [three, four]}]}, {"all": [five, {"any": [six, one]}]}]}]
    tense = [{"impression": "tense", "strength": "weak"}]
    more = {"unless": nested} if key == "unless" else {}
    when = [{"not_assessed": "bridge", "side": "left"}] if key == "unless" else nested
    base = only(rule_file("a.x", when, tense, **more))
    for bits in product([False, True], repeat=6):
        a, b, c, d, e, f = bits
        true = ((a or b) and (c or d)) or (e and (f or a))
        words = dict.fromkeys(names, "state: positive") | {"squeeze": "side: left, grade: 0", "sitting": "hours: 1 h"}
        words["numbness"] = "side: left, state: positive"
        findings = [f"finding: {name}, {words[name]}" for name, bit in zip(names, bits, strict=True) if bit]
        assert agreed(base, findings) is (true if key == "when" else not true)


def test_the_same_condition_twice_counts_twice_in_both_evaluators() -> None:
    fever = {"finding": "fever"}
    base = only(rule_file("a.x", [{"at_least": 2, "of": [fever, fever, {"finding": "fall"}]}], [
        {"impression": "tense", "strength": "weak"}
    ]))  # fmt: skip
    assert agreed(base, ["finding: fever, state: positive"])
    assert not agreed(base, ["finding: fall, state: positive"])


def test_left_and_right_are_bound_apart() -> None:
    memory = remembered("finding: squeeze, side: left, grade: 0", "finding: hip-pain, side: right, duration: 9 weeks")
    outcome = ExpertaEvaluator(standard().rules).decide(memory)
    assert not any(one.name == "pain-inhibition" for one in outcome.conclusions)
    assert Conclusion(Kind.IMPRESSION, "inhibited", Side.LEFT) in outcome.conclusions
    assert Conclusion(Kind.IMPRESSION, "inhibited", Side.RIGHT) not in outcome.conclusions


def test_importing_experta_leaves_the_standard_library_as_it_was() -> None:
    assert hasattr(load_experta(), "KnowledgeEngine")
    assert not hasattr(collections, "Mapping")


def test_importing_experta_in_a_fresh_process_leaves_the_standard_library_as_it_was() -> None:
    program = (
        "import collections; from kinechain.inference.experta_import import load_experta; "
        "print(load_experta().__name__, hasattr(collections, 'Mapping'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.split() == ["experta", "False"]


def test_an_incomplete_experta_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(load_experta(), "KnowledgeEngine")
    with pytest.raises(ImportError, match="incomplete"):
        load_experta()
