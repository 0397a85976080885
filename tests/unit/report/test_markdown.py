"""Markdown: tidy for people who read the source, and literal about names."""

import re

from kinechain.report import markdown
from support import assessments


def test_there_is_one_title_and_no_skipped_level() -> None:
    levels = [len(found) for found in re.findall(r"^(#+) ", markdown.render(assessments.advice()), re.MULTILINE)]
    assert levels.count(1) == 1
    assert set(levels) == {1, 2, 3, 4}


def test_no_runs_of_blank_lines() -> None:
    for assessment in (assessments.advice(), assessments.empty()):
        text = markdown.render(assessment)
        assert "\n\n\n" not in text
        assert text.endswith("\n")


def test_every_table_row_has_four_cells() -> None:
    rows = [line for line in markdown.render(assessments.hostile("a|b")).splitlines() if line.startswith("|")]
    assert len(rows) > 6
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_it_has_no_links_and_no_html() -> None:
    text = markdown.render(assessments.advice())
    assert not re.search(r"\]\(|<[a-z]", text)


def test_same_assessment_same_text() -> None:
    assert markdown.render(assessments.advice()) == markdown.render(assessments.advice())
