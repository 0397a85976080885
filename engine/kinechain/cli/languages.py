"""``kinechain languages``: the catalogues of the languages, for translators and developers."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinechain import resources
from kinechain.cli.knowledge import EXIT_FAILED, open_knowledge_base
from kinechain.cli.output import write_whole

if TYPE_CHECKING:
    from kinechain.language.catalogue import Part
    from kinechain.language.extraction import Message

ENGLISH_CODE = "en"


@click.group(short_help="The languages of reports: list, update, check, merge translations.")
def languages() -> None:
    """The languages of reports and their catalogues.

    English stands in the program and in the rules; any other language is two catalogues, reports/languages/CODE.po and
    rules/languages/CODE.po.
    """


@languages.command("list", short_help="Which languages there are, and how complete.")
def list_() -> None:
    """Name every language with the share of its texts that are translated."""
    from kinechain.language import languages as known
    from kinechain.language.catalogue_file import messages_of, translations

    for code in known():
        if code == ENGLISH_CODE:
            click.echo("en  the language in which everything is written")
            continue
        catalogues = [_read(path) for path in _files(code).values()]
        with _legible():
            held = sum(len({message.one for message in messages_of(data, code)}) for data in catalogues)
            said = sum(len(translations(data, code)) for data in catalogues)
        click.echo(f"{code}  {said} of {held} texts")


@languages.command(short_help="Bring catalogues up to date with the program and the rules.")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
def update(codes: tuple[str, ...]) -> None:
    """Bring the catalogues of CODE (default: of every language) up to date; a new CODE starts a language.

    Translations stay where their English text is unchanged; texts that are said no more go.
    """
    from kinechain.language import languages as known
    from kinechain.language.catalogue_file import updated

    wanted = codes or known()[1:]
    for code in wanted:
        _check_code(code)
    messages = _messages()
    with _alone(), _legible():
        for code in wanted:
            files = _files(code).items()
            for path, data in [(path, updated(_read(path), code, messages[part])) for part, path in files]:
                write_whole(path, data)
                click.echo(f"Wrote {path}", err=True)


@languages.command(short_help="Find what is missing, wrong or obsolete in catalogues.")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
def check(codes: tuple[str, ...]) -> None:
    """Check the catalogues of CODE (default: of every language): complete, nothing obsolete, placeholders kept."""
    from kinechain.language import languages as known
    from kinechain.language.catalogue_file import complaints, contradictions

    messages, found = _messages(), []
    for code in codes or known()[1:]:
        _check_code(code)
        files = {part: (path, _read(path)) for part, path in _files(code).items()}
        with _legible():
            for part, (path, data) in files.items():
                found += [(path, one) for one in complaints(data, code, messages[part])]
            found += [(files["rules"][0], one) for one in contradictions(files["rules"][1], files["reports"][1], code)]
    for path, one in found:
        click.echo(f"{path}:{one.line}: catalogue.{one.code}: {one.what}")
    if found:
        click.echo(f"\n{len(found)} problems.", err=True)
        raise SystemExit(EXIT_FAILED)


@languages.command(short_help="Put translations from a JSON file into catalogues.")
@click.argument("code", metavar="CODE")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def merge(code: str, file: Path) -> None:
    """Put translations into the catalogues of CODE.

    FILE is a JSON object from English texts to translations; for a text that depends on a number, from the text for one
    to a list of all forms. Texts that no catalogue holds are named and left out. Several may merge at the same time.
    """
    from kinechain.language.catalogue_file import merged, messages_of

    _check_code(code)
    new = _translations(file)
    unknown = set(new)
    with _alone(), _legible():
        filled = {}
        for path in _files(code).values():
            unknown -= {message.one for message in messages_of(_read(path), code)}
            filled[path] = merged(_read(path), code, new)
        for path, data in filled.items():
            write_whole(path, data)
    for text in sorted(unknown):
        click.echo(f"{file}: catalogue.unknown: No catalogue holds '{text}'.", err=True)
    click.echo(f"Merged {len(new) - len(unknown)} of {len(new)} translations.")


def _translations(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.UsageError(f"{file} is no JSON: {error}.") from error
    if not isinstance(found, dict) or not all(map(_is_translation, found.values())):
        raise click.UsageError(f"{file} must be one JSON object from English texts to translations.")
    return {text: tuple(said) if isinstance(said, list) else said for text, said in found.items()}


def _is_translation(said: Any) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(form, str) for form in said))


def _check_code(code: str) -> None:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError) as error:
        raise click.UsageError(f"'{code}' is not the code of a language, such as 'es'.") from error
    if code == ENGLISH_CODE:
        raise click.UsageError("English stands in the program and in the rules; it has no catalogue.")


def _messages() -> "dict[Part, tuple[Message, ...]]":
    from kinechain.knowledge.translated import wording
    from kinechain.language.extraction import Message
    from kinechain.report.messages import messages

    rules: Iterable[tuple[str, str]] = wording(open_knowledge_base(None))
    return {"reports": messages(), "rules": tuple(Message(place, text) for place, text in rules)}


def _files(code: str) -> "dict[Part, Path]":
    from kinechain.language.catalogue import ENDING, FOLDER, PARTS

    return {part: Path(str(resources.folder(part))) / FOLDER / f"{code}{ENDING}" for part in PARTS}


def _read(path: Path) -> bytes:
    """A catalogue, or nothing where there is none yet."""
    return path.read_bytes() if path.exists() else b""


@contextmanager
def _legible() -> Iterator[None]:
    """Leave with exit code 1 when a catalogue cannot be read, before anything is written."""
    from kinechain.language import BrokenCatalogueError

    try:
        yield
    except BrokenCatalogueError as error:
        click.echo(f"catalogue.broken: {error}.", err=True)
        raise SystemExit(EXIT_FAILED) from error


@contextmanager
def _alone() -> Iterator[None]:
    """One writer of catalogues at a time."""
    from kinechain.store.locking import locked

    file = Path(tempfile.gettempdir()) / "kinechain-languages.lock"
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with locked(handle):
            yield
    finally:
        os.close(handle)
