"""Different assessments in each format, warm; their figures alone; and the PDF against another maker of PDFs."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from statistics import median
from typing import Any

from benchmarks.clock import each, once
from benchmarks.material import Material, story_files
from benchmarks.table import Row, Section, times
from kinechain.assess import Assessor
from kinechain.knowledge.case_file import read_case
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
_OTHER_CASES = 2
"""Few, because WeasyPrint takes many seconds for a rich case."""
_GRID = re.compile(r"display:\s*(inline-)?grid")
"""WeasyPrint lays out grids so slowly that they would take more than half of its time."""
_CASES = 25
"""The first of them warms up."""
_INSIDE = "From the assessment to text or bytes"
_NO_OTHER = "not measured: it needs `pip install weasyprint` and Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)"


def reports(material: Material) -> Section:
    """Rendering, with templates and fonts already loaded. Every call is given a case that its format never had."""
    assessor = Assessor(material.knowledge_base)
    files = list(story_files(material.folder).items())
    cases = [
        read_case(written, f"{name}.json", material.knowledge_base.vocabulary, date.max)
        for name, written in files[:: len(files) // _CASES][:_CASES]
    ]
    assessments = tuple(map(assessor.preview, cases))
    calls: dict[str, Callable[[Assessment], Any]] = {
        name: partial(import_module(f"kinechain.report.{module}").render, **options)
        for name, (module, options) in _FORMATS.items()
    }
    calls[_FIGURES] = lambda assessment: [draw(assessment) for draw in _DRAWERS]
    # Each with copies of its own, because the figures of an assessment are remembered.
    found = {name: each(call, [replace(one) for one in assessments]) for name, call in calls.items()}
    rows = (
        *(_row(name, _INSIDE, median(found[name])) for name in _FORMATS),
        _row(_FIGURES, "The SVG of every figure of the report", median(found[_FIGURES])),
        _against_other(assessments, found["PDF"]),
    )
    return Section(f"Reports of {_CASES - 1} stories, each once, from an assessment, warm", rows)


def _row(name: str, inside: str, seconds: float) -> Row:
    target = _TARGETS.get(name)
    shown = f"≤ {target * 1000:.0f} ms" if target else ""
    return Row(name, inside, seconds, "", shown, None if target is None else seconds <= target)


def _against_other(assessments: Sequence[Assessment], ours: Sequence[float]) -> Row:
    """The PDFs that WeasyPrint makes of the HTML of the shortest of these cases, as a multiple of ours."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: without Pango
        return Row(_OTHER, _NO_OTHER, None)
    # It warns of every property that it does not know.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    pages = [_GRID.sub("display:block", html.render(one)) for one in assessments[1:]]
    chosen = sorted(range(len(pages)), key=lambda place: len(pages[place]))[:_OTHER_CASES]
    HTML(string="<p>Fonts are found.</p>").write_pdf()
    seconds = sum(once(lambda page: HTML(string=page).write_pdf(), pages[place]) for place in chosen) / len(chosen)
    ratio = seconds / (sum(ours[place] for place in chosen) / len(chosen))
    inside = f"HTML to PDF, its grids as plain blocks: the {_OTHER_CASES} shortest of these stories, each once; mean"
    return Row(_OTHER, inside, seconds, f"{times(ratio)} as long as our PDF of the same",
               f"≥ {_OTHER_TARGET} ×", ratio >= _OTHER_TARGET)  # fmt: skip
