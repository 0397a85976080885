"""The same assessment in each format, warm."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.clock import medians
from benchmarks.material import Material
from benchmarks.table import Row, Section
from kinechain.assess import Assessor

_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "HTML": ("html", {}),
    "PDF": ("pdf", {}),
    "Markdown": ("markdown", {}),
    "JSON": ("machine", {}),
    "Terminal": ("terminal", {"width": 100, "colour": False}),
}
_TARGETS = {"HTML": 0.020, "PDF": 0.100}


def reports(material: Material) -> Section:
    """Rendering, with templates and fonts already loaded by a first call."""
    assessment = Assessor(material.knowledge_base).assess(material.case)
    calls: dict[str, Callable[[], Any]] = {}
    for name, (module, options) in _FORMATS.items():
        try:
            calls[name] = partial(import_module(f"kinechain.report.{module}").render, assessment, **options)
        except ImportError:
            continue
    found = medians(calls, rounds=7)
    return Section(
        "Reports of that case, from an assessment, warm", tuple(_row(name, found.get(name)) for name in _FORMATS)
    )


def _row(name: str, seconds: float | None) -> Row:
    target = _TARGETS.get(name)
    met = None if target is None or seconds is None else seconds <= target
    return Row(name, "From the assessment to text or bytes", seconds, "",
               f"≤ {target * 1000:.0f} ms" if target else "", met)  # fmt: skip
