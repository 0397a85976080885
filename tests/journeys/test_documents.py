"""A practitioner writes the letter and the handout from the command line."""

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


def test_the_handout_is_written_in_every_format_and_printed(tmp_path: Path) -> None:
    files = [tmp_path / f"handout{ending}" for ending in (".html", ".pdf", ".md", ".txt")]
    named = [part for path in files for part in ("-o", path)]
    assert run("assess", SEED_AUTHOR, "--document", "handout", *named).exit_code == 0
    assert files[1].read_bytes().startswith(b"%PDF")
    printed = run("assess", SEED_AUTHOR, "--document", "handout").stdout
    for text in (files[0].read_text("utf-8"), files[2].read_text("utf-8"), files[3].read_text("utf-8"), printed):
        assert "Your exercises" in text
        assert "Buttock squeeze" in text
        assert "Possible causes" not in text


def test_a_red_flag_gives_a_letter_and_a_next_step_without_exercises(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    done = run("assess", RED_FLAG, "--document", "letter", "-o", path, "--strict")
    assert done.exit_code == 3
    assert path.read_bytes().startswith(b"%PDF")
    assert "Signature" in run("assess", RED_FLAG, "--document", "letter").stdout
    printed = run("assess", RED_FLAG, "--document", "next-step").stdout
    assert "See a doctor" in printed
    assert "How much" not in printed


def test_where_a_flag_forbids_exercise_the_letter_stands_for_the_handout(tmp_path: Path) -> None:
    path = tmp_path / "handout.md"
    done = run("assess", RED_FLAG, "--document", "handout", "-o", path)
    assert done.exit_code == 0
    assert "The referral letter was written instead." in done.stderr
    letter = run("assess", RED_FLAG, "--document", "letter", "-o", tmp_path / "letter.md")
    assert letter.stderr.count("instead") == 0
    assert path.read_bytes() == (tmp_path / "letter.md").read_bytes()


def test_without_a_referral_nothing_is_written_and_the_reason_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    done = run("assess", SEED_AUTHOR, "--document", "letter", "-o", path)
    assert done.exit_code == 1
    assert "no referral: no letter" in done.stderr
    assert done.stdout == ""
    assert not path.exists()


@pytest.mark.parametrize("document", ["handout", "letter"])
def test_json_is_only_the_whole_assessment(document: str, tmp_path: Path) -> None:
    for wanted in (("--json",), ("-o", tmp_path / "x.json")):
        done = run("assess", RED_FLAG, "--document", document, *wanted)
        assert done.exit_code == 2
        assert "JSON is the whole assessment" in done.stderr
