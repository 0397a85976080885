"""The logo of a practice: read within limits, checked, and drawn once, before it may stand in a document."""

import struct
from pathlib import Path
from typing import NamedTuple

from kinechain.report.branding import Logo
from kinechain.report.logo_svg import svg_size
from kinechain.report.pdf import can_draw
from kinechain.terms.problem import Problem

LARGEST_FILE = 300_000
"""Bytes: a logo is in every document again."""
MOST_PIXELS = 3_000
"""Width and height of a PNG; 50 mm at 1,200 dots an inch are 2,362."""
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = {b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "WebP", b"BM": "BMP", b"%PDF": "PDF", b"\x1f\x8b": "SVGZ"}
_KINDS = "Use an SVG or PNG file."


class Refused(NamedTuple):
    """What is wrong with where the logo lies: shown at the key of the branding file that names it."""

    code: str
    message: str
    hint: str


def read_logo(path: Path) -> Logo | Refused | tuple[Problem, ...]:
    """A logo that every format can draw; or why there is none; or every problem inside its file."""
    data = _bytes(path)
    return data if isinstance(data, Refused) else logo_of(data, str(path))


def logo_of(data: bytes, file: str) -> Logo | Refused | tuple[Problem, ...]:
    """As :func:`read_logo`, from the bytes of a file; ``file`` names it in problems."""
    if len(data) > LARGEST_FILE:
        message = f"The logo has more than {LARGEST_FILE // 1000} kB."
        return Refused("logo.too-large", message, "Save it smaller: 1,000 pixels of width are plenty.")
    found = _png(data) if data.startswith(_PNG) else _svg(data, file)
    if isinstance(found, Logo) and not can_draw(found):
        return Refused("logo.not-an-image", "The logo is damaged: it cannot be drawn.", "Save it again.")
    return found


def _bytes(path: Path) -> bytes | Refused:
    try:
        if not path.is_file():
            return Refused("logo.missing", "There is no such file.", "The path starts at the branding file.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or "unknown reason").lower()
        return Refused("logo.unreadable", f"The logo cannot be read: {reason}.", "")


def _png(data: bytes) -> Logo | Refused:
    if len(data) < 33 or data[12:16] != b"IHDR":
        return Refused("logo.not-an-image", "The logo is a damaged PNG file.", "Save it again.")
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        message = f"The logo has {width} × {height} pixels; the limit is {MOST_PIXELS} × {MOST_PIXELS}."
        return Refused("logo.too-large", message, "Save it smaller: 1,000 pixels of width are plenty.")
    return Logo(data, "png", width, height)


def _svg(data: bytes, file: str) -> Logo | Refused | tuple[Problem, ...]:
    other = next((name for start, name in _OTHERS.items() if data.startswith(start)), None)
    if other is not None:
        return Refused("logo.not-an-image", f"The logo is a {other} file.", _KINDS)
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return Refused("logo.not-an-image", "The logo is not a picture.", _KINDS)
    size, problems = svg_size(data, file)
    return problems if size is None else Logo(data, "svg", *size)
