"""How much of an assessment a page tells. What a shorter page leaves out it names, and the JSON record has it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Detail:
    """What of a rich case stands on the page.

    ``titles`` of works and all that each source says in support; ``sayings`` the first of these. ``tests`` is how
    many examinations are described rather than named. ``how`` an item of the plan is done, with published muscle
    activity; ``evidence`` notes on it; ``aims``: what it does and aims at, and when to test again. ``unexamined``
    names what was not assessed for an impression; ``rules`` names the rules and what they used. ``pictures`` is the
    scale of the figures.
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
    pictures: float = 0.85


WHOLE = Detail()
_WITHOUT_HOW = replace(WHOLE, titles=False, tests=6, how=False)
_SHORT = replace(_WITHOUT_HOW, tests=4, evidence=False, pictures=0.8)
_SHORTEST = replace(_SHORT, sayings=False, tests=0, aims=False, unexamined=False, rules=False, pictures=0.66)
PRINTED = (
    WHOLE,
    replace(WHOLE, titles=False, tests=8),
    _WITHOUT_HOW,
    _SHORT,
    replace(_SHORT, sayings=False, tests=2, unexamined=False, pictures=0.72),
    _SHORTEST,
    replace(_SHORTEST, pictures=0.53),
    replace(_SHORTEST, pictures=0.45),
)
"""For print, from the whole to the shortest; with the last scale two figures stand side by side."""
