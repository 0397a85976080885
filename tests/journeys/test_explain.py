"""``kinechain explain`` as a practitioner uses it: six questions, text and JSON, clear messages, exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

ROOT = Path(__file__).parents[2]
SEED_AUTHOR = ROOT / "examples" / "seed-author.yaml"
FIRST_MINUTE = ROOT / "examples" / "seed-author-first-minute.yaml"
CAUSE = "pain-driven-inhibition"


def ask(*arguments: str | Path, case: Path = SEED_AUTHOR) -> Result:
    """One question about a case."""
    return CliRunner().invoke(main, ["explain", str(case), *map(str, arguments)])


def test_why_walks_to_the_findings_and_the_short_form_says_the_same() -> None:
    long, short = ask("why", CAUSE, "--side", "left"), ask(CAUSE, "--side", "left")
    assert long.exit_code == short.exit_code == 0
    assert long.stdout == short.stdout
    assert "because Hip pain, left" in long.stdout


def test_why_of_what_was_not_concluded_and_why_not_of_what_was_are_told_apart() -> None:
    result = ask("why", CAUSE, "--side", "right")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Not concluded" in result.stderr and "why-not" in result.stderr
    result = ask("why-not", CAUSE, "--side", "left")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "It was concluded" in result.stderr and "smallest-change" in result.stderr


def test_why_not_keeps_never_examined_apart_from_examined_and_negative() -> None:
    result = ask("why-not", CAUSE)
    assert result.exit_code == 0
    assert "looked, and not so: Hip pain, right: no pain" in result.stdout
    assert "nobody looked: Sacroiliac region pain, right" in result.stdout
    assert "It was concluded" in result.stderr
    found = json.loads(ask("why-not", CAUSE, "--json").stdout)["not_concluded"]
    rules = {rule["rule"]: rule for rule in found[f"cause:{CAUSE}@right"]}
    missing = rules["mechanisms.hip-pain-inhibits-gluteus-maximus"]
    assert [text.startswith("Hip pain, right: no pain") for text in missing["otherwise"]] == [True]
    assert not any("Hip pain" in text for text in missing["not_assessed"])


def test_why_not_of_an_exercise_names_what_holds_it_back() -> None:
    shown = ask("why-not", "glute-squeeze", "--side", "left", case=FIRST_MINUTE).stdout
    assert "blocked by: a reason to hold back: Any exercise" in shown
    assert "not assessed" in shown


def test_the_picture_of_why_shows_only_what_leads_to_the_conclusion(tmp_path: Path) -> None:
    small, plan = tmp_path / "cause.svg", tmp_path / "new" / "plan.svg"
    assert ask("why", CAUSE, "-o", small).exit_code == 0
    assert ask("why", "glute-squeeze", "--side", "left", "-o", plan).exit_code == 0
    assert small.read_text("utf-8").startswith("<svg")
    assert "Hip pain" in small.read_text("utf-8") and "Clam" not in small.read_text("utf-8")
    assert "squeeze" in plan.read_text("utf-8").lower() and "Clam" not in plan.read_text("utf-8")
    result = ask("why", "next-test:fadir", "-o", tmp_path / "none.svg")
    assert result.exit_code == 1 and "no picture" in result.stderr
    assert not (tmp_path / "none.svg").exists()
    assert ask("why", CAUSE, "-o", tmp_path / "a.png").exit_code == 2


def test_what_if_shows_the_change_what_differs_and_who_decided() -> None:
    result = ask("what-if", "--set", "hip-pain@left=negative", "--unset", "giving-way@left")
    assert result.exit_code == 0
    assert "Hip pain, left: pain reported" in result.stdout and "->  no pain" in result.stdout
    assert "Giving way or feeling of instability at the hip, left: gives way  ->  not assessed" in result.stdout
    assert "generated function alone" in result.stdout
    assert "Would no longer be concluded:" in result.stdout
    assert "mechanisms.hip-pain-inhibits-gluteus-maximus" in result.stdout


def test_what_if_holds_both_proofs() -> None:
    long = ask("what-if", "--set", "{finding: hip-pain, side: left, state: negative}", "--proofs").stdout
    assert "supports: " in long and "looked, and not so: Hip pain, left: no pain" in long
    found = json.loads(ask("what-if", "--set", "hip-pain@left=negative", "--json").stdout)
    (cause,) = [one for one in found["removed"] if one["conclusion"] == f"cause:{CAUSE}@left"]
    assert cause["why"]["arguments"] and cause["why_not"]["rules"]
    assert found["decided_by"] == ["generated function"]


def test_what_if_takes_one_value_with_its_unit_and_says_when_nothing_changes() -> None:
    result = ask("what-if", "--set", "hip-pain@left.duration=4 weeks")
    assert "duration 3 weeks" in result.stdout and "duration 4 weeks" in result.stdout
    assert "Nothing that is concluded would change." in result.stdout


def test_leaving_a_safety_question_out_holds_the_exercise_back() -> None:
    shown = ask("what-if", "--unset", "fever-or-unwell").stdout
    assert "held back: Gluteal squeeze, left" in shown
    assert "not excluded: " in shown


def test_the_smallest_change_removes_and_adds_and_says_how_many_and_no_fewer() -> None:
    left = ask("smallest-change", CAUSE, "--side", "left")
    assert left.exit_code == 0
    assert "1 finding, and no fewer" in left.stdout
    assert "Hip pain, left would have to be: no pain (examined, and it was: pain reported" in left.stdout
    right = ask("smallest-change", CAUSE, "--side", "right").stdout
    assert "2 findings, and no fewer" in right and "(nobody has), with the result:" in right
    (found,) = json.loads(ask("smallest-change", CAUSE, "--side", "right", "--json").stdout)["smallest_changes"]
    assert found["size"] == 2 and all(len(one) == 2 for one in found["sets"])
    assert {one["action"] for example in found["examples"] for one in example} >= {"examine"}


def test_no_small_change_is_a_clear_answer_with_exit_code_1() -> None:
    result = ask("smallest-change", "return-to-running")
    assert result.exit_code == 1
    assert "No change of up to 3 findings does it." in result.stdout


def test_next_tests_ask_for_safety_first_and_say_what_they_would_decide() -> None:
    shown = ask("next-tests").stdout
    assert shown.index("Safety questions first") < shown.index("Then what would change most")
    assert "Could raise a red flag: " in shown and "Would decide between: " in shown
    found = json.loads(ask("next-tests", "--json").stdout)["next_tests"]
    safety = [one["safety"] for one in found]
    assert safety == sorted(safety, reverse=True)
    recorded = {("hip-pain", "left"), ("fever-or-unwell", "midline"), ("glute-squeeze", "right")}
    assert not recorded & {(one["finding"], one["side"]) for one in found}


def test_the_cycle_says_where_it_is_entered_and_where_it_can_be_broken(tmp_path: Path) -> None:
    result = ask("cycle", "-o", tmp_path / "loop.svg")
    assert result.exit_code == 0
    for words in (
        "Cycle, left:",
        "(inferred only)",
        "(backed by a recorded finding)",
        "Entered at: ",
        "Can be broken at: ",
    ):
        assert words in result.stdout
    assert (tmp_path / "loop.svg").read_text("utf-8").startswith("<svg")
    (found,) = json.loads(ask("cycle", "--json").stdout)["cycles"]
    assert len(found["stations"]) == len(found["arcs"]) == 3
    result = ask("cycle", case=FIRST_MINUTE) if not found else ask("cycle", case=ROOT / "examples" / "desk-worker.yaml")
    assert result.exit_code == 1 and "No cycle" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["why"], "needs a CONCLUSION"),
        (["why-nott", CAUSE], "Did you mean 'why-not'"),
        (["next-testz"], "Did you mean 'next-tests'"),
        (["why", "pain-drivn-inhibition"], "Did you mean 'pain-driven-inhibition'"),
        (["smallest-change", "pain-drivn-inhibition"], "Did you mean 'pain-driven-inhibition'"),
        (["cycle", CAUSE], "takes no CONCLUSION"),
        (["what-if"], "at least one --set or --unset"),
        (["what-if", "--set", "hip-pian@left=negative"], "Did you mean 'hip-pain'"),
        (["what-if", "--unset", "fadir@left"], "nothing is recorded about 'fadir@left'"),
        (["why", CAUSE, "--set", "hip-pain@left=negative"], "go with 'what-if' only"),
        (["next-tests", "-o", "a.svg"], "go" + "es with 'why' and 'cycle' only"),
    ],
)
def test_wrong_usage_gets_exit_code_2_and_a_hint(arguments: list[str], message: str) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


def test_a_bad_case_and_a_bad_knowledge_base_keep_their_exit_codes(tmp_path: Path) -> None:
    for question in (["why", CAUSE], ["next-tests"], ["cycle"], ["what-if", "--unset", "hip-pain@left"]):
        assert ask(*question, case=tmp_path / "missing.yaml").exit_code == 4
        assert ask(*question, "--rules", tmp_path / "missing").exit_code == 5
