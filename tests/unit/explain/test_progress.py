"""Progress from visit to visit: detectable changes, gaps, findings, conclusions with their reasons."""

from decimal import Decimal

import pytest

from kinechain.explain.progress import visit_problems
from kinechain.explain.progress_measures import verdict
from kinechain.terms.finding import State
from kinechain.terms.progress import Progress, ReasonKind, Verdict
from kinechain.terms.side import Side
from support.visits import DENIED, change, measure, progress_of, two_visits, visit

PAIN = "finding: hip-pain, side: left, intensity: {}"
SQUEEZE = "finding: glute-squeeze, side: left, grade: {}"
ROTATION = "finding: hip-internal-rotation, side: left, angle: {} deg, painful: false"


def pain(*intensities: int) -> Progress:
    """Visits a month apart, each with a pain rating."""
    return progress_of(
        *(visit(f"2026-0{month}-01", PAIN.format(one)) for month, one in enumerate(intensities, start=1))
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [(5, Verdict.WITHIN), (4, Verdict.BETTER), (3, Verdict.BETTER), (7, Verdict.WITHIN), (8, Verdict.WORSE)],
    ids=["below", "at", "above", "below, up", "at, up"],
)
def test_pain_is_judged_by_its_detectable_change_of_two(after: int, expected: Verdict) -> None:
    assert measure(pain(6, after), "hip-pain", "intensity").since_first.verdict is expected


@pytest.mark.parametrize(
    ("change_by", "better", "detectable", "expected"),
    [
        (2, "higher", "2", Verdict.BETTER),
        (-2, "higher", "2", Verdict.WORSE),
        (2, "none", "2", Verdict.CHANGED),
        (2, "none", "2.1", Verdict.WITHIN),
        (0, "lower", "0.1", Verdict.WITHIN),
        (90, "lower", None, Verdict.UNKNOWN),
    ],
)
def test_a_verdict_follows_from_direction_and_size(
    change_by: int, better: str, detectable: str | None, expected: Verdict
) -> None:
    assert verdict(Decimal(change_by), better, Decimal(detectable) if detectable else None) is expected


def test_the_latest_is_compared_with_the_first_and_with_the_one_before() -> None:
    found = measure(pain(8, 5, 4), "hip-pain", "intensity")
    assert (found.since_first.change, found.since_first.verdict) == (Decimal(-4), Verdict.BETTER)
    assert (found.since_previous.change, found.since_previous.verdict) == (Decimal(-1), Verdict.WITHIN)
    assert (found.since_first.since, found.since_previous.since) == ("2026-01-01", "2026-02-01")


def test_visits_are_put_in_order_of_date() -> None:
    visits = [visit(f"2026-0{month}-01", PAIN.format(month)) for month in (3, 1, 2)]
    assert progress_of(*visits) == progress_of(*sorted(visits, key=lambda one: one.case.date))


def test_a_measure_that_was_not_tested_at_the_latest_visit_is_not_compared() -> None:
    found = measure(two_visits((ROTATION.format(28),), (PAIN.format(0),)), "hip-internal-rotation", "angle")
    assert found.readings[-1].amount is None
    assert found.readings[-1].state is State.NOT_ASSESSED
    assert found.since_first.verdict is Verdict.NOT_TESTED
    assert found.since_first.change is None


def test_a_gap_between_is_neither_zero_nor_compared() -> None:
    visits = (visit("2026-01-01", PAIN.format(6)), visit("2026-02-01"), visit("2026-03-01", PAIN.format(3)))
    found = measure(progress_of(*visits), "hip-pain", "intensity")
    assert [one.amount for one in found.readings] == [Decimal(6), None, Decimal(3)]
    assert found.since_previous.since == "2026-01-01"


