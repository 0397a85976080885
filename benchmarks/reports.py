"""The same assessment in each format, warm; its figures alone; and the PDF against another maker of PDFs."""

import logging
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.clock import medians
from benchmarks.material import Material
from benchmarks.table import Row, Section, times
from kinechain.assess import Assessor
from kinechain.report import body_map, figure, html
from kinechain.terms.assessment import Assessment

_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "HTML": ("html", {}),
    "PDF": ("pdf", {}),
    "Markdown": ("markdown", {}),
    "JSON": ("machine", {}),
    "Terminal": ("terminal", {"width": 100, "colour": False}),
}
_FIGURES = "All figures"
_DRAWERS = (body_map.drawn_body, figure.drawn_chain, figure.drawn_cycle)
_TARGETS = {"HTML": 0.020, "PDF": 0.100, _FIGURES: 0.030}
_OTHER = "WeasyPrint"
_OTHER_TARGET = 8
_INSIDE = "From the assessment to text or bytes"
_NO_OTHER = "not measured: it needs `pip install weasyprint` and Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)"


def reports(material: Material) -> Section:
    """Rendering, with templates and fonts already loaded by a first call."""
    assessment = Assessor(material.knowledge_base).assess(material.case)
    calls: dict[str, Callable[[], Any]] = {
        name: partial(import_module(f"kinechain.report.{module}").render, assessment, **options)
        for name, (module, options) in _FORMATS.items()
    }
    found = medians({**calls, _FIGURES: lambda: [draw(assessment) for draw in _DRAWERS]}, rounds=7)
    rows = (
        *(_row(name, _INSIDE, found[name]) for name in _FORMATS),
        _row(_FIGURES, "The SVG of every figure of the report", found[_FIGURES]),
        _against_other(assessment, found["PDF"]),
    )
    return Section("Reports of that case, from an assessment, warm", rows)


def _row(name: str, inside: str, seconds: float) -> Row:
    target = _TARGETS.get(name)
    shown = f"≤ {target * 1000:.0f} ms" if target else ""
    return Row(name, inside, seconds, "", shown, None if target is None else seconds <= target)


def _against_other(assessment: Assessment, ours: float) -> Row:
    """The PDF that WeasyPrint makes of the HTML of the same case, as a multiple of ours."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: without Pango
        return Row(_OTHER, _NO_OTHER, None)
    # It warns of every property that it does not know.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    page = html.render(assessment)
    seconds = medians({_OTHER: lambda: HTML(string=page).write_pdf()}, rounds=1, batch=0)[_OTHER]
    ratio = seconds / ours
    return Row(_OTHER, "From the HTML of the report to PDF; one call, after one to warm up", seconds,
               f"{times(ratio)} as long as our PDF", f"≥ {_OTHER_TARGET} ×", ratio >= _OTHER_TARGET)  # fmt: skip
