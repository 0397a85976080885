"""The closed vocabulary: every word that findings, rules and reports may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinechain.knowledge.formats.references import ReferenceDocument
from kinechain.knowledge.formats.regions import RegionDocument
from kinechain.knowledge.formats.vocabulary import (
    AttributeDocument,
    ClassDocument,
    CodeDocument,
    ConclusionDocument,
    DetectableChangeDocument,
    FindingDocument,
    GroupDocument,
    PhaseDocument,
    RecommendationDocument,
    RedFlagDocument,
    StrengthDocument,
)
from kinechain.knowledge.unary import AttributeTest
from kinechain.language import ENGLISH, Language
from kinechain.terms.body import BodyRegion, Spot
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import Finding, State
from kinechain.terms.side import BODY_SIDES, Side


@dataclass(frozen=True, slots=True)
class WeightedMethod:
    """A way of measuring that lowers the certainty of a finding to ``weight`` (1/10,000)."""

    tests: tuple[AttributeTest, ...]
    weight: int
    because: str


@dataclass(frozen=True, slots=True)
class FindingDefinition:
    """A finding with its tests compiled."""

    document: FindingDocument
    positive_when: tuple[AttributeTest, ...] = ()
    weights: tuple[WeightedMethod, ...] = ()

    @property
    def id(self) -> str:
        """The finding's id."""
        return self.document.id

    @property
    def sided(self) -> bool:
        """Whether it is recorded for left and right."""
        return self.document.sided

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which it can be recorded."""
        return BODY_SIDES if self.sided else (Side.MIDLINE,)

    @property
    def attributes(self) -> Mapping[str, AttributeDocument]:
        """Its attributes by id."""
        return self.document.attributes

    def regions_of(self, finding: Finding) -> tuple[str, ...]:
        """The ids of the body regions in which a record of it lies: where its values say, else its own region."""
        if not self.document.on_map:
            return ()
        chosen = [
            self.attributes[name].regions.get(one)
            for name, value in finding.values
            for one in (value if isinstance(value, tuple) else (value,))
            if isinstance(one, str)
        ]
        said = tuple(dict.fromkeys(region for region in chosen if region))
        return said or ((self.document.region,) if self.document.region else ())

    def state_words(self, state: State) -> str:
        """The state in the finding's own words, such as 'pain reproduced'."""
        words = {
            State.POSITIVE: self.document.positive_means,
            State.NEGATIVE: self.document.negative_means,
            State.NOT_APPLICABLE: "not applicable",
            State.NOT_ASSESSED: "not assessed",
        }
        return words[state]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word, by id, in the order of its file. ``language`` is that of its titles and other texts."""

    findings: Mapping[str, FindingDefinition] = field(default_factory=dict)
    groups: Mapping[str, GroupDocument] = field(default_factory=dict)
    impressions: Mapping[str, ConclusionDocument] = field(default_factory=dict)
    causes: Mapping[str, ConclusionDocument] = field(default_factory=dict)
    red_flags: Mapping[str, RedFlagDocument] = field(default_factory=dict)
    recommendations: Mapping[str, RecommendationDocument] = field(default_factory=dict)
    classes: Mapping[str, ClassDocument] = field(default_factory=dict)
    phases: Mapping[str, PhaseDocument] = field(default_factory=dict)
    strengths: Mapping[str, StrengthDocument] = field(default_factory=dict)
    codes: Mapping[str, CodeDocument] = field(default_factory=dict)
    detectable_changes: Mapping[str, DetectableChangeDocument] = field(default_factory=dict)
    references: Mapping[str, ReferenceDocument] = field(default_factory=dict)
    regions: Mapping[str, RegionDocument] = field(default_factory=dict)
    language: Language = ENGLISH

    def body_region(self, name: str) -> BodyRegion:
        """A region of the body with what it covers of the map. KeyError for an unknown id."""
        region = self.regions[name]
        spots = tuple(Spot(one.view, one.across, one.down, one.width, one.height) for one in region.spots)
        return BodyRegion(region.id, region.title, region.front, region.back, spots)

    def _tables(self, kind: Kind) -> tuple[Mapping[str, Any], ...]:
        """Where a kind of conclusion is declared. Ids are unique in a table only: a cause may be named like a flag."""
        tables: dict[Kind, tuple[Mapping[str, Any], ...]] = {
            Kind.IMPRESSION: (self.impressions,),
            Kind.CAUSE: (self.causes,),
            Kind.AGAINST: (self.causes, self.impressions),
            Kind.RED_FLAG: (self.red_flags,),
            Kind.SAFETY_GAP: (self.red_flags,),
            Kind.WITHHOLD: (self.recommendations, self.classes),
            Kind.CODE: (self.codes,),
            Kind.SUGGESTION: (self.findings,),
            Kind.NEXT_TEST: (self.findings,),
        }
        return tables.get(kind, (self.recommendations,))

    def names(self, kind: Kind) -> tuple[str, ...]:
        """The ids that a conclusion of this kind may have."""
        return tuple(name for table in self._tables(kind) for name in table)

    def title(self, kind: Kind, name: str) -> str:
        """The title of what a conclusion is about, as it is written: sides are not put in."""
        found = next(table[name] for table in self._tables(kind) if name in table)
        return str(found.document.title if isinstance(found, FindingDefinition) else found.title)

    @property
    def safety_questions(self) -> tuple[str, ...]:
        """The findings that the red flags ask for, each once, in the order of asking."""
        return tuple(dict.fromkeys(name for flag in self.red_flags.values() for name in flag.questions))

    def is_sided(self, kind: Kind, name: str) -> bool | None:
        """Whether the conclusion has a side; None when it may be on a side or on none (flags, classes)."""
        if kind in (Kind.RED_FLAG, Kind.SAFETY_GAP):
            return False
        if kind in (Kind.SUGGESTION, Kind.NEXT_TEST):
            return self.findings[name].sided
        if kind is Kind.CODE:
            return self.codes[name].sided
        if kind in (Kind.IMPRESSION, Kind.CAUSE, Kind.AGAINST):
            return (self.impressions.get(name) or self.causes[name]).sided
        if name in self.recommendations:
            return None if kind is Kind.WITHHOLD else self.recommendations[name].sided
        return None
