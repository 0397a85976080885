"""A knowledge base with its wording in another language. Ids, logic, version and hash stay as they are."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from kinechain.knowledge.formats import base, references, vocabulary
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.knowledge.structural import structural_rules
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.language import ENGLISH, Language

Say = Callable[[str, str], str]
"""What stands for a text, given the place of the text and the text itself."""

UNSEEN: Mapping[type[BaseModel], frozenset[str]] = {
    base.Citation: frozenset({"says"}),
    references.ReadingNote: frozenset({"kind", "note"}),
    references.ReferenceDocument: frozenset({"title"}),
    vocabulary.AttributeDocument: frozenset({"title"}),
    vocabulary.FindingDocument: frozenset({"synonyms", "caution", "reliability"}),
    vocabulary.ManifestFile: frozenset({"title", "contact"}),
    vocabulary.PhaseDocument: frozenset({"aim", "entry", "exit"}),
    vocabulary.StrengthDocument: frozenset({"requires", "reads"}),
}
"""Texts that no report shows: titles of literature, and what only the author or reviewer of a rule reads."""


def translated(knowledge_base: KnowledgeBase, language: Language) -> KnowledgeBase:
    """The knowledge base with every text that a report can show in a language; what has no translation stays English.

    Nothing that decides is touched, so that decisions, version and hash are the same in every language.
    """
    if language == knowledge_base.vocabulary.language:
        return knowledge_base
    if knowledge_base.vocabulary.language != ENGLISH:
        raise ValueError("only a knowledge base in its own words can be translated")
    return _with_texts(knowledge_base, lambda _, text: language.say(text), language)


def wording(knowledge_base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every text with words that :func:`translated` puts in other words, with its place, in a fixed order."""
    found: list[tuple[str, str]] = []

    def note(place: str, text: str) -> str:
        if any(map(str.isalpha, text)):
            found.append((place, text))
        return text

    _with_texts(knowledge_base, note, ENGLISH)
    for finding in knowledge_base.vocabulary.findings.values():
        for name in finding.attributes:
            note(f"vocabulary/findings/{finding.id}/attributes/{name}", attribute_words(name))
    yield from found


def attribute_words(name: str) -> str:
    """The name of an attribute as it is read out in a report.

    >>> attribute_words("side_to_side")
    'side to side'
    """
    return name.replace("_", " ")


def _with_texts(knowledge_base: KnowledgeBase, say: Say, language: Language) -> KnowledgeBase:
    words = _vocabulary(knowledge_base.vocabulary, say, language)
    written = {rule.id: _rule(rule, say) for rule in knowledge_base.written_rules}
    added = {rule.id: rule for rule in structural_rules(written.values(), words)}
    rules = tuple(
        replace(rule, title=added[rule.id].title) if rule.structural else written[rule.id]
        for rule in knowledge_base.rules
    )
    return replace(
        knowledge_base,
        manifest=_document(knowledge_base.manifest, say, "manifest"),
        vocabulary=words,
        rules=rules,
        by_id={rule.id: rule for rule in rules},
    )


def _vocabulary(words: Vocabulary, say: Say, language: Language) -> Vocabulary:
    tables = {
        table.name: {
            name: _entry(entry, say, f"vocabulary/{table.name}/{name}")
            for name, entry in getattr(words, table.name).items()
        }
        for table in fields(words)
        if table.name != "language"
    }
    return replace(words, **tables, language=language)


def _entry(entry: Any, say: Say, place: str) -> Any:
    if not isinstance(entry, FindingDefinition):
        return _document(entry, say, place)
    document = _document(entry.document, say, place)
    weights = tuple(
        replace(compiled, because=written.because)
        for compiled, written in zip(entry.weights, document.weights, strict=True)
    )
    return replace(entry, document=document, weights=weights)


def _rule(rule: Rule, say: Say) -> Rule:
    place = rule.file
    return replace(
        rule,
        title=say(f"{place}/title", rule.title),
        because=say(f"{place}/because", rule.because),
        caveat=say(f"{place}/caveat", rule.caveat),
        sources=tuple(_document(note, say, f"{place}/sources/{note.ref}") for note in rule.sources),
    )


def _document(document: Any, say: Say, place: str) -> Any:
    """A document with its texts put through ``say``, and those of the documents in it."""
    model: type[BaseModel] = type(document)
    changed = {name: _value(getattr(document, name), say, f"{place}/{name}") for name in _worded_fields(model)}
    return document.model_copy(update=changed) if changed else document


def _value(value: Any, say: Say, place: str) -> Any:
    if isinstance(value, str):
        return say(place, value)
    if isinstance(value, tuple):
        return tuple(_value(one, say, place) for one in value)
    if isinstance(value, dict):
        return {key: _value(one, say, f"{place}/{key}") for key, one in value.items()}
    return _document(value, say, place) if isinstance(value, BaseModel) else value


@cache
def _worded_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that are texts, or hold documents in which there are texts."""
    hints = get_type_hints(model, include_extras=True)
    unseen = UNSEEN.get(model, frozenset())
    return tuple(name for name in model.model_fields if name not in unseen and _is_worded(hints[name]))


def _is_worded(hint: Any) -> bool:
    if hint == base.Text:
        return True
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return bool(_worded_fields(hint))
    return any(map(_is_worded, get_args(hint)))
