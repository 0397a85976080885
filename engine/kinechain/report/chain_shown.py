"""Which boxes and arcs of a rich causal chain are drawn; its words tell all of them."""

from collections import Counter
from collections.abc import Sequence

MOST_IN_A_LAYER = 8
MANY_ARCS = 20

Arc = tuple[int, int]


def chosen(layers: Sequence[str], arcs: Sequence[Arc], opposes: Sequence[bool]) -> tuple[int, ...]:
    """The positions that are drawn, in order: of a long layer those with opposition and most arcs, the earlier first.

    ``layers`` names the layer of each box, ``arcs`` name boxes by position and ``opposes`` goes with the arcs.

    >>> len(chosen(["plan"] * 12, [(0, 11)], [True]))
    8
    """
    ends = Counter(end for arc in arcs for end in arc)
    opposed = {end for arc, against in zip(arcs, opposes, strict=True) if against for end in arc}
    kept: list[int] = []
    for layer in dict.fromkeys(layers):
        members = [index for index, name in enumerate(layers) if name == layer]
        members.sort(key=lambda index: (index not in opposed, -ends[index], index))
        kept.extend(members[:MOST_IN_A_LAYER])
    return tuple(sorted(kept))


def without_detours(arcs: Sequence[Arc], opposes: Sequence[bool]) -> frozenset[Arc]:
    """The arcs to draw: of very many, not those whose ends a longer way of arcs joins too. Opposition always stays.

    >>> sorted(without_detours([(0, 1), (1, 2), (0, 2)], [False] * 3))
    [(0, 1), (0, 2), (1, 2)]
    """
    if len(arcs) <= MANY_ARCS:
        return frozenset(arcs)
    following: dict[int, list[int]] = {}
    for (source, target), against in zip(arcs, opposes, strict=True):
        if not against:
            following.setdefault(source, []).append(target)
    return frozenset(
        arc for arc, against in zip(arcs, opposes, strict=True) if against or not _has_longer_way(arc, following)
    )


def _has_longer_way(arc: Arc, following: dict[int, list[int]]) -> bool:
    source, target = arc
    waiting = [one for one in following.get(source, ()) if one != target]
    seen = {source}
    while waiting:
        at = waiting.pop()
        if at == target:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(following.get(at, ()))
    return False
