"""Whole knowledge bases: what is missing, doubled or unknown is found, everything at once; version and hash."""

import re
from pathlib import Path

import pytest

from kinechain.knowledge.loader import load
from kinechain.terms.problem import InvalidKnowledgeBaseError
from support.real_rules import real
from support.small_knowledge import codes, contents, problems, rule_file, rule_text, small, standard, texts
from support.small_words import CAUSES, FINDINGS, MANIFEST, PLAN, RED_FLAGS, REFERENCES, STRENGTHS

FEVER = [{"finding": "fever"}]
TENSE = [{"impression": "tense", "strength": "weak"}]
MORE_FINDINGS = "vocabulary/findings-2.yaml"
GALLOP = "{id: gallop, title: Gallop, group: tests, how: Run., sided: false"


def findings(*entries: str) -> str:
    """A file of findings."""
    return "findings:\n" + "".join(f"  - {entry}\n" for entry in entries)


def gallop(attributes: str) -> str:
    """A file with one finding that has these attributes."""
    return findings(f"{GALLOP}, attributes: {{{attributes}}}}}")


def test_the_tiny_and_the_real_knowledge_base_load() -> None:
    assert standard().stamp.version == "0.1.0"
    assert real().written_rules


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("manifest.yaml", None, "manifest.missing"),
        ("manifest.yaml", MANIFEST.replace("format: 1", "format: 2"), "manifest.wrong-value"),
        ("manifest.yaml", MANIFEST + "extra: 1\n", "manifest.unknown-key"),
        ("manifest.yaml", b"\xff\xfe", "file.not-utf-8"),
        ("notes.yaml", "a: 1\n", "file.unknown"),
        ("plan/loose.yaml", "a: 1\n", "file.unknown"),
        ("vocabulary/finding.yaml", "a: 1\n", "vocabulary.unknown-file"),
        (MORE_FINDINGS, findings(GALLOP + "}", GALLOP + "}"), "vocabulary.duplicate"),
        (MORE_FINDINGS, findings(GALLOP.replace("gallop", "fever") + "}"), "vocabulary.duplicate"),
        (MORE_FINDINGS, findings(GALLOP.replace("tests", "test") + "}"), "vocabulary.unknown-group"),
        (MORE_FINDINGS, findings(GALLOP + ", sources: [{ref: roe}]}"), "vocabulary.unknown-source"),
        (MORE_FINDINGS, findings(GALLOP + ", positive_when: {speed: '> 1'}}"), "vocabulary.unknown-attribute"),
        (MORE_FINDINGS, findings(GALLOP.replace("gallop", "Gallop") + "}"), "vocabulary.wrong-value"),
        (
            MORE_FINDINGS,
            findings(
                GALLOP + ", attributes: {speed: {type: integer, title: s, max: 3}}, positive_when: {speed: '> 4'}}"
            ),
            "vocabulary.out-of-range",
        ),
        (
            "references.yaml",
            REFERENCES + "  - {id: seed, type: book, title: Again, custom: {tag: K, level: '5', kind: x}}\n",
            "vocabulary.duplicate",
        ),
        ("vocabulary/red-flags.yaml", RED_FLAGS.replace("[fever,", "[fevr,"), "vocabulary.unknown-finding"),
        ("vocabulary/red-flags.yaml", RED_FLAGS.replace("RF01", "R1"), "vocabulary.wrong-value"),
        ("vocabulary/plan.yaml", PLAN + "  - {id: squat, title: Squats}\n", "vocabulary.duplicate"),
        ("exercises/squat.yaml", texts()["exercises/glute-squeeze.yaml"], "exercise.wrong-id"),
        (
            "exercises/lunge.yaml",
            str(texts()["exercises/squat.yaml"]).replace("id: squat", "id: lunge").replace("phase: load", "phase: lod"),
            "vocabulary.unknown-phase",
        ),
        (
            "exercises/lunge.yaml",
            str(texts()["exercises/squat.yaml"]).replace("id: squat", "id: lunge").replace("loading]", "lding]"),
            "vocabulary.unknown-class",
        ),
        (MORE_FINDINGS, gallop("side: {type: flag, title: s}"), "vocabulary.reserved-attribute"),
        (MORE_FINDINGS, gallop("at_least: {type: flag, title: s}"), "vocabulary.reserved-attribute"),
        (MORE_FINDINGS, gallop("speed: {type: number, title: s, unit: kmh}"), "vocabulary.unknown-unit"),
        (MORE_FINDINGS, gallop("speed: {type: number, title: s, unit: hours}"), "vocabulary.unknown-unit"),
        (MORE_FINDINGS, gallop("speed: {type: choice, title: s}"), "vocabulary.wrong-values"),
        (MORE_FINDINGS, gallop("speed: {type: number, title: s, values: {a: a}}"), "vocabulary.wrong-values"),
        (
            "vocabulary/causes.yaml",
            CAUSES + "  - {id: tense, title: T, sided: true, plain: x}\n",
            "vocabulary.duplicate",
        ),
        ("plan/give.squat.rule.yaml", rule_text("plan.give.squat", FEVER, TENSE), "rule.reserved-id"),
        ("exercises/squat.yaml", "steps: x\n", "exercise.missing-key"),
        (
            "exercises/squat.yaml",
            re.sub(r"client: .*\n", "", str(texts()["exercises/squat.yaml"])),
            "vocabulary.missing-client",
        ),
        ("deep/red-flags/infection.rule.yaml", rule_text("red-flags.infection", FEVER, TENSE), "rule.duplicate"),
    ],
)
def test_a_broken_knowledge_base_is_refused(path: str, text: str | bytes | None, code: str) -> None:
    assert code in codes({path: text})


