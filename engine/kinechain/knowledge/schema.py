"""JSON Schemas of the file formats, generated from the models and closed with the words of a vocabulary."""

from typing import Any

from pydantic import BaseModel

from kinechain.knowledge.condition_parser import CONCLUSION_KEYS
from kinechain.knowledge.formats.branding import BrandingDocument
from kinechain.knowledge.formats.case import CaseDocument, StoryFile
from kinechain.knowledge.formats.rule import RuleCasesFile, RuleDocument
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary

_MODELS: dict[str, type[BaseModel]] = {
    "case": CaseDocument,
    "rule": RuleDocument,
    "cases": RuleCasesFile,
    "story": StoryFile,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """A schema for each file format that people write: case, rule, cases, story."""
    found: dict[str, Schema] = {}
    for name, model in _MODELS.items():
        schema = model.model_json_schema()
        definitions = schema.setdefault("$defs", {})
        if name == "rule":
            definitions["condition"] = _condition(vocabulary)
        else:
            definitions["finding"] = {"oneOf": [_finding(one) for one in vocabulary.findings.values()]}
        _close(schema)
        found[name] = {"$schema": _DIALECT, "$id": f"kinechain-{name}.schema.json", **schema}
    return found


def branding_schema() -> Schema:
    """The schema of a branding file; it needs no vocabulary."""
    return {"$schema": _DIALECT, "$id": "kinechain-branding.schema.json", **BrandingDocument.model_json_schema()}


def _finding(definition: FindingDefinition) -> Schema:
    document = definition.document
    properties: Schema = {"finding": {"const": document.id, "description": document.how}}
    if document.sided:
        properties["side"] = {"enum": ["left", "right", "both"]}
    properties["state"] = {"enum": ["positive", "negative", "not-applicable", "not-assessed"]}
    properties |= {name: _attribute(definition, name) for name in document.attributes}
    properties["note"] = {"type": "string"}
    required = ["finding", "side"] if document.sided else ["finding"]
    return {
        "title": document.title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _attribute(definition: FindingDefinition, name: str) -> Schema:
    attribute = definition.attributes[name]
    if attribute.type == "flag":
        return {"type": "boolean", "description": attribute.title}
    if attribute.values:
        one: Schema = {"enum": list(attribute.values), "description": attribute.title}
        return {"type": "array", "items": one, "minItems": 1} if attribute.type == "choices" else one
    if attribute.unit:
        return {
            "type": "string",
            "description": f"{attribute.title}, with its unit, such as '3 {attribute.unit}'",
        }
    bounds = {"minimum": attribute.min, "maximum": attribute.max}
    shown = {
        key: int(bound) if bound == int(bound) else float(bound) for key, bound in bounds.items() if bound is not None
    }
    return {
        "type": "integer" if attribute.type == "integer" else "number",
        "description": attribute.title,
        **shown,
    }


def _condition(vocabulary: Vocabulary) -> Schema:
    listed = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
    side = {"enum": ["same", "opposite", "left", "right", "both", "either"]}
    findings = list(vocabulary.findings)
    forms: list[Schema] = [
        {"properties": {"finding": {"enum": findings}, "side": side}, "required": ["finding"]},
        {"properties": {"not_assessed": {"enum": findings}, "side": side}, "required": ["not_assessed"]},
        {"properties": {"any": listed}, "required": ["any"], "additionalProperties": False},
        {"properties": {"all": listed}, "required": ["all"], "additionalProperties": False},
        {
            "properties": {"at_least": {"type": "integer"}, "of": listed},
            "required": ["at_least", "of"],
            "additionalProperties": False,
        },
    ]
    for key, kind in CONCLUSION_KEYS.items():
        names = list(vocabulary.names(kind))
        extra = ["any"] if key in ("red-flag", "safety-gap") else []
        forms.append({"properties": {key: {"enum": [*names, *extra]}, "side": side}, "required": [key]})
    return {"type": "object", "oneOf": forms}


def _close(schema: Any, key: str = "") -> None:
    """Put the closed words where the models accept any mapping."""
    if isinstance(schema, dict):
        for name, value in list(schema.items()):
            target = {"findings": "finding", "when": "condition", "unless": "condition"}.get(name)
            if key == "properties" and target and isinstance(value, dict) and "items" in value:
                value["items"] = {"$ref": f"#/$defs/{target}"}
            else:
                _close(value, name)
