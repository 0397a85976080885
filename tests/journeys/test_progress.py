"""A practitioner compares the visits of a client from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

ROOT = Path(__file__).parents[2]
VISITS = sorted((ROOT / "examples" / "progress").glob("*.yaml"))


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """Run ``kinechain report progress`` in this process."""
    return CliRunner().invoke(main, ["report", "progress", *map(str, arguments)], input=stdin)


def test_the_report_is_written_in_every_format_and_printed(tmp_path: Path) -> None:
    files = [tmp_path / f"progress{ending}" for ending in (".html", ".pdf", ".md", ".txt", ".json")]
    done = run(*VISITS, *(part for path in files for part in ("-o", path)))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert files[1].read_bytes().startswith(b"%PDF")
    printed = run(*VISITS).stdout
    for text in (files[0].read_text("utf-8"), files[2].read_text("utf-8"), files[3].read_text("utf-8"), printed):
        assert "Better: −4." in text
        assert "Isolated left gluteal activation has been reached" in text
    assert json.loads(files[4].read_bytes()) == json.loads(run(*VISITS, "--json").stdout)


def test_the_same_visits_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    run(*VISITS, "-o", first)
    run(*VISITS, "-o", second)
    assert first.read_bytes() == second.read_bytes()


def test_visits_in_another_order_are_sorted_and_it_is_said() -> None:
    done = run(*reversed(VISITS))
    assert done.exit_code == 0
    assert f"Sorted by date: {', '.join(map(str, VISITS))}" in done.stderr
    assert done.stdout == run(*VISITS).stdout


def test_one_case_is_no_progress() -> None:
    done = run(VISITS[0])
    assert done.exit_code == 2
    assert "two or more cases" in done.stderr


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    unreadable, wrong, other = tmp_path / "none.yaml", tmp_path / "wrong.yaml", tmp_path / "other.yaml"
    wrong.write_text("case: a\ndate: 2026-01-01\nfindings:\n  - {finding: hip-pian, side: left}\n", "utf-8")
    other.write_text(VISITS[0].read_text("utf-8").replace("case: seed-author", "case: someone"), "utf-8")
    target = tmp_path / "out.pdf"
    done = run(VISITS[0], unreadable, wrong, other, "-o", target)
    assert done.exit_code == 4
    for code in ("file.unreadable", "case.unknown-finding", "progress.other-client", "progress.same-date"):
        assert code in done.stderr
    assert not target.exists()


def test_standard_input_is_one_of_the_cases_but_only_once() -> None:
    assert run(VISITS[0], "-", stdin=VISITS[1].read_bytes()).exit_code == 0
    assert run("-", "-", stdin=VISITS[1].read_bytes()).exit_code == 2


def test_an_ending_that_names_no_format_is_a_usage_error() -> None:
    assert run(*VISITS, "-o", "progress.docx").exit_code == 2


def test_a_red_flag_at_the_latest_visit_is_said_first_and_by_the_exit_code(tmp_path: Path) -> None:
    latest = tmp_path / "latest.yaml"
    text = VISITS[-1].read_text("utf-8").replace("  - saddle-numbness\n", "")
    record = (
        "findings:\n  - {finding: saddle-numbness, state: positive}\n  - {finding: low-back-pain, duration: 2 days}\n"
    )
    latest.write_text(text.replace("findings:\n", record), "utf-8")
    done = run(VISITS[0], latest, "--strict")
    assert done.exit_code == 3
    assert done.stdout.index("Refer first.") < done.stdout.index("2 visits")
    assert "New in the plan" not in done.stdout
    assert run(*VISITS, "--strict").exit_code == 0


def test_the_schema_of_the_json_is_printed() -> None:
    printed = json.loads(CliRunner().invoke(main, ["schema", "progress"]).stdout)
    assert list(printed["properties"]) == list(json.loads(run(*VISITS, "--json").stdout))


@pytest.mark.parametrize("language", ["xx", ""])
def test_an_unknown_language_is_a_usage_error(language: str) -> None:
    assert run(*VISITS, "--language", language).exit_code == 2
