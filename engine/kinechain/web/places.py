"""Where the app keeps its records: one private folder, or a PostgreSQL server and that folder."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "KINECHAIN_DATA"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_SECRET_CHARACTERS = 64


class UnusableFolderError(Exception):
    """The data folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The files of one installation."""

    path: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.path / "kinechain.sqlite3"

    @property
    def secret(self) -> Path:
        """The key that signs sessions. Whoever has it can sign in as anybody."""
        return self.path / "secret-key"

    @property
    def log(self) -> Path:
        """The decision log."""
        return self.path / "decisions.log"

    @property
    def branding(self) -> Path:
        """How documents of the practice look; missing before an administrator chose."""
        return self.path / "branding.json"

    def secret_key(self) -> str:
        """The key that signs sessions; empty before :meth:`prepare`."""
        try:
            return self.secret.read_text("ascii").strip()
        except FileNotFoundError:
            return ""

    def prepare(self) -> None:
        """Make the folder and the key, readable by their owner only; UnusableFolderError when that fails."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
            _make_once(self.secret, secrets.token_urlsafe(_SECRET_CHARACTERS))
            if not self.secret_key():
                raise UnusableFolderError(f"{self.secret} is empty. Delete it and start again: a new key is made.")
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            message = f"The data folder {self.path} cannot be used: {reason}. Choose another with --data FOLDER."
            raise UnusableFolderError(message) from error


def _make_once(path: Path, text: str) -> None:
    """Write a new private file whole; leave it when it is there already."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def data_folder() -> DataFolder:
    """The folder that ``KINECHAIN_DATA`` names, else the user's own."""
    from platformdirs import user_data_path

    named = os.environ.get(DATA_VARIABLE)
    return DataFolder(Path(named) if named else user_data_path("kinechain", appauthor=False))
