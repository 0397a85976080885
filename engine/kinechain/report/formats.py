"""Pages and clinician reports as files, each format loaded when it is first wanted."""

from collections.abc import Callable, Mapping

from kinechain.report.blocks import Page, Sheet
from kinechain.report.branding import PLAIN, Branding
from kinechain.terms.assessment import Assessment

TEXT_WIDTH = 100
"""Characters in a line of a text file."""


def report(assessment: Assessment, ending: str, branding: Branding = PLAIN) -> bytes:
    """The clinician report as a file that ends in ``html``, ``pdf``, ``md``, ``txt`` or ``json``.

    The PDF is fitted to its sheets; ``json`` is the whole assessment. KeyError for another ending.
    """
    if ending == "json":
        from kinechain.report import machine

        return machine.render(assessment).encode()
    if ending == "pdf":
        from kinechain.report import pdf

        return pdf.render(assessment, branding)
    from kinechain.report import view

    return drawn(view.page(assessment), ending, branding)


def drawn(page: Page, ending: str, branding: Branding = PLAIN) -> bytes:
    """A page as a file that ends in ``html``, ``pdf``, ``md`` or ``txt``; KeyError for another ending."""
    return _FORMATS[ending](page, branding)


def _html(page: Page, branding: Branding) -> bytes:
    from kinechain.report import html

    template = "sheet.html.jinja" if isinstance(page, Sheet) else "report.html.jinja"
    return html.render_template(template, page=page, branding=branding).encode()


def _pdf(page: Page, branding: Branding) -> bytes:
    from kinechain.report import pdf

    return pdf.render_page(page, "sheet.typ" if isinstance(page, Sheet) else "main.typ", branding)


def _markdown(page: Page, branding: Branding) -> bytes:
    from kinechain.report import markdown

    return markdown.render_page(page, branding).encode()


def _text(page: Page, branding: Branding) -> bytes:
    from kinechain.report import terminal

    return terminal.render_page(page, width=TEXT_WIDTH, colour=False, branding=branding).encode()


_FORMATS: Mapping[str, Callable[[Page, Branding], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "md": _markdown,
    "txt": _text,
}
