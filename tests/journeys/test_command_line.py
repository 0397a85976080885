"""The command line as a newcomer uses it: every command, every exit code, every message on the right stream."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

ROOT = Path(__file__).parents[2]
SEED_AUTHOR = ROOT / "examples" / "seed-author.yaml"
RED_FLAG = ROOT / "examples" / "red-flag.yaml"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def write(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    """A case file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_installed_command_answers_with_program_knowledge_base_and_hash() -> None:
    done = subprocess.run([sys.executable, "-m", "kinechain", "--version"], capture_output=True, text=True, check=True)
    version = r"\d+\.\d+\.\d+"
    pattern = rf"kinechain {version}\nknowledge base kinechain-gluteal {version}\nhash [0-9a-f]{{64}}"
    assert re.search(pattern, done.stdout)


def test_help_names_every_command_and_every_exit_code() -> None:
    shown = run("--help").stdout
    for word in ("assess", "demo", "doctor", "explain", "findings", "new", "rules", "schema", "5 invalid"):
        assert word in shown


def test_a_misspelt_command_gets_a_suggestion() -> None:
    result = run("asess")
    assert result.exit_code == 2
    assert "Did you mean 'assess'?" in result.stderr


def test_the_seed_author_gets_the_left_cause_the_cycle_and_the_plan_in_order() -> None:
    found = json.loads(run("assess", SEED_AUTHOR, "--json", "--verify").stdout)
    assert found["status"] == "advice"
    assert [(one["id"], one["side"]) for one in found["causes"]] == [("pain-driven-inhibition", "left")]
    assert len(found["cycle"]) == 3
    phases = [one["phase"] for one in found["recommendations"]]
    assert list(dict.fromkeys(phases)) == ["calm", "awareness", "isolate"]
    assert all(one["side"] != "right" for one in found["recommendations"])
    asked = [one["id"] for one in found["next_tests"]]
    assert found["next_tests"][0]["safety"]
    hip_joint = [asked.index(name) for name in ("fadir", "hip-internal-rotation", "log-roll")]
    assert max(hip_joint) < asked.index("gluteus-maximus-strength")


def test_an_unasked_safety_question_blocks_every_exercise() -> None:
    found = json.loads(run("assess", ROOT / "examples" / "seed-author-first-minute.yaml", "--json").stdout)
    assert found["status"] == "safety-incomplete"
    assert not [one for one in found["recommendations"] if "exercise" in one["classes"]]
    assert {one["id"] for one in found["withheld"]} >= {"glute-squeeze", "clam"}
    assert all("not asked" in one["reason"].lower() or "asked" in one["reason"].lower() for one in found["withheld"])


def test_json_has_every_documented_field() -> None:
    found = json.loads(run("assess", SEED_AUTHOR, "--json").stdout)
    assert {"schema_version", "status", "causes", "impressions", "recommendations"} <= set(found)
    assert {"withheld", "referrals"} <= set(found)
    assert {"not_assessed", "next_tests", "knowledge_base", "proofs"} <= set(found)
    assert {"id", "side", "strength", "certainty", "for", "against"} <= set(found["causes"][0])
    assert {"id", "side", "phase", "order"} <= set(found["recommendations"][0])
    assert {"version", "hash"} <= set(found["knowledge_base"])


def test_strict_leaves_with_3_on_a_red_flag_and_still_prints() -> None:
    result = run("assess", RED_FLAG, "--strict", "--json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert found["status"] == "refer"
    assert found["referrals"][0]["urgency"] in ("emergency", "urgent")
    assert not found["recommendations"] or not any("exercise" in one["classes"] for one in found["recommendations"])
    assert run("assess", RED_FLAG).exit_code == 0


@pytest.mark.parametrize("ending", ["html", "pdf", "md", "json", "txt"])
def test_every_format_is_written_whole_and_repeats_byte_for_byte(tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / "new" / f"b.{ending}"
    result = run("assess", SEED_AUTHOR, "-o", first, "-o", second)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert first.read_bytes() == second.read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.name, "new"])


