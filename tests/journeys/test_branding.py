"""A practice puts its name and logo on what it hands out, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain.cli import main

ROOT = Path(__file__).parents[2]
PRACTICE = ROOT / "examples" / "branding" / "practice.yaml"
RED_FLAG = ROOT / "examples" / "red-flag.yaml"


def run(*arguments: str | Path) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("document", ["clinician", "handout", "letter"])
def test_every_document_of_every_format_carries_the_practice(document: str, tmp_path: Path) -> None:
    files = [tmp_path / f"x{ending}" for ending in (".html", ".md", ".txt", ".pdf")]
    named = [part for path in files for part in ("-o", path)]
    assert run("assess", RED_FLAG, "--document", document, "--branding", PRACTICE, *named).exit_code == 0
    assert files.pop().read_bytes().startswith(b"%PDF")
    assert all("Hill Street Movement Practice" in file.read_text("utf-8") for file in files)


def test_the_practice_stands_in_what_is_printed_and_never_in_json() -> None:
    assert "Hill Street" in run("assess", RED_FLAG, "--branding", PRACTICE).stdout
    assert "Hill Street" not in run("assess", RED_FLAG, "--branding", PRACTICE, "--json").stdout


def test_a_bad_branding_file_stops_everything_with_every_problem(tmp_path: Path) -> None:
    file, output = tmp_path / "practice.yaml", tmp_path / "x.html"
    file.write_text('name: x\ncolours: {accent: "#ff0"}\nlogo: none.svg\n', "utf-8")
    done = run("assess", RED_FLAG, "--branding", file, "-o", output)
    assert done.exit_code == 4
    assert "practice.yaml:2:19: branding.contrast" in done.stderr
    assert "practice.yaml:3:7: logo.missing" in done.stderr
    assert "The branding file was not used: 2 problems." in done.stderr
    assert not output.exists()


def test_a_missing_branding_file_is_told() -> None:
    done = run("assess", RED_FLAG, "--branding", "none.yaml")
    assert (done.exit_code, "file.unreadable" in done.stderr) == (4, True)


def test_the_stored_schema_is_the_generated_one() -> None:
    stored = (ROOT / "docs" / "branding.schema.json").read_text("utf-8")
    assert json.loads(stored) == json.loads(run("schema", "branding").stdout)
