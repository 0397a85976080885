"""The rules that the engine adds: giving, holding back and asking. They are ordinary rules, visible in every proof."""

from collections.abc import Iterable

from kinechain.knowledge.conditions import AtLeast, Concluded, NotAssessed, Test, Where
from kinechain.knowledge.formats.vocabulary import RecommendationDocument
from kinechain.knowledge.model import Head, Rule
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.language import Language
from kinechain.terms.conclusion import Kind

_VERSION = "1.0.0"


def structural_rules(rules: Iterable[Rule], vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """``plan.give``, ``plan.hold`` and ``plan.ask`` rules for whatever the written rules recommend or suggest."""
    heads = {(head.kind, head.name, head.where is not Where.MIDLINE) for rule in rules for head in rule.heads}
    withheld = {(name, sided) for kind, name, sided in heads if kind is Kind.WITHHOLD}
    recommended = sorted({name for kind, name, _ in heads if kind is Kind.INDICATION})
    suggested = sorted({name for kind, name, _ in heads if kind is Kind.SUGGESTION})
    plan = [
        rule for name in recommended for rule in _plan(vocabulary.recommendations[name], withheld, vocabulary.language)
    ]
    return (*plan, *(_ask(name, vocabulary) for name in suggested))


def _plan(item: RecommendationDocument, withheld: set[tuple[str, bool]], words: Language) -> Iterable[Rule]:
    where = Where.SAME if item.sided else Where.MIDLINE
    indicated = Concluded(Kind.INDICATION, item.id, where)
    holds = tuple(
        Concluded(Kind.WITHHOLD, name, place)
        for name in (item.id, *item.classes)
        for place in _places(item, name, withheld)
    )
    yield _rule(
        f"plan.give.{item.id}",
        words.say("Give: {title}", title=item.title),
        item.sided,
        (indicated,),
        holds,
        Head(Kind.RECOMMENDATION, item.id, where),
    )
    if holds:
        held = (indicated, AtLeast(1, holds))
        yield _rule(
            f"plan.hold.{item.id}",
            words.say("Hold back: {title}", title=item.title),
            item.sided,
            held,
            (),
            Head(Kind.WITHHELD, item.id, where),
        )


def _places(item: RecommendationDocument, name: str, withheld: set[tuple[str, bool]]) -> Iterable[Where]:
    if (name, True) in withheld:
        # An item without a side is held back when either side forbids it: caution wins.
        yield from (Where.SAME,) if item.sided else (Where.LEFT, Where.RIGHT)
    if (name, False) in withheld:
        yield Where.MIDLINE


def _ask(name: str, vocabulary: Vocabulary) -> Rule:
    sided = vocabulary.findings[name].sided
    where = Where.SAME if sided else Where.MIDLINE
    when = (Concluded(Kind.SUGGESTION, name, where), NotAssessed(name, where))
    title = vocabulary.language.say("Ask or test next: {name}", name=name)
    return _rule(f"plan.ask.{name}", title, sided, when, (), Head(Kind.NEXT_TEST, name, where))


def _rule(name: str, title: str, per_side: bool, when: tuple[Test, ...], unless: tuple[Test, ...], head: Head) -> Rule:
    return Rule(
        id=name,
        title=title,
        version=_VERSION,
        per_side=per_side,
        when=when,
        unless=unless,
        heads=(head,),
        structural=True,
    )
