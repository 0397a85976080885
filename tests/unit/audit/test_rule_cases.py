"""Cases beside a rule: run alone, refused when broken, and sharp enough to notice every small error."""

from pathlib import Path

import pytest

from kinechain.audit.mutants import mutants, mutate
from kinechain.audit.rule_cases import RuleCases, failures, read_rule_cases
from kinechain.knowledge.loader import load
from kinechain.knowledge.model import KnowledgeBase
from support.small_knowledge import contents, rule_file

RULE = rule_file(
    "mechanisms.lasting-pain",
    [{"finding": "hip-pain", "duration": "> 48 h"}, {"impression": "inhibited"}],
    [{"cause": "pain-inhibition", "strength": "moderate"}],
    for_each="side",
)
CASES = "mechanisms/lasting-pain.cases.yaml"
FIRING = """
  - name: fires after 49 hours
    assume: [{impression: inhibited, side: left}]
    findings: [{finding: hip-pain, side: left, duration: 49 h}]
    fires: [left]
"""
BOUNDARY = """
  - name: 48 hours exactly do not count
    assume: [{impression: inhibited, side: left}]
    findings: [{finding: hip-pain, side: left, duration: 48 h}]
    fires: []
"""
WITHOUT_IMPRESSION = """
  - name: not without the impression on that side
    assume: [{impression: inhibited, side: right}]
    findings: [{finding: hip-pain, side: left, duration: 49 h}]
    fires: []
"""


def prepared(folder: Path, cases: str | None) -> tuple[KnowledgeBase, RuleCases]:
    """A knowledge base in a folder with one more rule and its cases."""
    files = {**contents(dict([RULE])), **({CASES: cases.encode()} if cases else {})}
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    knowledge_base = load(folder)
    return knowledge_base, read_rule_cases(knowledge_base, folder)


def of_our_file(cases: RuleCases) -> list[str]:
    """The codes of the problems that concern the file under test."""
    return [problem.code for problem in cases.problems if "lasting-pain" in problem.file]


def written(*cases: str) -> str:
    """A file of cases."""
    return "rule: mechanisms.lasting-pain\ncases:" + "".join(cases)


def test_cases_that_hold_leave_no_failure(tmp_path: Path) -> None:
    knowledge_base, cases = prepared(tmp_path, written(FIRING, BOUNDARY))
    assert of_our_file(cases) == []
    assert len(cases.by_rule["mechanisms.lasting-pain"]) == 2
    assert failures(knowledge_base, cases) == ()


def test_a_case_that_fails_names_its_line_what_was_expected_and_what_came(tmp_path: Path) -> None:
    wrong = FIRING.replace("fires: [left]", "fires: [right]")
    knowledge_base, cases = prepared(tmp_path, written(wrong, BOUNDARY))
    (problem,) = failures(knowledge_base, cases)
    assert (problem.file, problem.line, problem.code) == (CASES, 3, "cases.fails")
    assert "expected to fire on right, but fires on left" in problem.message


def test_a_rule_without_cases_is_a_problem(tmp_path: Path) -> None:
    _, cases = prepared(tmp_path, None)
    assert "cases.missing" in of_our_file(cases)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (written(FIRING), "cases.always-fires"),
        (written(BOUNDARY), "cases.never-fires"),
        ("rule: mechanisms.nothing\ncases:" + FIRING, "cases.unknown-rule"),
        (written(FIRING, BOUNDARY.replace("hip-pain", "hip-pian")), "cases.unknown-finding"),
        (written(FIRING, BOUNDARY.replace("inhibited", "inhibitd")), "cases.unknown-conclusion"),
        (written(FIRING, BOUNDARY.replace(", side: left}]", "}]", 1)), "cases.wrong-side"),
        (written(FIRING, BOUNDARY.replace("impression:", "impresion:")), "cases.wrong-assumption"),
        (written(FIRING, BOUNDARY.replace("fires: []", "fires: [middle]")), "cases.wrong-value"),
    ],
)
def test_a_broken_file_of_cases_is_refused_for_the_right_reason(tmp_path: Path, text: str, code: str) -> None:
    _, cases = prepared(tmp_path, text)
    assert code in of_our_file(cases)


def test_every_kind_of_small_error_is_made(tmp_path: Path) -> None:
    knowledge_base, _ = prepared(tmp_path, written(FIRING, BOUNDARY))
    changes = {(one.place, one.change) for one in mutants(knowledge_base.by_id["mechanisms.lasting-pain"])}
    assert changes == {
        ("when.1", "condition dropped"),
        ("when.1", "side swapped"),
        ("when.1", "duration: > became <"),
        ("when.1", "duration: > became >="),
        ("when.2", "condition dropped"),
        ("when.2", "side swapped"),
    }


def test_a_mutant_that_no_case_notices_survives_until_a_case_is_added(tmp_path: Path) -> None:
    knowledge_base, cases = prepared(tmp_path / "a", written(FIRING, BOUNDARY))
    rule = knowledge_base.by_id["mechanisms.lasting-pain"]
    assert [(one.place, one.change) for one in mutate(rule, cases).survivors] == [("when.2", "condition dropped")]
    _, better = prepared(tmp_path / "b", written(FIRING, BOUNDARY, WITHOUT_IMPRESSION))
    assert mutate(rule, better).survivors == ()


def test_a_boundary_without_a_case_at_the_boundary_survives(tmp_path: Path) -> None:
    early = BOUNDARY.replace("48 h}", "24 h}")
    knowledge_base, cases = prepared(tmp_path, written(FIRING, early, WITHOUT_IMPRESSION))
    survivors = mutate(knowledge_base.by_id["mechanisms.lasting-pain"], cases).survivors
    assert [one.change for one in survivors] == ["duration: > became >="]
