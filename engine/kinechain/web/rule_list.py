"""The rules as a list that can be searched and filtered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kinechain.audit.graph import Node, words_of
from kinechain.explain.reading import condition_said, head_said, kind_said
from kinechain.knowledge.conditions import Concluded, leaves
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength
from kinechain.web.assessing import assessor

SAFETY = "none"
"""The strength of rules that claim none: safety and structure."""


class Choice(NamedTuple):
    """One value of a filter, with its words and how many rules it has."""

    value: str
    words: str
    rules: int


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of the list. ``text`` is what a search looks through, in small letters."""

    rule: Rule
    kinds: frozenset[str]
    strengths: tuple[str, ...]
    folder: str
    concludes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched and chosen; an empty value chooses nothing."""

    words: str = ""
    kind: str = ""
    strength: str = ""
    status: str = ""
    folder: str = ""
    word: str = ""


_FILTERS: Mapping[str, Callable[[Row], Iterable[str]]] = {
    "kind": lambda row: row.kinds,
    "strength": lambda row: row.strengths,
    "status": lambda row: (row.rule.status,),
    "folder": lambda row: (row.folder,),
}


def knowledge() -> KnowledgeBase:
    """The knowledge base of this process."""
    return assessor().knowledge_base


@cache
def rows() -> tuple[Row, ...]:
    """Every written rule, by id."""
    return tuple(_row(rule, knowledge()) for rule in knowledge().written_rules)


def found(wanted: Wanted) -> tuple[Row, ...]:
    """The rules that hold every searched word and every chosen value."""
    words = wanted.words.lower().split()
    about = frozenset(_words_by_address().get(wanted.word, ())) if wanted.word else None
    return tuple(
        row
        for row in rows()
        if all(word in row.text for word in words)
        and all(not (chosen := getattr(wanted, name)) or chosen in of(row) for name, of in _FILTERS.items())
        and (about is None or row.rule.id in about)
    )


@cache
def choices() -> Mapping[str, tuple[Choice, ...]]:
    """The values of each filter, in a sensible order."""
    order = {word.value: place for place, word in enumerate(sorted(Strength, key=lambda one: -one.rank))}
    found: dict[str, tuple[Choice, ...]] = {}
    for name, of in _FILTERS.items():
        counts: dict[str, int] = {}
        for row in rows():
            for value in of(row):
                counts[value] = counts.get(value, 0) + 1
        ranked = sorted(counts, key=lambda value: (order.get(value, len(order)), value))
        found[name] = tuple(Choice(value, _shown(value), counts[value]) for value in ranked)
    return found


def address_of(node: Node) -> str:
    """A box of the picture as a part of an address.

    >>> address_of((2, "disuse"))
    '2-disuse'
    """
    return f"{node[0]}-{node[1]}"


@cache
def words() -> Mapping[Node, tuple[str, ...]]:
    """Every box of the picture with the ids of its rules."""
    return words_of(knowledge().written_rules)


@cache
def _words_by_address() -> Mapping[str, tuple[str, ...]]:
    return {address_of(node): rules for node, rules in words().items()}


def node_at(address: str) -> Node | None:
    """The box with this address."""
    return next((node for node in words() if address_of(node) == address), None)


def _shown(value: str) -> str:
    return "no strength (safety, structure)" if value == SAFETY else value.replace("-", " ")


def _row(rule: Rule, knowledge_base: KnowledgeBase) -> Row:
    vocabulary = knowledge_base.vocabulary
    bound = Side.LEFT if rule.per_side else Side.MIDLINE
    tests: Sequence[str] = [condition_said(test, vocabulary, bound) for test in (*rule.when, *rule.unless)]
    concludes = tuple(head_said(head, vocabulary, bound) for head in rule.heads)
    named = [_name(leaf) for test in (*rule.when, *rule.unless) for _, leaf in leaves(test, "")]
    sources = [part for note in rule.sources for part in (note.ref, _title(note.ref, knowledge_base))]
    heads = [head.name for head in rule.heads]
    text = " ".join([rule.id, rule.title, *rule.seed, *tests, *concludes, *named, *heads, *sources]).lower()
    strengths = sorted({head.strength for head in rule.heads if head.strength}, key=lambda one: -one.rank)
    return Row(
        rule,
        frozenset(kind_said(head.kind) for head in rule.heads),
        tuple(str(one) for one in strengths) or (SAFETY,),
        rule.id.partition(".")[0],
        concludes,
        text,
    )


def _name(leaf: object) -> str:
    return leaf.name if isinstance(leaf, Concluded) else str(getattr(leaf, "finding", ""))


def _title(ref: str, knowledge_base: KnowledgeBase) -> str:
    from kinechain.explain.arguments import citation

    reference = knowledge_base.vocabulary.references.get(ref)
    return "" if reference is None else citation(reference)
