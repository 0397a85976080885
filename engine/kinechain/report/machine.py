"""JSON for machines: the whole assessment, in a stable order, with a documented and versioned shape."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from kinechain.terms.assessment import SCHEMA_VERSION, Assessment


def render(assessment: Assessment) -> str:
    """The assessment as JSON: keys in the order of the schema, enumerations as words."""
    plain = _plain(assessment)
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character pair in a text from outside: only an escape can carry it
        text = json.dumps(plain, ensure_ascii=True, indent=2)
    return text + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of :func:`render`, with the version of the shape that it describes."""
    from pydantic import TypeAdapter

    schema = _renamed(TypeAdapter(Assessment).json_schema(mode="serialization"))
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kinechain:assessment:{SCHEMA_VERSION}",
        **schema,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
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
