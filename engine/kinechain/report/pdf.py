"""PDF through Typst: tagged (PDF/UA-1) and archival (PDF/A-2a) in one file, whose bytes repeat.

The template reads the page as JSON, so that no text is ever read as markup. Only the fonts beside the
template are used; a character that none of them has is shown as ``[?]``, and the report says so.
"""

import json
import re
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import typst

from kinechain import resources
from kinechain.report import coverage, view
from kinechain.report.blocks import Page
from kinechain.terms.assessment import Assessment

STANDARDS: list[Any] = ["ua-1", "a-2a"]
FIRST_COMBINING_MARK = 0x300
NO_DATE = "1970-01-01"
NOT_SHOWN = "[?] stands for characters that the fonts of this PDF do not have."
"""Said in the report when it is so."""


def render(assessment: Assessment) -> bytes:
    """The clinician report as PDF. Its creation date is that of the case, so bytes are equal on repeat."""
    return render_page(view.page(assessment))


def render_page(page: Page, main: str = "main.typ") -> bytes:
    """A page as PDF, drawn by one of the templates of ``reports/print``."""
    day = datetime.fromisoformat(page.date or NO_DATE).replace(tzinfo=UTC)
    templates = {**_templates(), "main.typ": _templates()[main]}
    try:
        return _compiled(templates, _json(page, _unshowable()), day)
    except typst.TypstError:
        # A mark without a base that its font knows cannot be drawn, although a font has the mark.
        return _compiled(templates, _json(page, _beyond_plain()), day)


def render_template(name: str, content: Any) -> bytes:
    """A template of ``reports/print`` with content as JSON, without a date. Texts are never read as markup."""
    text = _unshowable().sub("[?]", json.dumps(_plain(content), ensure_ascii=False))
    return _compiled({"main.typ": _templates()[name]}, text, datetime.fromisoformat(NO_DATE).replace(tzinfo=UTC))


def _compiled(templates: dict[str, bytes], page: str, day: datetime) -> bytes:
    sources: Any = templates  # the type stub does not know of folders in memory
    result = _compiler().compile(
        sources,
        format="pdf",
        sys_inputs={"page": page},
        pdf_standards=STANDARDS,
        timestamp=int(day.timestamp()),
    )
    if not isinstance(result, bytes):
        raise TypeError("Typst gave no document")
    return result


def _json(page: Page, hidden: re.Pattern[str]) -> str:
    plain = _plain(page)
    text = json.dumps(plain, ensure_ascii=False)
    shown = hidden.sub("[?]", text)
    if shown == text:
        return text
    return json.dumps({**json.loads(shown), "warning": NOT_SHOWN}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return list(map(_plain, value))
    return value


@cache
def _unshowable() -> re.Pattern[str]:
    """Matches every run of characters that no font of the report can show."""
    return _all_but(frozenset[int]().union(*(coverage.characters(path.read_bytes()) for path in _fonts())))


@cache
def _beyond_plain() -> re.Pattern[str]:
    """Matches every run of characters that are not plain letters, digits and signs of the main font."""
    main = coverage.characters(next(path for path in _fonts() if "Arabic" not in path.name).read_bytes())
    return _all_but(frozenset(code for code in main if code < FIRST_COMBINING_MARK))


def _all_but(known: frozenset[int]) -> re.Pattern[str]:
    return re.compile(f"[^{''.join(map(re.escape, map(chr, sorted(known))))}]+")


def _fonts() -> list[Any]:
    folder = resources.folder("reports").joinpath("print", "fonts")
    return sorted((file for file in folder.iterdir() if file.name.endswith(".ttf")), key=lambda file: file.name)


@cache
def _templates() -> dict[str, bytes]:
    """The Typst sources under the names by which they know each other."""
    folder = resources.folder("reports").joinpath("print")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")}


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: the fonts are read once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_font_folder())])
    return typst.Compiler(font_paths=fonts)


@cache
def _font_folder() -> Path:
    """The fonts as a folder of the file system, kept until the process ends."""
    return ExitStack().enter_context(as_file(resources.folder("reports").joinpath("print", "fonts")))
