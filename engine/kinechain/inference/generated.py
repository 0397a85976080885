"""The generated evaluator: a ground program as one straight-line Python function of bitwise operators.

With inputs 0/1 it evaluates one case; with wide integers, one case per bit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kinechain.inference.memory import WorkingMemory, input_bits
from kinechain.inference.outcome import Outcome
from kinechain.knowledge.ground import FindingAtom, GroundProgram, GroundTest, atoms, ground
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.strata import components
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey

Evaluate = Callable[[Sequence[int], int], tuple[int, ...]]
"""(input words, word of ones) to one word per rule instance, in program order."""

_Node = tuple[str, int]


def source_of(program: GroundProgram) -> str:
    """The Python source of the evaluator."""
    return _Writer(program).write()


@dataclass(frozen=True, slots=True)
class GeneratedEvaluator:
    """A ground program with its compiled function."""

    program: GroundProgram
    source: str
    evaluate: Evaluate

    @classmethod
    def of(cls, knowledge_base: KnowledgeBase) -> "GeneratedEvaluator":
        """Ground and compile a knowledge base."""
        return cls.of_program(ground(knowledge_base.rules))

    @classmethod
    def of_program(cls, program: GroundProgram) -> "GeneratedEvaluator":
        """Compile a ground program."""
        source = source_of(program)
        namespace: dict[str, Evaluate] = {}
        # The source holds only names and operators that this module wrote, no text of any file.
        exec(compile(source, "<generated evaluator>", "exec"), {"__builtins__": {}}, namespace)
        return cls(program, source, namespace["evaluate"])

    def fired_bits(self, memory: WorkingMemory) -> tuple[int, ...]:
        """1 for each instance that fires, in program order."""
        return self.evaluate(input_bits(self.program, memory), 1)

    def decide(self, memory: WorkingMemory) -> Outcome:
        """Conclusions and fired instances of one case."""
        return self.outcome(self.fired_bits(memory))

    def without_each(self, memory: WorkingMemory, keys: Sequence[FindingKey]) -> dict[Conclusion, int]:
        """Every conclusion with one bit for each key: whether it still holds when that finding alone is unrecorded."""
        ones = (1 << len(keys)) - 1
        position = {key: number for number, key in enumerate(keys)}
        words = []
        for atom, bit in zip(self.program.inputs, input_bits(self.program, memory), strict=True):
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


class _Writer:
    def __init__(self, program: GroundProgram) -> None:
        self.program = program
        self.lines: list[str] = []
        self.thresholds = 0
        self.givers: dict[int, list[int]] = {}
        for number, instance in enumerate(program.instances):
            for head in instance.heads:
                self.givers.setdefault(head, []).append(number)

    def write(self) -> str:
        names = "".join(f"i{number}, " for number in range(len(self.program.inputs)))
        self.lines = ["def evaluate(inputs, ones):", f"    {names}= inputs" if names else "    pass"]
        nodes: list[_Node] = [("r", number) for number in range(len(self.program.instances))]
        nodes += [("d", number) for number in range(len(self.program.derived))]
        for part in components(nodes, self._needs):
            if len(part) == 1:
                self._assign(part[0], "    ")
            else:
                self._loop(sorted(part))
        results = "".join(f"r{number}, " for number in range(len(self.program.instances)))
        self.lines.append(f"    return ({results})")
        return "\n".join(self.lines) + "\n"

    def _needs(self, node: _Node) -> Iterable[_Node]:
        kind, number = node
        if kind == "d":
            return [("r", giver) for giver in self.givers.get(number, ())]
        instance = self.program.instances[number]
        used = (atom for test in (*instance.body, *instance.denied) for atom in atoms(test))
        return [("d", ~atom) for atom in dict.fromkeys(used) if atom < 0]

    def _assign(self, node: _Node, indent: str) -> None:
        kind, number = node
        if kind == "d":
            givers = " | ".join(f"r{giver}" for giver in self.givers.get(number, ()))
            self.lines.append(f"{indent}d{number} = {givers or '0'}")
            return
        instance = self.program.instances[number]
        parts = [self._expression(test, indent) for test in instance.body]
        parts += [f"(ones ^ {self._expression(test, indent)})" for test in instance.denied]
        self.lines.append(f"{indent}r{number} = {' & '.join(parts) or 'ones'}")

    def _loop(self, part: list[_Node]) -> None:
        names = [f"{kind}{number}" for kind, number in part]
        self.lines += [f"    {name} = 0" for name in names]
        self.lines.append("    while True:")
        state = ", ".join(names)
        self.lines.append(f"        before = ({state},)")
        # Instances before conclusions, so that one round of the loop is one synchronous iteration.
        for node in sorted(part, key=lambda one: (one[0] != "r", one[1])):
            self._assign(node, "        ")
        self.lines.append(f"        if before == ({state},):")
        self.lines.append("            break")

    def _expression(self, test: GroundTest, indent: str) -> str:
        if isinstance(test, int):
            return f"i{test}" if test >= 0 else f"d{~test}"
        parts = [self._expression(part, indent) for part in test.parts]
        if test.count == 1:
            return f"({' | '.join(parts)})"
        if test.count == len(parts):
            return f"({' & '.join(parts)})"
        return self._counter(test.count, parts, indent)

    def _counter(self, count: int, parts: list[str], indent: str) -> str:
        """A unary counter in bitwise form: after all parts, ``c_n`` says that at least n of them hold."""
        self.thresholds += 1
        names = [f"t{self.thresholds}_{number}" for number in range(1, count + 1)]
        self.lines += [f"{indent}{name} = 0" for name in names]
        for part in parts:
            for higher, lower in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
                self.lines.append(f"{indent}{higher} |= {lower} & {part}")
            self.lines.append(f"{indent}{names[0]} |= {part}")
        return names[-1]
