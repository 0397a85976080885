"""One case through every engine, and a thousand at once."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.clips_engine import ClipsEngine
from benchmarks.clock import medians
from benchmarks.material import Material, variants
from benchmarks.table import Row, Section, times
from kinechain.assess import Assessor
from kinechain.inference.decide import Decider
from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.model import KnowledgeBase

_COHORT = 1_000
_EXPERTA_TARGET, _CLIPS_TARGET = 500, 10
_CASE_TARGET = 0.0003
_NAMES = {"experta": "experta", "clips": "CLIPS, facts from a file"}
_INSIDE = {
    "experta": ("experta", "Facts made and declared, run, conclusions and fired rules read"),
    "clips": ("CLIPS, facts from a file", "(reset), facts read from a prepared file, (run); conclusions not read"),
    "clips inside": (
        "CLIPS, facts compiled in",
        "(reset) and (run) alone: a lower bound, the facts stand in the program",
    ),
    "generated": ("Generated function", "The function on prepared inputs: a bit for each rule instance"),
    "outcome": (
        "Generated, whole outcome",
        "Inputs from working memory, function, conclusions and fired rules as sets",
    ),
    "preview": ("Generated, with proofs", "Case into working memory, outcome, every justification, certainties"),
    "decide": ("Both evaluators, with proofs", "As above, and experta, and the comparison of the two"),
    "assess": ("Assessment", "As above, and everything that a report says"),
}


class UnequalConclusionsError(Exception):
    """Two engines differ on a case, so their times must not be compared."""

    def __init__(self) -> None:
        super().__init__("the engines do not draw the same conclusions; nothing was measured")


class Engines:
    """Every engine over one knowledge base, checked to agree on each case before it is measured."""

    def __init__(self, knowledge_base: KnowledgeBase, folder: Path) -> None:
        self.generated = GeneratedEvaluator.of(knowledge_base)
        self._experta = ExpertaEvaluator(knowledge_base.rules)
        self.clips = ClipsEngine(knowledge_base, folder)

    def calls(self, memory: WorkingMemory) -> dict[str, Callable[[], Any]]:
        """The three engines on one case, ready to be timed."""
        self.clips.take(memory)
        self.clips.run()
        generated, experta = self.generated.decide(memory), self._experta.decide(memory)
        if not generated.conclusions == experta.conclusions == self.clips.conclusions() or generated != experta:
            raise UnequalConclusionsError
        bits = self.generated.inputs(memory)
        return {
            "experta": lambda: self._experta.decide(memory),
            "clips": self.clips.run,
            "generated": lambda: self.generated.evaluate_one(bits),
        }


def one_case(material: Material) -> Section:
    """The same case and rules through every engine."""
    knowledge_base, memory = material.knowledge_base, material.memory
    decider, assessor = Decider(knowledge_base), Assessor(knowledge_base)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        engines = Engines(knowledge_base, Path(folder))
        inside_clips = ClipsEngine(knowledge_base, Path(other))
        inside_clips.compile_in(memory)
        found = medians(
            {
                **engines.calls(memory),
                "clips inside": inside_clips.reset_and_run,
                "outcome": lambda: engines.generated.decide(memory),
                "preview": lambda: decider.preview(material.case),
                "decide": lambda: decider.decide(material.case),
                "assess": lambda: assessor.assess(material.case),
            },
            rounds=11,
        )
    return Section(
        f"One case ({material.file.name}: {len(memory)} findings, {len(knowledge_base.rules)} rules), engines built",
        _case_rows(found),
    )


def _case_rows(found: dict[str, float]) -> tuple[Row, ...]:
    def as_fast(name: str, other: str) -> str:
        return f"{times(found[other] / found[name])} as fast as {_NAMES[other]}"

    def plain(name: str) -> Row:
        what, inside = _INSIDE[name]
        return Row(what, inside, found[name], as_fast(name, "experta"))

    def with_target(other: str, wanted: int) -> Row:
        what, inside = _INSIDE["generated"]
        met = found[other] / found["generated"] >= wanted
        return Row(what, inside, found["generated"], as_fast("generated", other), f"≥ {wanted} ×", met)

    return (
        *(plain(name) for name in ("experta", "clips", "clips inside")),
        with_target("experta", _EXPERTA_TARGET),
        with_target("clips", _CLIPS_TARGET),
        Row(*_INSIDE["generated"], found["generated"], "", "≤ 300 µs", found["generated"] <= _CASE_TARGET),
        *(plain(name) for name in ("outcome", "preview", "decide", "assess")),
    )


def cohort(material: Material) -> Section:
    """A thousand cases at once, one bit each."""
    evaluator = GeneratedEvaluator.of(material.knowledge_base)
    memories = variants(material.knowledge_base.vocabulary, _COHORT)
    ones = (1 << _COHORT) - 1

    def packed() -> list[int]:
        columns = zip(*(evaluator.inputs(memory) for memory in memories), strict=True)
        return [int("".join("1" if bit else "0" for bit in reversed(column)), 2) for column in columns]

    words = packed()
    fired = evaluator.evaluate(words, ones)
    if any(evaluator.outcome(fired, bit) != evaluator.decide(memory) for bit, memory in enumerate(memories)):
        raise UnequalConclusionsError
    one = evaluator.inputs(memories[0])
    found = medians({"sliced": lambda: evaluator.evaluate(words, ones), "single": lambda: evaluator.evaluate_one(one)})
    whole = medians({"whole": lambda: evaluator.evaluate(packed(), ones)}, rounds=3)["whole"]
    each = found["sliced"] / _COHORT
    return Section(
        f"{_COHORT:,} made-up cases at once, per case",
        (
            Row(
                "Generated, bit-sliced", "The function on prepared words, one bit a case",
                each, f"{times(found['single'] / each)} faster than one by one",
            ),
            Row("The same, with inputs", "As above, and inputs from working memories", whole / _COHORT),
        ),
    )  # fmt: skip
