"""The shape on which stock experta failed: recommend exercise i unless it is contraindicated, which is found out late.

One finding indicates many exercises, so their activations have the same key in experta's own DepthStrategy. It removes
a cancelled activation only where it expects it, so cancelled ones still fire and clients are given exercises that
another rule forbids. Here not one may be given, and every other indicated one must be.
"""

import random
from collections.abc import Iterator

import pytest

from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import Seen, WorkingMemory
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from support.small_knowledge import only, rule_file
from support.small_words import exercise

CASES = 200
LINKS = 3
"""How many rules lie between a finding and the contraindication that follows from it."""
CLASSES = ("exercise", "loading")
INDICATIONS = ("wanted-by-few", "wanted-by-most")


def wanted(number: int) -> str:
    """The finding that indicates an exercise: one for every fifth exercise, one for all others."""
    return "wanted-by-few" if number % 5 == 4 else "wanted-by-most"


def harmful(what: int | str) -> str:
    """The finding from which the contraindication of an exercise or a class follows."""
    return f"harmful-{what}"


def chain(what: int | str, withheld: str) -> Iterator[tuple[str, str]]:
    """A chain of rules from a finding to a contraindication."""
    below: dict[str, str] = {"finding": harmful(what)}
    for link in range(LINKS):
        head = {"impression": f"risk-{what}-{link}", "strength": "weak"}
        yield rule_file(f"risk.{what}-{link}", [below], [head])
        below = {"impression": f"risk-{what}-{link}"}
    yield rule_file(f"risk.{what}-end", [below], [{"withhold": withheld}])


def class_of(number: int) -> str:
    """Every third exercise is of the class 'loading', the others of 'exercise'."""
    return CLASSES[number % 3 == 0]


def guarded(size: int) -> KnowledgeBase:
    """A knowledge base of exercises, each with an indication and with contraindications at the end of a chain."""
    names = [*INDICATIONS, *(harmful(what) for what in (*range(size), *CLASSES))]
    risks = [f"risk-{what}-{link}" for what in (*range(size), *CLASSES) for link in range(LINKS)]
    finding = "  - {{id: {}, title: x, group: tests, how: x, sided: false}}\n"
    impression = "  - {{id: {}, title: x, sided: false, plain: x}}\n"
    files: dict[str, str] = {
        "vocabulary/findings-2.yaml": "findings:\n" + "".join(finding.format(name) for name in names),
        "vocabulary/impressions.yaml": "impressions:\n" + "".join(impression.format(name) for name in risks),
    }
    for number in range(size):
        name = f"item-{number}"
        files[f"exercises/{name}.yaml"] = exercise(name, "load", number, sided=False, classes=class_of(number))
        when, unless = [{"finding": wanted(number)}], [{"withhold": name}, {"withhold": class_of(number)}]
        files |= [rule_file(f"want.{number}", when, [{"recommend": name, "strength": "weak"}], unless=unless)]
        files |= chain(number, name)
    for name in CLASSES:
        files |= chain(name, name)
    return only(*files.items())


def client(chance: random.Random, size: int) -> tuple[WorkingMemory, set[str], set[str]]:
    """Working memory of a random client in random order of entry, what is indicated and what contraindicated."""
    reasons = {name for name in INDICATIONS if chance.random() < 0.8}
    harms = {number for number in range(size) if chance.random() < 0.4}
    classes = {name for name in CLASSES if chance.random() < 0.15}
    names = [*sorted(reasons), *map(harmful, sorted(harms)), *map(harmful, sorted(classes))]
    chance.shuffle(names)
    keys = [FindingKey(name, Side.MIDLINE) for name in names]
    memory = {key: Seen(key, State.POSITIVE, {}) for key in keys}
    contraindicated = {f"item-{number}" for number in range(size) if number in harms or class_of(number) in classes}
    indicated = {f"item-{number}" for number in range(size) if wanted(number) in reasons}
    return memory, indicated, contraindicated


@pytest.mark.parametrize("size", [3, 5, 10, 20])
def test_no_contraindicated_exercise_is_given_and_every_other_indicated_one_is(size: int) -> None:
    base, chance = guarded(size), random.Random(size)
    evaluators = (ExpertaEvaluator(base.rules), GeneratedEvaluator.of(base))
    harmed = {type(evaluator).__name__: 0 for evaluator in evaluators}
    for _ in range(CASES):
        memory, indicated, contraindicated = client(chance, size)
        for evaluator in evaluators:
            conclusions = evaluator.decide(memory).conclusions
            recommended = {one.name for one in conclusions if one.kind is Kind.INDICATION}
            given = {one.name for one in conclusions if one.kind is Kind.RECOMMENDATION}
            harmed[type(evaluator).__name__] += bool(recommended & contraindicated)
            assert recommended >= indicated - contraindicated
            assert given == recommended - contraindicated
    assert harmed == dict.fromkeys(harmed, 0), f"clients of {CASES} who were given a contraindicated exercise"


def test_the_random_clients_put_the_guard_to_work() -> None:
    chance = random.Random(5)
    clients = [client(chance, 5) for _ in range(CASES)]
    assert sum(bool(indicated & contraindicated) for _, indicated, contraindicated in clients) > CASES / 2
    assert sum(bool(indicated - contraindicated) for _, indicated, contraindicated in clients) > CASES / 2