def test_a_finding_without_a_number_is_a_gap_too() -> None:
    found = measure(
        two_visits((PAIN.format(6),), ("finding: hip-pain, side: left, state: negative",)), "hip-pain", "intensity"
    )
    assert found.readings[-1].state is State.NEGATIVE
    assert found.readings[-1].amount is None
    assert found.since_first.verdict is Verdict.NOT_TESTED


def test_units_are_converted_before_numbers_are_compared() -> None:
    stiff = "finding: hip-morning-stiffness, side: left, duration: {}"
    found = measure(two_visits((stiff.format("1 h"),), (stiff.format("20 min"),)), "hip-morning-stiffness", "duration")
    assert found.since_first.change == Decimal(-40)
    assert found.since_first.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("method: goniometer", "method: inclinometer"),
        ("method: goniometer", ""),
        ("position: prone", "position: seated"),
    ],
)
def test_numbers_measured_in_other_ways_are_not_compared(before: str, after: str) -> None:
    records = [ROTATION.format(angle) + (f", {way}" if way else "") for angle, way in ((20, before), (40, after))]
    found = measure(two_visits((records[0],), (records[1],)), "hip-internal-rotation", "angle")
    assert found.since_first.verdict is Verdict.OTHER_METHOD


def test_the_duration_of_an_episode_is_no_measure() -> None:
    record = "finding: hip-pain, side: left, duration: {} weeks, intensity: 5"
    found = two_visits((record.format(3),), (record.format(7),))
    assert [one.attribute for one in found.measures] == ["intensity"]


def test_a_source_of_its_own_or_the_engine_default_stands_behind_a_judgement() -> None:
    found = two_visits((PAIN.format(6), SQUEEZE.format(0)), (PAIN.format(3), SQUEEZE.format(3)))
    refs = {one.finding: one.detectable.source.ref for one in found.measures if one.detectable}
    assert refs == {"hip-pain": "childs2005", "glute-squeeze": "engine-default"}


def test_a_finding_that_became_negative_is_listed_with_both_records() -> None:
    found = two_visits((SQUEEZE.format(0),), (SQUEEZE.format(3),))
    assert [(one.finding, one.states) for one in found.courses] == [("glute-squeeze", (State.POSITIVE, State.NEGATIVE))]


def test_a_finding_of_which_only_the_number_differs_is_not_listed() -> None:
    assert pain(6, 3).courses == ()


def test_what_was_not_tested_again_is_listed_and_not_as_changed() -> None:
    found = two_visits((SQUEEZE.format(0), PAIN.format(6)), (PAIN.format(6),))
    assert [(one.finding, one.last) for one in found.untested] == [("glute-squeeze", "2026-09-01")]
    assert found.courses == ()


def test_a_conclusion_goes_because_a_finding_is_otherwise() -> None:
    found = change(two_visits((SQUEEZE.format(0),), (SQUEEZE.format(3),)), "low-gluteal-activation")
    assert not found.appeared
    assert [(one.finding, one.kind) for one in found.reasons] == [("glute-squeeze", ReasonKind.OTHERWISE)]
    assert not found.only_examination


def test_a_conclusion_that_goes_only_for_want_of_a_test_is_marked_so() -> None:
    found = change(two_visits((SQUEEZE.format(0), PAIN.format(3)), (PAIN.format(3),)), "low-gluteal-activation")
    assert not found.appeared
    assert [one.kind for one in found.reasons] == [ReasonKind.NO_LONGER_EXAMINED]
    assert found.only_examination


def test_a_conclusion_from_a_first_test_may_be_old() -> None:
    found = change(two_visits((PAIN.format(3),), (SQUEEZE.format(0), PAIN.format(3))), "low-gluteal-activation")
    assert found.appeared
    assert [one.kind for one in found.reasons] == [ReasonKind.NEWLY_EXAMINED]
    assert found.only_examination


LONG_PAIN = "finding: hip-pain, side: left, duration: 3 weeks"
NO_PAIN = "finding: hip-pain, side: left, state: negative"
ASIDE = "finding: movement-ease, side: right, quality: {}, ease: 5"


