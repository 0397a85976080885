"""A knowledge base as it was: a folder, or the rules folder at a git revision."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class NoSuchVersionError(Exception):
    """Neither a folder nor a git revision of the rules folder."""


@contextmanager
def version_folder(name: str, rules: Path | None) -> Iterator[Path]:
    """The folder ``name``, or the folder ``rules`` as it was at the git revision ``name``, unpacked for a while."""
    if Path(name).is_dir():
        yield Path(name)
        return
    if rules is None:
        raise NoSuchVersionError(f"'{name}' is not a folder, and the rules of this program are not under git.")
    with TemporaryDirectory(prefix="kinechain-rules-") as folder:
        with tarfile.open(fileobj=io.BytesIO(_archive(name, rules))) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def _archive(revision: str, rules: Path) -> bytes:
    commit = _git(rules, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise NoSuchVersionError(f"'{revision}' is neither a folder nor a git revision of {rules}.")
    archive = _git(rules, "archive", "--format=tar", commit.decode().strip())
    if archive is None:
        raise NoSuchVersionError(f"The revision '{revision}' does not hold {rules}.")
    return archive


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
