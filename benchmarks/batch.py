"""A folder of cases as PDF reports, by one process and by two, from the start of the command to its end."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.material import Material, story_files
from benchmarks.table import Row, Section, significant, times

_LEAST_A_SECOND = 15.0


def batch(material: Material) -> Section:
    """Time on the clock, because what two processes save is waiting; other work on the machine shows in it."""
    stories = story_files(material.folder)
    with TemporaryDirectory() as folder:
        cases = Path(folder, "cases")
        cases.mkdir()
        for name, written in stories.items():
            (cases / f"{name}.json").write_bytes(written)
        alone = _seconds(cases, Path(folder, "one"), jobs=1)
        both = _seconds(cases, Path(folder, "two"), jobs=2)
    rate = len(stories) / both
    return Section(
        f"`report batch`: the {len(stories)} stories as PDF, each once, on the clock",
        (
            Row("--jobs 1", "Start, knowledge base, both evaluators, PDF, writing", alone),
            Row(
                "--jobs 2", f"The same: {significant(rate)} reports a second", both, times(alone / both),
                f"≥ {_LEAST_A_SECOND:.0f} a second", rate >= _LEAST_A_SECOND,
            ),
        ),
    )  # fmt: skip


def _seconds(cases: Path, output: Path, *, jobs: int) -> float:
    command = [sys.executable, "-m", "kinechain", "report", "batch", str(cases), "-o", str(output), "--jobs", str(jobs)]
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start
