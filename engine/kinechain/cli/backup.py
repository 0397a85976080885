"""``kinechain backup`` and ``kinechain restore``."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import NoReturn

import click

from kinechain.cli.knowledge import EXIT_FAILED, Command

_SHORTEST_PASSPHRASE = 12


def _options(command: Command) -> Command:
    folder = click.option(
        "--data",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        help="The data folder, as for `kinechain serve`.",
    )
    passphrase = click.option(
        "--passphrase-file",
        metavar="FILE",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Read the passphrase from the first line of this file; else it is asked for.",
    )
    return folder(passphrase(command))


@click.command(short_help="Write an encrypted backup of all records.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@_options
def backup(file: Path, force: bool, data: Path | None, passphrase_file: Path | None) -> None:
    """Write every account, client, visit, report and the decision log to FILE, encrypted with a passphrase.

    The app may run meanwhile. FILE is read back and checked before it gets its name. Without the passphrase nobody can
    open it: keep it where the computer's thief does not find it.
    """
    if file.exists() and not force:
        _leave(f"{file} exists already and was left as it is. Use --force to overwrite it.")
    passphrase = _passphrase(passphrase_file, new=True)
    log = _open(data)
    rows = _written(file, log, passphrase)
    click.echo(f"Wrote {file}: {rows} rows, encrypted, read back and found whole.", err=True)


def _written(file: Path, log: Path, passphrase: str) -> int:
    from kinechain.store.backup import RecordsError, check_backup, write_backup
    from kinechain.store.files import LogError

    temporary: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "w+b") as target:
            rows = write_backup(target, log, passphrase, secrets.token_bytes)
            target.flush()
            os.fsync(target.fileno())
            target.seek(0)
            check_backup(target, passphrase)
        temporary.replace(file)
        return rows
    except (OSError, RecordsError, LogError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _leave(f"The backup was not written: {reason}.")
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@click.command(short_help="Put a backup into an empty data folder.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_options
def restore(file: Path, data: Path | None, passphrase_file: Path | None) -> None:
    """Put the backup FILE into an empty data folder (or an empty PostgreSQL database, by DATABASE_URL).

    The whole backup is checked first. Then everything is put back or nothing.
    """
    passphrase = _passphrase(passphrase_file, new=False)
    log = _open(data)  # the records can be imported only now

    from kinechain.store.backup import NotEmptyError, RecordsError
    from kinechain.store.backup import restore as put_back
    from kinechain.store.sealing import UnreadableBackupError

    try:
        with file.open("rb") as source:
            rows = put_back(source, log, passphrase)
    except NotEmptyError:
        _leave(f"There are records in {log.parent} already, so nothing was restored. Name an empty folder with --data.")
    except UnreadableBackupError as error:
        _leave(f"{file}: {error} Nothing was restored.")
    except (OSError, RecordsError) as error:
        _leave(f"Nothing was restored: {getattr(error, 'strerror', None) or error}.")
    click.echo(f"Restored {rows} rows to {log.parent}.", err=True)


def _open(data: Path | None) -> Path:
    """Open the records; the path of the decision log."""
    from kinechain.web.starting import CannotStartError, configure, open_records

    try:
        folder = configure(data)
        open_records()
    except CannotStartError as error:
        _leave(str(error))
    return folder.log


def _passphrase(file: Path | None, *, new: bool) -> str:
    if file is not None:
        text = file.read_text("utf-8").partition("\n")[0].strip()
    else:
        text = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))
    if new and len(text) < _SHORTEST_PASSPHRASE:
        _leave(f"A passphrase needs at least {_SHORTEST_PASSPHRASE} characters. Some words in a row are good.")
    return text


def _leave(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(EXIT_FAILED)
