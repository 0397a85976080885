"""Whole case files: frame, conflicts between findings, dates, denials, sizes, JSON; every problem at once."""

import json
import time

import pytest

from kinechain.knowledge.case_file import read_case
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side
from support.small_cases import HEAD, TODAY, case_of, case_text, complaints
from support.small_knowledge import standard

PAIN = "finding: hip-pain, side: left, intensity: 6"


def codes(data: str | bytes, file: str = "case.yaml") -> list[str]:
    """The codes of everything that is wrong with a case file."""
    return [problem.code for problem in complaints(data, file)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "file.empty"),
        ("# nothing but a remark\n", "case.wrong-value"),
        ("just words\n", "case.wrong-value"),
        ("- a\n- b\n", "case.wrong-value"),
        ("case: a\nfindings:\n\t- {finding: fever}\n", "yaml.tab"),
        (case_text(PAIN) + "case: again\n", "yaml.duplicate-key"),
        (case_text("finding: hip-pain, side: left, intensity: 6, side: right"), "yaml.duplicate-key"),
        (case_text("finding: hip-pain, side: left, at_night: yes"), "yaml.ambiguous"),
        (case_text(PAIN, tail="notes: Müller\n").encode("latin-1"), "file.not-utf-8"),
        (case_text(PAIN, tail=f"notes: {'x' * 10_000_000}\n"), "file.too-large"),
        (case_text(PAIN, tail=f"notes: {'x' * 20_001}\n"), "case.wrong-value"),
        (case_text(PAIN, tail="findngs: []\n"), "case.unknown-key"),
        (case_text(PAIN, head="case: a\n"), "case.missing-key"),
        (case_text(PAIN, head="case: a\ndate: yesterday\n"), "case.wrong-value"),
        (case_text(PAIN, head="case: ''\ndate: 2026-11-20\n"), "case.wrong-value"),
        (HEAD + "findings: none\n", "case.wrong-value"),
        (case_text(PAIN, tail="subject: {age: 140}\n"), "case.wrong-value"),
        (case_text(PAIN, tail="subject: {sex: unknown}\n"), "case.wrong-value"),
        (case_text(PAIN, head="case: a\ndate: 2026-11-22\n"), "case.future-date"),
        (case_text(PAIN, tail="denied: [fevr]\n"), "case.unknown-finding"),
        (case_text(PAIN, tail="denied: [hip-pain]\n"), "case.cannot-deny"),
        (case_text(PAIN, tail="denied: [sitting]\n"), "case.cannot-deny"),
        (case_text(PAIN, tail="denied: fever\n"), "case.wrong-value"),
    ],
)
def test_a_wrong_case_file_is_refused(data: str | bytes, code: str) -> None:
    assert codes(data) == [code]


def test_ten_megabytes_of_notes_are_refused_fast() -> None:
    text = case_text(PAIN, tail=f"notes: {'x' * 10_000_000}\n")
    start = time.process_time()
    assert codes(text) == ["file.too-large"]
    assert time.process_time() - start < 0.2


def test_a_case_of_today_is_no_case_of_the_future() -> None:
    assert codes(case_text(PAIN, head=f"case: a\ndate: {TODAY}\n")) == []


def test_the_same_finding_with_two_results_names_both_lines() -> None:
    (problem,) = complaints(case_text(PAIN, "finding: fever, state: negative", PAIN.replace("6", "7")))
    assert problem.code == "case.conflict"
    assert problem.line == 6
    assert "line 4" in problem.message
    assert "line 6" in problem.message
    assert "hip-pain@left" in problem.message


def test_a_finding_on_both_sides_conflicts_with_another_on_one_side_only_there() -> None:
    text = case_text("finding: squeeze, side: both, grade: 3", "finding: squeeze, side: right, grade: 1")
    assert [problem.message.split("'")[1] for problem in complaints(text)] == ["squeeze@right"]


def test_identical_duplicates_are_accepted_and_count_once() -> None:
    assert len(case_of(PAIN, PAIN, "finding: fever, state: negative").findings) == 4


def test_the_subject_and_a_finding_of_another_age_conflict() -> None:
    (problem,) = complaints(case_text("finding: age, years: 40", tail="subject: {age: 41}\n"))
    assert problem.code == "case.conflict"
    assert "the subject" in problem.message


def test_age_and_sex_of_the_subject_are_findings() -> None:
    found = case_of(tail="subject: {age: 41, sex: female}\n").by_key()
    years = found[FindingKey("age", Side.MIDLINE)].value("years")
    assert isinstance(years, Quantity)
    assert years.amount == 41
    assert found[FindingKey("sex", Side.MIDLINE)].value("value") == "female"


