"""Branding files: what a practice writes, read strictly, all problems at once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kinechain.knowledge.document import Document
from kinechain.knowledge.formats.branding import COLOUR_PATTERN, BrandingDocument
from kinechain.knowledge.reader import LARGEST_FILE, read
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.validate import validate
from kinechain.language import languages
from kinechain.report.branding import Branding, Logo, Paper
from kinechain.report.contrast import LEAST_FOR_TEXT, on_white
from kinechain.report.logo import Refused, logo_of, read_logo
from kinechain.report.safe_text import one_line, shortened
from kinechain.terms.problem import InvalidBrandingError, Problem

NAME_CHARACTERS, FOOTER_CHARACTERS = 80, 160
"""What fits; the rest is cut off with a mark."""
_PAPERS: dict[str, Paper] = {"A4": "a4", "Letter": "us-letter"}
_COLOUR = re.compile(COLOUR_PATTERN)
FindLogo = Callable[[str], Logo | Refused | tuple[Problem, ...]]
"""From what a branding file names to its logo."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""A protocol; one letter would be a drive of Windows."""
_NO_LOGO = (
    "logo.missing",
    "The file names a logo, and none came with it.",
    "Choose the logo too, or take the key away.",
)
_UNUSED_LOGO = ("logo.not-named", "A logo came, but the file names none.", "Write `logo: logo.svg`, or leave it out.")
_QUOTES = 'Write six digits in quotes: "#1d4f5c". Without quotes it is a comment.'


def read_branding(file: Path) -> Branding:
    """Read a branding file and its logo. InvalidBrandingError carries every problem of both."""
    data = _bytes(file)
    if isinstance(data, Problem):
        raise InvalidBrandingError((data,))
    return _branding(data, str(file), lambda written: read_logo(file.parent / written))


def branding_of(data: bytes, file: str, logo: bytes | None) -> Branding:
    """A branding file without a folder, such as an uploaded one; whatever path it names, its logo is ``logo``.

    ``file`` names it in problems. Nothing on this machine is opened. Raises InvalidBrandingError.
    """
    found = _branding(data, file, lambda _: Refused(*_NO_LOGO) if logo is None else logo_of(logo, "logo"))
    if logo is not None and found.logo is None:
        raise InvalidBrandingError((Problem(file, 0, 0, *_UNUSED_LOGO),))
    return found


def _branding(data: bytes, file: str, find_logo: FindLogo) -> Branding:
    document, problems = _read(data, file)
    if document is None:
        raise InvalidBrandingError(problems)
    written, problems = validate(BrandingDocument, document, "branding")
    logo, in_logo = _logo(document, find_logo)
    found = [*problems, *_colours(document), *_language(document), *in_logo]
    if written is None or found:
        raise InvalidBrandingError(found)
    accent = written.colours.accent
    return Branding(
        name=shortened(one_line(written.name or ""), NAME_CHARACTERS),
        logo=logo,
        accent=accent,
        accent_text=written.colours.accent_text or accent,
        footer=shortened(one_line(written.footer or ""), FOOTER_CHARACTERS),
        paper=_PAPERS[written.paper],
        language=written.language or "",
    )


def _bytes(file: Path) -> bytes | Problem:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"The branding file cannot be read: {reason}."
        return Problem(str(file), 0, 0, "file.unreadable", message, "docs/branding.md shows one.")


def _read(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    if not data.strip():
        hint = "Write at least the name of the practice: `name: …`."
        return None, (Problem(file, 0, 0, "file.empty", "The branding file is empty.", hint),)
    return read(data, file)


def _part(document: Document, *steps: str) -> Any:
    """What stands at a place; None where nothing does, also when the file is shaped otherwise."""
    found = document.content
    for step in steps:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _colours(document: Document) -> Iterator[Problem]:
    colours = _part(document, "colours")
    written = {name: colours[name] for name in ("accent", "accent-text") if name in colours} if isinstance(
        colours, dict
    ) else {}  # fmt: skip
    for name, colour in written.items():
        if not (isinstance(colour, str) and _COLOUR.match(colour)):
            message = f"'{name}' is not a colour."
            yield document.problem(("colours", name), "branding.colour", message, _QUOTES)
    text = "accent-text" if "accent-text" in written else "accent"
    colour = written.get(text)
    if isinstance(colour, str) and _COLOUR.match(colour) and on_white(colour) < LEAST_FOR_TEXT:
        message = f"'{text}' {colour} is too pale to read on white: its contrast is {_ratio(colour)} to 1."
        hint = f"Headings need {LEAST_FOR_TEXT} to 1 (WCAG AA): take a darker one"
        hint += "." if text == "accent-text" else ", or add a darker 'accent-text' for them."
        yield document.problem(("colours", text), "branding.contrast", message, hint)


def _ratio(colour: str) -> str:
    """Rounded down: 4.499 must not read as the 4.5 that it misses."""
    return f"{int(on_white(colour) * 100) / 100:.2f}"


def _language(document: Document) -> Iterator[Problem]:
    code = _part(document, "language")
    if isinstance(code, str) and code not in languages():
        message = f"There is no language '{shortened(one_line(code), 40)}'."
        hint = did_you_mean(code, languages()) or f"Use one of: {', '.join(languages())}."
        yield document.problem(("language",), "branding.language", message, hint)


def _logo(document: Document, find_logo: FindLogo) -> tuple[Logo | None, tuple[Problem, ...]]:
    written = _part(document, "logo")
    if not isinstance(written, str) or not written:
        return None, ()
    found: Logo | Refused | tuple[Problem, ...]
    if _ADDRESS.match(written):
        found = Refused("logo.external", "The logo must be a file, not an address.", "Save it beside this file.")
    else:
        found = find_logo(written)
    if isinstance(found, Logo):
        return found, ()
    if isinstance(found, Refused):
        return None, (document.problem(("logo",), *found),)
    return None, found
