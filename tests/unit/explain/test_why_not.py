"""Why not: every rule, nearest first; never examined, examined and otherwise, examined and not noted stay apart."""

from kinechain.explain.why import Reason
from kinechain.explain.why_not import Absence, Missing, why_not
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.explained import INFECTION, INHIBITED, PAIN, SQUEEZE_GIVEN, UNSTABLE, arguments_of
from support.small_cases import case_of
from support.small_knowledge import only, rule_file


def rules_of(absence: Absence) -> dict[str, Missing]:
    """The rules of an absence by id."""
    return {one.rule: one for one in absence.rules}


def test_never_examined_and_examined_and_negative_stand_in_different_lists() -> None:
    unseen = rules_of(why_not(arguments_of(case_of()), INHIBITED))["mechanisms.weak-squeeze"]
    assert (unseen.not_assessed, unseen.otherwise) == (("Gluteal squeeze, left",), ())
    normal = rules_of(why_not(arguments_of(case_of("finding: squeeze, side: left, grade: 3")), INHIBITED))
    assert normal["mechanisms.weak-squeeze"].not_assessed == ()
    assert normal["mechanisms.weak-squeeze"].otherwise == ("Gluteal squeeze, left: absent (grade 3 (full))",)


def test_a_record_that_says_not_assessed_counts_as_never_examined() -> None:
    case = case_of("finding: squeeze, side: left, state: not-assessed")
    assert rules_of(why_not(arguments_of(case), INHIBITED))["mechanisms.weak-squeeze"].not_assessed


def test_a_value_that_was_not_noted_is_neither_unexamined_nor_otherwise() -> None:
    case = case_of("finding: hip-pain, side: left, intensity: 3", "finding: squeeze, side: left, grade: 0")
    missing = rules_of(why_not(arguments_of(case), PAIN))["mechanisms.pain"]
    assert (missing.not_assessed, missing.otherwise, missing.not_concluded) == ((), (), ())
    assert len(missing.not_noted) == 1
    assert missing.not_noted[0].endswith("without: duration")


def test_a_value_on_the_wrong_side_of_the_threshold_is_otherwise_with_the_threshold_said() -> None:
    case = case_of("finding: hip-pain, side: left, duration: 2 h", "finding: squeeze, side: left, grade: 0")
    missing = rules_of(why_not(arguments_of(case), PAIN))["mechanisms.pain"]
    assert missing.otherwise == ("Hip pain, left: present (duration 2 h) [rule: duration > 48 h]",)


def test_a_flag_that_waits_for_the_unasked_says_that_it_was_asked() -> None:
    gap = Conclusion(Kind.SAFETY_GAP, "infection")
    missing = rules_of(why_not(arguments_of(case_of()), gap))["red-flags.infection-not-asked"]
    assert missing.otherwise == ("Fever: absent (1 of 2 would do)", "Weight loss: absent (1 of 2 would do)")
    assert missing.distance == 1


def test_the_nearest_rule_comes_first_and_below_it_stands_what_it_lacks_in_turn() -> None:
    disuse = {"cause": "disuse", "strength": "weak"}
    rules = (
        rule_file("a.far", [{"finding": name} for name in ("fever", "fall", "weight-loss")], [disuse]),
        rule_file("z.near", [{"impression": "tense"}], [disuse]),
        rule_file("z.tense", [{"finding": "fever"}], [{"impression": "tense", "strength": "weak"}]),
    )  # fmt: skip
    base = only(*rules)
    absence = why_not(arguments_of(case_of(tail="", knowledge_base=base), base), Conclusion(Kind.CAUSE, "disuse"))
    assert [(one.rule, one.distance) for one in absence.rules] == [("z.near", 1), ("a.far", 3)]
    (below,) = absence.rules[0].deeper
    assert below.title == "Tense"
    assert below.rules[0].not_assessed == ("Fever",)


def test_what_blocks_is_told_with_its_own_reasons() -> None:
    case = case_of("finding: squeeze, side: left, grade: 0", tail="denied: [fall, weight-loss]\n")
    missing = rules_of(why_not(arguments_of(case), SQUEEZE_GIVEN))["plan.give.glute-squeeze"]
    assert missing.blocked_by == ("a reason to hold back: Any exercise",)
    assert missing.not_concluded == missing.not_assessed == ()
    assert _rules(missing.blocking[0]) == {"red-flags.hold-all", "red-flags.infection-not-asked"}


def _rules(reason: Reason) -> set[str]:
    found = {item.argument.rule for item in reason.arguments}
    return found.union(*(_rules(below) for item in reason.arguments for below in item.reasons))


def test_a_rule_that_wants_something_examined_is_blocked_because_nobody_looked() -> None:
    unless = [{"not_assessed": "fall"}, {"finding": "fever"}]
    base = only(
        rule_file("a.b", [{"finding": "weight-loss"}], [{"cause": "disuse", "strength": "weak"}], unless=unless)
    )
    case = case_of(
        "finding: weight-loss, state: positive", "finding: fever, state: positive", tail="", knowledge_base=base
    )
    (missing,) = why_not(arguments_of(case, base), Conclusion(Kind.CAUSE, "disuse")).rules
    assert missing.blocked_by_not_assessed == ("Fall",)
    assert missing.blocked_by == ("Fever: present",)
    assert missing.distance == 2


def test_a_cycle_ends_and_an_unknown_side_has_no_rule() -> None:
    absence = why_not(arguments_of(case_of()), INHIBITED)
    below = rules_of(absence)["mechanisms.maintained"].deeper[0]
    assert below.conclusion == UNSTABLE
    assert rules_of(below)["mechanisms.unstable"].deeper[0].repeated
    assert why_not(arguments_of(case_of()), Conclusion(Kind.CAUSE, "pain-inhibition", Side.MIDLINE)).rules == ()
    assert rules_of(why_not(arguments_of(case_of()), INFECTION))["red-flags.infection"].otherwise == ("Fever: absent",)
