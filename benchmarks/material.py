"""What is measured: a knowledge base, a case, and larger or smaller versions of both."""

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path

from kinechain.inference.memory import Seen, WorkingMemory, remember
from kinechain.knowledge.case_file import read_case
from kinechain.knowledge.conditions import AtLeast, Concluded, Test
from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.knowledge.reader import read
from kinechain.knowledge.unary import Plain
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.finding import FindingKey, State

_SEED = 20_260


@dataclass(frozen=True, slots=True)
class Material:
    """A knowledge base with the folder it came from, and a case with its file and working memory."""

    folder: Traversable
    knowledge_base: KnowledgeBase
    file: Path
    case: Case
    memory: WorkingMemory

    @classmethod
    def read(cls, folder: Traversable, file: Path) -> "Material":
        """Read a knowledge base and a case."""
        knowledge_base = load(folder)
        case = read_case(file.read_bytes(), file.name, knowledge_base.vocabulary, date.max)
        return cls(folder, knowledge_base, file, case, remember(case, knowledge_base.vocabulary))


def story_files(folder: Traversable) -> dict[str, bytes]:
    """The case of every story of a knowledge base as a case file, by the story's id: real cases, all different."""
    found = {}
    for entry in sorted(folder.joinpath("stories").iterdir(), key=lambda one: one.name):
        document, problems = read(entry.read_bytes(), entry.name)
        if document is None or not isinstance(document.content, dict):
            raise ValueError(f"{entry.name} cannot be read: {problems}")
        found[str(document.content["story"])] = json.dumps(document.content["case"], default=str).encode()
    return found


def replicated(knowledge_base: KnowledgeBase, factor: int) -> KnowledgeBase:
    """``factor`` copies of every rule over the same findings; each copy concludes and needs conclusions of its own."""
    rules = [_copy(rule, number) for number in range(factor) for rule in knowledge_base.rules]
    ordered = tuple(sorted(rules, key=lambda rule: (rule.stratum, rule.id)))
    return replace(knowledge_base, rules=ordered, by_id={rule.id: rule for rule in ordered})


def _copy(rule: Rule, number: int) -> Rule:
    if not number:
        return rule
    ending = f"-copy-{number}"
    return replace(
        rule,
        id=rule.id + ending,
        when=tuple(_copied_test(test, ending) for test in rule.when),
        unless=tuple(_copied_test(test, ending) for test in rule.unless),
        heads=tuple(replace(head, name=head.name + ending) for head in rule.heads),
    )


def _copied_test(test: Test, ending: str) -> Test:
    if isinstance(test, AtLeast):
        return replace(test, parts=tuple(_copied_test(part, ending) for part in test.parts))
    return replace(test, name=test.name + ending) if isinstance(test, Concluded) else test


def every_key(vocabulary: Vocabulary) -> tuple[FindingKey, ...]:
    """Everything that can be assessed, sorted."""
    return tuple(sorted(FindingKey(one.id, side) for one in vocabulary.findings.values() for side in one.sides))


def assessed(vocabulary: Vocabulary, keys: Iterable[FindingKey]) -> WorkingMemory:
    """These findings, all positive, with a value in every attribute."""
    return {key: _seen(vocabulary, key, State.POSITIVE) for key in sorted(keys)}


def variants(vocabulary: Vocabulary, count: int) -> tuple[WorkingMemory, ...]:
    """Made-up cases: each finding assessed or not, positive or negative, by the toss of a seeded coin."""
    tosses, keys = random.Random(_SEED), every_key(vocabulary)
    positive = {key: _seen(vocabulary, key, State.POSITIVE) for key in keys}
    negative = {key: Seen(key, State.NEGATIVE, {}) for key in keys}
    return tuple(
        {key: tosses.choice((positive, negative))[key] for key in keys if tosses.random() < 0.5} for _ in range(count)
    )


def _seen(vocabulary: Vocabulary, key: FindingKey, state: State) -> Seen:
    attributes = vocabulary.findings[key.name].attributes
    return Seen(key, state, {name: _value(document) for name, document in attributes.items()})


def _value(document: AttributeDocument) -> Plain:
    if document.type == "flag":
        return True
    if document.values is not None:
        choices = tuple(document.values)
        return frozenset(choices) if document.type == "choices" else choices[0]
    return document.max if document.max is not None else Decimal(100)
