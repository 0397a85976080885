"""Vocabulary files into a Vocabulary: shapes, ids, cross-references and tests checked."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.formats import references as reference_formats
from kinechain.knowledge.formats import vocabulary as formats
from kinechain.knowledge.formats.base import Citation
from kinechain.knowledge.formats.regions import RegionsFile
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.unary import AttributeTest, MisfitError, parse_test
from kinechain.knowledge.validate import validate
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary, WeightedMethod
from kinechain.terms.assessment import EXERCISE
from kinechain.terms.problem import Problem
from kinechain.terms.quantity import UNITS, units_like

Entry = TypeVar("Entry", bound=BaseModel)
ENGINE_DEFAULT = "engine-default"
RESERVED = (
    "finding", "side", "state", "note", "not_assessed", "any", "all", "at_least", "of",
    "impression", "cause", "against", "recommend", "withhold",
)  # fmt: skip
"""Keys of findings and conditions, which therefore cannot name an attribute."""

_FILES: dict[str, tuple[type[BaseModel], str]] = {
    "groups": (formats.GroupsFile, "groups"),
    "impressions": (formats.ImpressionsFile, "impressions"),
    "causes": (formats.CausesFile, "causes"),
    "red-flags": (formats.RedFlagsFile, "red_flags"),
    "codes": (formats.CodesFile, "codes"),
    "detectable-changes": (formats.DetectableChangesFile, "detectable_changes"),
    "strengths": (formats.StrengthsFile, "strengths"),
    "findings": (formats.FindingsFile, "findings"),
    "regions": (RegionsFile, "regions"),
}


class VocabularyLoader:
    """Gathers vocabulary documents, then builds the vocabulary and every problem in it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.tables: dict[str, dict[str, Any]] = {}
        self.places: dict[tuple[str, str], tuple[Document, Path]] = {}

    def add(self, document: Document, stem: str) -> None:
        """Take one file of ``vocabulary/``; ``stem`` is its name without ``.yaml``."""
        if stem == "plan":
            self._take(document, formats.PlanFile, {"phases": "phases", "classes": "classes"})
            return
        name = "findings" if stem.startswith("findings-") else stem
        if name not in _FILES:
            hint = did_you_mean(stem, (*_FILES, "plan"), "Name finding files findings-….yaml.")
            self.problems.append(
                Problem(
                    document.file,
                    0,
                    0,
                    "vocabulary.unknown-file",
                    f"'{stem}.yaml' is not a vocabulary file.",
                    hint,
                )
            )
            return
        model, key = _FILES[name]
        self._take(document, model, {key: key})

    def add_references(self, document: Document) -> None:
        """Take ``references.yaml``."""
        self._take(document, reference_formats.ReferencesFile, {"references": "references"})

    def add_recommendation(self, document: Document, stem: str) -> None:
        """Take one file of ``exercises/``."""
        written, problems = validate(formats.RecommendationDocument, document, "exercise")
        self.problems.extend(problems)
        if written is not None:
            self._insert("recommendations", written.id, written, document, ())
            if written.id != stem:
                self.problems.append(
                    document.problem(
                        ("id",),
                        "exercise.wrong-id",
                        f"The id '{written.id}' does not match the file '{stem}.yaml'.",
                    )
                )

    def _take(self, document: Document, model: type[BaseModel], keys: Mapping[str, str]) -> None:
        written, problems = validate(model, document, "vocabulary")
        self.problems.extend(problems)
        for key, table in keys.items() if written else ():
            for number, entry in enumerate(getattr(written, key)):
                self._insert(table, entry.id, entry, document, (key, number))

    def _insert(self, table: str, name: str, entry: Any, document: Document, path: Path) -> None:
        entries = self.tables.setdefault(table, {})
        if name in entries:
            first, place = self.places[table, name]
            message = f"'{name}' is declared twice; first in {first.file}, line {first.place(place)[0]}."
            self.problems.append(document.problem(path, "vocabulary.duplicate", message, "Keep one of them."))
        entries.setdefault(name, entry)
        self.places.setdefault((table, name), (document, path))

    def build(self) -> Vocabulary:
        """The vocabulary; look at ``problems`` before using it."""
        findings = {name: self._definition(entry) for name, entry in self._table("findings").items()}
        vocabulary = Vocabulary(
            findings=findings,
            groups=self._table("groups"),
            impressions=self._table("impressions"),
            causes=self._table("causes"),
            red_flags=self._table("red_flags"),
            recommendations=self._table("recommendations"),
            classes=self._table("classes"),
            phases=self._table("phases"),
            strengths=self._table("strengths"),
            codes=self._table("codes"),
            detectable_changes=self._table("detectable_changes"),
            references=self._table("references"),
            regions=self._table("regions"),
        )
        self._check(vocabulary)
        return vocabulary

    def _table(self, name: str) -> dict[str, Any]:
        return self.tables.get(name, {})

    def _report(self, table: str, name: str, path: Path, code: str, message: str, hint: str = "") -> None:
        document, start = self.places[table, name]
        self.problems.append(document.problem((*start, *path), f"vocabulary.{code}", message, hint))

    def _definition(self, entry: formats.FindingDocument) -> FindingDefinition:
        positive_when = self._tests(entry, entry.positive_when, ("positive_when",))
        weights = tuple(
            WeightedMethod(self._tests(entry, weight.when, ("weights", number, "when")), weight.weight, weight.because)
            for number, weight in enumerate(entry.weights)
        )
        return FindingDefinition(entry, positive_when, weights)

    def _tests(
        self, entry: formats.FindingDocument, written: Mapping[str, Any], path: Path
    ) -> tuple[AttributeTest, ...]:
        tests = []
        for name, test in written.items():
            if name not in entry.attributes:
                self._report(
                    "findings",
                    entry.id,
                    (*path, name),
                    "unknown-attribute",
                    f"'{name}' is not an attribute of '{entry.id}'.",
                )
                continue
            try:
                tests.append(parse_test(name, entry.attributes[name], test))
            except MisfitError as error:
                self._report("findings", entry.id, (*path, name), error.code, error.message, error.hint)
        return tuple(tests)

    def _check(self, vocabulary: Vocabulary) -> None:
        self._check_findings_and_flags(vocabulary)
        self._check_recommendations(vocabulary)
        self._check_regions(vocabulary)
        for code in vocabulary.codes.values():
            self._check_sources("codes", code.id, code.sources, vocabulary)
            if code.sided != (code.left is not None and code.right is not None):
                message = f"'{code.id}' needs left and right if, and only if, it is sided."
                self._report("codes", code.id, (), "code-sides", message)
        for phase in vocabulary.phases.values():
            self._check_sources("phases", phase.id, phase.sources, vocabulary)
        for name in vocabulary.classes.keys() & vocabulary.recommendations.keys():
            self._report(
                "classes", name, ("id",), "duplicate", f"'{name}' is both a class and an exercise.", "Rename one."
            )

    def _check_findings_and_flags(self, vocabulary: Vocabulary) -> None:
        for finding in vocabulary.findings.values():
            self._known("findings", finding.id, ("group",), finding.document.group, vocabulary.groups, "group")
            self._check_sources("findings", finding.id, finding.document.sources, vocabulary)
            self._check_attributes(finding.document)
            self._check_measures(finding.document, vocabulary)
        for flag in vocabulary.red_flags.values():
            for number, question in enumerate(flag.questions):
                self._known("red_flags", flag.id, ("questions", number), question, vocabulary.findings, "finding")
            self._check_sources("red_flags", flag.id, flag.sources, vocabulary)

    def _check_recommendations(self, vocabulary: Vocabulary) -> None:
        table = "recommendations"
        for item in vocabulary.recommendations.values():
            self._known(table, item.id, ("phase",), item.phase, vocabulary.phases, "phase")
            for number, name in enumerate(item.classes):
                self._known(table, item.id, ("classes", number), name, vocabulary.classes, "class")
            if EXERCISE in item.classes and item.client is None:
                message = f"'{item.id}' is an exercise without words for the client."
                hint = "Add 'client:' with title, steps, dose, why and stop_if."
                self._report(table, item.id, ("classes",), "missing-client", message, hint)
            for number, name in enumerate(item.replaces):
                self._known(table, item.id, ("replaces", number), name, vocabulary.recommendations, "exercise")
            self._check_sources(table, item.id, (item.dose_source, *item.sources), vocabulary)
            self._check_refs(table, item.id, (activity.ref for activity in item.activity), vocabulary)

        for name in vocabulary.causes.keys() & vocabulary.impressions.keys():
            self._report(
                "causes", name, ("id",), "duplicate", f"'{name}' is both a cause and an impression.", "Rename one."
            )

    def _check_regions(self, vocabulary: Vocabulary) -> None:
        documents = {name: finding.document for name, finding in vocabulary.findings.items()}
        placed = formats.FindingDocument | formats.ConclusionDocument
        tables: dict[str, Mapping[str, placed]] = {
            "findings": documents,
            "causes": vocabulary.causes,
            "impressions": vocabulary.impressions,
        }
        for table, entries in tables.items():
            for name, entry in entries.items():
                if entry.region is not None:
                    self._known(table, name, ("region",), entry.region, vocabulary.regions, "region")
        for name, document in documents.items():
            for attribute, written in document.attributes.items():
                for value, region in written.regions.items():
                    path = ("attributes", attribute, "regions", value)
                    self._known("findings", name, path, value, written.values or (), "value")
                    self._known("findings", name, path, region, vocabulary.regions, "region")

    def _check_attributes(self, finding: formats.FindingDocument) -> None:
        for name, attribute in finding.attributes.items():
            path = ("attributes", name)
            if name in RESERVED:
                self._report(
                    "findings",
                    finding.id,
                    path,
                    "reserved-attribute",
                    f"'{name}' has a meaning of its own.",
                    "Rename it.",
                )
            if attribute.unit and not units_like(attribute.unit):
                hint = f"Known: {', '.join(UNITS)}."
                self._report(
                    "findings", finding.id, (*path, "unit"), "unknown-unit", f"'{attribute.unit}' is not a unit.", hint
                )
            if (attribute.values is not None) != attribute.type.startswith("choice"):
                message = f"'{name}' is of type '{attribute.type}': only choices take 'values', and they must."
                self._report("findings", finding.id, path, "wrong-values", message)

    def _check_measures(self, finding: formats.FindingDocument, vocabulary: Vocabulary) -> None:
        """Only numbers are followed from visit to visit, and only with a detectable change of their own kind."""
        for name, attribute in finding.attributes.items():
            path, is_number = ("attributes", name), attribute.type in ("integer", "number")
            if not is_number and (attribute.better or attribute.detectable_change):
                message = (
                    f"'{name}' is of type '{attribute.type}': only numbers have a better way or a detectable change."
                )
                self._report("findings", finding.id, path, "not-a-measure", message)
            if attribute.detectable_change is None:
                continue
            place = (*path, "detectable_change")
            change = vocabulary.detectable_changes.get(attribute.detectable_change)
            if change is None:
                known = vocabulary.detectable_changes
                self._known("findings", finding.id, place, attribute.detectable_change, known, "detectable-change")
            elif (change.unit or "") not in (units_like(attribute.unit or "") or ("",)):
                message = (
                    f"'{change.id}' is in '{change.unit or 'no unit'}', '{name}' in '{attribute.unit or 'no unit'}'."
                )
                self._report("findings", finding.id, place, "other-unit", message)
            elif attribute.better is None:
                hint = "Add 'better: lower', 'higher' or 'none'."
                self._report("findings", finding.id, path, "not-a-measure", f"'{name}' says no better way.", hint)
        for change in vocabulary.detectable_changes.values():
            self._check_sources("detectable_changes", change.id, (change.source,), vocabulary)

    def _known(self, table: str, name: str, path: Path, word: str, known: Iterable[str], what: str) -> None:
        known = tuple(known)
        if word not in known:
            self._report(
                table,
                name,
                path,
                f"unknown-{what}",
                f"'{word}' is not a declared {what}.",
                did_you_mean(word, known),
            )

    def _check_sources(self, table: str, name: str, citations: Iterable[Citation], vocabulary: Vocabulary) -> None:
        self._check_refs(table, name, (citation.ref for citation in citations), vocabulary)

    def _check_refs(self, table: str, name: str, refs: Iterable[str], vocabulary: Vocabulary) -> None:
        for ref in refs:
            if ref != ENGINE_DEFAULT and ref not in vocabulary.references:
                hint = did_you_mean(ref, vocabulary.references, "Add it to references.yaml.")
                message = f"'{ref}' is not in references.yaml."
                self._report(table, name, ("sources",), "unknown-source", message, hint)
