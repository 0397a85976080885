"""Rule cards: one page a rule, for a reviewer with a pencil. The words are here; the templates hold none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinechain.audit.rule_cases import RuleCase, RuleCases
from kinechain.explain.arguments import citation
from kinechain.explain.reading import condition_said, head_said
from kinechain.knowledge.linking import render_wording
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.report import html, pdf
from kinechain.report.safe_text import safe
from kinechain.terms.side import Side

_RELATIONS = (("supports", "Speaks for it"), ("disputes", "Speaks against it"), ("qualifies", "Qualifies it"))


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One rule on one page."""

    id: str
    title: str
    facts: str
    sentence: str
    logic: tuple[Part, ...]
    sources: tuple[Part, ...]
    cases: Part
    review: str
    foot: str


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards with the title of the document."""

    language: str
    title: str
    cards: tuple[Card, ...]


def cards(knowledge_base: KnowledgeBase, cases: RuleCases, rules: Iterable[Rule]) -> Cards:
    """The cards of ``rules``, in their order."""
    stamp = knowledge_base.stamp
    made = tuple(_card(rule, knowledge_base, cases.by_rule.get(rule.id, ())) for rule in rules)
    # The words of a card are the program's, and those are English.
    return safe(Cards("en", f"Rules of {stamp.id} {stamp.version}", made))


def card(rule: Rule, knowledge_base: KnowledgeBase, cases: tuple[RuleCase, ...]) -> Card:
    """The card of one rule, with its cases."""
    return safe(_card(rule, knowledge_base, cases))


def as_html(content: Cards) -> str:
    """One HTML document, a page a rule when printed."""
    return html.render_template("cards.html.jinja", page=content)


def as_pdf(content: Cards) -> bytes:
    """A PDF with a page a rule; a long card is set smaller until it fits."""
    return pdf.render_template("cards.typ", content)


def _card(rule: Rule, knowledge_base: KnowledgeBase, cases: tuple[RuleCase, ...]) -> Card:
    stamp = knowledge_base.stamp
    rows = f" · source rows {', '.join(rule.seed)}" if rule.seed else ""
    caveat = f" {rule.caveat}" if rule.caveat else ""
    reviewed = f"Reviewed by {rule.reviewed_by}" if rule.reviewed_by else "Not yet reviewed"
    return Card(
        id=rule.id,
        title=rule.title,
        facts=f"Version {rule.version} · {rule.status}{rows} · stratum {rule.stratum}",
        sentence=render_wording(rule.because + caveat, "left", "right"),
        logic=tuple(_logic(rule, knowledge_base)),
        sources=tuple(_sources(rule, knowledge_base)),
        cases=Part("Cases", tuple(_case(case) for case in cases) or ("none",)),
        review=f"{reviewed}. Reviewed now by: ____________________  on: ____________  agree  /  change  /  withdraw",
        foot=f"{stamp.id} {stamp.version} · content hash {stamp.hash[:12]} · {rule.file}",
    )


def _logic(rule: Rule, knowledge_base: KnowledgeBase) -> Iterator[Part]:
    bound = Side.LEFT if rule.per_side else Side.MIDLINE
    vocabulary = knowledge_base.vocabulary
    mirrored = " (read for the left; the right is its mirror image)" if rule.per_side else ""
    yield Part(
        f"When all of this holds{mirrored}", tuple(condition_said(test, vocabulary, bound) for test in rule.when)
    )
    if rule.unless:
        yield Part("unless any of this holds", tuple(condition_said(test, vocabulary, bound) for test in rule.unless))
    yield Part("it concludes", tuple(head_said(head, vocabulary, bound) for head in rule.heads))


def _sources(rule: Rule, knowledge_base: KnowledgeBase) -> Iterator[Part]:
    references = knowledge_base.vocabulary.references
    for relation, title in _RELATIONS:
        lines = []
        for note in rule.sources:
            if note.relation == relation:
                reference = references.get(note.ref)
                source = citation(reference) if reference else "Engine default."
                level = f" Level {reference.custom.level}." if reference else ""
                lines.append(f"{source}{level} On {note.part}: {note.says}")
        if lines or relation == "disputes":
            yield Part(title, tuple(lines) or ("Nothing is on record.",))


def _case(case: RuleCase) -> str:
    return f"{case.name}: {'fires on ' + ', '.join(case.fires) if case.fires else 'does not fire'}"
