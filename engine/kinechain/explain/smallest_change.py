"""The smallest change that would add or remove a conclusion: provably minimal, by search of every set size by size.

Only records that can matter are tried. A record is left out when another record of the same finding pushes at least as
far in every respect, so each minimal set of findings is still found.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kinechain.explain.dependence import Push, dependence
from kinechain.explain.neighbourhood import Lanes, Neighbourhood, Possibility, positions
from kinechain.inference.memory import WorkingMemory
from kinechain.knowledge.case_file import SUBJECT_FINDINGS
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey

LARGEST = 3
"""Sets of more findings are not searched."""
MOST_EXAMPLES = 12
_COSTS = ("question", "quick", "equipment")


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """Every smallest set of findings whose records would have to be otherwise for the conclusion to change.

    ``size`` is None when no set of up to ``searched`` findings does it. ``examples`` are the first of ``sets``
    (nobody's findings contradicted before somebody's, cheap before costly), each with the simplest records that do it.
    """

    conclusion: Conclusion
    holds: bool
    concludable: bool
    searched: int
    size: int | None
    sets: tuple[tuple[FindingKey, ...], ...]
    examples: tuple[tuple[Possibility, ...], ...]


def smallest_change(
    near: Neighbourhood, memory: WorkingMemory, conclusion: Conclusion, *, largest: int = LARGEST
) -> SmallestChange:
    """Search all sets of one finding, then of two, then of three; the first size at which any works is the smallest."""
    base = near.base(memory)
    holds = bool(near.holds(near.lanes(base, [()]), conclusion))
    # What a client cannot change stays as it was recorded.
    fixed = {key for key in memory if key.name in SUBJECT_FINDINGS}
    search = _Search(near, base, conclusion, adds=not holds, fixed=fixed)
    sets: Collection[frozenset[FindingKey]] = ()
    for size in range(1, largest + 1):
        sets = search.of_size(size)
        if sets:
            break
    ordered = sorted((tuple(sorted(one)) for one in sets), key=lambda one: _effort(near, memory, one))
    examples = search.simplest(ordered[:MOST_EXAMPLES])
    concludable = conclusion in near.givers
    found = len(ordered[0]) if ordered else None
    return SmallestChange(conclusion, holds, concludable, largest, found, tuple(ordered), examples)


def _effort(near: Neighbourhood, memory: WorkingMemory, keys: Sequence[FindingKey]) -> tuple[object, ...]:
    """Examining what nobody examined before contradicting what somebody saw; cheap before costly; then by name."""
    findings = near.knowledge_base.vocabulary.findings
    costs = sum(_COSTS.index(findings[key.name].document.cost) for key in keys)
    return sum(key in memory for key in keys), costs, tuple(map(str, keys))


class _Search:
    """The search for one conclusion of one case."""

    def __init__(
        self,
        near: Neighbourhood,
        base: Sequence[int],
        conclusion: Conclusion,
        *,
        adds: bool,
        fixed: Collection[FindingKey],
    ) -> None:
        self.near, self.base, self.conclusion, self.adds = near, base, conclusion, adds
        pushes = dependence(near.program, conclusion)
        keys = sorted({near.program.inputs[atom].key for atom in pushes} - set(fixed))
        self.useful: dict[FindingKey, dict[int, Possibility]] = {}
        self.furthest: list[Possibility] = []
        for key in keys:
            scale = _Scale(near.atoms[key], pushes, adds=adds)
            now = scale.marks(near.bits(key, base))
            self.useful[key] = _useful(near.of(key), scale, now)
            self.furthest += _furthest(self.useful[key], now)

    def of_size(self, size: int) -> Collection[frozenset[FindingKey]]:
        """The sets of this many findings that change the conclusion, if no smaller set does."""
        if size == 1:
            lanes = self.near.lanes(self.base, [(one,) for one in self.furthest])
            return {frozenset((self.furthest[lane].key,)) for lane in self._hits(lanes)}
        if size == 2:
            return set(self._pairs(self.base, self.furthest))
        return {
            keys | {first.key}
            for number, first in enumerate(self.furthest)
            for keys in self._pairs(
                self.near.changed(self.base, (first,)),
                [one for one in self.furthest[number + 1 :] if one.key != first.key],
            )
        }

    def _pairs(self, base: Sequence[int], changes: Sequence[Possibility]) -> Iterator[frozenset[FindingKey]]:
        for lane in self._hits(self.near.square(base, changes)):
            first, second = changes[lane // len(changes)], changes[lane % len(changes)]
            if first.key < second.key:
                yield frozenset((first.key, second.key))

    def _hits(self, lanes: Lanes) -> Iterator[int]:
        """The lanes in which the conclusion has become what is wanted."""
        held = self.near.holds(lanes, self.conclusion)
        return positions(held if self.adds else held ^ lanes.ones)

    def simplest(self, sets: Sequence[Sequence[FindingKey]]) -> tuple[tuple[Possibility, ...], ...]:
        """For each set of findings records that do it, none of which can be simpler while the others stay."""
        trials = [
            list(product(*([one for one in self.furthest if one.key == key] for key in keys))) for keys in sets
        ]  # fmt: skip
        found = self._first(trials)
        for place in range(len(sets[0]) if sets else 0):
            trials = [
                [(*one[:place], other, *one[place + 1 :]) for other in self.useful[one[place].key].values()]
                for one in found
            ]
            found = self._first(trials)
        return tuple(found)

    def _first(self, trials: Sequence[Sequence[tuple[Possibility, ...]]]) -> list[tuple[Possibility, ...]]:
        """Of each list of changes the first that does it."""
        owners = [number for number, trial in enumerate(trials) for _ in trial]
        cases = [changes for trial in trials for changes in trial]
        found: dict[int, tuple[Possibility, ...]] = {}
        for lane in self._hits(self.near.lanes(self.base, cases)):
            found.setdefault(owners[lane], cases[lane])
        return [found[number] for number in range(len(trials))]


class _Scale:
    """How far a record of a finding pushes, as a set of marks: one that has all marks of another goes at least as far.

    An atom that can only push the wanted way marks its truth, one that can only push the other way its falsehood, one
    that can do both marks either (so that records that differ in it cannot be compared).
    """

    def __init__(self, numbers: Sequence[int], pushes: Mapping[int, Push], *, adds: bool) -> None:
        self.width = len(numbers)
        known = [(place, pushes[number]) for place, number in enumerate(numbers) if number in pushes]
        adding = sum(1 << place for place, push in known if push.adds)
        removing = sum(1 << place for place, push in known if push.removes)
        self.helps, self.harms = (adding, removing) if adds else (removing, adding)

    def marks(self, bits: int) -> int:
        """The marks of a record."""
        return bits & self.helps | (~bits & self.harms) << self.width


def _useful(possibilities: Sequence[Possibility], scale: _Scale, now: int) -> dict[int, Possibility]:
    """The simplest possibility for each set of marks that holds some mark which the case has not."""
    found: dict[int, Possibility] = {}
    for one in possibilities:
        marks = scale.marks(one.bits)
        if marks & ~now:
            found.setdefault(marks, one)
    return found


def _furthest(useful: Mapping[int, Possibility], now: int) -> list[Possibility]:
    """The possibilities beyond which no other goes."""
    kept: list[int] = []
    for marks in sorted(useful, key=int.bit_count, reverse=True):
        if all(marks & ~other for other in (*kept, now)):
            kept.append(marks)
    return [useful[marks] for marks in kept]
