"""How the time of each engine grows with rules and with findings."""

import tempfile
from pathlib import Path

from benchmarks.clock import medians
from benchmarks.engines import Engines
from benchmarks.material import Material, assessed, every_key, replicated
from benchmarks.table import Row, Section, times
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.model import KnowledgeBase

_NAMES = {"experta": "experta", "clips": "CLIPS, facts from a file", "generated": "Generated function"}
_Step = tuple[str, KnowledgeBase, WorkingMemory]


def growth_with_rules(material: Material, factors: tuple[int, ...] = (1, 2, 4)) -> Section:
    """The same case over once, twice and four times the rules."""
    copies = [replicated(material.knowledge_base, factor) for factor in factors]
    steps = [(f"{len(one.rules)} rules", one, material.memory) for one in copies]
    return _growth("Growth with rules: copies over the same findings, same case; timings as above", steps)


def growth_with_findings(material: Material) -> Section:
    """The same rules over few, half and all findings."""
    vocabulary = material.knowledge_base.vocabulary
    keys = every_key(vocabulary)
    steps = [
        (f"{len(chosen)} of {len(keys)} findings", material.knowledge_base, assessed(vocabulary, chosen))
        for chosen in (keys[::20], keys[::2], keys)
    ]
    return _growth("Growth with findings: all positive, every attribute filled in; timings as above", steps)


def _growth(title: str, steps: list[_Step]) -> Section:
    with tempfile.TemporaryDirectory() as folder:
        # All sizes take turns too, since it is their ratio that counts.
        calls = {
            f"{_NAMES[name]}, {label}": call
            for number, (label, knowledge_base, memory) in enumerate(steps)
            for name, call in Engines(knowledge_base, _subfolder(folder, number)).calls(memory).items()
        }
        found = medians(calls, rounds=5)
    rows = []
    for name in _NAMES.values():
        first = found[f"{name}, {steps[0][0]}"]
        for label, _, _ in steps:
            what = f"{name}, {label}"
            rows.append(Row(what, "", found[what], f"{times(found[what] / first)} the first"))
    return Section(title, tuple(rows))


def _subfolder(folder: str, number: int) -> Path:
    path = Path(folder, str(number))
    path.mkdir()
    return path
