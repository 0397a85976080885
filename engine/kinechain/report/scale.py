"""The vertical scale of a trend: its ends and the round numbers that are labelled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kinechain.terms.progress import Measure

MOST_TICKS = 5
WHOLE_SCALE = 10
"""A scale of entry of so many steps at most is drawn whole."""
LEAST_SPAN = Decimal("0.2")
"""Of the largest number. Over less, a change that nobody would notice would fill the picture."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high`` in steps of ``step``, all round numbers."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def of(cls, measures: Sequence[Measure]) -> "Scale":
        """Short scales of entry whole, others as far as the numbers and the bands around the first of them go."""
        one = measures[0]
        if one.least is not None and one.most is not None and one.most - one.least <= WHOLE_SCALE:
            return cls.between(one.least, one.most)
        reached = [amount for measure in measures for amount in _reach(measure)]
        low, high = min(reached), max(reached)
        spare = max((LEAST_SPAN * max(abs(low), abs(high)) - (high - low)) / 2, Decimal(0))
        least = low - spare if one.least is None else max(low - spare, min(low, one.least))
        most = high + spare if one.most is None else min(high + spare, max(high, one.most))
        return cls.between(least, most)

    @classmethod
    def between(cls, low: Decimal, high: Decimal) -> "Scale":
        """The tightest scale of round numbers that holds both.

        >>> [str(tick) for tick in Scale.between(Decimal("0.3"), Decimal(9)).ticks()]
        ['0', '2', '4', '6', '8', '10']
        """
        span = max(high - low, Decimal("0.1"))
        step = Decimal(1).scaleb((span / MOST_TICKS).adjusted())
        step = next(step * factor for factor in (*_STEPS, Decimal(10)) if step * factor * MOST_TICKS >= span)
        bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
        top = (high / step).to_integral_value(ROUND_CEILING) * step
        return cls(bottom, top if top > bottom else bottom + step, step)

    @property
    def least(self) -> float:
        """The lower end."""
        return float(self.low)

    @property
    def most(self) -> float:
        """The upper end."""
        return float(self.high)

    def share(self, amount: float) -> float:
        """Where an amount lies: 0 at the lower end, 1 at the upper, kept between."""
        return min(max((amount - self.least) / (self.most - self.least), 0.0), 1.0)

    def ticks(self) -> Iterator[Decimal]:
        """The round numbers from the lower end to the upper."""
        count = int((self.high - self.low) / self.step)
        yield from (self.low + self.step * number for number in range(count + 1))


def _reach(measure: Measure) -> Iterator[Decimal]:
    amounts = [one.amount for one in measure.readings if one.amount is not None]
    yield from amounts
    if amounts and measure.detectable is not None:
        yield from (amounts[0] - measure.detectable.amount, amounts[0] + measure.detectable.amount)
