"""The whole audit: every step reports, problems have their lines, and nothing hides behind a missing clingo."""

import sys
from pathlib import Path

import pytest

from kinechain.audit.whole import NOT_RUN, NOTE, PASS, PROBLEM, StepResult, audit
from support.clean_base import SITTING_CASES, two_rules, write
from support.small_knowledge import Changes, rule_file


def results(folder: Path, changes: Changes | None = None, *, proofs: bool = True) -> dict[str, StepResult]:
    """Every step's result by name, over the two rules after changes."""
    write(folder, two_rules() | {path: text for path, text in (changes or {}).items() if text is not None})
    return {result.name: result for result in (step.run() for step in audit(folder, proofs=proofs).steps)}


def problems(found: dict[str, StepResult]) -> list[str]:
    """The names of the steps that found a problem."""
    return [name for name, result in found.items() if result.result == PROBLEM]


def test_a_clean_knowledge_base_passes_every_step(tmp_path: Path) -> None:
    found = results(tmp_path)
    assert {result.result for result in found.values()} <= {PASS, NOTE}
    groups = {result.group for result in found.values()}
    assert groups == {"check", "cases", "mutants", "logic", "stories", "proofs"}


def test_without_proofs_the_long_steps_are_left_out(tmp_path: Path) -> None:
    groups = {result.group for result in results(tmp_path, proofs=False).values()}
    assert groups == {"check", "cases", "mutants", "logic"}


def test_an_unreadable_file_is_the_one_thing_reported(tmp_path: Path) -> None:
    found = results(tmp_path, {"plan/move.rule.yaml": "id: plan.move\n"})
    assert list(found) == ["files"]
    assert problems(found) == ["files"]
    assert all(one.file == "plan/move.rule.yaml" and one.line for one in found["files"].found)


def test_a_rule_without_cases_and_a_story_with_an_unknown_word_are_found_by_the_check(tmp_path: Path) -> None:
    files = two_rules()
    story = files["stories/desk.story.yaml"]
    assert isinstance(story, str)
    files["stories/desk.story.yaml"] = story.replace("id: squat", "id: sqat")
    del files["plan/move.cases.yaml"]
    write(tmp_path, files)
    found = {result.name: result for result in (step.run() for step in audit(tmp_path).steps)}
    assert {one.code for one in found["files"].found} == {"cases.missing", "story.unknown-conclusion"}


def test_a_wrong_case_is_found_with_its_line(tmp_path: Path) -> None:
    wrong = SITTING_CASES.replace(
        "[{finding: sitting, hours: 9 h}], fires: [midline]", "[{finding: sitting, hours: 9 h}], fires: []"
    )
    found = results(tmp_path, {"mechanisms/sitting.cases.yaml": wrong})
    assert "cases" in problems(found)
    assert [(one.code, one.line) for one in found["cases"].found] == [("cases.fails", 4)]


def test_a_missing_case_lets_a_mutant_live_and_names_the_condition(tmp_path: Path) -> None:
    fewer = "".join(line for line in SITTING_CASES.splitlines(keepends=True) if "Eight" not in line)
    found = results(tmp_path, {"mechanisms/sitting.cases.yaml": fewer})
    assert problems(found) == ["mutants"]
    assert {(one.file, one.line) for one in found["mutants"].found} == {("mechanisms/sitting.rule.yaml", 5)}


def test_a_story_that_fails_is_found(tmp_path: Path) -> None:
    story = two_rules()["stories/desk.story.yaml"]
    assert isinstance(story, str)
    found = results(tmp_path, {"stories/desk.story.yaml": story.replace("hours: 9 h", "hours: 3 h")})
    assert problems(found) == ["stories"]


def test_a_broken_claim_is_found_with_its_witness(tmp_path: Path) -> None:
    rule = rule_file(
        "plan.move", [{"cause": "disuse"}, {"finding": "fall"}], [{"recommend": "squat", "strength": "opinion"}]
    )
    found = results(tmp_path, dict([rule]))
    broken = found["cause-without-advice:disuse"]
    assert broken.result == PROBLEM
    assert "sitting: hours" in broken.found[0].message


def test_without_clingo_the_steps_that_need_it_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "clingo", None)
    found = results(tmp_path)
    waiting = [name for name, result in found.items() if result.result == NOT_RUN]
    assert {"contradictory-bodies", "unreachable-rules", "exercise-beside-flag"} <= set(waiting)
    assert problems(found) == []
