"""What the knowledge base must hold, compared with what it holds. The list is data: ``rules/coverage.yaml``."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from pydantic import Field

from kinechain.knowledge.formats.base import Identifier, Strict, Text
from kinechain.knowledge.model import KnowledgeBase
from kinechain.knowledge.reader import read
from kinechain.knowledge.validate import validate
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import InvalidKnowledgeBaseError, Problem

COVERAGE_FILE = "coverage.yaml"


class CoverageFile(Strict):
    """``coverage.yaml``: rows that rules must name under ``seed``, red flag codes, and exercises and findings by id."""

    rows: tuple[Text, ...] = Field(description="Rows of the sources: R01, M01, A and so on.")
    left_out: dict[Text, Text] = Field(default_factory=dict, description="Rows that stay out, and why.")
    red_flags: tuple[Text, ...] = ()
    exercises: dict[Text, Identifier] = Field(default_factory=dict)
    findings: dict[Text, Identifier] = Field(default_factory=dict)


def missing(knowledge_base: KnowledgeBase, folder: Traversable) -> tuple[str, ...]:
    """Everything that ``coverage.yaml`` names and the knowledge base lacks, in words; empty when complete.

    Raises InvalidKnowledgeBaseError when there is no readable list.
    """
    entry = folder.joinpath(COVERAGE_FILE)
    if not entry.is_file():
        hint = "It lists what the knowledge base must hold."
        raise InvalidKnowledgeBaseError([Problem(COVERAGE_FILE, 0, 0, "coverage.missing", "There is no list.", hint)])
    document, problems = read(entry.read_bytes(), COVERAGE_FILE)
    written, found = validate(CoverageFile, document, "coverage") if document else (None, ())
    if written is None:
        raise InvalidKnowledgeBaseError([*problems, *found])
    return tuple(_missing(knowledge_base, written))


def _missing(knowledge_base: KnowledgeBase, written: CoverageFile) -> Iterator[str]:
    rules, vocabulary = knowledge_base.written_rules, knowledge_base.vocabulary
    rows = {row for rule in rules for row in rule.seed}
    yield from (f"row {row}: no rule names it" for row in written.rows if row not in rows)
    yield from (f"row {row}: left out on purpose, but a rule names it" for row in written.left_out if row in rows)
    raised = {head.name for rule in rules for head in rule.heads if head.kind is Kind.RED_FLAG}
    codes = {flag.code for flag in vocabulary.red_flags.values() if flag.id in raised}
    yield from (f"red flag {code}: no rule raises it" for code in written.red_flags if code not in codes)
    for title, name in written.exercises.items():
        if name not in vocabulary.recommendations:
            yield f"exercise '{title}': {name} is not declared"
    for title, name in written.findings.items():
        if name not in vocabulary.findings:
            yield f"finding '{title}': {name} is not declared"
