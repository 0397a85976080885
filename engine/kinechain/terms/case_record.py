"""A case as plain JSON values and back, exactly: how records keep what was decided about.

The findings are stored as typed records, not as the file said them, so no vocabulary is needed to read them back. Two
things are left out because they carry no meaning: the order of the findings and their lines in the case file.
"""

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kinechain.terms.case import Case
from kinechain.terms.finding import Finding, State, Value
from kinechain.terms.quantity import UNITS, Quantity
from kinechain.terms.side import Side


def to_plain(case: Case) -> dict[str, Any]:
    """The case as dictionaries, lists, texts and numbers; findings in the order of name and side.

    >>> to_plain(Case("a", datetime.date(2026, 11, 20), 41, None, ()))["date"]
    '2026-11-20'
    """
    return {
        "id": case.id,
        "date": case.date.isoformat(),
        "age": case.age,
        "sex": case.sex,
        "notes": case.notes,
        "findings": [_finding_to_plain(one) for one in sorted(case.findings, key=lambda one: (one.name, one.side))],
    }


def from_plain(written: Any) -> Case:
    """The case that :func:`to_plain` wrote; ValueError when it is anything else."""
    fields = _exactly(written, ("id", "date", "age", "sex", "notes", "findings"))
    age, sex = fields["age"], fields["sex"]
    if age is not None and type(age) is not int:
        raise ValueError("an age is a whole number")
    return Case(
        id=_text(fields["id"]),
        date=datetime.date.fromisoformat(_text(fields["date"])),
        age=age,
        sex=None if sex is None else _text(sex),
        findings=tuple(map(_finding_from_plain, _listed(fields["findings"]))),
        notes=_text(fields["notes"]),
    )


def _finding_to_plain(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.name,
        "side": finding.side.value,
        "state": finding.state.value,
        "values": [[name, _value_to_plain(value)] for name, value in finding.values],
        "note": finding.note,
    }


def _finding_from_plain(written: Any) -> Finding:
    fields = _exactly(written, ("name", "side", "state", "values", "note"))
    return Finding(
        name=_text(fields["name"]),
        side=Side(_text(fields["side"])),
        state=State(_text(fields["state"])),
        values=tuple(map(_pair, _listed(fields["values"]))),
        note=_text(fields["note"]),
    )


def _pair(written: Any) -> tuple[str, Value]:
    if len(_listed(written)) != 2:
        raise ValueError("a value is a pair of attribute and value")
    return _text(written[0]), _value_from_plain(written[1])


def _value_to_plain(value: Value) -> Any:
    if isinstance(value, Quantity):
        return {"amount": str(value.amount), "unit": value.unit}
    return list(value) if isinstance(value, tuple) else value


def _value_from_plain(written: Any) -> Value:
    if isinstance(written, str | bool):
        return written
    if isinstance(written, list):
        return tuple(map(_text, written))
    fields = _exactly(written, ("amount", "unit"))
    unit = _text(fields["unit"])
    try:
        amount = Decimal(_text(fields["amount"]))
    except InvalidOperation as error:
        raise ValueError("an amount is a number") from error
    if not amount.is_finite() or (unit and unit not in UNITS):
        raise ValueError(f"'{amount} {unit}' is not a quantity")
    return Quantity(amount, unit)


def _exactly(written: Any, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(written, dict) or set(written) != set(names):
        raise ValueError(f"a record with {', '.join(names)} was expected")
    return written


def _text(written: Any) -> str:
    if not isinstance(written, str):
        raise ValueError("a text was expected")
    return written


def _listed(written: Any) -> list[Any]:
    if not isinstance(written, list):
        raise ValueError("a list was expected")
    return written
