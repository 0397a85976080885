"""The shape of a branding file: how documents of a practice look, never what they say about a client."""

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from kinechain.knowledge.formats.base import Strict, Text

COLOUR_PATTERN = "^#([0-9A-Fa-f]{3}){1,2}$"
Colour = Annotated[Any, WithJsonSchema({"type": "string", "pattern": COLOUR_PATTERN, "examples": ["#1d4f5c"]})]
"""Checked where contrast is checked, because a colour without quotes is a comment and deserves its own words."""


class ColoursDocument(Strict):
    """Colours as ``"#rrggbb"``."""

    accent: Annotated[Colour, Field(description="The rule below the name, and the headings.")] = ""
    accent_text: Annotated[
        Colour, Field(alias="accent-text", description="The headings alone, where the accent is too pale to read.")
    ] = ""


class BrandingDocument(Strict):
    """A branding file. Every key may be left out."""

    name: Annotated[Text, Field(description="The practice, as it stands at the top.")] | None = None
    logo: Annotated[Text, Field(description="An SVG or PNG file; the path starts at this file.")] | None = None
    colours: ColoursDocument = Field(default_factory=ColoursDocument)
    footer: Annotated[Text, Field(description="One line at the foot, such as address and telephone.")] | None = None
    paper: Literal["A4", "Letter"] = "A4"
    language: Annotated[str, Field(description="The code of a language, such as en.")] | None = None
