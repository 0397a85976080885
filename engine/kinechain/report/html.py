"""HTML: one file with its styles and pictures inside, for the screen and for the browser's print."""

from functools import cache
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kinechain import resources
from kinechain.language import in_language
from kinechain.report import view
from kinechain.report.blocks import Figure
from kinechain.report.branding import PLAIN, Branding
from kinechain.terms.assessment import Assessment


def render(assessment: Assessment, branding: Branding = PLAIN) -> str:
    """The clinician report as one HTML document that asks for nothing else."""
    return render_template("report.html.jinja", page=view.page(assessment), branding=branding)


def render_template(name: str, **values: Any) -> str:
    """A template of ``reports/page`` with these values, every text escaped."""
    return templates_in(values["page"].language).get_template(name).render(**values)


@cache
def templates_in(language: str) -> Environment:
    """The templates; a text of their own (``_``, ``trans``) is said in this language."""
    environment = Environment(
        loader=_loader("page"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_string"] = css_string
    environment.filters["drawing"] = _drawing
    environment.globals["style"] = _style
    environment.globals["branding"] = PLAIN
    words = in_language(language)
    # The extension adds this method to the class.
    environment.install_gettext_callables(words.say, words.say_many)  # type: ignore[attr-defined]
    return environment


def _loader(folder: str) -> BaseLoader:
    def read(name: str) -> str | None:
        file = resources.folder("reports").joinpath(folder, name)
        return file.read_text("utf-8") if file.is_file() else None

    return FunctionLoader(read)


def css_string(text: str) -> Markup:
    """A text as a CSS string in which nothing but letters, digits and spaces stands for itself.

    >>> print(css_string('a "</style>'))
    "a \\22 \\3c \\2f style\\3e "
    """
    safe = "".join(
        character if character.isascii() and (character.isalnum() or character == " ") else f"\\{ord(character):x} "
        for character in text
    )
    return Markup(f'"{safe}"')


@cache
def _style(name: str) -> Markup:
    return Markup(resources.folder("reports").joinpath("style", name).read_text("utf-8"))


def _drawing(figure: Figure) -> Markup:
    """The picture itself; ``svg`` has escaped every text in it."""
    return Markup(figure.svg)
