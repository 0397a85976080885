"""Quantities with units: parsed and converted once, at the border, with exact decimals."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_FACTORS: dict[str, dict[str, Decimal]] = {
    # In seconds, so that no factor is a fraction. A month is a twelfth of 365.25 days (engine default).
    "time": {
        "s": Decimal(1),
        "min": Decimal(60),
        "h": Decimal(3600),
        "day": Decimal(86400),
        "week": Decimal(604800),
        "month": Decimal(2629800),
        "year": Decimal(31557600),
    },
    "angle": {"deg": Decimal(1)},
    "length": {"mm": Decimal(1), "cm": Decimal(10)},
    "torque": {"Nm": Decimal(1)},
    "force": {"N": Decimal(1)},
}
_SPELLINGS = {
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "minute": "min",
    "minutes": "min",
    "mins": "min",
    "hour": "h",
    "hours": "h",
    "hr": "h",
    "hrs": "h",
    "d": "day",
    "days": "day",
    "weeks": "week",
    "wk": "week",
    "wks": "week",
    "months": "month",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "°": "deg",
    "degree": "deg",
    "degrees": "deg",
}
_DIMENSION = {unit: dimension for dimension, units in _FACTORS.items() for unit in units}
_PATTERN = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*([^\d\s].*?)?\s*")

UNITS = tuple(_DIMENSION)
"""Every unit the engine knows, in its canonical spelling."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with the unit in which the user wrote it (``""`` for a bare number).

    >>> Quantity.parse("3 weeks")
    Quantity(amount=Decimal('3'), unit='week')
    >>> Quantity.parse("3 weeks").in_unit("h")
    Decimal('504')
    >>> print(Quantity.parse("1 weeks"), Quantity.parse("-12.5°"))
    1 week -12.5°
    """

    amount: Decimal
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read ``"3 weeks"``, ``"12 deg"``, ``"6"``.

        Raises ValueError when the text is not a number with at most one known unit.
        """
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a number with a unit")
        unit = match[2] or ""
        canonical = _SPELLINGS.get(unit, unit)
        if canonical and canonical not in _DIMENSION:
            raise ValueError(f"'{unit}' is not a unit")
        try:
            return cls(Decimal(match[1].replace(",", ".")), canonical)
        except InvalidOperation as error:
            raise ValueError(f"'{text}' is not a number with a unit") from error

    def in_unit(self, unit: str) -> Decimal:
        """The amount converted to ``unit``; ValueError when the dimensions differ."""
        if self.unit == unit:
            return self.amount
        if _DIMENSION.get(self.unit) is None or _DIMENSION.get(self.unit) != _DIMENSION.get(unit):
            raise ValueError(f"'{self.unit or 'no unit'}' cannot be converted to '{unit or 'no unit'}'")
        factors = _FACTORS[_DIMENSION[unit]]
        return (self.amount * factors[self.unit] / factors[unit]).normalize()

    def __str__(self) -> str:
        amount = f"{self.amount.normalize():f}"
        if self.unit == "deg":
            return f"{amount}°"
        plural = "s" if self.unit in {"day", "week", "month", "year"} and self.amount != 1 else ""
        return f"{amount} {self.unit}{plural}".strip()


def units_like(unit: str) -> tuple[str, ...]:
    """The units that convert to ``unit``, for hints.

    >>> units_like("mm")
    ('mm', 'cm')
    """
    return tuple(_FACTORS[_DIMENSION[unit]]) if unit in _DIMENSION else ()
