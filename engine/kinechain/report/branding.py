"""How the documents of a practice look: name, logo, colours, footer, paper. Never what they say about a client."""

import base64
from dataclasses import dataclass
from typing import Literal

from kinechain.language import in_language

Paper = Literal["a4", "us-letter"]
"""As Typst names it; CSS calls the second one ``letter``."""

LOGO_ROOM = (50.0, 13.0)
"""Millimetres of width and height that a logo may take."""
_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A checked picture. ``width`` and ``height`` are in its own units and give its proportions."""

    data: bytes
    format: Literal["png", "svg"]
    width: float
    height: float

    @property
    def address(self) -> str:
        """The picture as a data address, so that a page asks for nothing else.

        >>> Logo(b"<svg/>", "svg", 1, 1).address
        'data:image/svg+xml;base64,PHN2Zy8+'
        """
        return f"data:{_TYPES[self.format]};base64,{base64.b64encode(self.data).decode()}"

    @property
    def printed(self) -> tuple[float, float]:
        """Width and height on paper in millimetres: as large as the room for a logo allows.

        >>> Logo(b"", "png", 400, 100).printed
        (50.0, 12.5)
        """
        scale = min(LOGO_ROOM[0] / self.width, LOGO_ROOM[1] / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class Branding:
    """What a practice may choose. An empty colour is the one of the templates; texts are safe to set in type.

    ``accent`` colours rules, ``accent_text`` headings. Safety texts keep the colours of the templates.
    """

    name: str = ""
    logo: Logo | None = None
    accent: str = ""
    accent_text: str = ""
    footer: str = ""
    paper: Paper = "a4"
    language: str = ""

    def logo_alt(self, language: str) -> str:
        """What stands for the logo where it is not seen.

        >>> Branding(name="Hill Street Practice").logo_alt("en"), Branding().logo_alt("en")
        ('Hill Street Practice', 'Logo')
        """
        return self.name or in_language(language).say("Logo")


PLAIN = Branding()
"""No practice: how documents look without a branding file."""
