"""The shapes of the files under ``rules/``, as Pydantic models: the single source of the JSON Schemas."""
