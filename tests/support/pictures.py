"""The pictures of a page."""

from kinechain.report.blocks import Figure, Page


def figures_of(page: Page) -> list[Figure]:
    """Every figure of a page in reading order; none inside cards."""
    return [block for section in page.sections for block in section.blocks if isinstance(block, Figure)]
