"""The strict reader on JSON: the same strictness, places and values as for YAML."""

import datetime
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinechain.knowledge.document import Document
from kinechain.knowledge.reader import read


def accepted(text: str) -> Document:
    """The document of a JSON text that the reader must take."""
    document, found = read(text.encode(), "case.json")
    assert found == ()
    assert document is not None
    return document


def refused(text: str) -> tuple[str, int, int]:
    """Code, line and column of the first problem of a JSON text that the reader must refuse."""
    document, found = read(text.encode(), "case.json")
    assert document is None
    return found[0].code, found[0].line, found[0].column


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", ("json.syntax", 1, 2)),
        ('{"a": 1,}', ("json.syntax", 1, 9)),
        ('{"a": [1, 2,]}', ("json.syntax", 1, 13)),
        ('{"a" 1}', ("json.syntax", 1, 6)),
        ("{a: 1}", ("json.syntax", 1, 2)),
        ("{\"a\": 'b'}", ("json.syntax", 1, 7)),
        ('{"a": nope}', ("json.syntax", 1, 7)),
        ('{"a": NaN}', ("json.syntax", 1, 7)),
        ('{"a": 1} x', ("json.syntax", 1, 10)),
        ('{"a": 010}', ("json.syntax", 1, 8)),
        ('{"a": "b', ("json.syntax", 1, 7)),
        ('{"a": "\n"}', ("json.syntax", 1, 8)),
        ('{"a": "\\ud800"}', ("json.syntax", 1, 7)),
        ('{"\\udc00": 1}', ("json.syntax", 1, 2)),
        ('{"a": 1,\n "b": 2,\n "a": 3}', ("yaml.duplicate-key", 3, 2)),
        ('{"a": 1e5}', ("yaml.ambiguous", 1, 7)),
        ('{"a": 1e99999999999999999999}', ("yaml.ambiguous", 1, 7)),
        ('{"a": 1234567890123456789}', ("yaml.number-too-long", 1, 7)),
        ('{"date": "2026-02-30"}', ("yaml.date", 1, 10)),
        ("[" * 900_000, ("json.syntax", 1, 32)),
    ],
)
def test_trouble_is_refused_at_its_place(text: str, place: tuple[str, int, int]) -> None:
    assert refused(text) == place


@pytest.mark.parametrize("trouble", ["a: 1\nb: 2\na: 3", "a: 1234567890123456789", "date: 2026-02-30"])
def test_the_same_trouble_has_the_same_message_as_in_yaml(trouble: str) -> None:
    pairs = [line.split(": ") for line in trouble.split("\n")]
    written = ",\n".join(f'"{key}": {value if key != "date" else json.dumps(value)}' for key, value in pairs)
    _, in_yaml = read(trouble.encode(), "case.yaml")
    _, in_json = read(f"{{{written}}}".encode(), "case.json")
    assert [(one.code, one.message, one.hint) for one in in_json] == [
        (one.code, one.message, one.hint) for one in in_yaml
    ]


def test_escapes_and_surrogate_pairs_are_read() -> None:
    assert accepted('{"a": "\\u00e9\\n\\"\\\\\\/ \\ud83d\\ude00"}').content == {"a": 'é\n"\\/ 😀'}


def test_words_in_quotes_stay_text_but_the_date_of_a_case_is_a_day() -> None:
    document = accepted('{"date": "2026-11-20", "case": "2026-11-20", "a": {"date": "2026-11-20"}, "b": "yes"}')
    assert document.content["date"] == datetime.date(2026, 11, 20)
    assert document.content["case"] == document.content["a"]["date"] == "2026-11-20"
    assert document.content["b"] == "yes"


def test_places_of_keys_and_values_are_exact_after_unicode_and_line_ends() -> None:
    document = accepted('{\n  "é": "ü",\r\n  "findings": [\n    {"finding": "b", "side": "left"}, 7]}')
    assert document.place(("é",)) == (2, 8)
    assert document.place(("findings", 0, "side"), of_key=True) == (4, 22)
    assert document.place(("findings", 0, "side")) == (4, 30)
    assert document.place(("findings", 1)) == (4, 39)


def test_a_large_file_takes_no_long_time() -> None:
    text = "[" + ",\n".join(["1"] * 150_000) + "]"
    start = time.process_time()
    document = accepted(text)
    assert time.process_time() - start < 5
    assert document.place((149_999,)) == (150_000, 1)


SCALARS = st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=9)
KEYS = st.text(max_size=4).filter(lambda key: key != "date")
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=9)


def frozen(value: object) -> object:
    """A value as the reader gives it: lists as tuples."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return {key: frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


@settings(deadline=None, derandomize=True, max_examples=100)
@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_whatever_json_writes_is_read_back(value: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert accepted(text).content == frozen(value)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text('{}[]",:0159.eE+-\\untrfalse \n', max_size=30))
def test_what_json_refuses_is_refused(text: str) -> None:
    document, _ = read(text.encode(), "case.json")
    try:
        json.loads(text)
    except ValueError:
        assert document is None
