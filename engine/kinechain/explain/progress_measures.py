"""Numbers of one measure over visits, and what the change between two of them amounts to."""

from collections.abc import Sequence
from decimal import Decimal

from kinechain.terms.progress import Comparison, Detectable, Reading, Verdict

_SIGN = {"higher": 1, "lower": -1, "none": 0}


def compared(readings: Sequence[Reading], better: str, detectable: Detectable | None) -> tuple[Comparison, Comparison]:
    """The latest reading against the first and against the last before it that have a number."""
    latest = readings[-1]
    earlier = [(one, one.amount) for one in readings[:-1] if one.amount is not None]
    if latest.amount is None or not earlier:
        nothing = Comparison("", None, Verdict.NOT_TESTED)
        return nothing, nothing
    smallest = detectable.amount if detectable else None
    found = []
    for before, amount in (earlier[0], earlier[-1]):
        change = latest.amount - amount
        like = before.method == latest.method
        found.append(
            Comparison(before.date, change, verdict(change, better, smallest) if like else Verdict.OTHER_METHOD)
        )
    return found[0], found[1]


def verdict(change: Decimal, better: str, detectable: Decimal | None) -> Verdict:
    """What a change amounts to; a change as large as the detectable one counts as a change.

    >>> verdict(Decimal(-2), "lower", Decimal(2)), verdict(Decimal(1), "lower", Decimal(2))
    (<Verdict.BETTER: 'better'>, <Verdict.WITHIN: 'within'>)
    """
    if detectable is None:
        return Verdict.UNKNOWN
    if abs(change) < detectable:
        return Verdict.WITHIN
    direction = _SIGN[better] * (1 if change > 0 else -1)
    return {1: Verdict.BETTER, -1: Verdict.WORSE, 0: Verdict.CHANGED}[direction]
