"""Documents into Pydantic models, with every error as a located problem in plain words."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kinechain.knowledge.document import Document
from kinechain.knowledge.suggest import did_you_mean
from kinechain.terms.problem import Problem

Model = TypeVar("Model", bound=BaseModel)

_SENTENCES = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "decimal_type": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a date such as 2026-11-20",
    "tuple_type": "must be a list",
    "dict_type": "must be a set of keys and values",
    "model_type": "must be a set of keys and values",
    "string_too_short": "must not be empty",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "is too long: {max_length} characters at most",
    "too_short": "needs at least {min_length}",
    "string_pattern_mismatch": "is not of the form {pattern}",
    "value_error": "{error}",
    "literal_error": "must be {expected}",
}


def validate(model: type[Model], document: Document, prefix: str) -> tuple[Model | None, tuple[Problem, ...]]:
    """Check a document against a model. ``prefix`` starts the codes, such as ``case`` or ``rule``."""
    try:
        return model.model_validate(document.content), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(_problem(model, document, prefix, detail) for detail in details)


def _problem(model: type[BaseModel], document: Document, prefix: str, detail: ErrorDetails) -> Problem:
    path, kind, name = detail["loc"], detail["type"], str(detail["loc"][-1]) if detail["loc"] else "the file"
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return document.problem(
            path,
            f"{prefix}.unknown-key",
            f"'{name}' is not a key here.",
            did_you_mean(name, known),
            of_key=True,
        )
    if kind == "missing":
        return document.problem(
            path[:-1], f"{prefix}.missing-key", f"The key '{name}' is missing.", f"Add '{name}: …'."
        )
    sentence = _SENTENCES.get(kind, detail["msg"][:1].lower() + detail["msg"][1:]).format(**detail.get("ctx", {}))
    shown = _shown(detail["input"])
    message = f"{_named(path)} {sentence}{f', not {shown}' if shown else ''}."
    return document.problem(path, f"{prefix}.wrong-value", message)


def _named(path: tuple[int | str, ...]) -> str:
    keys = [str(step) for step in path if isinstance(step, str)]
    return f"'{keys[-1]}'" if keys else "The file"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | tuple | list):
        return ""
    text = str(value)
    return f"'{text}'" if len(text) <= 40 else ""


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    current: Any = model
    for step in path:
        if isinstance(step, int) or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        field = current.model_fields.get(step)
        current = _model_inside(field.annotation) if field else None
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _model_inside(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_inside(argument)
        if found is not None:
            return found
    return None
