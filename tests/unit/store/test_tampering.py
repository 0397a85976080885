"""Whatever is changed in a log shows, with the number of the record."""

import json
from pathlib import Path

import pytest

from support.logs import append, faults, forged, log_at, log_of, records

COUNT = 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An intact log of four decisions."""
    log_of(tmp_path / "a.log", COUNT)
    return tmp_path / "a.log"


def lines_of(path: Path) -> list[bytes]:
    """The lines, ends included."""
    return path.read_bytes().splitlines(keepends=True)


def numbers(path: Path) -> list[int]:
    """The records that are named as faulty."""
    return [fault.record for fault in faults(path)]


def test_an_untouched_log_has_no_fault_and_every_record(path: Path) -> None:
    assert faults(path) == []
    assert [one.sequence for one in records(path)] == [1, 2, 3, 4]


@pytest.mark.parametrize("record", range(1, COUNT + 1))
def test_every_changed_byte_is_reported_with_its_record(path: Path, record: int) -> None:
    data = path.read_bytes()
    start = sum(map(len, lines_of(path)[: record - 1]))
    for place in range(start, start + len(lines_of(path)[record - 1]), 1 if record == 2 else 13):
        changed = bytearray(data)
        changed[place] ^= 0x20 if place % 3 else 0x01
        path.write_bytes(changed)
        assert numbers(path)[:1] == [record], place
    path.write_bytes(data)
    assert faults(path) == []


@pytest.mark.parametrize("record", range(1, COUNT + 1))
def test_a_removed_record_is_reported_the_last_one_too(path: Path, record: int) -> None:
    lines = lines_of(path)
    del lines[record - 1]
    path.write_bytes(b"".join(lines))
    assert numbers(path) == [record]
    assert "missing" in faults(path)[0].message


def test_several_removed_records_are_all_named(path: Path) -> None:
    path.write_bytes(lines_of(path)[0])
    assert numbers(path) == [2, 3, 4]
    path.write_bytes(b"")
    assert numbers(path) == [1, 2, 3, 4]
    path.write_bytes(b"")
    path.with_name("a.log.head").unlink()
    assert numbers(path) == []


def test_removing_the_first_records_and_renumbering_nothing_shows(path: Path) -> None:
    path.write_bytes(b"".join(lines_of(path)[2:]))
    assert numbers(path) == [1, 2]


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (3, 4), (1, 4)])
def test_records_in_another_order_are_reported(path: Path, one: int, other: int) -> None:
    lines = lines_of(path)
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    path.write_bytes(b"".join(lines))
    assert one in numbers(path)


@pytest.mark.parametrize("after", range(1, COUNT + 1))
@pytest.mark.parametrize("copied", range(1, COUNT + 1))
def test_a_record_that_stands_twice_is_reported(path: Path, after: int, copied: int) -> None:
    lines = lines_of(path)
    lines.insert(after, lines[copied - 1])
    path.write_bytes(b"".join(lines))
    assert copied in numbers(path)


def test_an_inserted_record_with_a_fitting_hash_is_reported(path: Path) -> None:
    lines = lines_of(path)
    lines.insert(2, forged(lines[2], status="refer"))
    path.write_bytes(b"".join(lines))
    assert set(numbers(path)) == {3}


@pytest.mark.parametrize("record", range(1, COUNT + 1))
def test_a_replaced_record_with_a_fitting_hash_is_reported_the_last_one_too(path: Path, record: int) -> None:
    lines = lines_of(path)
    lines[record - 1] = forged(lines[record - 1], status="refer")
    path.write_bytes(b"".join(lines))
    assert numbers(path) == [record]
    assert "replaced" in faults(path)[0].message


@pytest.mark.parametrize(
    "inserted", [b"\n", b"{}\n", b"rubbish\n", b"[" * 100_000 + b"\n", b'{"a": NaN}\n', b"\xff\x00\n"]
)
@pytest.mark.parametrize("after", [0, 2])
def test_inserted_rubbish_is_reported_where_it_stands(path: Path, inserted: bytes, after: int) -> None:
    lines = lines_of(path)
    lines.insert(after, inserted)
    path.write_bytes(b"".join(lines))
    assert numbers(path) == [after + 1]
    assert len(records(path)) == COUNT


def test_the_same_values_written_otherwise_are_reported(path: Path) -> None:
    lines = lines_of(path)
    path.write_bytes(b"".join([lines[0], json.dumps(json.loads(lines[1])).encode() + b"\n", *lines[2:]]))
    assert numbers(path) == [2]
    path.write_bytes(b"".join([lines[0], lines[1][:-1] + b"\r\n", *lines[2:]]))
    assert numbers(path) == [2]


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": "2"},
        {"sequence": 0},
        {"sequence": True},
        {"kind": "x"},
        {"kind": []},
        {"previous": 1},
        {"more": 1},
        {"algorithm": "kinechain-decision-log-9"},
    ],
)
def test_a_record_of_another_shape_is_no_record(path: Path, change: dict[str, object]) -> None:
    lines = lines_of(path)
    lines[1] = forged(lines[1], **change)
    path.write_bytes(b"".join(lines))
    assert numbers(path)[:1] == [2]


def test_nothing_is_appended_after_a_last_record_that_was_changed(path: Path) -> None:
    from kinechain.store.files import LogError

    good = path.read_bytes()
    for bad in (
        good.replace(b'"status":"', b'"status":"x'),
        b"".join([*lines_of(path)[:3], forged(lines_of(path)[3], status="refer")]),
    ):
        path.write_bytes(bad)
        with pytest.raises(LogError, match=r"changed|replaced"):
            append(log_at(path))
        assert path.read_bytes() == bad


def test_a_damaged_head_is_reported_and_the_next_append_mends_it_and_says_so(path: Path) -> None:
    head = path.with_name("a.log.head")
    head.write_bytes(b"\x00")
    assert numbers(path) == [0]
    assert "a.log.head cannot be read" in append(log_at(path)).notices[0]
    assert faults(path) == []
    assert [one.kind for one in records(path)][4:] == ["repair", "decision"]
