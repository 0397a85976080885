"""What commands share: the knowledge base, the case, and how problems are shown."""

import datetime
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kinechain import resources
from kinechain.terms.problem import InvalidCaseError, InvalidKnowledgeBaseError, Problem

if TYPE_CHECKING:
    from kinechain.knowledge.model import KnowledgeBase
    from kinechain.terms.case import Case

EXIT_FAILED, EXIT_RED_FLAG, EXIT_INVALID_CASE, EXIT_INVALID_KNOWLEDGE_BASE = 1, 3, 4, 5
STDIN = "-"
_MOST_SHOWN = 100
Command = TypeVar("Command", bound=Callable[..., Any])


def rules_option(command: Command) -> Command:
    """Add ``--rules DIR`` to a command."""
    option = click.option(
        "--rules",
        "rules_folder",
        metavar="DIR",
        type=click.Path(path_type=Path),
        default=None,
        help="Use another knowledge base.",
    )
    return option(command)


def language_option(command: Command) -> Command:
    """Add ``--language CODE`` to a command."""
    option = click.option(
        "--language",
        metavar="CODE",
        default=None,
        callback=_known_language,
        help="The language of the report, such as es (default: that of the practice, else en).",
    )
    return option(command)


def _known_language(_: click.Context, __: click.Parameter, code: str | None) -> str | None:
    from kinechain.language import BrokenCatalogueError, in_language, languages

    if code is not None and code not in languages():
        raise click.BadParameter(f"There is no language '{code}'. Use one of: {', '.join(languages())}.")
    try:
        in_language(code or "en")
    except BrokenCatalogueError as error:
        raise click.BadParameter(f"{error}. See `kinechain languages check`.") from error
    return code


def rules_folder_of(chosen: Path | None) -> Traversable:
    """The folder given to the command or to the group, else the knowledge base of the program."""
    context = click.get_current_context(silent=True)
    folder = chosen or (context.find_root().obj if context else None)
    return folder if isinstance(folder, Path) else resources.folder("rules")


def open_knowledge_base(chosen: Path | None) -> "KnowledgeBase":
    """Load the chosen knowledge base, or leave with exit code 5 and every problem."""
    from kinechain.knowledge.loader import load

    folder = rules_folder_of(chosen)
    try:
        if not folder.is_dir():
            hint = "Give the folder that holds manifest.yaml."
            raise InvalidKnowledgeBaseError(
                [Problem(str(folder), 0, 0, "folder.missing", "There is no such folder.", hint)]
            )
        return load(folder)
    except InvalidKnowledgeBaseError as error:
        fail_with(error.problems, EXIT_INVALID_KNOWLEDGE_BASE, "knowledge base")


def open_case(path: str, knowledge_base: "KnowledgeBase") -> "Case":
    """Read a case file (``-``: standard input), or leave with exit code 4 and every problem."""
    from kinechain.knowledge.case_file import read_case

    try:
        data, name = read_input(path)
        return read_case(data, name, knowledge_base.vocabulary, datetime.date.today())
    except InvalidCaseError as error:
        fail_with(error.problems, EXIT_INVALID_CASE, "case")


def read_input(path: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input; InvalidCaseError when they cannot be read."""
    if path == STDIN:
        data = sys.stdin.buffer.read()
        # JSON on standard input has no ending to tell it by.
        return data, "standard-input.json" if data.lstrip()[:1] == b"{" else "standard-input.yaml"
    try:
        return Path(path).read_bytes(), path
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        hint = "`kinechain new case FILE` writes a file to fill in."
        raise InvalidCaseError(
            [Problem(path, 0, 0, "file.unreadable", f"The file cannot be read: {reason}.", hint)]
        ) from error


def fail_with(problems: Iterable[Problem], code: int, what: str) -> NoReturn:
    """Print problems on standard error and leave."""
    found = tuple(problems)
    show_problems(found)
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    click.echo(f"\nThe {what} was not used: {count}.", err=True)
    raise SystemExit(code)


def show_problems(found: Sequence[Problem]) -> None:
    """Print problems on standard error, and how many are left out when there are very many."""
    for problem in found[:_MOST_SHOWN]:
        click.echo(str(problem), err=True)
    if len(found) > _MOST_SHOWN:
        click.echo(f"… and {len(found) - _MOST_SHOWN} more.", err=True)
