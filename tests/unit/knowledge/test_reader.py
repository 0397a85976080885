"""The strict reader on YAML: what it refuses, where it says the trouble is, and what it makes of good text."""

import datetime
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.knowledge.document import Document
from kinechain.knowledge.reader import LARGEST_FILE, read
from kinechain.terms.problem import Problem


def problems(text: str | bytes, file: str = "case.yaml") -> tuple[Problem, ...]:
    """What the reader says about a text that it must refuse."""
    document, found = read(text.encode() if isinstance(text, str) else text, file)
    assert document is None
    assert found
    return found


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in problems(text)]


def accepted(text: str | bytes, file: str = "case.yaml") -> Document:
    """The document of a text that the reader must take."""
    document, found = read(text.encode() if isinstance(text, str) else text, file)
    assert found == ()
    assert document is not None
    return document


TRAPS = (
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "N",
    "True",
    "FALSE",
    "Null",
    "010",
    "-07",
    "08",
    "0_1",
    "0x1F",
    "0o17",
    "0b11",
    "1:30",
    "12:30:45",
    "1_000",
    "1e5",
    "1.5E-3",
    ".inf",
    "-.INF",
    ".nan",
    ".5",
    "5.",
    "+.5",
)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_yaml_1_1_trap_is_refused_at_its_place_with_a_way_out(trap: str) -> None:
    (problem,) = problems(f"case: a\npain:\n  - {trap}\n")
    assert (problem.code, problem.line, problem.column) == ("yaml.ambiguous", 3, 5)
    assert f"'{trap}'" in problem.message
    assert problem.hint


@pytest.mark.parametrize("trap", TRAPS)
def test_the_same_word_in_quotes_is_plain_text(trap: str) -> None:
    assert accepted(f"a: '{trap}'").content == {"a": trap}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6", 6),
        ("-3", -3),
        ("+5", 5),
        ("0", 0),
        ("1.50", Decimal("1.50")),
        ("-0.5", Decimal("-0.5")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-11-20", datetime.date(2026, 11, 20)),
        ("3 weeks", "3 weeks"),
        ("yesterday", "yesterday"),
        ("1.2.3", "1.2.3"),
        ("'6'", "6"),
        ('"true"', "true"),
    ],
)
def test_a_plain_word_has_its_yaml_1_2_value(written: str, value: object) -> None:
    found = accepted(f"a: {written}").content["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 2026-02-30", ("yaml.date", 1, 4)),
        ("a: 1234567890123456789", ("yaml.number-too-long", 1, 4)),
        ("a: 1\nb: 2\na: 3\n", ("yaml.duplicate-key", 3, 1)),
        ("x:\n  - {b: 1, c: 2, b: 3}\n", ("yaml.duplicate-key", 2, 18)),
        ("1: a\n'1': b\n", ("yaml.duplicate-key", 2, 1)),
        ("a: &x 1\n", ("yaml.anchor", 1, 4)),
        ("a: 1\nb: *x\n", ("yaml.alias", 2, 4)),
        ("a: !!str 1\n", ("yaml.tag", 1, 4)),
        ("a: !python/object:os.system [ls]\n", ("yaml.tag", 1, 4)),
        ("a: 1\n---\nb: 2\n", ("yaml.several-documents", 2, 1)),
        ("a:\n\t- 1\n", ("yaml.tab", 2, 1)),
        ("a:\n  \t- 1\n", ("yaml.tab", 2, 3)),
        ("a: b: c\n", ("yaml.syntax", 1, 5)),
        ("a: [1, 2\nb: 3\n", ("yaml.syntax", 2, 2)),
        ("1.5: a\n", ("yaml.key", 1, 1)),
        ("é: 1\nb: x\x07y\n", ("yaml.character", 2, 5)),
        ("a: x\x00y\n", ("yaml.character", 1, 5)),
        ("[" * 31, ("yaml.too-deep", 1, 31)),
    ],
)
def test_trouble_is_refused_at_its_place(text: str, place: tuple[str, int, int]) -> None:
    assert places(text) == [place]


