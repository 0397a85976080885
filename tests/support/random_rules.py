"""Random stratified rule bases and random cases over them, for property tests."""

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, NotAssessed, Test, Where
from kinechain.knowledge.formats.vocabulary import (
    AttributeDocument,
    ConclusionDocument,
    FindingDocument,
    ManifestFile,
    StrengthDocument,
)
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.knowledge.strata import stratify
from kinechain.knowledge.unary import AttributeTest
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import Finding, State
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

SIDED = tuple(f"sided-{number}" for number in range(4))
MIDLINE = tuple(f"midline-{number}" for number in range(3))
IMPRESSIONS = tuple(f"state-{number}" for number in range(6))
"""Even ones have a side, odd ones have none; a rule may deny only impressions of a lower number than it concludes."""
DAY = datetime.date(2026, 11, 20)
CEILINGS = {"strong": 8500, "moderate": 6000, "weak": 3500, "contested": 2500, "opinion": 2000}


def is_sided(impression: str) -> bool:
    """Whether a made-up impression has a side."""
    return int(impression[-1]) % 2 == 0


def vocabulary() -> Vocabulary:
    """A vocabulary of made-up findings and impressions."""
    size = AttributeDocument(type="integer", title="size", min=Decimal(0), max=Decimal(5))
    findings = {
        name: FindingDefinition(
            FindingDocument(id=name, title=name, group="g", how="look", sided=name in SIDED, attributes={"size": size})
        )
        for name in (*SIDED, *MIDLINE)
    }
    impressions = {
        name: ConclusionDocument(id=name, title=name, sided=is_sided(name), plain=name) for name in IMPRESSIONS
    }
    strengths = {
        word: StrengthDocument.model_validate({"id": word, "ceiling": ceiling, "requires": "x", "reads": word})
        for word, ceiling in CEILINGS.items()
    }
    return Vocabulary(findings=findings, impressions=impressions, strengths=strengths)


def knowledge_base(rules: list[Rule]) -> KnowledgeBase:
    """A knowledge base of ready-made rules; AssertionError when they are not stratified."""
    ordered, problems = stratify(rules)
    assert not problems, problems
    manifest = ManifestFile(
        id="random", title="Random", version="1.0.0", format=1, language="en",
        intended_use="tests", not_for="clients", calibration="none",
    )  # fmt: skip
    return KnowledgeBase(manifest, vocabulary(), ordered, "0" * 64, by_id={rule.id: rule for rule in ordered})


def _sided_where(per_side: bool) -> st.SearchStrategy[Where]:
    fixed = [Where.LEFT, Where.RIGHT]
    return st.sampled_from([Where.SAME, Where.OPPOSITE, *fixed] if per_side else fixed)


@st.composite
def leaf(draw: st.DrawFn, per_side: bool, highest: int) -> Test:
    """A test on a finding, an unasked finding, or an impression numbered up to ``highest``."""
    form = draw(st.sampled_from(["finding", "size", "unasked", "concluded", "concluded"]))
    if form == "concluded" and highest >= 0:
        name = IMPRESSIONS[draw(st.integers(0, highest))]
        where = draw(_sided_where(per_side)) if is_sided(name) else Where.MIDLINE
        return Concluded(Kind.IMPRESSION, name, where)
    finding = draw(st.sampled_from(SIDED + MIDLINE))
    where = draw(_sided_where(per_side)) if finding in SIDED else Where.MIDLINE
    if form == "unasked":
        return NotAssessed(finding, where)
    if form == "size":
        bound = draw(st.integers(0, 5))
        sign = draw(st.sampled_from(["<", "<=", ">", ">=", "="]))
        return FindingTest(finding, where, None, (AttributeTest("size", sign, Decimal(bound), f"{sign} {bound}"),))
    return FindingTest(finding, where, draw(st.sampled_from([State.POSITIVE, State.NEGATIVE])))


@st.composite
def test_tree(draw: st.DrawFn, per_side: bool, highest: int, depth: int = 2) -> Test:
    """A condition with nested thresholds."""
    if depth == 0 or draw(st.integers(0, 2)):
        return draw(leaf(per_side, highest))
    parts = draw(st.lists(test_tree(per_side, highest, depth - 1), min_size=1, max_size=4))
    return AtLeast(draw(st.integers(1, len(parts))), tuple(parts))


test_tree.__test__ = False  # type: ignore[attr-defined]


@st.composite
def rule(draw: st.DrawFn, number: int) -> Rule:
    """One rule. It may need impressions up to the number it concludes (so cycles occur) and deny lower ones."""
    per_side = draw(st.booleans())
    level = draw(st.integers(0, len(IMPRESSIONS) - 1))
    name = IMPRESSIONS[level]
    when = draw(st.lists(test_tree(per_side, level), min_size=1, max_size=3))
    unless = draw(st.lists(test_tree(per_side, level - 1), max_size=2))
    where = draw(_sided_where(per_side)) if is_sided(name) else Where.MIDLINE
    head = Head(Kind.IMPRESSION, name, where, draw(st.sampled_from(list(Strength))))
    return Rule(
        id=f"r.{number}", title="", version="1.0.0", per_side=per_side,
        when=tuple(when), unless=tuple(unless), heads=(head,),
    )  # fmt: skip


@st.composite
def rule_bases(draw: st.DrawFn) -> KnowledgeBase:
    """A knowledge base of two to ten rules."""
    return knowledge_base([draw(rule(number)) for number in range(draw(st.integers(2, 10)))])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case with any findings in any order, in any state."""
    findings = []
    for name in draw(st.permutations(SIDED + MIDLINE)):
        for side in (Side.LEFT, Side.RIGHT) if name in SIDED else (Side.MIDLINE,):
            state = draw(st.sampled_from([*State, State.POSITIVE]))
            size = draw(st.none() | st.integers(0, 5))
            values = () if size is None else (("size", Quantity(Decimal(size))),)
            findings.append(Finding(name, side, state, values))
    return Case("random", DAY, None, None, tuple(findings))
