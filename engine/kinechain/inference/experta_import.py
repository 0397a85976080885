"""The only door to experta.

experta 1.9.4 pins frozendict 1.2, whose class statement reads ``collections.Mapping``, which Python 3.10 removed. The
name
is lent while frozendict is imported and taken back at once.
"""

import collections
import collections.abc
import importlib
from threading import Lock
from typing import Any

_LOCK = Lock()


def load_experta() -> Any:
    """Import experta; ImportError when the installation is incomplete (experta swallows that error itself)."""
    with _LOCK:
        lent = not hasattr(collections, "Mapping")
        if lent:
            collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
        try:
            importlib.import_module("frozendict")
        finally:
            if lent:
                del collections.Mapping  # type: ignore[attr-defined]
        experta = importlib.import_module("experta")
    if not hasattr(experta, "KnowledgeEngine"):
        raise ImportError("experta is installed but incomplete: reinstall experta 1.9.4 with its dependencies")
    return experta
