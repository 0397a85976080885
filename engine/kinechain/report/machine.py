"""JSON for machines: the whole assessment, in a stable order, with a documented and versioned shape."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from kinechain.terms import progress
from kinechain.terms.assessment import SCHEMA_VERSION, Assessment
from kinechain.terms.progress import Progress


def render(value: Assessment | Progress) -> str:
    """The value as JSON: keys in the order of the schema, enumerations as words, exact decimals as texts."""
    plain = _plain(value)
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character pair in a text from outside: only an escape can carry it
        text = json.dumps(plain, ensure_ascii=True, indent=2)
    return text + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of :func:`render`, with the version of the shape that it describes."""
    return _schema(Assessment, "assessment", SCHEMA_VERSION)


def progress_schema() -> dict[str, Any]:
    """The same for the progress of a client."""
    return _schema(Progress, "progress", progress.SCHEMA_VERSION)


def _schema(shape: type[Assessment | Progress], name: str, version: str) -> dict[str, Any]:
    from pydantic import TypeAdapter

    schema = _renamed(TypeAdapter(shape).json_schema(mode="serialization"))
    schema["properties"]["schema_version"]["const"] = version
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kinechain:{name}:{version}",
        **schema,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if is_dataclass(value):
        return {_key(part.name): _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return list(map(_plain, value))
    return value


def _key(name: str) -> str:
    """``for`` is a word of Python's own, so the field is called ``for_``.

    >>> _key("for_"), _key("against")
    ('for', 'against')
    """
    return name.removesuffix("_")


def _renamed(schema: Any) -> Any:
    """The schema with every property named as in the JSON."""
    if isinstance(schema, list):
        return [_renamed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    renamed = {name: _renamed(part) for name, part in schema.items()}
    if "properties" in renamed:
        renamed["properties"] = {_key(name): part for name, part in renamed["properties"].items()}
        renamed["required"] = [_key(name) for name in renamed["properties"]]
        renamed["additionalProperties"] = False
    return renamed
