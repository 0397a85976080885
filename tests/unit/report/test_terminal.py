"""The terminal report: colour only when wanted, width kept, no mark-up in names."""

from dataclasses import replace

import pytest

from kinechain.report import terminal, view
from kinechain.report.blocks import statements
from support import assessments
from support.reading import rest_after, squeezed


def test_colour_is_off_unless_asked_for() -> None:
    assert "\x1b[" not in terminal.render(assessments.advice(), width=80, colour=False)


def test_colour_is_on_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;36mRed flags" in terminal.render(assessments.advice(), width=80, colour=True)


def test_no_color_overrules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in terminal.render(assessments.advice(), width=80, colour=True)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_keep_the_width(width: int) -> None:
    shown = terminal.render(assessments.advice(), width=width, colour=False)
    assert max(map(len, shown.splitlines())) <= width


def test_console_mark_up_in_names_is_shown() -> None:
    assessment = assessments.hostile("[red]:smile:[/red]")
    shown = squeezed(terminal.render(assessment, width=4_000, colour=False))
    page = view.page(assessment)
    in_lines = tuple(section for section in page.sections if section.name != "findings")
    rest_after(shown, list(statements(replace(page, sections=in_lines))))


def test_no_trailing_spaces_and_one_last_newline() -> None:
    shown = terminal.render(assessments.advice(), width=80, colour=False)
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")
