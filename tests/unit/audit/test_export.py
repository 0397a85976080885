"""Exports: one row a rule, every linked rule as JSON, and nothing that breaks out of its cell."""

import csv
import io
import json

from kinechain.audit.export import as_clips, as_csv, as_json, as_markdown
from support.small_knowledge import only, rule_file, standard


def test_the_table_has_one_row_for_each_written_rule() -> None:
    rows = [line for line in as_markdown(standard()).splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(standard().written_rules)
    row = next(line for line in rows if line.startswith("| mechanisms.pain |"))
    assert "duration > 48 h" in row
    assert "the likely cause Pain of the left hip" in row
    assert row.count(" | ") == 9


def test_csv_says_the_same_in_as_many_cells() -> None:
    header, *rows = csv.reader(io.StringIO(as_csv(standard())))
    assert [row[0] for row in rows] == [rule.id for rule in standard().written_rules]
    assert {len(row) for row in (header, *rows)} == {10}
    sitting = next(row for row in rows if row[0] == "mechanisms.sitting")
    assert sitting[8:] == ["roe2013", "doe2009"]


def test_json_holds_every_linked_rule_and_keeps_numbers_exact() -> None:
    found = json.loads(as_json(standard()))
    assert [rule["id"] for rule in found["rules"]] == [rule.id for rule in standard().rules]
    sitting = next(rule for rule in found["rules"] if rule["id"] == "mechanisms.sitting")
    assert sitting["when"][0]["is"] == "FindingTest"
    assert sitting["when"][0]["tests"][0]["bound"] == "8"
    assert found["knowledge_base"]["hash"] == standard().hash


def test_a_bar_in_a_title_stays_in_its_cell() -> None:
    changed = only(rule_file("plan.one", [{"finding": "fever"}], [{"recommend": "squat", "strength": "weak"}]))
    object.__setattr__(changed.vocabulary.findings["fever"].document, "title", "Fever | chills")
    assert "Fever \\| chills" in as_markdown(changed)


def test_clips_text_is_the_program_of_the_third_engine() -> None:
    assert "(defrule mechanisms.pain " in as_clips(standard())