def test_an_unknown_ending_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    result = run("assess", tmp_path / "missing.yaml", "-o", tmp_path / "a.docx")
    assert result.exit_code == 2
    assert ".html, .pdf, .md, .json, .txt" in result.stderr


def test_a_folder_that_cannot_be_written_gives_a_message_and_no_half_file(tmp_path: Path) -> None:
    blocked = write(tmp_path, "a file, not a folder", "blocked")
    result = run("assess", SEED_AUTHOR, "-o", blocked / "a.html")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.output


def test_standard_input_takes_yaml_and_json_alike() -> None:
    yaml_result = run("assess", "-", "--json", stdin="case: a\ndate: 2026-11-20\nfindings: []\n")
    json_result = run("assess", "-", "--json", stdin='{"case": "a", "date": "2026-11-20", "findings": []}')
    assert yaml_result.stdout == json_result.stdout
    assert json.loads(yaml_result.stdout)["status"] == "safety-incomplete"


def test_every_problem_of_a_bad_case_is_listed_with_place_code_and_hint(tmp_path: Path) -> None:
    bad = write(
        tmp_path,
        "case: a\ndate: 2026-11-20\nfindings:\n"
        "  - {finding: hip-pian, side: left}\n"
        "  - {finding: hip-pain, side: left, intensity: 14}\n"
        "  - {finding: hip-pain, duration: 3}\n",
    )
    report = tmp_path / "report.html"
    result = run("assess", bad, "-o", report)
    assert result.exit_code == 4
    assert not report.exists()
    for line, code in ((4, "unknown-finding"), (5, "out-of-range"), (6, "missing-side"), (6, "missing-unit")):
        assert re.search(rf"case\.yaml:{line}:\d+: case\.{code}", result.stderr), (line, code, result.stderr)
    assert "Did you mean 'hip-pain'" in result.stderr
    assert "4 problems" in result.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\xff\xfe\x00", "file.not-utf-8"),
        (b"case: a\n\tdate: 1", "yaml.tab"),
        (b"case: a\ncase: b\n", "yaml.duplicate-key"),
        (b"case: a\ndate: 2100-01-01\nfindings: []\n", "case.future-date"),
        (b"case: a\ndate: 2026-11-20\nnotes: '" + b"x" * 10_000_000 + b"'\nfindings: []\n", "file.too-large"),
        (b"case: a\ndate: 2026-11-20\nfindings: [", "yaml.syntax"),
    ],
)
def test_bad_files_get_one_clear_message_and_exit_code_4(tmp_path: Path, content: bytes, code: str) -> None:
    result = run("assess", write(tmp_path, content))
    assert result.exit_code == 4
    assert code in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_case_file_says_how_to_make_one() -> None:
    result = run("assess", "nowhere.yaml")
    assert result.exit_code == 4
    assert "kinechain new case" in result.stderr


def test_another_knowledge_base_is_taken_on_every_command_and_its_problems_give_5(tmp_path: Path) -> None:
    write(tmp_path, "id: broken\n", "manifest.yaml")
    commands: list[list[str | Path]] = [["assess", SEED_AUTHOR], ["findings"], ["new", "case", tmp_path / "c.yaml"]]
    commands += [["rules", verb] for verb in ("list", "check", "test", "mutate", "prove")]
    for command in commands:
        result = run(*command, "--rules", tmp_path)
        assert result.exit_code == 5, command
        assert "manifest.yaml" in result.stderr
    assert run("--rules", tmp_path, "rules", "list").exit_code == 5
    assert run("rules", "list", "--rules", tmp_path / "nowhere").exit_code == 5
    assert run("--rules", tmp_path, "--version").exit_code == 5


def test_new_case_is_valid_as_written_and_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    assert run("new", "case", file).exit_code == 0
    assert json.loads(run("assess", file, "--json").stdout)["status"] == "safety-incomplete"
    before = file.read_bytes()
    assert run("new", "case", file).exit_code == 1
    assert file.read_bytes() == before


