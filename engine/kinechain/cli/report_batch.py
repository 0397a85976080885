"""``kinechain report batch``: reports of every case of a folder."""

import datetime
import os
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.branding import branding_option, language_of, open_branding
from kinechain.cli.documents import check_document, document_option
from kinechain.cli.knowledge import (
    EXIT_FAILED,
    EXIT_INVALID_CASE,
    fail_with,
    language_option,
    open_knowledge_base,
    rules_option,
    show_problems,
)
from kinechain.cli.processes import get_ready
from kinechain.terms.problem import Problem

if TYPE_CHECKING:
    from kinechain.cli.batch_work import Order, Result

CASE_ENDINGS = (".yaml", ".yml", ".json")
FORMAT_NAMES = ("pdf", "html", "md", "txt", "json")
MOST_JOBS = 61
"""Windows waits for no more processes at once."""
CASES_A_JOB = 8
"""Starting a process costs about as much as this many cases."""


@click.command(short_help="Assess every case of a folder and write its reports.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "output", metavar="DIR", required=True, type=click.Path(path_type=Path),
    help="Where to write; made if it is not there.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMAT_NAMES), default=("pdf",), show_default=True,
    help="May be repeated.",
)  # fmt: skip
@document_option
@branding_option
@language_option
@click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), metavar="N",
    help="Processes that work at the same time; default: one for each core, fewer for few cases.",
)  # fmt: skip
@rules_option
def batch(
    folder: Path,
    output: Path,
    formats: tuple[str, ...],
    document: str,
    branding_file: Path | None,
    language: str | None,
    jobs: int | None,
    rules_folder: Path | None,
) -> None:
    """Assess every case file of DIR (.yaml, .yml, .json) and write its reports, named after the case file.

    A case that cannot be read is reported and does not stop the others. Exit code 4 when a case was refused, 1 when a
    report could not be made.
    """
    endings = tuple(name for name in FORMAT_NAMES if name in formats)
    check_document(document, tuple(Path(f"x.{ending}") for ending in endings), as_json=False)
    found = _cases(folder, output)
    processes = min(jobs or _jobs(len(found)), len(found))
    if processes > 1:
        get_ready()
    branding = open_branding(branding_file)
    knowledge_base = open_knowledge_base(rules_folder)
    _make(output)
    from kinechain.cli.batch_work import Order, Result

    order = Order(
        knowledge_base, language_of(language, branding), document, endings, branding, output, datetime.date.today()
    )
    clashes = _clashes(found)
    results = {case: Result(case, problems=(problem,)) for case, problem in clashes.items()}
    cases = [case for case in found if case not in clashes]
    stopped = _run(order, cases, processes, results)
    _tell(tuple(results.values()), len(found), output, stopped=stopped)


def _cases(folder: Path, output: Path) -> list[Path]:
    """The case files of a folder by name; leaves when there are none, or when reports would lie among them."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        _refuse(folder, "folder.unreadable", f"The folder cannot be read: {reason}.", "Give the folder of case files.")
    found = [entry for entry in entries if _is_case(entry)]
    if not found:
        hint = f"Case files end in {', '.join(CASE_ENDINGS)}; folders inside it are not read."
        _refuse(folder, "folder.empty", "There is no case file in this folder.", hint)
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"'{output}' is a file; --output names a folder.")
    if output.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError(
            f"'{output}' lies in '{folder}': reports would lie among the cases. Give another folder."
        )
    return found


def _is_case(entry: Path) -> bool:
    wanted = entry.suffix.lower() in CASE_ENDINGS and not entry.name.startswith(".")
    return wanted and (entry.is_file() or (entry.is_symlink() and not entry.exists()))


def _refuse(folder: Path, code: str, message: str, hint: str) -> None:
    fail_with([Problem(str(folder), 0, 0, code, message, hint)], EXIT_INVALID_CASE, "folder")


def _make(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        click.echo(f"{output}: folder.unwritable: The folder cannot be made: {reason}.", err=True)
        raise SystemExit(EXIT_FAILED) from error


def _clashes(cases: Iterable[Path]) -> dict[Path, Problem]:
    """Cases whose reports would have one name, on a file system that minds capital letters or not."""
    named = defaultdict(list)
    for case in cases:
        named[unicodedata.normalize("NFC", case.stem).casefold()].append(case)
    found = {}
    for group in named.values():
        for case in group if len(group) > 1 else ():
            others = ", ".join(f"'{other.name}'" for other in group if other != case)
            message = f"Its report would have the same name as that of {others}."
            found[case] = Problem(str(case), 0, 0, "case.same-name", message, "Rename all but one.")
    return found


def _jobs(cases: int) -> int:
    return max(1, min(os.cpu_count() or 1, MOST_JOBS, cases // CASES_A_JOB))


def _run(order: "Order", cases: Sequence[Path], jobs: int, results: "dict[Path, Result]") -> str:
    """Do the cases, with a bar on a terminal; why it stopped early, if it did."""
    from concurrent.futures import BrokenExecutor

    from kinechain.cli.batch_work import work

    shown = sys.stderr.isatty() and len(cases) > 1
    bar: Any = click.progressbar(length=len(cases), label="Assessing", file=sys.stderr) if shown else nullcontext()

    def seen(result: "Result") -> None:
        results[result.case] = result
        if shown:
            bar.update(1)

    try:
        with bar:
            work(order, cases, max(1, min(jobs, len(cases))), seen)
    except KeyboardInterrupt:
        return "Stopped by Ctrl-C."
    except BrokenExecutor:
        return "Stopped: a process died; perhaps memory is short. Try fewer --jobs."
    return ""


def _tell(results: "Sequence[Result]", cases: int, output: Path, *, stopped: str) -> None:
    """Every problem in the order of the files, then a summary; leaves with 1 or 4 unless all went well."""
    for result in sorted(results, key=lambda one: one.case.name):
        show_problems(result.told)
    refused = sum(bool(result.problems) for result in results)
    failed = sum(result.failure is not None for result in results)
    without = sum(not (result.told or result.written) for result in results)
    written = sum(len(result.written) for result in results)
    parts = [f"{_count(cases, 'case')}: {_count(written, 'file')} written to {output}"]
    parts += [f"{without} without a referral, so without a letter"] if without else []
    parts += [f"{refused} refused", f"{failed} failed"]
    parts += [f"{cases - len(results)} not done"] if cases > len(results) else []
    click.echo(f"{stopped}\n{', '.join(parts)}.".lstrip(), err=True)
    if failed or stopped:
        raise SystemExit(EXIT_FAILED)
    if refused:
        raise SystemExit(EXIT_INVALID_CASE)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
