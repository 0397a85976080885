"""A practice writes the reports of a whole folder of cases."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: str | Path) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in ("report", "batch", *arguments)])


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A folder with two good cases, one of them with a referral."""
    folder = tmp_path / "cases"
    folder.mkdir()
    for name in ("seed-author", "red-flag"):
        shutil.copy(EXAMPLES / f"{name}.yaml", folder)
    return folder


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_case_gets_a_report_in_every_format(cases: Path, tmp_path: Path) -> None:
    done = run(cases, "-o", tmp_path / "out", "--format", "html", "--format", "md")
    assert done.exit_code == 0
    assert sorted(written(tmp_path / "out")) == ["red-flag.html", "red-flag.md", "seed-author.html", "seed-author.md"]
    assert "2 cases: 4 files written" in done.stderr
    assert done.stdout == ""


def test_a_report_is_the_one_that_assess_writes(cases: Path, tmp_path: Path) -> None:
    run(cases, "-o", tmp_path / "out")
    CliRunner().invoke(main, ["assess", str(cases / "red-flag.yaml"), "-o", str(tmp_path / "one.pdf")])
    assert (tmp_path / "out" / "red-flag.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()


def test_the_number_of_jobs_changes_no_byte_and_no_message(cases: Path, tmp_path: Path) -> None:
    (cases / "bad.yaml").write_text("case: x", "utf-8")
    done = {jobs: run(cases, "-o", tmp_path / jobs, "--jobs", jobs, "--format", "html") for jobs in ("1", "2")}
    assert written(tmp_path / "1") == written(tmp_path / "2")
    assert done["1"].stderr.replace(str(tmp_path / "1"), "") == done["2"].stderr.replace(str(tmp_path / "2"), "")


def test_a_bad_case_is_reported_with_all_its_problems_and_stops_no_other(cases: Path, tmp_path: Path) -> None:
    (cases / "bad.yaml").write_text("case: x\nfindings:\n  - {finding: hip-pian}\n  - {finding: clma}\n", "utf-8")
    done = run(cases, "-o", tmp_path / "out", "--format", "md")
    assert done.exit_code == 4
    assert "bad.yaml:3:" in done.stderr
    assert "bad.yaml:4:" in done.stderr
    assert "3 cases: 2 files written" in done.stderr
    assert "1 refused, 0 failed" in done.stderr
    assert sorted(written(tmp_path / "out")) == ["red-flag.md", "seed-author.md"]


def test_a_report_that_cannot_be_written_fails_and_stops_no_other(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "red-flag.md").mkdir(parents=True)
    done = run(cases, "-o", tmp_path / "out", "--format", "md")
    assert done.exit_code == 1
    assert "red-flag.yaml: file.unwritable" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["red-flag.md", "seed-author.md"]


def test_a_case_without_a_referral_has_no_letter_and_is_no_failure(cases: Path, tmp_path: Path) -> None:
    done = run(cases, "-o", tmp_path / "out", "--document", "letter")
    assert done.exit_code == 0
    assert list(written(tmp_path / "out")) == ["red-flag-letter.pdf"]
    assert "1 without a referral, so without a letter" in done.stderr


def test_two_cases_with_one_name_for_their_report_are_both_refused(cases: Path, tmp_path: Path) -> None:
    shutil.copy(cases / "red-flag.yaml", cases / "Red-Flag.yml")
    done = run(cases, "-o", tmp_path / "out", "--format", "md")
    assert done.exit_code == 4
    assert done.stderr.count("case.same-name") == 2
    assert list(written(tmp_path / "out")) == ["seed-author.md"]


def test_an_older_report_is_replaced_and_other_files_stay(cases: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    for name in ("red-flag.md", "mine.txt"):
        (output / name).write_text("old", "utf-8")
    run(cases, "-o", output, "--format", "md")
    found = written(output)
    assert found.pop("mine.txt") == b"old"
    assert sorted(found) == ["red-flag.md", "seed-author.md"]
    assert found["red-flag.md"] != b"old"


def test_the_practice_stands_in_every_report(cases: Path, tmp_path: Path) -> None:
    run(cases, "-o", tmp_path / "out", "--format", "md", "--branding", EXAMPLES / "branding" / "practice.yaml")
    assert all(b"Hill Street" in data for data in written(tmp_path / "out").values())


@pytest.mark.parametrize(("name", "code"), [("missing", "folder.unreadable"), ("empty", "folder.empty")])
def test_a_folder_without_cases_is_refused(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "empty" / "inner.yaml").mkdir(parents=True)
    done = run(tmp_path / name, "-o", tmp_path / "out")
    assert (done.exit_code, code in done.stderr) == (4, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("inner", [".", "reports/new"])
def test_reports_never_go_among_the_cases(inner: str, cases: Path) -> None:
    done = run(cases, "-o", cases / inner)
    assert done.exit_code == 2
    assert "reports would lie among the cases" in " ".join(done.stderr.split())
    assert sorted(written(cases)) == ["red-flag.yaml", "seed-author.yaml"]


def test_an_output_that_is_a_file_is_a_wrong_usage(cases: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    assert run(cases, "-o", tmp_path / "out").exit_code == 2
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_json_is_only_the_whole_assessment(cases: Path, tmp_path: Path) -> None:
    done = run(cases, "-o", tmp_path / "out", "--document", "handout", "--format", "json")
    assert (done.exit_code, "JSON is the whole assessment" in done.stderr) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_reports_and_says_what_was_done(jobs: str, cases: Path, tmp_path: Path) -> None:
    for number in range(80):
        shutil.copy(cases / "seed-author.yaml", cases / f"copy-{number}.yaml")
    output = tmp_path / "out"
    options = [str(cases), "-o", str(output), "--jobs", jobs]
    command = [sys.executable, "-m", "kinechain", "report", "batch", *options]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while running.poll() is None and not list(output.glob("*.pdf")):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    told = running.communicate()[1]
    assert running.returncode == 1
    found = written(output)
    assert 0 < len(found) < 82
    assert all(name.endswith(".pdf") and data.rstrip().endswith(b"%%EOF") for name, data in found.items())
    assert "Stopped by Ctrl-C." in told
    assert f"{len(found)} file" in told
    assert "Traceback" not in told