def test_every_line_of_a_new_case_may_be_uncommented(tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    run("new", "case", file)
    filled = re.sub(r"^  # - ", "  - ", file.read_text(encoding="utf-8"), flags=re.M)
    result = run("assess", write(tmp_path, filled), "--json")
    assert result.exit_code == 0, result.stderr


def test_explain_walks_from_the_cause_to_the_findings_and_names_both_sides_of_the_evidence() -> None:
    shown = run("explain", SEED_AUTHOR, "pain-driven-inhibition", "--side", "left").stdout
    for words in ("Hip pain, left", "rule mechanisms.hip-pain-inhibits-gluteus-maximus", "supports: ", "disputes: "):
        assert words in shown


def test_explain_says_what_is_missing_where_nothing_was_concluded() -> None:
    result = run("explain", SEED_AUTHOR, "pain-driven-inhibition", "--side", "right")
    assert result.exit_code == 1
    assert "looked, and not so: Hip pain, right" in result.stdout
    assert "nobody looked:" in result.stdout


def test_explain_refuses_an_unknown_conclusion_with_a_suggestion() -> None:
    result = run("explain", SEED_AUTHOR, "pain-drivn-inhibition")
    assert result.exit_code == 2
    assert "Did you mean 'pain-driven-inhibition'" in result.stderr


def test_rules_are_listed_shown_checked_and_tested() -> None:
    assert "mechanisms.hip-pain-inhibits-gluteus-maximus" in run("rules", "list", "R03").stdout
    shown = run("rules", "show", "mechanisms.hip-pain-inhibits-gluteus-maximus").stdout
    assert "Speaks against it" in shown
    assert run("rules", "show", "mechanisms.nothing").exit_code == 2
    assert run("rules", "check").exit_code == 0


def test_a_new_rule_takes_one_command_and_passes_its_own_check(tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", copy)
    assert run("new", "rule", "mechanisms.my-rule", "--rules", copy).exit_code == 0
    written = sorted(path.name for path in (copy / "mechanisms").glob("my-rule*"))
    assert written == ["my-rule.cases.yaml", "my-rule.rule.yaml"]
    assert run("rules", "check", "--rules", copy).exit_code == 0
    assert run("rules", "list", "my-rule", "--rules", copy).stdout.startswith("mechanisms.my-rule")
    assert run("new", "rule", "Mechanisms", "--rules", copy).exit_code == 2


def test_a_failing_case_is_reported_with_its_line(tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", copy)
    cases = copy / "mechanisms" / "hip-pain-inhibits-gluteus-maximus.cases.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("fires: [left]", "fires: [right]", 1), encoding="utf-8")
    result = run("rules", "test", "--rules", copy)
    assert result.exit_code == 5
    assert re.search(r"hip-pain-inhibits-gluteus-maximus\.cases\.yaml:\d+:\d+: cases\.fails", result.stderr)


def test_demo_writes_all_formats_and_says_where(tmp_path: Path) -> None:
    result = run("demo", "-o", tmp_path / "demo")
    assert result.exit_code == 0, result.output
    assert {path.suffix for path in (tmp_path / "demo").iterdir()} == {".html", ".pdf", ".md", ".json"}
    assert str(tmp_path / "demo") in result.stdout.replace("\n", "")


def test_doctor_finds_everything_in_place() -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "MISSING" not in result.stdout


def test_findings_are_found_by_synonym() -> None:
    assert "fadir" in run("findings", "fadir").stdout.lower()
    assert run("findings", "nosuchfinding").exit_code == 1


@pytest.mark.parametrize("name", ["assessment", "case", "rule", "cases", "story"])
def test_schemas_are_printed_as_json(name: str) -> None:
    assert json.loads(run("schema", name).stdout)["$schema"].startswith("https://json-schema.org/")