def test_what_is_denied_is_negative() -> None:
    record = case_of(tail="denied: [fever]\n").by_key()[FindingKey("fever", Side.MIDLINE)]
    assert (record.state, record.line) == (State.NEGATIVE, 4)


def test_denying_a_finding_with_a_side_says_how_to_record_it() -> None:
    (problem,) = complaints(case_text(tail="denied: [numbness]\n"))
    assert "state: negative" in problem.hint
    assert "side" in problem.hint


def test_problems_of_frame_findings_and_denials_are_told_in_one_round() -> None:
    text = case_text("finding: hip-pian, side: left", PAIN + "0", tail="denied: [fevr]\n")
    assert codes(text) == ["case.unknown-finding", "case.out-of-range", "case.unknown-finding"]


def test_a_broken_frame_does_not_hide_the_problems_of_the_findings() -> None:
    text = case_text("finding: hip-pian, side: left", PAIN + "0", head="case: a\ndte: 2026-11-20\n")
    assert sorted(codes(text)) == [
        "case.missing-key",
        "case.out-of-range",
        "case.unknown-finding",
        "case.unknown-key",
    ]


def test_problems_come_in_the_order_of_the_file() -> None:
    lines = [problem.line for problem in complaints(case_text("a: 1", "b: 1", "finding: x", "c: 1"))]
    assert lines == [4, 5, 6, 7]


def test_a_case_of_findings_that_nobody_assessed_is_valid() -> None:
    case = case_of("finding: fever, state: not-assessed", "finding: squeeze, side: both, state: not-assessed", tail="")
    assert len(case.findings) == 3
    assert not any(finding.is_assessed for finding in case.findings)


def test_a_case_without_findings_is_valid() -> None:
    assert case_of(tail="").findings == ()


def test_json_gives_the_same_case_as_yaml() -> None:
    yaml = case_text(
        "finding: hip-pain, side: left, duration: 3 weeks, intensity: 6, site: [groin], at_night: false",
        "finding: rotation, side: both, range: 45.5 deg",
        tail="subject: {age: 41}\ndenied: [fever]\nnotes: Ü\n",
    )
    content = {
        "case": "C-1",
        "date": "2026-11-20",
        "subject": {"age": 41},
        "denied": ["fever"],
        "notes": "Ü",
        "findings": [
            {
                "finding": "hip-pain",
                "side": "left",
                "duration": "3 weeks",
                "intensity": 6,
                "site": ["groin"],
                "at_night": False,
            },
            {"finding": "rotation", "side": "both", "range": "45.5 deg"},
        ],
    }
    pair = [
        read_case(text.encode(), file, standard().vocabulary, TODAY)
        for text, file in ((yaml, "case.yaml"), (json.dumps(content), "case.JSON"))
    ]
    without_lines = [[(one.name, one.side, one.state, one.values, one.note) for one in case.findings] for case in pair]
    assert without_lines[0] == without_lines[1]
    assert [(case.id, case.date, case.age, case.notes) for case in pair] == [("C-1", pair[0].date, 41, "Ü")] * 2


def test_json_and_yaml_have_the_same_problems() -> None:
    entry = {"finding": "hip-pian", "side": "left"}, {"finding": "hip-pain", "side": "left", "intensity": 14}
    content = {"case": "a", "date": "2026-11-20", "findings": entry, "denied": ["fevr"]}
    text = json.dumps(content, indent=1)
    unquoted = text.replace('"2026-11-20"', "2026-11-20")
    in_yaml, in_json = complaints(unquoted, "case.yaml"), complaints(text, "case.json")
    assert [(one.code, one.line, one.message) for one in in_yaml] == [
        (one.code, one.line, one.message) for one in in_json
    ]
    assert len(in_json) == 3


def test_the_order_of_findings_in_the_file_does_not_matter() -> None:
    lines = (PAIN, "finding: fever, state: negative", "finding: bridge, side: right, felt_in: gluteal")
    one, other = case_of(*lines, tail=""), case_of(*reversed(lines), tail="")
    assert [(found.name, found.side, found.values) for found in one.findings] == [
        (found.name, found.side, found.values) for found in other.findings
    ]


def test_the_same_duration_in_other_units_is_no_conflict() -> None:
    durations = ("3 weeks", "21 days")
    twice = case_text(*(f"finding: hip-pain, side: left, duration: {one}" for one in durations))
    assert complaints(twice) == ()
