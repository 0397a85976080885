"""Unary tests on attributes, after DMN: ``"> 48 h"``, ``"<= 3"``, one choice, a list of choices, true or false."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.suggest import did_you_mean
from kinechain.terms.finding import Value
from kinechain.terms.quantity import Quantity, units_like

_COMPARISON = re.compile(r"(<=|>=|<|>|=)\s*(.+)")
_LONGEST_NUMBER = 40
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}

Plain = Decimal | str | bool | frozenset[str]
"""A value as rules compare it: a number in the attribute's unit, a choice, a flag, or a set of choices."""


class MisfitError(ValueError):
    """A test or value that does not fit its attribute: code, message and hint for a problem."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class AttributeTest:
    """A test on one attribute. ``bound`` is in the attribute's unit; ``in`` takes a set of choices.

    >>> AttributeTest("duration", ">", Decimal(48), "> 48 h").holds(Decimal(48))
    False
    """

    attribute: str
    operator: str
    bound: Decimal | bool | frozenset[str]
    text: str

    def holds(self, value: Plain) -> bool:
        """Whether a recorded plain value passes."""
        if isinstance(self.bound, frozenset):
            recorded = value if isinstance(value, frozenset) else frozenset((str(value),))
            return bool(self.bound & recorded)
        return _OPERATORS[self.operator](value, self.bound)

    def __str__(self) -> str:
        return f"{self.attribute} {self.text}"


def parse_test(attribute: str, document: AttributeDocument, written: Any) -> AttributeTest:
    """Read a test as a rule writes it; MisfitError when it does not fit the attribute.

    >>> hours = AttributeDocument(type="number", title="Duration", unit="h")
    >>> parse_test("duration", hours, "> 2 days").bound
    Decimal('48')
    """
    if document.type == "flag":
        if not isinstance(written, bool):
            raise MisfitError("wrong-test", f"'{attribute}' takes true or false.")
        return AttributeTest(attribute, "=", written, "= true" if written else "= false")
    if document.values is not None:
        return _choice_test(attribute, document.values, written)
    match = _COMPARISON.fullmatch(str(written).strip())
    symbol, bound = (match[1], match[2]) if match else ("=", str(written))
    number = parse_number(attribute, document, bound)
    return AttributeTest(attribute, symbol, plain_number(number, document), f"{symbol} {number}")


def _choice_test(attribute: str, values: dict[str, str], written: Any) -> AttributeTest:
    choices = written if isinstance(written, tuple) else (written,)
    if not choices:
        raise MisfitError("wrong-test", f"'{attribute}' needs at least one value.", f"Known: {', '.join(values)}.")
    for choice in choices:
        if choice not in tuple(values):
            raise MisfitError(
                "unknown-value",
                f"'{choice}' is not a value of '{attribute}'.",
                did_you_mean(str(choice), values),
            )
    text = f"= {choices[0]}" if len(choices) == 1 else f"one of {', '.join(choices)}"
    return AttributeTest(attribute, "in", frozenset(choices), text)


def parse_number(attribute: str, document: AttributeDocument, written: Any) -> Quantity:
    """A number with its unit, kept as written; MisfitError for a missing, unknown or wrong unit, or out of range."""
    if isinstance(written, bool) or not isinstance(written, int | Decimal | str) or len(str(written)) > _LONGEST_NUMBER:
        raise MisfitError("not-a-number", f"'{attribute}' takes a number{_with_unit(document)}.")
    try:
        quantity = Quantity.parse(str(written))
    except ValueError as error:
        known = f"Known units: {', '.join(units_like(document.unit or ''))}." if document.unit else ""
        raise MisfitError(
            "not-a-number", f"'{attribute}' takes a number{_with_unit(document)}; {error}.", known
        ) from error
    _check_unit(attribute, document, quantity)
    amount = plain_number(quantity, document)
    if document.type == "integer" and amount != amount.to_integral_value():
        raise MisfitError("not-whole", f"'{attribute}' takes a whole number, not {quantity}.")
    _check_range(attribute, document, quantity, amount)
    return quantity


def _with_unit(document: AttributeDocument) -> str:
    return f" with a unit, such as '{document.min or 1} {document.unit}'" if document.unit else ""


def _check_unit(attribute: str, document: AttributeDocument, quantity: Quantity) -> None:
    if document.unit is None:
        if quantity.unit:
            raise MisfitError("wrong-unit", f"'{attribute}' takes a number without a unit, not '{quantity}'.")
        return
    accepted = units_like(document.unit)
    if not quantity.unit:
        code, complaint = "missing-unit", f"'{attribute}' needs a unit: {quantity} of what?"
    elif quantity.unit not in accepted:
        code, complaint = "wrong-unit", f"'{attribute}' cannot be given in '{quantity.unit}'."
    else:
        return
    raise MisfitError(
        code,
        complaint,
        f"Write for example '{quantity.amount} {document.unit}'; known: {', '.join(accepted)}.",
    )


def _check_range(attribute: str, document: AttributeDocument, quantity: Quantity, amount: Decimal) -> None:
    low, high, unit = document.min, document.max, f" {document.unit}" if document.unit else ""
    if (low is not None and amount < low) or (high is not None and amount > high):
        raise MisfitError("out-of-range", f"'{attribute}' is {quantity}; it must lie between {low} and {high}{unit}.")


def plain_number(quantity: Quantity, document: AttributeDocument) -> Decimal:
    """The amount in the attribute's unit."""
    return quantity.in_unit(document.unit) if document.unit else quantity.amount


def plain(value: Value, document: AttributeDocument) -> Plain:
    """A recorded value as rules compare it."""
    if isinstance(value, Quantity):
        return plain_number(value, document)
    if isinstance(value, tuple):
        return frozenset(value)
    return value
