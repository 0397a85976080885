"""Python source for a ground program: bitwise for many cases at once, with ``and`` and ``or`` for one case."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinechain.knowledge.ground import GroundProgram, GroundTest, atoms
from kinechain.knowledge.strata import components

_Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Operators:
    """How one form of the function spells its operators."""

    both: str
    either: str
    negation: str
    parameters: str
    true: str


_WIDE = _Operators(" & ", " | ", "(ones ^ {})", "inputs, ones", "ones")
_ONE = _Operators(" and ", " or ", "(not {})", "inputs", "1")


def wide_source(program: GroundProgram) -> str:
    """``evaluate(inputs, ones)`` of bitwise operators only: with wide integers it evaluates one case per bit."""
    return _Writer(program, _WIDE).write()


def one_case_source(program: GroundProgram) -> str:
    """``evaluate(inputs)`` for one case; operators that stop early make it quicker."""
    return _Writer(program, _ONE).write()


class _Writer:
    def __init__(self, program: GroundProgram, operators: _Operators) -> None:
        self.program, self.operators = program, operators
        self.lines: list[str] = []
        self.thresholds = 0
        self.looping: set[_Node] = set()
        self.givers: dict[int, list[int]] = {}
        for number, instance in enumerate(program.instances):
            for head in instance.heads:
                self.givers.setdefault(head, []).append(number)

    def write(self) -> str:
        names = "".join(f"i{number}, " for number in range(len(self.program.inputs)))
        self.lines = [f"def evaluate({self.operators.parameters}):", f"    {names}= inputs" if names else "    pass"]
        nodes: list[_Node] = [("r", number) for number in range(len(self.program.instances))]
        nodes += [("d", number) for number in range(len(self.program.derived))]
        for part in components(nodes, self._needs):
            if len(part) == 1:
                self._assign(part[0], "    ")
            else:
                self.looping.update(part)
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
            if node in self.looping or len(self.givers.get(number, ())) > 1:
                givers = self.operators.either.join(f"r{giver}" for giver in self.givers[number])
                self.lines.append(f"{indent}d{number} = {givers}")
            return
        instance = self.program.instances[number]
        parts = [self._expression(test, indent) for test in instance.body]
        parts += [self.operators.negation.format(self._expression(test, indent)) for test in instance.denied]
        self.lines.append(f"{indent}r{number} = {self.operators.both.join(parts) or self.operators.true}")

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

    def _atom(self, atom: int) -> str:
        if atom >= 0:
            return f"i{atom}"
        givers = self.givers.get(~atom, ())
        # A conclusion that a single instance gives is that instance: no variable of its own.
        if len(givers) == 1 and ("d", ~atom) not in self.looping:
            return f"r{givers[0]}"
        return f"d{~atom}" if givers else "0"

    def _expression(self, test: GroundTest, indent: str) -> str:
        if isinstance(test, int):
            return self._atom(test)
        parts = [self._expression(part, indent) for part in test.parts]
        if test.count == 1:
            return f"({self.operators.either.join(parts)})"
        if test.count == len(parts):
            return f"({self.operators.both.join(parts)})"
        if self.operators is _ONE:
            # A part that is a sum of others may be any true value, so each counts once.
            return f"({' + '.join(f'(1 if {part} else 0)' for part in parts)} >= {test.count})"
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
