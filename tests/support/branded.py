"""Branding files with logos, good and bad, and every document that carries them."""

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kinechain.report import html, markdown, pdf, terminal
from kinechain.report.blocks import Sheet
from kinechain.report.branding import Branding
from kinechain.report.branding_file import read_branding
from kinechain.report.formats import drawn
from kinechain.report.handout import handout
from kinechain.report.letter import letter
from kinechain.terms.problem import InvalidBrandingError, Problem
from support.assessments import advice, emergency

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{}</svg>'
SQUARE = SVG.format('<path d="M0 0h10v10z" fill="#246"/>')


def png(width: int = 4, height: int = 2) -> bytes:
    """A grey PNG of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def branding_of(folder: Path, text: str, logo: str | bytes = SQUARE) -> Branding:
    """The branding of a file with this text, beside ``logo.svg`` and ``logo.png`` with this content."""
    data = logo.encode() if isinstance(logo, str) else logo
    for name in ("logo.svg", "logo.png"):
        (folder / name).write_bytes(data)
    file = folder / "practice.yaml"
    file.write_text(text, "utf-8")
    return read_branding(file)


def problems_of(folder: Path, text: str, logo: str | bytes = SQUARE) -> tuple[Problem, ...]:
    """What is wrong with such a file; nothing when it can be used."""
    try:
        branding_of(folder, text, logo)
    except InvalidBrandingError as error:
        return error.problems
    return ()


def _sheets() -> dict[str, Sheet]:
    letter_, handout_ = letter(emergency()), handout(advice())
    assert letter_ is not None
    return {"letter": letter_, "handout": handout_}


def pages_html(branding: Branding) -> dict[str, str]:
    """Each document as HTML."""
    sheets = {name: drawn(one, "html", branding).decode() for name, one in _sheets().items()}
    return {"report": html.render(advice(), branding), **sheets}


def pages_pdf(branding: Branding) -> dict[str, bytes]:
    """Each document as PDF."""
    sheets = {name: drawn(one, "pdf", branding) for name, one in _sheets().items()}
    return {"report": pdf.render(advice(), branding), **sheets}


def pages_text(branding: Branding) -> dict[str, str]:
    """Each document as Markdown and for the terminal."""
    draw: Mapping[str, Callable[[Any, Branding], str]] = {
        "markdown": lambda one, chosen: drawn(one, "md", chosen).decode(),
        "terminal": lambda one, chosen: terminal.render_page(one, width=100, colour=False, branding=chosen),
    }
    found = {
        f"{name} {kind}": draw_one(one, branding) for name, one in _sheets().items() for kind, draw_one in draw.items()
    }
    report = terminal.render(advice(), width=100, colour=False, branding=branding)
    return {"report markdown": markdown.render(advice(), branding), "report terminal": report, **found}
