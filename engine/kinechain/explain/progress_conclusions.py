"""Which conclusions came or went between visits, and through which findings, by deciding the cases in between.

A case in between is that of the earlier visit with some findings recorded as at the later one. What it concludes is
computed, not guessed, so a reason named here is one that makes the difference.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from kinechain.explain.neighbourhood import Neighbourhood, Possibility, positions
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decider
from kinechain.inference.memory import WorkingMemory, remember
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.progress import ConclusionChange, Reason, ReasonKind, Step

KINDS = (Kind.RED_FLAG, Kind.CAUSE, Kind.IMPRESSION, Kind.RECOMMENDATION)


def steps(
    decider: Decider, cases: Sequence[Case], wordings: Sequence[Wording], *, with_programme: bool
) -> tuple[Step, ...]:
    """One step for each two visits in a row, oldest first; without recommendations unless ``with_programme``."""
    near = Neighbourhood(decider.knowledge_base, decider.generated)
    kinds = tuple(kind for kind in KINDS if with_programme or kind is not Kind.RECOMMENDATION)
    memories = [remember(case, decider.knowledge_base.vocabulary) for case in cases]
    visits = zip(cases, memories, wordings, strict=True)
    return tuple(
        Step(
            earlier[0].date.isoformat(),
            later[0].date.isoformat(),
            tuple(_Between(near, (earlier[1], later[1]), (earlier[2], later[2])).changes(kinds)),
        )
        for earlier, later in pairwise(visits)
    )


class _Between:
    """Two visits in a row."""

    def __init__(
        self, near: Neighbourhood, memories: tuple[WorkingMemory, WorkingMemory], wordings: tuple[Wording, Wording]
    ) -> None:
        self.near, self.wordings = near, wordings
        self.memories = memories
        self.before, self.after = (near.base(memory) for memory in memories)
        differing = (key for key in near.atoms if near.bits(key, self.before) != near.bits(key, self.after))
        # What is no longer examined is tried last as a reason, so it is named only where nothing else explains.
        self.keys = sorted(differing, key=lambda key: (self._kind(key) is not ReasonKind.NO_LONGER_EXAMINED, key))

    def _kind(self, key: FindingKey) -> ReasonKind:
        if key not in self.memories[0]:
            return ReasonKind.NEWLY_EXAMINED
        return ReasonKind.OTHERWISE if key in self.memories[1] else ReasonKind.NO_LONGER_EXAMINED

    def changes(self, kinds: Collection[Kind]) -> Iterator[ConclusionChange]:
        """Every conclusion that holds at one visit only: by kind, those that appeared first, then by name."""
        ends = self._held([(), tuple(self.keys)])
        changed = {one: word for one, word in ends.items() if one.kind in kinds and word in (1, 2)}
        order = sorted(changed, key=lambda one: (KINDS.index(one.kind), changed[one] == 1, one.name, one.side))
        reasons = self._reasons(order)
        examined_only = self._only_examination(order, changed)
        for conclusion in order:
            keys, together = reasons[conclusion]
            yield ConclusionChange(
                kind=conclusion.kind.value,
                id=conclusion.name,
                title=self.wordings[changed[conclusion] == 2].title(conclusion),
                side=conclusion.side,
                appeared=changed[conclusion] == 2,
                reasons=tuple(map(self._reason, sorted(keys))),
                together=together,
                only_examination=examined_only[conclusion],
            )

    def _held(self, cases: Sequence[Collection[FindingKey]]) -> dict[Conclusion, int]:
        """What holds when these findings are as at the later visit and all others as at the earlier, bit by case."""
        changes = [[Possibility(key, None, self.near.bits(key, self.after)) for key in keys] for keys in cases]
        return self.near.conclusions(self.near.lanes(self.before, changes))

    def _reasons(self, changed: Sequence[Conclusion]) -> Mapping[Conclusion, tuple[tuple[FindingKey, ...], bool]]:
        """For each conclusion the findings that each alone suffice, else a set of which none can be spared."""
        alone, first = self._held([(), *((key,) for key in self.keys)]), {}
        for conclusion in changed:
            word = alone.get(conclusion, 0)
            differs = (word >> 1) ^ (((1 << len(self.keys)) - 1) if word & 1 else 0)
            first[conclusion] = tuple(self.keys[place] for place in positions(differs))
        together = self._together([one for one in changed if not first[one]])
        return {one: (first[one], False) if first[one] else (together[one], True) for one in changed}

    def _together(self, changed: Sequence[Conclusion]) -> Mapping[Conclusion, tuple[FindingKey, ...]]:
        """All differences, less each that can be spared, for all conclusions side by side."""
        kept = {conclusion: set(self.keys) for conclusion in changed}
        now = self._held([()])
        for key in self.keys if changed else ():
            held = self._held([kept[conclusion] - {key} for conclusion in changed])
            for lane, conclusion in enumerate(changed):
                if bool(held.get(conclusion, 0) >> lane & 1) != bool(now.get(conclusion, 0)):
                    kept[conclusion].discard(key)
        return {conclusion: tuple(sorted(keys)) for conclusion, keys in kept.items()}

    def _only_examination(
        self, changed: Sequence[Conclusion], ends: Mapping[Conclusion, int]
    ) -> dict[Conclusion, bool]:
        """Whether a conclusion would not have changed, had the same findings been examined at both visits.

        What was examined once only is taken over to the visit at which it was not.
        """
        newly = [key for key in self.keys if self._kind(key) is ReasonKind.NEWLY_EXAMINED]
        still = [key for key in self.keys if self._kind(key) is not ReasonKind.NO_LONGER_EXAMINED]
        held = self._held([newly, still])
        return {
            one: bool(held.get(one, 0) & 1) if ends[one] == 2 else bool(held.get(one, 0) >> 1 & 1) for one in changed
        }

    def _reason(self, key: FindingKey) -> Reason:
        title = self.wordings[1].vocabulary.findings[key.name].document.title
        before, after = (wording.recorded(key) for wording in self.wordings)
        return Reason(key.name, title, key.side, self._kind(key), before, after)
