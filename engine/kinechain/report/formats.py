"""A page in the format that a file's ending names."""

from collections.abc import Callable, Mapping

from kinechain.report import html, markdown, pdf, sheet, terminal
from kinechain.report.blocks import Page
from kinechain.report.branding import PLAIN, Branding

TEXT_WIDTH = 100
"""Characters in a line of a text file."""


def drawn(page: Page, ending: str, branding: Branding = PLAIN) -> bytes:
    """The bytes of a file that ends in ``html``, ``pdf``, ``md`` or ``txt``; KeyError for another ending."""
    return _FORMATS[ending](page, branding)


def _html(page: Page, branding: Branding) -> bytes:
    template = "sheet.html.jinja" if isinstance(page, sheet.Sheet) else "report.html.jinja"
    return html.render_template(template, page=page, branding=branding).encode()


def _pdf(page: Page, branding: Branding) -> bytes:
    return pdf.render_page(page, "sheet.typ" if isinstance(page, sheet.Sheet) else "main.typ", branding)


def _markdown(page: Page, branding: Branding) -> bytes:
    return markdown.render_page(page, branding).encode()


def _text(page: Page, branding: Branding) -> bytes:
    return terminal.render_page(page, width=TEXT_WIDTH, colour=False, branding=branding).encode()


_FORMATS: Mapping[str, Callable[[Page, Branding], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "md": _markdown,
    "txt": _text,
}
