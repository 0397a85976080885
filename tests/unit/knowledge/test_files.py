"""The files of a knowledge base: which ones, in which order, and what their hash depends on."""

import zipfile
from pathlib import Path

from kinechain.knowledge.files import content_hash, walk

FILES = {
    "manifest.yaml": b"id: a\n",
    "b/two.rule.yaml": b"id: b\nx: 1\n",
    "b/two.cases.yaml": b"rule: b\n",
    "b/one.rule.yaml": b"id: c\n",
    "a/deep/er/z.rule.yaml": b"id: d\n",
    "README.md": b"read me",
    "schema/rule.yaml": b"generated",
    "__pycache__/x.yaml": b"cache",
}
TAKEN = ["a/deep/er/z.rule.yaml", "b/one.rule.yaml", "b/two.cases.yaml", "b/two.rule.yaml", "manifest.yaml"]


def test_yaml_files_are_found_in_sorted_order_and_generated_ones_left_out(tmp_path: Path) -> None:
    for path, data in reversed(FILES.items()):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    found = [(path, entry.read_bytes()) for path, entry in walk(tmp_path)]
    assert found == [(path, FILES[path]) for path in TAKEN]


def test_a_zip_gives_the_same_files_in_the_same_order(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "rules.zip", "w") as archive:
        for path, data in reversed(FILES.items()):
            archive.writestr(f"rules/{path}", data)
    with zipfile.ZipFile(tmp_path / "rules.zip") as archive:
        found = [(path, entry.read_bytes()) for path, entry in walk(zipfile.Path(archive, "rules/"))]
    assert found == [(path, FILES[path]) for path in TAKEN]


def test_the_hash_is_of_content_and_names_in_any_order() -> None:
    original = content_hash(FILES.items())
    assert content_hash(reversed(FILES.items())) == original
    assert len(original) == 64
    assert content_hash((FILES | {"manifest.yaml": b"id: b\n"}).items()) != original
    renamed = {("b/three.rule.yaml" if path == "b/two.rule.yaml" else path): data for path, data in FILES.items()}
    assert content_hash(renamed.items()) != original


def test_moving_bytes_from_one_file_to_the_next_changes_the_hash() -> None:
    assert content_hash([("a", b"xy"), ("b", b"z")]) != content_hash([("a", b"x"), ("b", b"yz")])
    assert content_hash([("a", b""), ("b", b"")]) != content_hash([("a", b"b")])


def test_cases_and_stories_do_not_change_the_hash() -> None:
    original = content_hash(FILES.items())
    assert content_hash((FILES | {"b/two.cases.yaml": b"other", "stories/s.story.yaml": b"new"}).items()) == original


def test_line_ends_do_not_change_the_hash() -> None:
    original = content_hash(FILES.items())
    assert content_hash((path, data.replace(b"\n", b"\r\n")) for path, data in FILES.items()) == original
