"""One case through every engine, and how their time grows with rules and with findings."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.clips_engine import ClipsEngine
from benchmarks.clock import medians
from benchmarks.material import Material, assessed, every_key, replicated, variants
from benchmarks.table import Row, Section, times
from kinechain.assess import Assessor
from kinechain.inference.decide import Decider
from kinechain.inference.experta_engine import ExpertaEvaluator
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory, input_bits
from kinechain.knowledge.model import KnowledgeBase

_COHORT = 1_000
_EXPERTA_TARGET, _CLIPS_TARGET = 500, 10


class UnequalConclusionsError(Exception):
    """Two engines differ, so their times must not be compared."""


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
        bits = input_bits(self.generated.program, memory)
        return {
            "experta": lambda: self._experta.decide(memory),
            "clips": self.clips.run,
            "generated": lambda: self.generated.evaluate(bits, 1),
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
            rounds=15,
        )
    return Section(
        f"One case: {material.file.name}, {len(memory)} findings, {len(knowledge_base.rules)} rules, engines built before",
        _case_rows(found),
    )


def _case_rows(found: dict[str, float]) -> tuple[Row, ...]:
    def against(name: str, other: str) -> str:
        return f"{times(found[other] / found[name])} {'faster' if found[other] >= found[name] else 'as fast'}"

    over_experta, over_clips = (found[other] / found["generated"] for other in ("experta", "clips"))
    return (
        Row("experta", "Facts made and declared, run, conclusions and fired rules read", found["experta"], "1 ×"),
        Row(
            "CLIPS, facts from a file", "(reset), facts read from a prepared file, (run); conclusions not read",
            found["clips"], f"{against('clips', 'experta')} than experta",
        ),
        Row(
            "CLIPS, facts compiled in", "(reset) and (run) alone; a lower bound, as facts are part of the program",
            found["clips inside"], f"{against('clips inside', 'experta')} than experta",
        ),
        Row(
            "Generated function", "The function on prepared inputs: a bit for each rule instance",
            found["generated"], f"{times(over_experta)} faster than experta",
            f"≥ {_EXPERTA_TARGET} × experta", over_experta >= _EXPERTA_TARGET,
        ),
        Row(
            "", "The same timing, set against CLIPS with facts from a file", found["generated"],
            f"{times(over_clips)} faster than CLIPS", f"≥ {_CLIPS_TARGET} × CLIPS", over_clips >= _CLIPS_TARGET,
        ),
        Row(
            "Generated, whole outcome", "Inputs found in the working memory, function, conclusions and fired rules as sets",
            found["outcome"], f"{against('outcome', 'experta')} than experta",
        ),
        Row(
            "Generated, with proofs", "Case into working memory, outcome, every justification, certainties (preview)",
            found["preview"], f"{against('preview', 'experta')} than experta",
        ),
        Row("Both evaluators, with proofs", "As above and experta, compared (decide)", found["decide"]),
        Row("Assessment", "As above, and everything that a report says (assess)", found["assess"]),
    )  # fmt: skip


def cohort(material: Material) -> Section:
    """A thousand cases at once, one bit each."""
    evaluator = GeneratedEvaluator.of(material.knowledge_base)
    memories = variants(material.knowledge_base.vocabulary, _COHORT)
    ones = (1 << _COHORT) - 1

    def packed() -> list[int]:
        columns = zip(*(input_bits(evaluator.program, memory) for memory in memories), strict=True)
        return [int("".join("1" if bit else "0" for bit in reversed(column)), 2) for column in columns]

    words = packed()
    fired = evaluator.evaluate(words, ones)
    if any(evaluator.outcome(fired, bit) != evaluator.decide(memory) for bit, memory in enumerate(memories)):
        raise UnequalConclusionsError
    one = input_bits(evaluator.program, memories[0])
    found = medians(
        {"sliced": lambda: evaluator.evaluate(words, ones), "single": lambda: evaluator.evaluate(one, 1)}
    )
    whole = medians({"whole": lambda: evaluator.evaluate(packed(), ones)}, rounds=3)["whole"]
    each = found["sliced"] / _COHORT
    return Section(
        f"{_COHORT:,} made-up cases at once, per case",
        (
            Row(
                "Generated, bit-sliced", "The function on prepared words, one bit a case",
                each, f"{times(found['single'] / each)} faster than one by one",
            ),
            Row("Generated, bit-sliced, with inputs", "As above, and inputs found in the working memories", whole / _COHORT),
        ),
    )  # fmt: skip


def growth_with_rules(material: Material, factors: tuple[int, ...] = (1, 2, 4)) -> Section:
    """The same case over once, twice and four times the rules."""
    label = "{factor} × {rules} rules"
    return _growth(
        "Growth with rules: copies over the same findings, same case",
        [
            (label.format(factor=factor, rules=len(material.knowledge_base.rules)), one, material.memory)
            for factor in factors
            for one in [replicated(material.knowledge_base, factor)]
        ],
    )


def growth_with_findings(material: Material) -> Section:
    """The same rules over few, half and all findings."""
    vocabulary = material.knowledge_base.vocabulary
    keys = every_key(vocabulary)
    return _growth(
        "Growth with findings: all positive, every attribute filled in, same rules",
        [
            (f"{len(chosen)} of {len(keys)} findings", material.knowledge_base, assessed(vocabulary, chosen))
            for chosen in (keys[::20], keys[::2], keys)
        ],
    )


def _growth(title: str, steps: list[tuple[str, KnowledgeBase, WorkingMemory]]) -> Section:
    names = {"experta": "experta", "clips": "CLIPS, facts from a file", "generated": "Generated function"}
    with tempfile.TemporaryDirectory() as folder:
        # All sizes are measured in turns too, since it is their ratio that counts.
        calls = {
            (name, label): call
            for label, knowledge_base, memory in steps
            for name, call in Engines(knowledge_base, _subfolder(folder, label)).calls(memory).items()
        }
        found = medians({f"{name}: {label}": call for (name, label), call in calls.items()}, rounds=7)
    rows = []
    for name, title_of in names.items():
        first = found[f"{name}: {steps[0][0]}"]
        for label, _, _ in steps:
            seconds = found[f"{name}: {label}"]
            rows.append(Row(f"{title_of}, {label}", "As above", seconds, f"{times(seconds / first)} the first"))
    return Section(title, tuple(rows))


def _subfolder(folder: str, label: str) -> Path:
    path = Path(folder, label.replace(" ", "-"))
    path.mkdir()
    return path
