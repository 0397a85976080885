"""The files of a knowledge base, from a folder, a wheel or a zip, always in the same order."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

_SKIPPED_FOLDERS = {"schema", "__pycache__"}


def walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every ``.yaml`` file below ``folder`` with its path relative to it, sorted."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{prefix}{entry.name}"
        if entry.name.endswith(".yaml"):
            yield path, entry
        elif entry.name not in _SKIPPED_FOLDERS and "." not in entry.name and entry.is_dir():
            yield from walk(entry, f"{path}/")


def decides(path: str) -> bool:
    """Whether a file takes part in decisions; cases and stories only test them.

    >>> decides("posture/tilt.rule.yaml"), decides("posture/tilt.cases.yaml"), decides("stories/a.story.yaml")
    (True, False, False)
    """
    return not path.endswith((".cases.yaml", ".story.yaml")) and path != "coverage.yaml"


def content_hash(contents: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over path and content of the deciding files, with line ends unified (hexadecimal, 64 characters)."""
    digest = hashlib.sha256()
    for path, data in sorted(contents):
        if decides(path):
            unified = data.replace(b"\r\n", b"\n")
            digest.update(f"{path}\0{len(unified)}\0".encode())
            digest.update(unified)
    return digest.hexdigest()
