"""Shape of ``rules/references.yaml``: CSL-YAML, with what was read of each source under ``custom``."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kinechain.knowledge.formats.base import Strict, Text


class Name(Strict):
    """A CSL name; ``literal`` for groups and unknown splits."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class ReadingNote(Strict):
    """What was read. ``tag`` V: the source's own text was read (see ``read``); K: general knowledge, unchecked."""

    tag: Literal["V", "K"]
    level: str = Field(description="OCEBM 2011 level, 1 (best) to 5; the authors' own grading.")
    kind: Text
    read: Text | None = None
    confidence: Literal["high", "medium", "low"] = "medium"
    note: Text | None = None


class ReferenceDocument(Strict):
    """One source in CSL-YAML. DOI and PMID stand only where they were seen."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]
    type: str
    title: Text
    author: tuple[Name, ...] = ()
    issued: int | None = None
    container_title: str | None = Field(default=None, alias="container-title")
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    publisher: str | None = None
    DOI: str | None = None
    PMID: str | None = None
    PMCID: str | None = None
    custom: ReadingNote


class ReferencesFile(Strict):
    """``references.yaml``."""

    references: tuple[ReferenceDocument, ...]
