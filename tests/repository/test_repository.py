"""The repository keeps its own promises: data folders, sizes, generated files, documents."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinechain.cli import main
from kinechain.cli.main import COMMANDS
from kinechain.knowledge.loader import load
from kinechain.knowledge.schema import schemas
from kinechain.report import machine

ROOT = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
LONGEST_RULE = 60
CODE = [path for folder in ("engine", "tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_rules_and_reports_hold_no_python() -> None:
    assert [path for folder in ("rules", "reports") for path in (ROOT / folder).rglob("*.py*")] == []


def test_the_top_level_is_the_one_that_was_asked_for() -> None:
    names = {path.name for path in ROOT.iterdir()}
    assert {"rules", "engine", "reports", "tests", "pyproject.toml", "README.md"} <= names


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_and_no_function_is_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    long = [f"{name}: {size}" for name, size in _functions(ast.parse(text)) if size > LONGEST_FUNCTION]
    assert not long


def _functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node) is not None
            start = node.body[0].end_lineno if documented else node.lineno
            assert start is not None and node.end_lineno is not None
            yield node.name, node.end_lineno - start


def test_rule_files_can_be_read_on_one_page() -> None:
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "rules").rglob("*.rule.yaml")}
    assert {name: size for name, size in sizes.items() if size > LONGEST_RULE} == {}


def test_generated_schemas_are_up_to_date() -> None:
    expected = schemas(load(ROOT / "rules").vocabulary)
    for name, schema in expected.items():
        stored = json.loads((ROOT / "rules" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
        assert stored == schema, "run `make schemas`"
    stored = json.loads((ROOT / "docs" / "assessment.schema.json").read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(machine.json_schema())), "run `make schemas`"
    stored = json.loads((ROOT / "docs" / "progress.schema.json").read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(machine.progress_schema())), "run `make schemas`"


def test_every_command_is_documented_in_the_reference() -> None:
    reference = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"kinechain {name}" in reference
        shown = CliRunner().invoke(main, [name, "--help"]).stdout
        for option in set(re.findall(r"(--[a-z]+)", shown)) - {"--help"}:
            assert option in reference, f"{name} {option} is not documented"


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for line in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[^A-Za-z0-9-]", line)[0].lower()
        assert f"| {name} |" in explained, name


def test_the_markdown_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "rules").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken
