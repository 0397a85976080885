"""The decision log as an auditor uses it: log, verify, show, replay, and what they say when something is wrong."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

ROOT = Path(__file__).parents[2]
SEED_AUTHOR = ROOT / "examples" / "seed-author.yaml"
RED_FLAG = ROOT / "examples" / "red-flag.yaml"


def run(*arguments: str | Path) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log of two real decisions, to copy."""
    folder = tmp_path_factory.mktemp("logged")
    assert run("assess", SEED_AUTHOR, "--log", folder / "a.log").exit_code == 0
    assert run("assess", RED_FLAG, "--log", folder / "a.log", "--strict").exit_code == 3
    return folder


@pytest.fixture
def log(logged: Path, tmp_path: Path) -> Path:
    """A copy of that log."""
    shutil.copytree(logged, tmp_path / "copy")
    return tmp_path / "copy" / "a.log"


def test_a_log_verifies_shows_and_replays(log: Path) -> None:
    verified = run("log", "verify", log)
    assert verified.exit_code == 0, verified.output
    assert verified.stdout.startswith("2 records, an unbroken chain. Last hash: ")
    last = verified.stdout.split()[-1]
    assert run("log", "verify", log, "--last", last).exit_code == 0
    shown = run("log", "show", log).stdout.splitlines()
    assert [line.split()[0] for line in shown] == ["1", "2"]
    assert "advice" in shown[0]
    assert "refer" in shown[1]
    assert "masked-" in shown[0]
    fields = json.loads(run("log", "show", log, "--json").stdout)
    assert fields[1]["hash"] == last
    assert fields[0]["previous"] == "0" * 64
    replayed = run("replay", log)
    assert (replayed.exit_code, replayed.stdout) == (0, "2 of 2 replayed with the same result, bit for bit.\n")
    assert run("replay", log, "--record", "2").stdout.startswith("1 of 1")


def test_a_masked_log_does_not_name_the_case_and_an_unmasked_one_does(log: Path, tmp_path: Path) -> None:
    assert "seed-author" not in log.read_text(encoding="ascii")
    done = run("assess", SEED_AUTHOR, "--log", tmp_path / "open.log", "--unmasked", "--json")
    assert json.loads(done.stdout)["case"] == "seed-author"
    assert "Logged as record 1" in done.stderr
    assert "seed-author" in run("log", "show", tmp_path / "open.log").stdout
    assert run("replay", tmp_path / "open.log").exit_code == 0


def test_the_report_still_names_the_case(tmp_path: Path) -> None:
    with_log = run("assess", SEED_AUTHOR, "--json", "--log", tmp_path / "a.log").stdout
    assert with_log == run("assess", SEED_AUTHOR, "--json").stdout


def test_unmasked_without_a_log_is_wrong_usage() -> None:
    assert run("assess", SEED_AUTHOR, "--unmasked").exit_code == 2


def test_a_changed_record_is_named_by_verify_show_and_replay(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b'"state":"negative"', b'"state":"positive"', 1))
    for command in (("log", "verify"), ("log", "show"), ("replay",)):
        result = run(*command, log)
        assert result.exit_code == 1, result.output
        assert "record 1: its content does not have its hash: it was changed" in result.stderr
    assert "1 of 1 replayed" in run("replay", log).stdout


def test_a_log_that_lost_its_last_record_and_its_head_is_found_by_a_noted_hash(log: Path) -> None:
    last = json.loads(log.read_bytes().splitlines()[-1])["hash"]
    log.write_bytes(log.read_bytes().splitlines(keepends=True)[0])
    assert "record 2: missing at the end" in run("log", "verify", log).stderr
    log.with_name("a.log.head").unlink()
    unsure = run("log", "verify", log)
    assert unsure.exit_code == 0
    assert "no head file" in unsure.stderr
    assert run("log", "verify", log, "--last", last).exit_code == 1


def test_a_torn_end_is_reported_and_the_next_assessment_goes_on_after_saying_so(log: Path) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole[:-100])
    result = run("log", "verify", log)
    assert result.exit_code == 1
    assert "record 2: torn" in result.stderr
    went_on = run("assess", RED_FLAG, "--log", log)
    assert went_on.exit_code == 0
    assert "was damaged" in went_on.stderr
    assert "Logged as record 3" in went_on.stderr
    verified = run("log", "verify", log)
    assert verified.exit_code == 0
    assert "Record 2 " in verified.stdout
    assert "tells of a repair" in verified.stdout
    assert " repair " in run("log", "show", log).stdout
    assert run("replay", log).stdout.startswith("2 of 2")
    assert run("replay", log, "--record", "2").exit_code == 2


def test_another_knowledge_base_gives_5_and_names_both_and_the_way_out(log: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    manifest = rules / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    version = json.loads(log.read_bytes().splitlines()[0])["knowledge_base"]["version"]
    manifest.write_text(text.replace(f"version: {version}", "version: 9.9.9", 1), encoding="utf-8")
    result = run("replay", log, "--rules", rules)
    assert result.exit_code == 5, result.output
    stamp = json.loads(log.read_bytes().splitlines()[0])["knowledge_base"]
    for words in ("2 of the decisions", stamp["hash"], stamp["version"], "9.9.9", "--rules DIR", "rules/manifest.yaml"):
        assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_record_that_is_not_there_is_wrong_usage(log: Path, tmp_path: Path) -> None:
    assert run("replay", log, "--record", "3").exit_code == 2
    assert run("replay", log, "--record", "0").exit_code == 2
    assert run("replay", tmp_path / "missing.log").exit_code == 2
    assert run("log", "verify", tmp_path).exit_code == 2


def test_a_result_that_differs_gives_1_and_names_what(log: Path) -> None:
    from support.logs import forged

    lines = log.read_bytes().splitlines(keepends=True)
    fields = json.loads(lines[0])
    lines[0] = forged(lines[0], conclusions=[*fields["conclusions"], "cause:invented@left"])
    log.write_bytes(lines[0])
    log.with_name("a.log.head").unlink()
    result = run("replay", log)
    assert result.exit_code == 1
    assert "record 1 differs\n  conclusions: no longer cause:invented@left\n" in result.stdout


@pytest.mark.parametrize("target", ["the case itself", "a folder that is missing", "a folder"])
def test_a_log_that_cannot_be_written_gives_1_or_2_and_no_report(tmp_path: Path, target: str) -> None:
    case = tmp_path / "case.yaml"
    shutil.copy(SEED_AUTHOR, case)
    path = {"the case itself": case, "a folder that is missing": tmp_path / "no" / "a.log", "a folder": tmp_path}[
        target
    ]
    result = run("assess", case, "--log", path, "-o", tmp_path / "report.json")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert case.read_bytes() == SEED_AUTHOR.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["case.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_that_is_really_full_gives_an_error_and_no_half_record(log: Path) -> None:
    before = log.read_bytes()
    program = (
        "import resource, sys; from kinechain.cli import main; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 1000}, resource.RLIM_INFINITY)); "
        f"main(['assess', {str(SEED_AUTHOR)!r}, '--log', {str(log)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "file too large. Nothing was appended" in done.stderr
    assert done.stdout == ""
    assert log.read_bytes() == before
    assert run("log", "verify", log).exit_code == 0
