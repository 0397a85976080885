"""PDF through Typst: tagged (PDF/UA-1) and archival (PDF/A-2a) in one file, whose bytes repeat.

The template reads the page as JSON, so that no text is ever read as markup. Only the fonts beside the
template are used; a character that none of them has is shown as ``[?]``, and the report says so.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from kinechain import resources
from kinechain.language import ENGLISH, in_language, message
from kinechain.report import coverage, room, view
from kinechain.report.blocks import Page
from kinechain.report.branding import PLAIN, Branding, Logo
from kinechain.report.detail import PRINTED, WHOLE, Detail
from kinechain.report.safe_text import field_names
from kinechain.terms.assessment import Assessment

ZERO_WIDTH_SPACE = "\u200b"
LONGEST_RUN = 32
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
_UNBROKEN = frozenset({"svg", "alt", "running"})
"""Fields that are not set as text, or also stand in the title of the file."""
STANDARDS: list[Any] = ["ua-1", "a-2a"]
MOST_SHEETS = 4
_SHEET = re.compile(rb"/Type\s*/Page\b")
FIRST_COMBINING_MARK = 0x300
NO_DATE = "1970-01-01"
NOT_SHOWN = message("[?] stands for characters that the fonts of this PDF do not have.")
"""Said in the report when it is so."""


def render(assessment: Assessment, branding: Branding = PLAIN) -> bytes:
    """The clinician report as PDF. Its creation date is that of the case, so bytes are equal on repeat."""
    return fitted(assessment, branding)[1]


def fitted(
    assessment: Assessment, branding: Branding = PLAIN, paged: Callable[[Assessment, Detail], Page] = view.page
) -> tuple[Page, bytes]:
    """A page that fits on ``MOST_SHEETS`` sheets, or the shortest, with its PDF.

    It has the most detail of which ``room`` guesses that it fits, and less where that guess was too bold: setting
    every detail in type would take several times as long. ``paged`` makes the page of a detail.
    """
    pages = cache(lambda place: paged(assessment, PRINTED[place]))
    for place in range(_first_guess(lambda place: room.fits(pages(place), MOST_SHEETS, branding)), len(PRINTED)):
        made = render_page(pages(place), branding=branding, dense=PRINTED[place].dense)
        if len(_SHEET.findall(made)) <= MOST_SHEETS:
            break
    return pages(place), made


def _first_guess(fits: Callable[[int], bool]) -> int:
    """The place in ``PRINTED`` of the longest detail that probably fits, or of the first in smaller type."""
    if fits(0):
        return 0
    in_full_size = sum(detail.dense == WHOLE.dense for detail in PRINTED)
    return bisect_left(range(in_full_size), True, lo=1, key=fits)


def render_page(page: Page, main: str = "main.typ", branding: Branding = PLAIN, *, dense: float = WHOLE.dense) -> bytes:
    """A page as PDF, drawn by one of the templates of ``reports/print``; what is dense in type of ``dense`` points."""
    day = datetime.fromisoformat(page.date or NO_DATE).replace(tzinfo=UTC)
    files = _files(main, branding)
    content = {**_plain(page), "branding": _chosen(branding, page.language), "dense": dense}
    try:
        return _compiled(files, _json(content, _unshowable()), day)
    except typst.TypstError:
        # A mark without a base that its font knows cannot be drawn, although a font has the mark.
        return _compiled(files, _json(content, _beyond_plain()), day)


def render_template(name: str, content: Any) -> bytes:
    """A template of ``reports/print`` with content as JSON, without a date. Texts are never read as markup."""
    text = _unshowable().sub("[?]", json.dumps(_plain(content), ensure_ascii=False))
    return _compiled(_files(name, PLAIN), text, datetime.fromisoformat(NO_DATE).replace(tzinfo=UTC))


def can_draw(logo: Logo) -> bool:
    """Whether the printer can decode this picture."""
    content = {"branding": _chosen(Branding(logo=logo), ENGLISH.code)}
    try:
        _compiled(_files("logo.typ", Branding(logo=logo)), json.dumps(content), datetime.fromtimestamp(0, UTC))
    except typst.TypstError:
        return False
    return True


def _files(main: str, branding: Branding) -> dict[str, bytes]:
    """What Typst may read: the templates and the logo, all in memory."""
    logo = {"logo.json": _numbers(branding.logo)} if branding.logo else {}
    return {**_templates(), "main.typ": _templates()[main], **logo}


@lru_cache(maxsize=8)
def _numbers(logo: Logo) -> bytes:
    """A picture byte by byte, because only texts can be files in memory."""
    return json.dumps(list(logo.data)).encode()


def _chosen(branding: Branding, language: str) -> dict[str, Any]:
    """What the templates need to know of a practice. ``width`` and ``height`` of the logo are millimetres."""
    chosen = {name: getattr(branding, name) for name in ("name", "accent", "accent_text", "footer", "paper")}
    if branding.logo is None:
        return chosen
    width, height = branding.logo.printed
    picture = {"format": branding.logo.format, "width": width, "height": height}
    return {**chosen, "logo": {**picture, "alt": branding.logo_alt(language)}}


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


def _json(content: dict[str, Any], hidden: re.Pattern[str]) -> str:
    text = json.dumps(content, ensure_ascii=False)
    shown = hidden.sub("[?]", text)
    if shown == text:
        return text
    return json.dumps(
        {**json.loads(shown), "warning": in_language(content["language"]).say(NOT_SHOWN)}, ensure_ascii=False
    )


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if names := field_names(value.__class__):
        return {name: _part(name, getattr(value, name)) for name in names}
    return value


def _part(name: str, value: Any) -> Any:
    return value if name in _UNBROKEN else _plain(value)


def breakable(text: str) -> str:
    """The text with a chance to break after every character of a run without spaces that is too long for a line.

    Done here because a rule of Typst would search every text again on every page.

    >>> breakable("left hip"), breakable("x" * 40).count(ZERO_WIDTH_SPACE)
    ('left hip', 39)
    """
    if len(text) < LONGEST_RUN or not (runs := _LONG_RUN.findall(text)):
        return text
    for run in dict.fromkeys(runs):
        text = text.replace(run, "".join(map(_after_a_chance, run)).removeprefix(ZERO_WIDTH_SPACE))
    return text


def _after_a_chance(character: str) -> str:
    joined = category(character) in ("Mn", "Me", "Cf")
    return character if joined else ZERO_WIDTH_SPACE + character


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
    shown = map(chr, sorted({*known, ord(ZERO_WIDTH_SPACE)}))
    return re.compile(f"[^{''.join(map(re.escape, shown))}]+")


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
