"""The commands of an auditor, on a knowledge base of two rules and on the real one."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main
from kinechain.cli.rules import LATER
from support.clean_base import SITTING_CASES, two_rules, write

BEFORE = ("check", "list", "mutate", "prove", "schema", "show", "test")


def run(*arguments: str | Path) -> Result:
    """Run one ``kinechain rules`` command in this process."""
    return CliRunner().invoke(main, ["rules", *(str(argument) for argument in arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The knowledge base of two rules on disk."""
    return write(tmp_path / "rules", two_rules())


def test_the_group_lists_every_command() -> None:
    shown = run("--help").stdout
    for name in (*BEFORE, *LATER):
        assert f"  {name} " in shown


@pytest.mark.parametrize("name", [*BEFORE, *LATER])
def test_every_command_and_option_stands_in_the_reference(name: str) -> None:
    reference = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
    row = next(line for line in reference.splitlines() if f"`kinechain rules {name}" in line)
    options = set(re.findall(r"(--[a-z-]+)", run(name, "--help").stdout)) - {"--help", "--rules"}
    assert all(option in row for option in options), options


def test_a_clean_audit_ends_with_0_and_one_summary(folder: Path) -> None:
    result = run("audit", "--rules", folder)
    assert result.exit_code == 0, result.output
    assert "pass         check: Every file can be read (2 rules)" in result.stdout
    assert "pass         proofs: Never: an item both given and held back" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("20 checks: 19 pass, 1 information")


def test_an_audit_with_a_problem_ends_with_5_and_names_file_and_line(folder: Path) -> None:
    fewer = "".join(line for line in SITTING_CASES.splitlines(keepends=True) if "Eight" not in line)
    write(folder, {"mechanisms/sitting.cases.yaml": fewer})
    result = run("audit", "--no-proofs", "--rules", folder)
    assert result.exit_code == 5
    assert "mechanisms/sitting.rule.yaml:5:" in result.stdout
    assert "proofs:" not in result.stdout


def test_an_audit_as_json_has_every_check_and_repeats_byte_for_byte(folder: Path) -> None:
    first, second = (run("audit", "--json", "--rules", folder) for _ in range(2))
    assert first.stdout == second.stdout
    found = json.loads(first.stdout)
    assert found["passed"] is True
    assert found["knowledge_base"]["id"] == "tiny"
    assert {check["group"] for check in found["checks"]} == {"check", "cases", "mutants", "logic", "stories", "proofs"}
    write(folder, {"plan/move.rule.yaml": "id: plan.move\n"})
    broken = run("audit", "--json", "--rules", folder)
    assert broken.exit_code == 5
    assert json.loads(broken.stdout)["checks"][0]["found"][0]["file"] == "plan/move.rule.yaml"


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    result = run("audit", "--rules", tmp_path / "nowhere")
    assert result.exit_code == 5
    assert "folder.missing" in result.stdout


def test_coverage_is_whole_until_a_case_is_missing(folder: Path) -> None:
    assert run("coverage", "--rules", folder).stdout == "2 of 2 conditions of 2 rules are covered: 100 %.\n"
    cases = "cases:\n  - {name: Disuse, assume: [{cause: disuse}], fires: [midline]}\n"
    write(folder, {"plan/move.cases.yaml": f"rule: plan.move\n{cases}"})
    result = run("coverage", "--rules", folder)
    assert "plan/move.rule.yaml:5:" in result.stdout
    assert "when.1: never false in any case." in result.stdout
    assert "1 of 2 conditions of 2 rules are covered: 50 %." in result.stdout
    found = json.loads(run("coverage", "--json", "--rules", folder).stdout)
    assert found["percent"] == 50
    assert [one["rule"] for one in found["conditions"] if one["reason"]] == ["plan.move"]


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        ("clips", "rules.clp", "; tiny 0.1.0"),
        ("table", "rules.md", "# tiny 0.1.0"),
        ("table", "rules.csv", "rule,version"),
        ("json", "rules.json", "{"),
    ],
)
def test_every_export_is_written_and_repeats_byte_for_byte(folder: Path, form: str, name: str, start: str) -> None:
    file = folder.parent / name
    assert run("export", "--format", form, "-o", file, "--rules", folder).exit_code == 0
    first = file.read_bytes()
    assert first.decode().startswith(start)
    run("export", "--format", form, "-o", file, "--rules", folder)
    assert file.read_bytes() == first


def test_diff_names_the_changed_rule_and_the_story_that_changes(folder: Path, tmp_path: Path) -> None:
    rule = (folder / "mechanisms" / "sitting.rule.yaml").read_text("utf-8")
    new = write(tmp_path / "new", two_rules() | {"mechanisms/sitting.rule.yaml": rule.replace(">= 8 h", ">= 10 h")})
    result = run("diff", folder, new)
    assert result.exit_code == 0, result.output
    assert "changed  rule mechanisms.sitting: when" in result.stdout
    assert "- cause:disuse gone" in result.stdout
    assert "mechanisms.sitting 1.0.0 (midline) from sitting hours >= 8 h" in result.stdout
    assert result.stdout.endswith("1 of 1 cases change.\n")
    assert run("diff", folder, folder).stdout.endswith("0 of 1 cases change.\n")


def test_diff_takes_case_files_instead_of_stories(folder: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "a.yaml").write_text("case: a\ndate: 2026-01-01\nfindings: []\n", "utf-8")
    assert run("diff", folder, folder, "--cases", cases).stdout.endswith("0 of 1 cases change.\n")
    (cases / "b.yaml").write_text("case: b\nfindings: 1\n", "utf-8")
    assert run("diff", folder, folder, "--cases", cases).exit_code == 4


def test_diff_reads_a_git_revision_and_refuses_what_is_none(folder: Path) -> None:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*settings, "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=folder.parent, check=True)
    (folder / "plan" / "move.rule.yaml").unlink()
    (folder / "plan" / "move.cases.yaml").unlink()
    result = run("diff", "HEAD", folder, "--rules", folder)
    assert "removed  rule plan.move" in result.stdout
    refused = run("diff", "--rules", folder, "nowhere", folder)
    assert refused.exit_code == 2
    assert "neither a folder nor a git revision" in refused.stderr


def test_cards_are_written_as_html_and_pdf_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    for ending, start in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")):
        file = tmp_path / f"cards.{ending}"
        assert run("cards", "-o", file, "--rules", folder).exit_code == 0
        assert file.read_bytes().startswith(start)
    assert b"Eight hours: fires on midline" in (tmp_path / "cards.html").read_bytes()
    assert run("cards", "-o", tmp_path / "cards.docx", "--rules", folder).exit_code == 2


def test_the_graph_is_written_as_svg_only(folder: Path, tmp_path: Path) -> None:
    assert run("graph", "-o", tmp_path / "rules.svg", "--rules", folder).exit_code == 0
    assert (tmp_path / "rules.svg").read_bytes().startswith(b"<svg ")
    assert run("graph", "-o", tmp_path / "rules.png", "--rules", folder).exit_code == 2
