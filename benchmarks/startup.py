"""Cold starts, each in a process of its own, and loading the knowledge base."""

import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from benchmarks.clock import medians
from benchmarks.material import Material
from benchmarks.table import NOT_AVAILABLE, Row, Section, times
from kinechain.knowledge.files import decides, walk
from kinechain.knowledge.loader import load, load_contents
from kinechain.terms.problem import InvalidKnowledgeBaseError

DEPENDENCIES = ("experta", "pydantic", "jinja2", "yaml", "click", "rich", "typst", "graphlay")
_START = "from kinechain.cli import main; main({arguments!r}, standalone_mode=False)"
_WHICH = f"; import sys; print(*(one for one in {DEPENDENCIES!r} if one in sys.modules))"
_SHIM = "from kinechain.inference.experta_import import load_experta; load_experta()"
_COLD_TARGET, _LOAD_TARGET = 4.0, 0.001


def cold_start(material: Material) -> Section:
    """A cold assessment from the command line beside the cold import of exactly the dependencies that it imports."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["assess", str(material.file), "--rules", str(material.folder), "-o", str(Path(folder, "x.md"))]
        command = _START.format(arguments=arguments)
        checked = subprocess.run([sys.executable, "-c", command + _WHICH], capture_output=True, text=True, check=False)
        available = checked.returncode == 0
        used = checked.stdout.split() if available else list(DEPENDENCIES)
        imports = "; ".join(_SHIM if one == "experta" else f"import {one}" for one in used)
        programs = {"nothing": "pass", "imports": imports} | ({"assess": command} if available else {})
        found = medians({name: partial(_run, code) for name, code in programs.items()}, rounds=5, batch=0.0)
    rows = [
        Row("Python alone", "A new process that does nothing", found["nothing"]),
        Row("Import of dependencies", f"A new process that imports {', '.join(used)}", found["imports"], "1 ×"),
    ]
    inside, target = "A new process: import, load rules, build both evaluators, decide, write Markdown", "≤ 4 × imports"
    if available:
        ratio = found["assess"] / found["imports"]
        rows.append(
            Row("kinechain assess -o x.md", inside, found["assess"], times(ratio), target, ratio <= _COLD_TARGET)
        )
    else:
        rows.append(Row("kinechain assess -o x.md", inside, None, NOT_AVAILABLE, target))
    return Section("Cold start: new processes, files in the disk cache, modules compiled before", tuple(rows))


def _run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def loading(material: Material) -> Section:
    """Reading the whole knowledge base, and what its rule files add to vocabulary and sources."""
    contents = [(path, entry.read_bytes()) for path, entry in walk(material.folder) if decides(path)]
    words = [(path, data) for path, data in contents if not path.endswith(".rule.yaml")]
    found = medians({"whole": lambda: load(material.folder), "words": partial(_load_words, words)}, rounds=7)
    count = len(contents) - len(words)
    each = (found["whole"] - found["words"]) / count
    rest = f"Vocabulary, exercises and references alone: {len(words)} files"
    return Section(
        "Loading the knowledge base",
        (
            Row("Knowledge base", "Every file read, checked, linked, stratified and hashed", found["whole"]),
            Row("Words and sources", rest, found["words"]),
            Row(
                "Each rule", f"The difference of the two, over {count} rules", each, "", "≤ 1 ms", each <= _LOAD_TARGET
            ),
        ),
    )


def _load_words(contents: list[tuple[str, bytes]]) -> None:
    # Without rules the red flags are never raised, which the loader says at the end of its work.
    with suppress(InvalidKnowledgeBaseError):
        load_contents(contents)
