"""The knowledge base: vocabulary and linked rules, immutable, with version and content hash."""

from dataclasses import dataclass, field

from kinechain.knowledge.conditions import Test, Where
from kinechain.knowledge.formats.base import EvidenceNote
from kinechain.knowledge.formats.vocabulary import ManifestFile
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.assessment import KnowledgeBaseStamp
from kinechain.terms.conclusion import Kind
from kinechain.terms.side import BODY_SIDES, Side
from kinechain.terms.strength import Strength


@dataclass(frozen=True, slots=True)
class Head:
    """One conclusion of a rule."""

    kind: Kind
    name: str
    where: Where
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A linked rule. ``per_side`` rules are bound to left and to right, the others once to the midline.

    ``structural`` marks the rules that the engine adds (``plan.*``). ``stratum`` counts from 0.
    """

    id: str
    title: str
    version: str
    per_side: bool
    when: tuple[Test, ...]
    unless: tuple[Test, ...]
    heads: tuple[Head, ...]
    because: str = ""
    caveat: str = ""
    line: str = ""
    status: str = "draft"
    reviewed_by: str = ""
    seed: tuple[str, ...] = ()
    sources: tuple[EvidenceNote, ...] = ()
    file: str = ""
    stratum: int = 0
    structural: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides to which the rule is bound."""
        return BODY_SIDES if self.per_side else (Side.MIDLINE,)

    @property
    def line_of_evidence(self) -> str:
        """Rules that measure the same thing share a line and do not add up."""
        return self.line or self.id


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything that decides: rules in stratum order, vocabulary, manifest."""

    manifest: ManifestFile
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    hash: str
    folder: str = ""
    by_id: dict[str, Rule] = field(default_factory=dict, compare=False)

    @property
    def stamp(self) -> KnowledgeBaseStamp:
        """Id, version and hash, for reports and records."""
        return KnowledgeBaseStamp(self.manifest.id, self.manifest.version, self.hash)

    @property
    def written_rules(self) -> tuple[Rule, ...]:
        """The rules that stand in files, by id."""
        return tuple(sorted((rule for rule in self.rules if not rule.structural), key=lambda rule: rule.id))
