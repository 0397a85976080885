"""Where the knowledge base, the report templates and the examples are: data folders outside the import package."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal


@cache
def folder(name: Literal["rules", "reports", "examples"]) -> Traversable:
    """The data folder ``rules``, ``reports`` or ``examples``.

    In a checkout it stands beside ``engine/``; in an installed wheel, zipped or not, inside the package.
    FileNotFoundError says that the installation is incomplete.

    >>> folder("rules").joinpath("README.md").is_file()
    True
    """
    package = files("kinechain")
    for place in (_beside_the_source_root(package, name), package.joinpath(name)):
        if place is not None and place.is_dir():
            return place
    raise FileNotFoundError(f"the folder '{name}' of Kinechain is missing: reinstall the package")


def _beside_the_source_root(package: Traversable, name: str) -> Traversable | None:
    """The folder next to ``engine/`` when the package is loaded from ``engine/kinechain``."""
    parent = getattr(package, "parent", None)
    if parent is None or parent.name != "engine":
        return None
    beside: Traversable = parent.parent.joinpath(name)
    return beside
