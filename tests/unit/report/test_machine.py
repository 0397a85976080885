"""JSON for machines: complete, stable, and as its schema says."""

import json
from typing import Any

from pydantic import TypeAdapter

from kinechain.report import machine
from kinechain.terms.assessment import SCHEMA_VERSION, Assessment
from support import assessments


def conforms(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> None:
    """Fails when a value has a shape that the schema does not allow. Knows the words that our schema uses."""
    if "$ref" in schema:
        conforms(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    elif "anyOf" in schema:
        assert any(allows(value, part, root) for part in schema["anyOf"])
    elif schema["type"] == "object":
        assert list(value) == list(schema["properties"])
        for name, part in schema["properties"].items():
            conforms(value[name], part, root)
    elif schema["type"] == "array":
        for item in value:
            conforms(item, schema["items"], root)
    else:
        kinds = {"string": str, "integer": int, "boolean": bool, "null": type(None)}
        assert isinstance(value, kinds[schema["type"]])
        assert value in schema.get("enum", [value])
        assert value == schema.get("const", value)


def allows(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    try:
        conforms(value, schema, root)
    except AssertionError:
        return False
    return True


def test_json_is_as_the_schema_says() -> None:
    schema = machine.json_schema()
    for assessment in (
        assessments.advice(),
        assessments.emergency(),
        assessments.safety_incomplete(),
        assessments.empty(),
    ):
        conforms(json.loads(machine.render(assessment)), schema, schema)


def test_the_schema_refuses_something() -> None:
    schema = machine.json_schema()
    value = json.loads(machine.render(assessments.advice()))
    assert not allows({**value, "status": "fine"}, schema, schema)
    assert not allows({**value, "schema_version": "0.0.1"}, schema, schema)


def test_json_holds_the_whole_assessment() -> None:
    text = machine.render(assessments.advice()).replace('"for":', '"for_":')
    assert TypeAdapter(Assessment).validate_json(text) == assessments.advice()


def test_json_is_stable_and_ends_with_a_newline() -> None:
    text = machine.render(assessments.advice())
    assert text == machine.render(assessments.advice())
    assert text.endswith("}\n")
    assert list(json.loads(text))[:3] == ["schema_version", "language", "program"]


def test_python_words_do_not_show() -> None:
    text = machine.render(assessments.advice())
    assert '"for_"' not in text
    assert '"for": [' in text
    assert '"status": "advice"' in text


def test_the_schema_is_versioned_and_documented() -> None:
    schema = machine.json_schema()
    assert SCHEMA_VERSION in schema["$id"]
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert "description" in schema
    assert "for" in schema["$defs"]["Inference"]["required"]
