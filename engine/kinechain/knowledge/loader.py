"""Reading a whole knowledge base: every file, every problem at once."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

from kinechain.knowledge.document import Document
from kinechain.knowledge.files import content_hash, decides, walk
from kinechain.knowledge.formats.rule import RuleDocument
from kinechain.knowledge.formats.vocabulary import ManifestFile
from kinechain.knowledge.linking import link_rule
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.knowledge.reader import read
from kinechain.knowledge.strata import stratify
from kinechain.knowledge.structural import structural_rules
from kinechain.knowledge.validate import validate
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.knowledge.vocabulary_loader import VocabularyLoader
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import InvalidKnowledgeBaseError, Problem


def load(folder: Traversable) -> KnowledgeBase:
    """Load and check a knowledge base.

    Raises InvalidKnowledgeBaseError with every problem of every file, sorted by place.
    """
    contents = tuple((path, entry.read_bytes()) for path, entry in walk(folder) if decides(path))
    return load_contents(contents, str(folder))


def load_contents(contents: Iterable[tuple[str, bytes]], folder: str = "") -> KnowledgeBase:
    """Load a knowledge base from (relative path, bytes) pairs; as :func:`load`, without files."""
    contents = tuple(contents)
    problems: list[Problem] = []
    documents = {}
    for path, data in contents:
        document, found = read(data, path)
        problems.extend(found)
        if document is not None:
            documents[path] = document
    manifest, found = _manifest(documents)
    problems.extend(found)
    vocabulary, found = _vocabulary(documents)
    problems.extend(found)
    rules, found = _rules(documents, vocabulary)
    problems.extend(found)
    if not problems:
        problems.extend(_completeness(rules, vocabulary))
    structural = structural_rules(rules, vocabulary)
    problems.extend(_reserved(rules, {rule.id for rule in structural}))
    ordered, found = stratify((*rules, *structural))
    problems.extend(found)
    if problems or manifest is None:
        raise InvalidKnowledgeBaseError(problems)
    by_id = {rule.id: rule for rule in ordered}
    return KnowledgeBase(manifest, vocabulary, ordered, content_hash(contents), folder, by_id)


def _manifest(documents: dict[str, Document]) -> tuple[ManifestFile | None, tuple[Problem, ...]]:
    document = documents.get("manifest.yaml")
    if document is None:
        hint = "A knowledge base is a folder with manifest.yaml, references.yaml and vocabulary/."
        return None, (Problem("manifest.yaml", 0, 0, "manifest.missing", "There is no manifest.yaml.", hint),)
    return validate(ManifestFile, document, "manifest")


def _vocabulary(documents: dict[str, Document]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    loader = VocabularyLoader()
    for path, document in documents.items():
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".yaml")
        if path == "references.yaml":
            loader.add_references(document)
        elif folder == "vocabulary":
            loader.add(document, stem)
        elif folder == "exercises":
            loader.add_recommendation(document, stem)
        elif path != "manifest.yaml" and not path.endswith(".rule.yaml"):
            hint = "Rules end in .rule.yaml, their cases in .cases.yaml, stories in .story.yaml."
            loader.problems.append(Problem(path, 0, 0, "file.unknown", "This file belongs to nothing.", hint))
    vocabulary = loader.build()
    return vocabulary, tuple(loader.problems)


def _rules(documents: dict[str, Document], vocabulary: Vocabulary) -> tuple[list[Rule], tuple[Problem, ...]]:
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for path, document in documents.items():
        if not path.endswith(".rule.yaml"):
            continue
        written, found = validate(RuleDocument, document, "rule")
        problems.extend(found)
        rule, found = link_rule(written, document, vocabulary) if written else (None, ())
        problems.extend(found)
        if rule is not None and rule.id in rules:
            message = f"'{rule.id}' is declared twice; first in {rules[rule.id].file}."
            problems.append(document.problem(("id",), "rule.duplicate", message, "Rename one of them."))
        elif rule is not None and rule.status != "deprecated":
            rules[rule.id] = rule
    return list(rules.values()), tuple(problems)


def _reserved(rules: list[Rule], names: set[str]) -> Iterable[Problem]:
    for rule in rules:
        if rule.id in names:
            yield Problem(
                rule.file, 0, 0, "rule.reserved-id", f"'{rule.id}' is a rule of the engine.", "Rename the file."
            )


def _completeness(rules: list[Rule], vocabulary: Vocabulary) -> Iterable[Problem]:
    concluded = {(head.kind, head.name) for rule in rules for head in rule.heads}
    for flag in vocabulary.red_flags.values():
        if (Kind.RED_FLAG, flag.id) not in concluded:
            yield Problem(
                "vocabulary/red-flags.yaml",
                0,
                0,
                "rules.flag-never-raised",
                f"No rule concludes the red flag '{flag.id}'.",
            )
        if flag.blocks_when_not_asked and (Kind.SAFETY_GAP, flag.id) not in concluded:
            message = f"'{flag.id}' must block when it was not asked, but no rule concludes its safety gap."
            yield Problem("vocabulary/red-flags.yaml", 0, 0, "rules.gap-never-raised", message)
    for word in ("strong", "moderate", "weak", "contested", "opinion"):
        if word not in vocabulary.strengths:
            yield Problem(
                "vocabulary/strengths.yaml",
                0,
                0,
                "rules.strength-missing",
                f"The strength '{word}' is not declared.",
            )
