"""Markdown: the same statements as plain text that any reader of Markdown sets well."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from kinechain import resources
from kinechain.report import view
from kinechain.report.blocks import Page
from kinechain.report.branding import PLAIN, Branding
from kinechain.terms.assessment import Assessment

_SIGNIFICANT = re.compile(r"([\\`*_{}\[\]#|~$^@])")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[-+=:.)])))([-+=:.)])")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto)(:)|(www)(\.)")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNESCAPED = frozenset({"kind", "tone", "svg", "name", "language"})


def render(assessment: Assessment, branding: Branding = PLAIN) -> str:
    """The clinician report as Markdown, without links, pictures or HTML."""
    return render_page(view.page(assessment), branding)


def render_page(page: Page, branding: Branding = PLAIN) -> str:
    """A page as Markdown, with the name and the line of the practice as text."""
    practice = {"name": escape(branding.name), "footer": escape(branding.footer)}
    text = _environment().get_template("report.md.jinja").render(page=_escaped(page), practice=practice)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def escape(text: str) -> str:
    r"""The text with everything that Markdown would read as markup made literal.

    >>> print(escape("*1. a|b <b> [x](y) www.x.org"))
    \*1. a\|b &lt;b&gt; \[x\](y) www\.x.org
    >>> print(escape("1. hip"), escape("- hip"))
    1\. hip \- hip
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SIGNIFICANT.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", text)
    return _LINE_START.sub(r"\1\\\2", text)


def _escaped(value: Any) -> Any:
    """A copy of the page with every visible text escaped, so that the template cannot forget one."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple):
        return tuple(map(_escaped, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name for part in fields(value)} - _UNESCAPED
        return replace(value, **{name: _escaped(getattr(value, name)) for name in parts})
    return value


@cache
def _environment() -> Environment:
    def read(name: str) -> str | None:
        file = resources.folder("reports").joinpath("text", name)
        return file.read_text("utf-8") if file.is_file() else None

    return Environment(
        loader=FunctionLoader(read), autoescape=False, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
