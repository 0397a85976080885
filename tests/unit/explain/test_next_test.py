"""What to test next: safety first, then by what the possible results would change, said in words."""

import pytest

from kinechain.explain.next_test import COUNTED, InformativeTest, next_tests
from kinechain.explain.what_if import Change, changed_case
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from support.explained import arguments_of, decider, memory_of, near
from support.small_cases import case_of
from support.small_knowledge import only, rule_file


def listed(case: Case) -> dict[str, InformativeTest]:
    """The tests by finding and side, in their order."""
    return {f"{one.finding}@{one.side}": one for one in next_tests(near(), arguments_of(case))}


SQUEEZED = case_of("finding: squeeze, side: left, grade: 0")


def test_safety_questions_come_first_and_say_what_they_could_raise() -> None:
    found = listed(case_of("finding: squeeze, side: left, grade: 0", tail="denied: [fall]\n"))
    assert list(found)[:2] == ["fever@midline", "weight-loss@midline"]
    fever = found["fever@midline"]
    assert fever.is_safety
    assert fever.how == "Any fever?"
    assert fever.says[0] == "Could raise a red flag: Infection."
    assert fever.asked_because == ("A reason of red-flags.infection-not-asked.",)
    assert [one.is_safety for one in found.values()] == sorted((one.is_safety for one in found.values()), reverse=True)


def test_what_was_examined_is_never_asked_again_whatever_the_result() -> None:
    case = case_of("finding: squeeze, side: left, grade: 3", "finding: sitting, hours: 2 h")
    names = listed(case)
    assert "squeeze@left" not in names and "sitting@midline" not in names and "fever@midline" not in names
    assert "squeeze@right" in names


def test_a_test_that_a_rule_asks_for_is_listed_even_if_alone_it_changes_nothing() -> None:
    bridge = listed(SQUEEZED)["bridge@left"]
    assert bridge.asked_because == ("A reason of mechanisms.weak-squeeze.",)
    assert bridge.changes == (0, 1, 0)
    assert bridge.says == ("Could speak against: Pain of the left hip.",)


def test_what_changes_a_cause_comes_before_what_changes_only_the_plan() -> None:
    places = list(listed(SQUEEZED))
    assert places.index("hip-pain@left") < places.index("squeeze@right")
    pain = listed(SQUEEZED)["hip-pain@left"]
    assert "Could point to: Pain of the left hip." in pain.says
    assert {result.possibility.key.name for result in pain.results} == {"hip-pain"}


def test_two_causes_between_which_a_result_decides_are_named() -> None:
    def cause(name: str) -> list[dict[str, str]]:
        return [{"cause": name, "strength": "weak"}]

    rules = (
        rule_file("a.one", [{"finding": "bridge"}, {"finding": "fever"}], cause("pain-inhibition"), for_each="side"),
        rule_file("a.two", [{"finding": "bridge", "state": "negative", "side": "left"}], cause("disuse")),
    )
    base = only(*rules)
    from kinechain.explain.neighbourhood import Neighbourhood
    from kinechain.inference.decide import Decider

    arguments = arguments_of(case_of("finding: fever, state: positive", tail="", knowledge_base=base), base)
    first = next_tests(Neighbourhood(base, Decider(base).generated), arguments)[0]
    assert (first.finding, first.side) == ("bridge", "left")
    assert first.says == ("Would decide between: Disuse; and: Pain of the left hip.",)


def test_of_equal_power_the_cheaper_comes_first() -> None:
    names = ("rotation", "sitting", "weight-loss")
    rules = [
        rule_file(f"a.{name}", [{"finding": name} | ({"side": "left"} if name == "rotation" else {})],
                  [{"cause": "disuse", "strength": "weak"}])
        for name in names
    ]  # fmt: skip
    base = only(*rules)
    from kinechain.explain.neighbourhood import Neighbourhood
    from kinechain.inference.decide import Decider

    arguments = arguments_of(case_of(tail="", knowledge_base=base), base)
    found = next_tests(Neighbourhood(base, Decider(base).generated), arguments)
    assert [(one.finding, one.cost) for one in found] == [
        ("weight-loss", "question"), ("sitting", "quick"), ("rotation", "equipment"),
    ]  # fmt: skip


@pytest.mark.parametrize("case", [SQUEEZED, case_of(tail=""), case_of("finding: fever, state: positive", tail="")])
def test_each_result_changes_exactly_what_it_says(case: Case) -> None:
    now = decider().generated.decide(memory_of(case)).conclusions
    for test in listed(case).values():
        for result in test.results:
            assert result.possibility.record is not None
            key = result.possibility.key
            after = changed_case(case, [Change(key, result.possibility.record.finding(key))])
            then = decider().generated.decide(memory_of(after)).conclusions
            assert set(result.added) == {one for one in then - now if one.kind in COUNTED}
            assert set(result.removed) == {one for one in now - then if one.kind in COUNTED}


def test_nothing_is_asked_of_which_no_result_changes_anything() -> None:
    asked = {one.name for one in decider().preview(SQUEEZED).outcome.conclusions if one.kind is Kind.NEXT_TEST}
    for name, test in listed(SQUEEZED).items():
        assert test.results or test.finding in asked, name
    assert Conclusion(Kind.NEXT_TEST, "fever") not in decider().preview(SQUEEZED).outcome.conclusions
