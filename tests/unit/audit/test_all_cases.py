"""Proofs over every possible case: true claims are proved, false ones come with a witness that really breaks them."""

import re

import pytest

from kinechain.audit.all_cases import Verdict, prove
from kinechain.inference.decide import Decider
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.conclusion import Kind
from support.small_cases import case_of
from support.small_knowledge import rule_file, small, standard

HOLD_ALL = "red-flags/hold-all.rule.yaml"


def verdicts(knowledge_base: KnowledgeBase) -> dict[str, Verdict]:
    """Every verdict by the name of its claim."""
    return {verdict.claim.name: verdict for verdict in prove(knowledge_base)}


def test_the_tiny_knowledge_base_is_safe_in_every_possible_case() -> None:
    found = verdicts(standard())
    for name in ("exercise-beside-flag", "exercise-unasked", "contraindicated", "given-and-held", "lost"):
        assert found[name].proved, found[name].witness


def test_a_cause_that_leads_nowhere_is_found_with_a_case_that_shows_it() -> None:
    verdict = verdicts(standard())["cause-without-advice:disuse"]
    assert not verdict.proved
    assert any("sitting" in line for line in verdict.witness)


@pytest.mark.parametrize(
    ("condition", "broken"),
    [
        ([{"safety-gap": "any"}], "exercise-beside-flag"),
        ([{"red-flag": "any", "action": "emergency"}], "exercise-unasked"),
    ],
)
def test_a_forgotten_guard_is_found_and_only_that(condition: list[dict[str, str]], broken: str) -> None:
    weaker = rule_file("red-flags.hold-all", condition, [{"withhold": "exercise"}])
    found = verdicts(small(dict([weaker])))
    safety = ("exercise-beside-flag", "exercise-unasked", "contraindicated", "given-and-held")
    assert [name for name in safety if not found[name].proved] == [broken]


def test_the_witness_is_a_case_in_which_both_evaluators_see_the_same_breach() -> None:
    weaker = rule_file("red-flags.hold-all", [{"safety-gap": "any"}], [{"withhold": "exercise"}])
    knowledge_base = small(dict([weaker]))
    witness = verdicts(knowledge_base)["exercise-beside-flag"].witness
    decision = Decider(knowledge_base).decide(
        case_of(*_as_findings(witness), tail="", knowledge_base=knowledge_base), verify=True
    )
    kinds = {conclusion.kind for conclusion in decision.outcome.conclusions}
    assert {Kind.RED_FLAG, Kind.RECOMMENDATION} <= kinds


def _as_findings(witness: tuple[str, ...]) -> list[str]:
    """The states of a witness as written findings; the tiny words need no values to be positive or negative."""
    found = []
    for line in witness:
        match = re.fullmatch(r"([\w-]+)(?: \((left|right)\))?: (positive|negative|not-applicable)", line)
        if match:
            side = f", side: {match[2]}" if match[2] else ""
            found.append(f"finding: {match[1]}{side}, state: {match[3]}")
    return found
