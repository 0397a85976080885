"""The exported CLIPS program, run by CLIPS, draws exactly the conclusions that both evaluators draw."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain import resources
from kinechain.audit.clips import facts_of, program
from kinechain.inference.decide import Decider
from kinechain.inference.generated import GeneratedEvaluator
from kinechain.inference.memory import Seen, WorkingMemory
from kinechain.knowledge.case_file import typed_case
from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, NotAssessed, Where
from kinechain.knowledge.formats.case import StoryFile
from kinechain.knowledge.formats.vocabulary import AttributeDocument, FindingDocument
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.unary import AttributeTest, Plain
from kinechain.knowledge.validate import validate
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Kind
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength
from support import random_rules
from support.clips_model import ClipsModel

STORIES = sorted(resources.folder("rules").joinpath("stories").iterdir(), key=lambda entry: entry.name)
WORDS = ("lateral", "nil", "1e5", "007", "not", "below-knee")
"""Choices that a careless export would turn into something else."""
ATTRIBUTES = {
    "number": AttributeDocument(type="number", title="A number", unit="h"),
    "whole": AttributeDocument(type="integer", title="A whole number"),
    "choice": AttributeDocument(type="choice", title="A choice", values={word: word for word in WORDS}),
    "several": AttributeDocument(type="choices", title="Choices", values={word: word for word in WORDS}),
    "flag": AttributeDocument(type="flag", title="A flag"),
}
PROBE = FindingKey("probe", Side.LEFT)
NUMBERS = st.decimals(min_value=-100, max_value=100, places=1) | st.sampled_from([Decimal("5.04E+2"), Decimal(48)])
SUBSETS = st.frozensets(st.sampled_from(WORDS), min_size=1)
SIGNS = st.sampled_from(["<", "<=", ">", ">=", "="])


@settings(deadline=None, derandomize=True, max_examples=100)
@given(random_rules.rule_bases(), st.lists(random_rules.cases(), min_size=1, max_size=3))
def test_clips_agrees_on_random_rules(knowledge_base: KnowledgeBase, cases: list[Case]) -> None:
    decider, model = Decider(knowledge_base), ClipsModel(knowledge_base)
    for case in cases:
        decision = decider.decide(case)
        assert model.conclusions(decision.memory) == decision.outcome.conclusions


@cache
def _real() -> tuple[Decider, ClipsModel]:
    knowledge_base = load(resources.folder("rules"))
    return Decider(knowledge_base), ClipsModel(knowledge_base)


@pytest.mark.parametrize("entry", STORIES, ids=lambda entry: entry.name.removesuffix(".story.yaml"))
def test_clips_agrees_on_every_story(entry: Traversable) -> None:
    decider, model = _real()
    decision = decider.decide(_case_of(entry, decider.knowledge_base.vocabulary))
    assert model.conclusions(decision.memory) == decision.outcome.conclusions


def _case_of(entry: Traversable, vocabulary: Vocabulary) -> Case:
    document, problems = read(entry.read_bytes(), entry.name)
    assert document, problems
    story, problems = validate(StoryFile, document, "story")
    assert story, problems
    reader = RecordReader(vocabulary, document)
    case = typed_case(story.case, reader, ("case",))
    assert not reader.problems
    return case


@st.composite
def attribute_tests(draw: st.DrawFn) -> AttributeTest:
    """A test on an attribute of any type."""
    attribute = draw(st.sampled_from(sorted(ATTRIBUTES)))
    if attribute == "flag":
        return AttributeTest(attribute, "=", draw(st.booleans()), "")
    if attribute in ("choice", "several"):
        return AttributeTest(attribute, "in", draw(SUBSETS), "")
    return AttributeTest(attribute, draw(SIGNS), draw(NUMBERS), "")


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "number": NUMBERS,
        "whole": st.integers(-5, 5).map(Decimal),
        "choice": st.sampled_from(WORDS),
        "several": SUBSETS,
        "flag": st.booleans(),
    },
)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(attribute_tests(), min_size=1, max_size=8), VALUES)
def test_clips_agrees_on_attributes_of_every_type(tests: list[AttributeTest], values: dict[str, Plain]) -> None:
    knowledge_base = _with_probe([_rule(number, test) for number, test in enumerate(tests)])
    memory = {PROBE: Seen(PROBE, State.POSITIVE, values)}
    expected = GeneratedEvaluator.of(knowledge_base).decide(memory).conclusions
    assert ClipsModel(knowledge_base).conclusions(memory) == expected


def _rule(number: int, test: AttributeTest) -> Rule:
    return Rule(
        id=f"r.{number}", title="", version="1.0.0", per_side=False,
        when=(FindingTest("probe", Where.LEFT, None, (test,)),), unless=(),
        heads=(Head(Kind.IMPRESSION, f"state-{number}", Where.MIDLINE, Strength.WEAK),),
    )  # fmt: skip


def _with_probe(rules: list[Rule]) -> KnowledgeBase:
    document = FindingDocument(id="probe", title="Probe", group="g", how="look", sided=True, attributes=ATTRIBUTES)
    base = random_rules.knowledge_base(rules)
    return replace(base, vocabulary=Vocabulary(findings={"probe": FindingDefinition(document)}))


def test_text_from_outside_stays_text() -> None:
    hostile = 'Pain" (declare (salience 9)) => (assert (derived)))\n(reset) ; \\'
    rule = replace(_rule(1, AttributeTest("flag", "=", True, "")), title=hostile, file=hostile)
    memory: WorkingMemory = {PROBE: Seen(PROBE, State.POSITIVE, {"flag": True})}
    found = ClipsModel(_with_probe([rule])).conclusions(memory)
    assert {conclusion.name for conclusion in found} == {"state-1"}


def test_an_id_that_clips_could_misread_is_refused() -> None:
    rule = replace(_rule(1, AttributeTest("flag", "=", True, "")), id='r" (reset)')
    with pytest.raises(ValueError, match="cannot be a name"):
        program(_with_probe([rule]))


def test_equal_knowledge_bases_give_equal_text() -> None:
    folder = resources.folder("rules")
    assert program(load(folder)) == program(load(folder))


def test_facts_are_readable() -> None:
    values: dict[str, Plain] = {"number": Decimal("5.04E+2"), "several": frozenset({"nil", "lateral"}), "flag": False}
    seen = Seen(PROBE, State.NEGATIVE, values)
    assert facts_of({PROBE: seen}) == (
        "(seen.probe (side left) (state negative) (flag FALSE) (number 504) (several lateral nil))",
    )


def test_a_rule_is_readable() -> None:
    large = AttributeTest("size", ">=", Decimal(3), "")
    other = Concluded(Kind.IMPRESSION, "state-2", Where.OPPOSITE)
    either = AtLeast(1, (other, NotAssessed("sided-1", Where.SAME)))
    rule = replace(
        _rule(1, large), title="A title", per_side=True, file="a.rule.yaml",
        when=(FindingTest("sided-0", Where.SAME, State.POSITIVE, (large,)), either),
        unless=(NotAssessed("midline-0", Where.MIDLINE), Concluded(Kind.IMPRESSION, "state-0", Where.LEFT)),
    )  # fmt: skip
    text = program(random_rules.knowledge_base([rule]))
    assert text.partition("; ===== Stratum 0 =====\n\n")[2] == READABLE


READABLE = """\
; a.rule.yaml, 1.0.0, draft
(defrule r.1:when.2 "Any of 2"
  (declare (salience 1))
  (side-of-body (is ?side) (opposite ?opposite))
  (or
    (derived (kind impression) (name state-2) (side ?opposite))
    (not (seen.sided-1 (side ?side))))
  =>
  (assert (threshold (of r.1:when.2) (side ?side))))

(defrule r.1 "A title"
  (declare (salience 0))
  (side-of-body (is ?side) (opposite ?opposite))
  (seen.sided-0 (side ?side) (state positive) (size ?n1&:(>= ?n1 3)))
  (threshold (of r.1:when.2) (side ?side))
  (exists (seen.midline-0 (side midline)))
  (not (derived (kind impression) (name state-0) (side left)))
  =>
  (assert (derived (kind impression) (name state-1) (side midline))))
"""