def test_a_duplicate_names_the_file_and_line_of_the_first() -> None:
    (problem,) = problems({MORE_FINDINGS: findings(GALLOP.replace("gallop", "fever") + "}")})
    assert "vocabulary/findings-1.yaml, line " in problem.message
    assert FINDINGS.splitlines()[int(problem.message.split("line ")[1].rstrip(".")) - 1].startswith("  - {id: fever,")


def test_a_flag_that_no_rule_raises_is_reported() -> None:
    (problem,) = problems({"red-flags/fracture.rule.yaml": None})
    assert problem.code == "rules.flag-never-raised"
    assert "'fracture'" in problem.message


def test_a_flag_that_must_block_and_whose_gap_no_rule_concludes_is_reported() -> None:
    (problem,) = problems({"red-flags/infection-not-asked.rule.yaml": None})
    assert problem.code == "rules.gap-never-raised"
    assert "'infection'" in problem.message


def test_a_deprecated_rule_raises_no_flag() -> None:
    path, text = rule_file("red-flags.fracture", [{"finding": "fall"}], [{"red-flag": "fracture"}], status="deprecated")
    assert codes({path: text}) == ["rules.flag-never-raised"]


def test_a_missing_strength_is_reported() -> None:
    without = "".join(line for line in STRENGTHS.splitlines(keepends=True) if "contested" not in line)
    assert codes({"vocabulary/strengths.yaml": without}) == ["rules.strength-missing"]


def test_problems_of_many_files_are_collected_and_sorted() -> None:
    found = problems(
        {
            "manifest.yaml": "id: x y\n",
            "vocabulary/groups.yaml": "groups: [{id: a}]\n",
            "plan/teach.rule.yaml": "id: 010\n",
            **dict([rule_file("posture.a", [{"finding": "fevr"}], TENSE)]),
            **dict([rule_file("posture.b", FEVER, TENSE, because="Amnesia.")]),
        }
    )
    assert {problem.file for problem in found} >= {
        "manifest.yaml",
        "vocabulary/groups.yaml",
        "plan/teach.rule.yaml",
        "posture/a.rule.yaml",
        "posture/b.rule.yaml",
    }
    assert list(found) == sorted(found)
    assert len(found) == len(set(found))


def test_an_empty_folder_says_what_a_knowledge_base_is(tmp_path: Path) -> None:
    with pytest.raises(InvalidKnowledgeBaseError) as caught:
        load(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["manifest.missing"]
    assert "manifest.yaml" in caught.value.problems[0].hint


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """A knowledge base on disk."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_the_hash_follows_content_but_not_cases_stories_or_line_ends(tmp_path: Path) -> None:
    original = load(written(tmp_path / "a", contents())).hash
    assert original == standard().hash
    cases = {"plan/load.cases.yaml": b"no: case", "stories/a.story.yaml": b"\xff"}
    assert load(written(tmp_path / "b", contents() | cases)).hash == original
    windows = {path: data.replace(b"\n", b"\r\n") for path, data in contents().items()}
    assert load(written(tmp_path / "c", windows)).hash == original
    assert small({"manifest.yaml": MANIFEST.replace("0.1.0", "0.1.1")}).hash != original


def test_rules_come_in_order_of_stratum_and_id_whatever_the_order_of_files() -> None:
    rules = standard().rules
    assert [(rule.stratum, rule.id) for rule in rules] == sorted((rule.stratum, rule.id) for rule in rules)
    assert set(standard().by_id) == {rule.id for rule in rules}
