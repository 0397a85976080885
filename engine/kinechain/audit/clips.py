"""A knowledge base as a CLIPS program: a third engine can run it, and an auditor can read it.

How it is written:

- One template for each finding (``seen.hip-pain``), so that numbers are compared as numbers, in the unit of
  the vocabulary. Every attribute is a multislot: empty when not recorded, so a missing value passes no test.
- There is no fact for what was not assessed. It is ``not`` over the findings, which are all asserted before
  the run.
- One ``defrule`` for each rule, structural ``plan.*`` rules included. Sides are variables, bound by the two
  ``side-of-body`` facts. Salience is -2 × stratum, so what a rule denies is finished before it is tried.
- A threshold (any, all, at least) becomes rules of its own, one step of salience higher, named after the
  rule and the place of the condition. In "at least k of n", each part that holds leaves a numbered ``part``,
  and k parts of rising number make the ``threshold``.

CLIPS computes with 64-bit integers and doubles, so numbers that differ only after the fifteenth digit are
equal here. Certainty is no part of the program: it is computed after the rules have fired.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count, groupby

from kinechain.audit.clips_words import comment, name, number, string, word
from kinechain.inference.memory import Seen, WorkingMemory
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, Leaf, NotAssessed, Test, Where
from kinechain.knowledge.formats.vocabulary import AttributeDocument
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.knowledge.unary import AttributeTest, Plain
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import State
from kinechain.terms.side import BODY_SIDES, Side

_TEMPLATES = f"""\
(deftemplate side-of-body "The sides to which per-side rules are bound. Left and right are the client's own."
  (slot is (allowed-symbols {" ".join(BODY_SIDES)}))
  (slot opposite (allowed-symbols {" ".join(BODY_SIDES)})))

(deffacts sides-of-body
  {" ".join(f"(side-of-body (is {side}) (opposite {side.opposite}))" for side in BODY_SIDES)})

(deftemplate derived "A conclusion"
  (slot kind (allowed-symbols {" ".join(Kind)}))
  (slot name (type LEXEME))
  (slot side (allowed-symbols {" ".join(Side)})))

(deftemplate part "A part of a threshold that holds"
  (slot of (type SYMBOL)) (slot number (type INTEGER)) (slot side (allowed-symbols {" ".join(Side)})))