def test_a_key_that_is_a_mapping_is_refused() -> None:
    assert {code for code, _, _ in places("? {a: 1}\n: b\n")} == {"yaml.key"}


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    second, third = problems("case: a\nfindings: []\n\ncase: b\ncase: c\n")
    assert "line 1" in second.message
    assert "line 1" in third.message


def test_every_problem_of_a_file_is_collected() -> None:
    codes = [code for code, _, _ in places("a: yes\nb: &x 010\nb: 1:30\nc: *x\n")]
    assert codes == [
        "yaml.ambiguous",
        "yaml.anchor",
        "yaml.ambiguous",
        "yaml.duplicate-key",
        "yaml.ambiguous",
        "yaml.alias",
    ]


@pytest.mark.parametrize("text", ["", "   \n\n", "\ufeff", "\ufeff \r\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert places(text) == [("file.empty", 0, 0)]


def test_a_byte_order_mark_is_ignored_and_moves_no_column() -> None:
    assert accepted(b"\xef\xbb\xbfa: 1").key_places["a",] == (1, 1)
    assert places(b"\xef\xbb\xbfa: yes") == [("yaml.ambiguous", 1, 4)]


def test_line_ends_of_windows_make_no_difference() -> None:
    text = "a: 1\nb:\n  - c: x\n"
    one, other = accepted(text), accepted(text.replace("\n", "\r\n"))
    assert (one.content, dict(one.value_places)) == (other.content, dict(other.value_places))
    assert places("a: 1\r\nb: yes\r\n") == [("yaml.ambiguous", 2, 4)]


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    assert places("a: 1\nb: Müller\n".encode("latin-1")) == [("file.not-utf-8", 2, 5)]
    assert places("a: 1\n".encode("utf-16")) == [("file.not-utf-8", 1, 1)]


def test_ten_megabytes_are_refused_before_they_are_parsed() -> None:
    data = b"notes: " + b"x" * 10_000_000
    start = time.process_time()
    (problem,) = problems(data)
    assert time.process_time() - start < 0.1
    assert problem.code == "file.too-large"
    assert "10.0 MB" in problem.message


def test_a_file_of_the_largest_size_is_still_read() -> None:
    assert accepted(b"a: " + b"x" * (LARGEST_FILE - 3)).content["a"].startswith("xxx")


@pytest.mark.parametrize("text", ["[" * 900_000, "{a: " * 200_000, "- " * 400_000])
def test_deep_nesting_is_refused_fast(text: str) -> None:
    start = time.process_time()
    assert [problem.code for problem in problems(text)] == ["yaml.too-deep"]
    assert time.process_time() - start < 1


@pytest.mark.parametrize("word", ["1" + "_" * 200_000 + "x", "1" * 200_000, "1:30" * 50_000 + "x", "." * 200_000])
def test_a_very_long_word_takes_no_long_time(word: str) -> None:
    start = time.process_time()
    read(f"a: {word}".encode(), "case.yaml")
    assert time.process_time() - start < 1


def test_places_of_keys_and_values_are_exact() -> None:
    document = accepted("case: a\nfindings:\n  - {finding: b, side: left}\n  - finding: c\n    note: >-\n      d\n")
    assert document.content["findings"][1] == {"finding": "c", "note": "d"}
    assert document.place(("case",)) == (1, 7)
    assert document.place(("findings",), of_key=True) == (2, 1)
    assert document.place(("findings", 0, "side")) == (3, 24)
    assert document.place(("findings", 0, "side"), of_key=True) == (3, 18)
    assert document.place(("findings", 1, "finding")) == (4, 14)
    assert document.place(("findings", 1, "note"), of_key=True) == (5, 5)


def test_the_place_of_something_missing_is_that_of_its_nearest_ancestor() -> None:
    document = accepted("a:\n  - b: 1\n")
    assert document.place(("a", 0, "nothing", "there")) == document.place(("a", 0)) == (2, 5)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary() | st.text().map(str.encode) | st.text("ab:-[]{}&*!|>'\"#%@,?\t\n .0159").map(str.encode))
def test_no_text_raises_and_problems_never_stand_beside_a_document(data: bytes) -> None:
    for file in ("case.yaml", "case.json"):
        document, found = read(data, file)
        assert (document is None) == bool(found)
        assert all(problem.message and problem.code for problem in found)
