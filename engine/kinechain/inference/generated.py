"""The generated evaluator: a ground program as straight-line functions, for one case and for one case per bit."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from kinechain.inference.generated_source import one_case_source, wide_source
from kinechain.inference.memory import WorkingMemory, holds
from kinechain.inference.outcome import Outcome
from kinechain.knowledge.ground import FindingAtom, GroundProgram, ground
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey

Evaluate = Callable[[Sequence[int], int], tuple[int, ...]]
"""(input words, word of ones) to one word per rule instance, in program order."""
EvaluateOne = Callable[[Sequence[int]], tuple[int, ...]]
"""Inputs 0 or 1 to something true or false per rule instance, in program order."""


class GeneratedEvaluator:
    """A ground program with its two compiled functions; each is compiled when it is first used."""

    def __init__(self, program: GroundProgram) -> None:
        self.program = program
        self._positions: dict[FindingKey, list[int]] = {}
        for number, atom in enumerate(program.inputs):
            self._positions.setdefault(atom.key, []).append(number)
        self._nothing_recorded = [0 if isinstance(atom, FindingAtom) else 1 for atom in program.inputs]

    @classmethod
    def of(cls, knowledge_base: KnowledgeBase) -> "GeneratedEvaluator":
        """Ground a knowledge base."""
        return cls(ground(knowledge_base.rules))

    @cached_property
    def evaluate(self) -> Evaluate:
        """The function of bitwise operators: one case per bit."""
        function: Evaluate = _compiled(wide_source(self.program))
        return function

    @cached_property
    def evaluate_one(self) -> EvaluateOne:
        """The function of ``and``, ``or`` and ``not``: one case, quicker than one bit."""
        function: EvaluateOne = _compiled(one_case_source(self.program))
        return function

    def inputs(self, memory: WorkingMemory) -> list[int]:
        """The truth of every input atom as 0 or 1; only the atoms of recorded findings are looked at."""
        bits = self._nothing_recorded.copy()
        for key in memory:
            for number in self._positions.get(key, ()):
                bits[number] = 1 if holds(self.program.inputs[number], memory) else 0
        return bits

    def fired_bits(self, memory: WorkingMemory) -> tuple[int, ...]:
        """1 for each instance that fires, in program order."""
        return tuple(1 if fired else 0 for fired in self.evaluate_one(self.inputs(memory)))

    def decide(self, memory: WorkingMemory) -> Outcome:
        """Conclusions and fired instances of one case."""
        return self.outcome(self.fired_bits(memory))

    def without_each(self, memory: WorkingMemory, keys: Sequence[FindingKey]) -> dict[Conclusion, int]:
        """Every conclusion with one bit for each key: whether it still holds when that finding alone is unrecorded."""
        ones = (1 << len(keys)) - 1
        position = {key: number for number, key in enumerate(keys)}
        words = []
        for atom, bit in zip(self.program.inputs, self.inputs(memory), strict=True):
            word = ones * bit
            if atom.key in position:
                own = 1 << position[atom.key]
                word = word & ~own if isinstance(atom, FindingAtom) else word | own
            words.append(word)
        holds: dict[Conclusion, int] = {}
        for instance, word in zip(self.program.instances, self.evaluate(words, ones), strict=True):
            for head in instance.heads if word else ():
                conclusion = self.program.derived[head]
                holds[conclusion] = holds.get(conclusion, 0) | word
        return holds

    def outcome(self, fired: Sequence[int], bit: int = 0) -> Outcome:
        """The outcome of the case in position ``bit`` of the words."""
        instances = [one for one, word in zip(self.program.instances, fired, strict=True) if word >> bit & 1]
        heads = {head for instance in instances for head in instance.heads}
        return Outcome(
            frozenset(self.program.derived[head] for head in heads),
            frozenset((instance.rule.id, instance.side) for instance in instances),
        )


def _compiled(source: str) -> Any:
    namespace: dict[str, Any] = {}
    # The source holds only names and operators that this package wrote, no text of any file.
    exec(compile(source, "<generated evaluator>", "exec"), {"__builtins__": {}}, namespace)
    return namespace["evaluate"]