def test_each_of_several_reasons_suffices() -> None:
    gone = change(two_visits((SQUEEZE.format(0), LONG_PAIN), (SQUEEZE.format(3), NO_PAIN)), "pain-driven-inhibition")
    assert {one.finding for one in gone.reasons} == {"glute-squeeze", "hip-pain"}
    assert not gone.together


def test_it_takes_all_of_several_reasons_and_no_other_finding() -> None:
    before = (SQUEEZE.format(3), NO_PAIN, ASIDE.format("fluid"))
    after = (SQUEEZE.format(0), LONG_PAIN, ASIDE.format("less-fluid"))
    come = change(two_visits(before, after), "pain-driven-inhibition")
    assert {one.finding for one in come.reasons} == {"glute-squeeze", "hip-pain"}
    assert come.together


def test_no_finding_that_makes_no_difference_is_a_reason() -> None:
    found = two_visits(
        (SQUEEZE.format(0), "finding: movement-ease, side: right, quality: fluid, ease: 8"),
        (SQUEEZE.format(3), "finding: movement-ease, side: right, quality: less-fluid, ease: 2"),
    )
    gone = change(found, "low-gluteal-activation")
    assert [one.finding for one in gone.reasons] == ["glute-squeeze"]


def kinds(found: Progress) -> set[str]:
    """The kinds of conclusion that came or went."""
    return {one.kind for step in found.steps for one in step.changes}


def test_an_open_safety_question_stops_the_programme() -> None:
    found = two_visits((SQUEEZE.format(0),), (SQUEEZE.format(3),), denied="fever-or-unwell")
    assert found.stopped
    assert "recommendation" not in kinds(found)


def test_an_urgent_flag_stops_the_programme_and_comes_first() -> None:
    numb = ("finding: low-back-pain, duration: 2 days", "finding: saddle-numbness, state: positive")
    denied = DENIED.replace("saddle-numbness, ", "")
    found = two_visits((SQUEEZE.format(0),), (*numb, SQUEEZE.format(3)), denied=denied)
    assert found.stopped
    assert found.steps[-1].changes[0].kind == "red-flag"
    assert "recommendation" not in kinds(found)


def test_without_a_stop_the_programme_is_compared() -> None:
    found = two_visits((SQUEEZE.format(0),), (SQUEEZE.format(3),))
    assert not found.stopped
    assert "recommendation" in kinds(found)


def test_left_and_right_are_never_mixed() -> None:
    right = PAIN.replace("left", "right")
    found = two_visits((PAIN.format(6), right.format(2)), (PAIN.format(2), right.format(6)))
    assert measure(found, "hip-pain", "intensity", Side.LEFT).since_first.verdict is Verdict.BETTER
    assert measure(found, "hip-pain", "intensity", Side.RIGHT).since_first.verdict is Verdict.WORSE


@pytest.mark.parametrize(
    "dates", [("2026-01-01",), ("2026-01-01", "2026-01-01"), ()], ids=["one", "one day twice", "none"]
)
def test_progress_needs_two_days(dates: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two or more visits"):
        progress_of(*(visit(date) for date in dates))


def test_progress_is_of_one_client() -> None:
    with pytest.raises(ValueError, match="one client"):
        progress_of(visit("2026-01-01"), visit("2026-02-01", client="C-2"))


def test_every_problem_of_a_set_of_visits_is_told_at_once() -> None:
    visits = [visit("2026-01-01"), visit("2026-02-01", client="C-2"), visit("2026-02-01", client="C-3")]
    problems = visit_problems([(f"{number}.yaml", one.case) for number, one in enumerate(visits)])
    assert [(one.file, one.code) for one in problems] == [
        ("1.yaml", "progress.other-client"),
        ("2.yaml", "progress.other-client"),
        ("2.yaml", "progress.same-date"),
    ]
