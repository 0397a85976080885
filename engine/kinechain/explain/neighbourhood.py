"""The cases near a case: every record that a finding could have instead, and many such cases decided in one evaluation.

Each changed case is one bit (a *lane*) of wide integers, which the generated function decides all at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.cells import PossibleRecord, possible_records
from kinechain.knowledge.ground import FindingAtom
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey


@dataclass(frozen=True, slots=True)
class Possibility:
    """What may stand in a case about one finding: a record, or nothing (``record`` None).

    ``bits`` is the truth of the finding's input atoms, bit by bit in the program's order.
    """

    key: FindingKey
    record: PossibleRecord | None
    bits: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """Cases side by side: one word for each input atom, one bit for each case."""

    words: tuple[int, ...]
    count: int

    @property
    def ones(self) -> int:
        """The word in which every case is marked."""
        return (1 << self.count) - 1


class Neighbourhood:
    """The possible records of every finding that rules look at. Build it once for a knowledge base and share it.

    What no input atom of the program can tell apart is one possibility, named by its simplest record.
    """

    def __init__(self, knowledge_base: KnowledgeBase, evaluator: GeneratedEvaluator) -> None:
        self.knowledge_base, self.evaluator, self.program = knowledge_base, evaluator, evaluator.program
        self.atoms: dict[FindingKey, list[int]] = {}
        for number, atom in enumerate(self.program.inputs):
            self.atoms.setdefault(atom.key, []).append(number)
        self.givers: dict[Conclusion, list[int]] = {conclusion: [] for conclusion in self.program.derived}
        for number, instance in enumerate(self.program.instances):
            for head in dict.fromkeys(instance.heads):
                self.givers[self.program.derived[head]].append(number)
        self._possible = {key: self._possibilities(key) for key in self.atoms}
        self.everything = tuple(one for key in self.atoms for one in self._possible[key])
        self._everything = self._masks(self.everything)
        self._lanes_of = dict.fromkeys(self.atoms, 0)
        for lane, one in enumerate(self.everything):
            self._lanes_of[one.key] |= 1 << lane

    def of(self, key: FindingKey) -> tuple[Possibility, ...]:
        """Everything that may stand in a case about a finding, simplest record first, 'nobody looked' last."""
        return self._possible.get(key, ())

    def _possibilities(self, key: FindingKey) -> tuple[Possibility, ...]:
        numbers = self.atoms[key]
        own = [self.program.inputs[number] for number in numbers]
        places = [place for place, atom in enumerate(own) if isinstance(atom, FindingAtom)]
        tested = [atom for atom in own if isinstance(atom, FindingAtom)]
        found: dict[int, Possibility] = {}
        for record in possible_records(self.knowledge_base.vocabulary.findings[key.name], tested):
            bits = sum(1 << place for number, place in enumerate(places) if record.passes >> number & 1)
            found.setdefault(bits, Possibility(key, record, bits))
        unrecorded = sum(1 << place for place, atom in enumerate(own) if not isinstance(atom, FindingAtom))
        found.setdefault(unrecorded, Possibility(key, None, unrecorded))
        return tuple(found.values())

    def base(self, memory: WorkingMemory) -> list[int]:
        """The input bits of a case."""
        return self.evaluator.inputs(memory)

    def bits(self, key: FindingKey, base: Sequence[int]) -> int:
        """What a case says about one finding, as ``Possibility.bits``."""
        return sum(base[number] << place for place, number in enumerate(self.atoms[key]))

    def others(self, key: FindingKey, base: Sequence[int]) -> tuple[Possibility, ...]:
        """The possibilities that differ from what the case says."""
        now = self.bits(key, base)
        return tuple(one for one in self.of(key) if one.bits != now)

    def changed(self, base: Sequence[int], changes: Sequence[Possibility]) -> list[int]:
        """The input bits of one changed case."""
        bits = list(base)
        for change in changes:
            for place, number in enumerate(self.atoms[change.key]):
                bits[number] = change.bits >> place & 1
        return bits

    def lanes(self, base: Sequence[int], cases: Sequence[Sequence[Possibility]]) -> Lanes:
        """One lane for each case, which is the base with some changes (at most one for each finding)."""
        ones = (1 << len(cases)) - 1
        words = [ones * bit for bit in base]
        now = {key: self.bits(key, base) for key in self.atoms}
        for lane, changes in enumerate(cases):
            mark = 1 << lane
            for change in changes:
                numbers = self.atoms[change.key]
                for place in positions(change.bits ^ now[change.key]):
                    words[numbers[place]] ^= mark
        return Lanes(tuple(words), len(cases))

    def singles(self, base: Sequence[int]) -> Lanes:
        """One lane for each of ``everything``, alone; some of them are what the case says anyway."""
        ones = (1 << len(self.everything)) - 1
        masks = (self._everything[number] for number in range(len(base)))
        words = (ones * bit & ~sets | values for bit, (sets, values) in zip(base, masks, strict=True))
        return Lanes(tuple(words), len(self.everything))

    def singles_about(self, keys: Iterable[FindingKey]) -> int:
        """The lanes of ``singles`` in which one of these findings is changed."""
        return reduce(or_, (self._lanes_of.get(key, 0) for key in keys), 0)

    def square(self, base: Sequence[int], changes: Sequence[Possibility]) -> Lanes:
        """Every pair of changes: lane ``n * i + j`` of ``n`` changes holds both ``i`` and ``j``.

        Where both are of one finding ``i`` counts, so the lane repeats that change alone.
        """
        count = len(changes)
        block = (1 << count) - 1
        ones = (1 << count * count) - 1
        repeat = ones // block if count else 0
        words = [ones * bit for bit in base]
        for number, (sets, values) in self._masks(changes).items():
            set_rows, value_rows = _spread(sets, count, block), _spread(values, count, block)
            rest = words[number] & ~(sets * repeat) | values * repeat
            words[number] = rest & ~set_rows | value_rows
        return Lanes(tuple(words), count * count)

    def _masks(self, changes: Sequence[Possibility]) -> Mapping[int, tuple[int, int]]:
        """For each atom that changes touch: which changes set it, and which of these set it true."""
        masks: dict[int, tuple[int, int]] = {}
        for position, change in enumerate(changes):
            for place, number in enumerate(self.atoms[change.key]):
                sets, values = masks.get(number, (0, 0))
                masks[number] = sets | 1 << position, values | (change.bits >> place & 1) << position
        return masks

    def conclusions(self, lanes: Lanes, kinds: Collection[Kind] = tuple(Kind)) -> dict[Conclusion, int]:
        """Every conclusion of some kinds that holds in some lane, with one bit for each lane."""
        fired = self.evaluator.evaluate(lanes.words, lanes.ones)
        held: dict[Conclusion, int] = {}
        for conclusion, givers in ((one, givers) for one, givers in self.givers.items() if one.kind in kinds):
            word = 0
            for number in givers:
                word |= fired[number]
            if word:
                held[conclusion] = word
        return held

    def holds(self, lanes: Lanes, conclusion: Conclusion) -> int:
        """The lanes in which one conclusion holds."""
        fired = self.evaluator.evaluate(lanes.words, lanes.ones)
        word = 0
        for number in self.givers.get(conclusion, ()):
            word |= fired[number]
        return word


def _spread(word: int, count: int, block: int) -> int:
    """Each bit as a block of ``count`` equal bits."""
    return sum(block << count * position for position in positions(word))


def positions(word: int) -> Iterator[int]:
    """The positions of the bits that are set, lowest first.

    >>> list(positions(0b1001))
    [0, 3]
    """
    text = bin(word)[:1:-1]
    position = text.find("1")
    while position >= 0:
        yield position
        position = text.find("1", position + 1)
