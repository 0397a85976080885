"""Which boxes of a rich causal chain are drawn; its words tell all of them."""

from collections import Counter
from collections.abc import Sequence


def chosen(
    layers: Sequence[str], arcs: Sequence[tuple[int, int]], opposes: Sequence[bool], most: int
) -> tuple[int, ...]:
    """The positions that are drawn, in order: of each layer ``most``, those with opposition and most arcs first.

    ``layers`` names the layer of each box, ``arcs`` name boxes by position and ``opposes`` goes with the arcs.

    >>> chosen(["plan"] * 12, [(0, 11)], [True], 4)
    (0, 1, 2, 11)
    """
    ends = Counter(end for arc in arcs for end in arc)
    opposed = {end for arc, against in zip(arcs, opposes, strict=True) if against for end in arc}
    kept: list[int] = []
    for layer in dict.fromkeys(layers):
        members = [index for index, name in enumerate(layers) if name == layer]
        members.sort(key=lambda index: (index not in opposed, -ends[index], index))
        kept.extend(members[:most])
    return tuple(sorted(kept))
