"""How much of an assessment a page tells. What a shorter page leaves out it names, and the JSON record has it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Detail:
    """What of a rich case stands on the page.

    ``titles`` of works and all that each source says in support; ``sayings`` the first of these. ``tests`` is how
    many examinations are described rather than named. ``how`` an item of the plan is done, with published muscle
    activity; ``evidence`` notes on it; ``aims``: what it does and aims at, and when to test again. ``unexamined``
    names what was not assessed for an impression; ``rules`` names the rules and what they used;
    ``checked`` how each source was. ``boxes`` is how many of each layer of the causal chain are drawn, 0 for
    no chain. ``dense`` is the size of dense parts in print, in points.
    Nothing about safety, no opposing evidence and nothing that is withheld depends on it.
    """

    titles: bool = True
    sayings: bool = True
    tests: int = 12
    how: bool = True
    evidence: bool = True
    aims: bool = True
    unexamined: bool = True
    rules: bool = True
    checked: bool = True
    boxes: int = 8
    dense: float = 8.5


WHOLE = Detail()
_WITHOUT_HOW = replace(WHOLE, titles=False, tests=6, how=False)
_SHORT = replace(_WITHOUT_HOW, tests=4, evidence=False)
_SHORTER = replace(_SHORT, sayings=False, tests=2, unexamined=False)
_SHORTEST = replace(_SHORTER, tests=0, aims=False, rules=False)
_FEWER_BOXES = replace(_SHORTEST, checked=False, boxes=5)
PRINTED = (
    WHOLE,
    replace(WHOLE, titles=False, tests=8),
    _WITHOUT_HOW,
    _SHORT,
    _SHORTER,
    _SHORTEST,
    _FEWER_BOXES,
    replace(_FEWER_BOXES, dense=8.0),
    replace(_FEWER_BOXES, dense=8.0, boxes=3),
    replace(_FEWER_BOXES, dense=7.5, boxes=2),
    replace(_FEWER_BOXES, dense=7.5, boxes=0),
)
"""For print, from the whole to the shortest. No story of the knowledge base needs the last, which has no chain."""
