"""What all file formats share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Lower-case words joined by hyphens."""

AttributeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
"""Lower-case words joined by underscores."""

RuleIdentifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$", max_length=120)
]
"""``folder.rule-name``: the folder under ``rules/`` and the file's stem."""

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]


class Strict(BaseModel):
    """A frozen record that refuses unknown keys and does not coerce types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Citation(Strict):
    """A source beside a definition, paraphrased. ``ref`` is an id of ``references.yaml`` or ``engine-default``."""

    ref: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]
    says: Text | None = None


class EvidenceNote(Strict):
    """A source of a rule and the part of the rule that it supports, disputes or qualifies."""

    ref: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]
    relation: Annotated[str, StringConstraints(pattern=r"^(supports|disputes|qualifies)$")]
    part: Annotated[str, Field(description="then, because, when.1, unless.2 …")] = "then"
    says: Text