(deftemplate threshold "A threshold (any, all, at least) that holds"
  (slot of (type SYMBOL)) (slot side (allowed-symbols {" ".join(Side)})))"""


def program(knowledge_base: KnowledgeBase) -> str:
    """The CLIPS program.

    Load it, ``(reset)``, assert the facts of a case, ``(run)``, read the ``derived`` facts. Equal knowledge
    bases give equal text. ValueError when an id cannot be a name in CLIPS.
    """
    stamp, vocabulary = knowledge_base.stamp, knowledge_base.vocabulary
    texts = [
        f"{comment(f'{stamp.id} {stamp.version}, content hash {stamp.hash}')}\n"
        "; Exported for audit: load, (reset), assert the facts of one case, (run), read the derived facts.",
        _TEMPLATES,
        *(_template(definition) for _, definition in sorted(vocabulary.findings.items())),
    ]
    for stratum, rules in groupby(knowledge_base.rules, key=lambda rule: rule.stratum):
        texts.append(f"; ===== Stratum {stratum} =====")
        texts.extend(text for rule in rules for text in _RuleWriter(rule, vocabulary).constructs())
    return "\n\n".join(texts) + "\n"


def facts_of(memory: WorkingMemory) -> tuple[str, ...]:
    """The facts of a case, one for each assessed finding, sorted."""
    return tuple(_fact(memory[key]) for key in sorted(memory))


def _fact(seen: Seen) -> str:
    values = "".join(f" ({name(attribute)} {_fields(value)})" for attribute, value in sorted(seen.values.items()))
    return f"({_template_name(seen.key.name)} (side {seen.key.side}) (state {seen.state}){values})"


def _fields(value: Plain) -> str:
    if isinstance(value, frozenset):
        return " ".join(word(choice) for choice in sorted(value))
    return _field(value)


def _field(value: Decimal | str | bool) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return number(value) if isinstance(value, Decimal) else word(value)


def _template_name(finding: str) -> str:
    return name(f"seen.{finding}")


def _template(definition: FindingDefinition) -> str:
    states = " ".join(state for state in State if state is not State.NOT_ASSESSED)
    slots = [
        f"  (slot side (allowed-symbols {' '.join(definition.sides)}))",
        f"  (slot state (allowed-symbols {states}))",
        *(line for attribute, document in definition.attributes.items() for line in _slot(attribute, document)),
    ]
    title = string(definition.document.title)
    return "\n".join([f"(deftemplate {_template_name(definition.id)} {title}", *slots]) + ")"


def _slot(attribute: str, document: AttributeDocument) -> Iterator[str]:
    unit = f", in {document.unit}" if document.unit else ""
    yield f"  {comment(f'{document.title}{unit}')}"
    if document.values is not None:
        kind = f"(allowed-lexemes {' '.join(word(choice) for choice in document.values)})"
    else:
        kind = "(allowed-symbols TRUE FALSE)" if document.type == "flag" else "(type NUMBER)"
    most = "?VARIABLE" if document.type == "choices" else "1"
    yield f"  (multislot {name(attribute)} {kind} (cardinality 0 {most}))"


class _RuleWriter:
    """Writes one rule and the rules of its thresholds."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule, self._vocabulary = rule, vocabulary
        self._variables = (f"?n{index}" for index in count(1))
        self._texts: list[str] = []

    def constructs(self) -> tuple[str, ...]:
        """Its thresholds, innermost first, and the rule itself."""
        rule = self._rule
        conditions = [self._positive(test, f"when.{index}") for index, test in enumerate(rule.when, 1)]
        conditions += [self._negative(test, f"unless.{index}") for index, test in enumerate(rule.unless, 1)]
        heads = [
            f"(derived (kind {head.kind}) (name {word(head.name)}) (side {self._side(head.where)}))"
            for head in rule.heads
        ]
        self._write("", rule.title, conditions, heads, raised=0)
        origin = "added by the engine" if rule.structural else f"{rule.file}, {rule.version}, {rule.status}"
        return (f"{comment(origin)}\n{self._texts[0]}", *self._texts[1:])

    def _write(self, place: str, title: str, conditions: Sequence[str], facts: Sequence[str], *, raised: int) -> None:
        bound = ["(side-of-body (is ?side) (opposite ?opposite))"] if self._rule.per_side else []
        lines = [
            f"(defrule {self._name(place)} {string(title)}",
            f"(declare (salience {raised - 2 * self._rule.stratum}))",
            *bound,
            *conditions,
            "=>",
            *(f"(assert {fact})" for fact in facts),
        ]
        self._texts.append("\n  ".join(lines) + ")")

    def _name(self, place: str) -> str:
        return name(f"{self._rule.id}:{place}" if place else self._rule.id)

    def _positive(self, test: Test, place: str) -> str:
        if isinstance(test, AtLeast):
            return self._threshold(test, place)
        return f"(not {self._leaf(test)})" if isinstance(test, NotAssessed) else self._leaf(test)

    def _negative(self, test: Test, place: str) -> str:
        if isinstance(test, AtLeast):
            return f"(not {self._threshold(test, place)})"
        return f"({'exists' if isinstance(test, NotAssessed) else 'not'} {self._leaf(test)})"

    def _threshold(self, test: AtLeast, place: str) -> str:
        """Write the rules of a threshold; the pattern that asks for it."""
        parts = [self._positive(part, f"{place}.of.{index}") for index, part in enumerate(test.parts, 1)]
        fact = f"(threshold (of {self._name(place)}) (side {self._side(Where.SAME)}))"
        if test.count == len(parts):
            self._write(place, f"All of {len(parts)}", parts, [fact], raised=1)
        elif test.count == 1:
            self._write(place, f"Any of {len(parts)}", ["(or\n    " + "\n    ".join(parts) + ")"], [fact], raised=1)
        else:
            self._count(test.count, parts, place, fact)
        return fact

    def _count(self, wanted: int, parts: Sequence[str], place: str, fact: str) -> None:
        same = f"(of {self._name(place)}) (side {self._side(Where.SAME)})"
        for index, part in enumerate(parts, 1):
            found = f"(part {same} (number {index}))"
            self._write(f"{place}.part.{index}", f"Part {index} of {len(parts)}", [part], [found], raised=1)
        rising = [f"(part {same} (number ?p1))"]
        rising += [f"(part {same} (number ?p{index}&:(> ?p{index} ?p{index - 1})))" for index in range(2, wanted + 1)]
        self._write(place, f"At least {wanted} of {len(parts)}", rising, [fact], raised=1)

    def _leaf(self, leaf: Leaf) -> str:
        """The pattern of the fact that a leaf speaks of."""
        side = self._side(leaf.where)
        if isinstance(leaf, Concluded):
            return f"(derived (kind {leaf.kind}) (name {word(leaf.name)}) (side {side}))"
        slots = [f"(side {side})"]
        if isinstance(leaf, FindingTest):
            slots += [f"(state {leaf.state})"] if leaf.state else []
            attributes = self._vocabulary.findings[leaf.finding].attributes
            slots += [self._slot_test(test, attributes[test.attribute]) for test in leaf.tests]
        return f"({_template_name(leaf.finding)} {' '.join(slots)})"

    def _slot_test(self, test: AttributeTest, document: AttributeDocument) -> str:
        if isinstance(test.bound, frozenset):
            choices = "|".join(word(choice) for choice in sorted(test.bound))
            constraint = f"$? {choices} $?" if document.type == "choices" else choices
        elif isinstance(test.bound, bool):
            constraint = _field(test.bound)
        else:
            variable = next(self._variables)
            constraint = f"{variable}&:({test.operator} {variable} {number(test.bound)})"
        return f"({name(test.attribute)} {constraint})"

    def _side(self, where: Where) -> str:
        if not self._rule.per_side:
            return where.on(Side.MIDLINE).value
        return {Where.SAME: "?side", Where.OPPOSITE: "?opposite"}.get(where, where.value)
