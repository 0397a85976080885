"""Knowledge bases that pass every check of an audit: the tiny one made whole, and a two-rule one with cases on disk."""

from pathlib import Path

from support.small_knowledge import DISPUTES, SUPPORTS, Changes, rule_file, texts
from support.small_words import CAUSES, IMPRESSIONS

SITTING = (
    "mechanisms.sitting",
    [{"finding": "sitting", "hours": ">= 8 h"}],
    [{"cause": "disuse", "strength": "contested"}],
)
MOVE = ("plan.move", [{"cause": "disuse"}], [{"recommend": "squat", "strength": "opinion"}])

SITTING_CASES = """\
rule: mechanisms.sitting
cases:
  - {name: Eight hours, findings: [{finding: sitting, hours: 8 h}], fires: [midline]}
  - {name: Nine hours, findings: [{finding: sitting, hours: 9 h}], fires: [midline]}
  - {name: Seven hours, findings: [{finding: sitting, hours: 7 h}], fires: []}
"""
MOVE_CASES = """\
rule: plan.move
cases:
  - {name: Disuse, assume: [{cause: disuse}], fires: [midline]}
  - {name: Nothing, fires: []}
"""
STORY = """\
story: desk
title: A desk worker
tells: Nine hours a day.
source: Made up
case: {case: C-1, date: 2026-01-01, findings: [{finding: sitting, hours: 9 h}]}
expect: {causes: [{id: disuse}], recommendations: [{id: squat}]}
forbid: {}
"""
WHOLE: Changes = {
    "vocabulary/impressions.yaml": "".join(
        line for line in IMPRESSIONS.splitlines(keepends=True) if "tense" not in line
    ),
    **dict([rule_file(*MOVE)]),
}
"""The tiny knowledge base with what an audit misses in it put right."""


def two_rules() -> dict[str, str | bytes]:
    """Every file of a knowledge base of two rules, with their cases and one story."""
    kept = {
        path: text for path, text in texts().items() if not path.endswith(".rule.yaml") and path[:10] != "exercises/"
    }
    causes = "".join(line for line in CAUSES.splitlines(keepends=True) if "pain-inhibition" not in line)
    return kept | {
        "exercises/squat.yaml": texts()["exercises/squat.yaml"],
        "vocabulary/causes.yaml": causes,
        "vocabulary/impressions.yaml": "impressions: []\n",
        "vocabulary/red-flags.yaml": "red_flags: []\n",
        **dict([rule_file(*SITTING, sources=[SUPPORTS, DISPUTES]), rule_file(*MOVE)]),
        "mechanisms/sitting.cases.yaml": SITTING_CASES,
        "plan/move.cases.yaml": MOVE_CASES,
        "stories/desk.story.yaml": STORY,
    }


def write(folder: Path, files: Changes) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        if text is not None:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
