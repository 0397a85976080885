"""The text of each document as a person approved it: a change shows as a difference that can be read.

``make approve`` takes the texts as they are now. Versions and hashes change with every release and are masked.
"""

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from support.documents import Document, documents

FOLDER = Path(__file__).parent
MASKS = {
    re.compile(r"\b[0-9a-f]{12,64}\b"): "<hash>",
    re.compile(r"\b\d+\\?\.\d+\\?\.\d+\b"): "<version>",
}


def masked(text: str) -> str:
    """The text without what changes when nothing that is said does.

    >>> masked("kinechain-gluteal 0.1.0, 0b360e16cec17b50; kinechain 0.1.0; 12 to 14 May 2026")
    'kinechain-gluteal <version>, <hash>; kinechain <version>; 12 to 14 May 2026'
    """
    for pattern, mask in MASKS.items():
        text = pattern.sub(mask, text)
    return text


def _file(document: Document) -> Path:
    return FOLDER / f"{document.name}.md"


def difference(approved: str, now: str) -> str:
    """What changed, line by line; empty when nothing did."""
    return "\n".join(unified_diff(approved.splitlines(), now.splitlines(), "approved", "now", lineterm="", n=1))


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_the_text_is_the_approved_one(document: Document, pytestconfig: pytest.Config) -> None:
    file, now = _file(document), masked(document.markdown)
    if pytestconfig.getoption("--approve"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, "utf-8")
    approved = file.read_text("utf-8") if file.exists() else ""
    if changes := difference(approved, now):
        pytest.fail(
            f"{document.name} is not as approved; if it should be, run `make approve`\n{changes}", pytrace=False
        )


def test_every_approved_text_is_that_of_a_document(pytestconfig: pytest.Config) -> None:
    known = {_file(document) for document in documents()}
    left = [file for file in FOLDER.rglob("*.md") if file not in known]
    if pytestconfig.getoption("--approve"):
        for file in left:
            file.unlink()
        left = []
    assert left == [], "run `make approve`"


def test_a_changed_word_shows_in_its_line() -> None:
    assert difference("one\ntwo\n", "one\nthree\n").splitlines()[-2:] == ["-two", "+three"]
