from dataclasses import replace

import pytest

from kinechain.assess import Assessor
from kinechain.inference.decide import Decider
from kinechain.knowledge.translated import translated, wording
from kinechain.language import ENGLISH, Language
from kinechain.terms.assessment import Assessment
from support import pseudo
from support.documents import STORIES
from support.real_rules import real, story

OTHER = Language("ru", pseudo.translations().singular)


def decided(assessment: Assessment) -> tuple[object, ...]:
    """Everything of an assessment that is no text, in its order."""
    return (
        assessment.knowledge_base,
        assessment.status,
        assessment.proofs,
        [(one.id, one.side, one.strength, one.certainty, one.opposition) for one in assessment.causes],
        [(one.id, one.side, one.certainty) for one in assessment.impressions],
        [(one.id, one.urgency, [rule.rule for rule in one.for_]) for one in assessment.referrals],
        [(one.id, [question.finding for question in one.unasked]) for one in assessment.safety_gaps],
        [(one.finding, one.state) for one in assessment.safety_questions],
        [(one.id, one.side, one.order, [rule.rule for rule in one.reasons]) for one in assessment.recommendations],
        [(one.id, one.side) for one in assessment.withheld],
        [(one.id, one.side, one.order) for one in assessment.next_tests],
        [(one.finding, one.side) for one in assessment.not_assessed],
        [(one.id, one.state, one.weight) for one in assessment.findings],
        [(one.id, one.code) for one in assessment.codes],
        [(one.id, one.layer) for one in assessment.graph_nodes],
        assessment.graph_arcs,
        [(one.source, one.target, one.rule) for one in assessment.cycle],
        [(one.ref, one.relation) for one in assessment.sources],
    )


@pytest.mark.parametrize("name", STORIES)
def test_decisions_are_the_same_in_every_language(name: str) -> None:
    with pseudo.spoken():
        other = Assessor(real(), pseudo.CODE).assess(story(name), verify=True)
    assert decided(other) == decided(Assessor(real()).assess(story(name)))


def test_both_evaluators_decide_alike_over_translated_rules() -> None:
    case = story("tc01-seed-author")
    assert Decider(translated(real(), OTHER)).decide(case) == Decider(real()).decide(case)


def test_hash_version_and_logic_stay() -> None:
    other = translated(real(), OTHER)
    bare = [replace(rule, title="", because="", caveat="", sources=()) for rule in other.rules]
    assert other.stamp == real().stamp
    assert bare == [replace(rule, title="", because="", caveat="", sources=()) for rule in real().rules]


def test_every_text_that_is_extracted_is_translated() -> None:
    texts = [(place, text) for place, text in wording(translated(real(), OTHER)) if not is_attribute(place)]
    assert [place for place, text in texts if pseudo.pseudo(text) != text] == []


def is_attribute(place: str) -> bool:
    """Whether it is the name of an attribute, which is said where it is read out."""
    return place.split("/")[-2] == "attributes"


def test_sides_keep_their_place_in_the_text() -> None:
    texts = {text for _, text in wording(real()) if "{{ side }}" in text}
    assert texts
    assert all("{{ side }}" in OTHER.say(text) for text in texts)


def test_rules_that_the_engine_adds_are_titled_in_the_language() -> None:
    words = Language("ru", {"Give: {title}": "Dar: {title}"})
    assert any(rule.title.startswith("Dar: ") for rule in translated(real(), words).rules if rule.structural)


def test_english_is_the_knowledge_base_itself() -> None:
    assert translated(real(), ENGLISH) is real()


def test_a_translation_is_not_translated_again() -> None:
    with pytest.raises(ValueError, match="own words"):
        translated(translated(real(), OTHER), Language("fr"))


def test_telling_in_another_language_decides_nothing_anew() -> None:
    assessor = Assessor(real())
    with pseudo.spoken():
        other = assessor.told_in(pseudo.CODE)
        assert other.decider is assessor.decider
        assert other.assess(story("tc15-all-normal")) == Assessor(real(), pseudo.CODE).assess(story("tc15-all-normal"))
