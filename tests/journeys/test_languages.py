"""A practitioner reads in another language; a translator adds one."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinechain import resources
from kinechain.cli import main
from kinechain.language import in_language
from kinechain.language.catalogue import read_catalogue
from kinechain.language.catalogue_file import translations

ROOT = Path(__file__).parents[2]
SEED_AUTHOR = ROOT / "examples" / "seed-author.yaml"
ENDINGS = (".html", ".pdf", ".md", ".json", ".txt")


def run(*arguments: str | Path) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folders in which catalogues may be written."""
    for name in ("rules", "reports"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    in_language.cache_clear()
    return tmp_path


def test_an_unknown_language_is_wrong_usage_and_names_the_known() -> None:
    for command in (("assess", SEED_AUTHOR), ("demo",)):
        result = run(*command, "--language", "xx")
        assert result.exit_code == 2
        assert "There is no language 'xx'. Use one of: en, es." in result.stderr


def test_the_same_case_in_the_same_language_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files = [part for ending in ENDINGS for part in ("-o", tmp_path / f"{name}{ending}")]
        assert run("assess", SEED_AUTHOR, "--language", "es", *files).exit_code == 0
    for ending in ENDINGS:
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()


def test_a_report_names_its_language_and_that_the_translation_is_a_draft(tmp_path: Path) -> None:
    assert run("assess", SEED_AUTHOR, "--language", "es", "-o", tmp_path / "a.html").exit_code == 0
    page = (tmp_path / "a.html").read_text("utf-8")
    assert '<html lang="es">' in page
    assert in_language("es").hash[:12] in page


def test_an_english_report_names_no_translation(tmp_path: Path) -> None:
    assert run("assess", SEED_AUTHOR, "-o", tmp_path / "a.md").exit_code == 0
    assert "Translation" not in (tmp_path / "a.md").read_text("utf-8")


def test_the_demo_speaks_other_languages(tmp_path: Path) -> None:
    assert run("demo", "--language", "es", "-o", tmp_path).exit_code == 0
    assert json.loads((tmp_path / "seed-author.json").read_text("utf-8"))["language"] == "es"


def test_a_translator_starts_a_language_fills_it_and_reads_a_report(folder: Path) -> None:
    assert run("languages", "update", "fr").exit_code == 0
    assert "untranslated" in run("languages", "check", "fr").stdout
    words = folder / "words.json"
    forms = read_catalogue((folder / "reports" / "languages" / "fr.po").read_bytes(), "fr").num_plurals
    words.write_text(
        json.dumps(
            {
                "Red flags": "Drapeaux rouges",
                "{number} week": ["{number} semaine", *["{number} semaines"] * (forms - 1)],
                "Hip pain": "Coxalgie",
            }
        )
    )
    assert run("languages", "merge", "fr", words).stdout == "Merged 3 of 3 translations.\n"
    assert "fr  3 of " in run("languages", "list").stdout
    report = run("assess", SEED_AUTHOR, "--language", "fr").stdout
    assert "Drapeaux rouges" in report
    assert "Coxalgie" in report


def test_what_no_catalogue_holds_is_named_and_left_out(folder: Path) -> None:
    words = folder / "words.json"
    words.write_text(json.dumps({"No such text": "Nada"}))
    result = run("languages", "merge", "es", words)
    assert result.stdout == "Merged 0 of 1 translations.\n"
    assert "catalogue.unknown: No catalogue holds 'No such text'." in result.stderr


@pytest.mark.parametrize("text", ["[1]", "{", '{"Hip pain": 3}'])
def test_a_file_that_holds_no_translations_is_wrong_usage(folder: Path, text: str) -> None:
    words = folder / "words.json"
    words.write_text(text)
    assert run("languages", "merge", "es", words).exit_code == 2


@pytest.mark.parametrize("code", ["en", "klingon", "../es"])
def test_only_codes_of_other_languages_are_taken(folder: Path, code: str) -> None:
    assert run("languages", "update", code).exit_code == 2


def test_a_broken_catalogue_is_an_error_without_traceback_and_is_left_alone(folder: Path) -> None:
    file = folder / "rules" / "languages" / "es.po"
    file.write_text('msgid "Hip\n')
    assert run("languages", "update").exit_code == 1
    assert run("assess", SEED_AUTHOR, "--language", "es").exit_code == 2
    assert file.read_text() == 'msgid "Hip\n'


def test_an_update_keeps_what_was_translated(folder: Path) -> None:
    file = folder / "rules" / "languages" / "es.po"
    before = translations(file.read_bytes(), "es")
    assert run("languages", "update").exit_code == 0
    assert translations(file.read_bytes(), "es") == before


def test_a_log_can_be_replayed_whatever_language_was_read(tmp_path: Path) -> None:
    log = tmp_path / "decisions.log"
    assert run("assess", SEED_AUTHOR, "--language", "es", "--log", log, "-o", tmp_path / "a.md").exit_code == 0
    assert run("replay", log).exit_code == 0
