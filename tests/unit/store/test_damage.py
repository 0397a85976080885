"""A log survives whatever a dying process or a full disk leaves behind."""

import errno
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.files import Disk, Files, LogError
from kinechain.store.reading import Fault, read_log
from kinechain.store.records import Record
from support.logs import NOON, append, faults, log_at, log_of, no_sync, records

WRITER = """
import os, sys
from pathlib import Path
from kinechain.store.files import Disk
from support.logs import append, log_at

slow = Disk(write=lambda handle, data: os.write(handle, data[:64]))
log = log_at(Path(sys.argv[1]), slow if sys.argv[2] == "slow" else Disk())
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    print(append(log).record.hash, flush=True)
"""


def start_writer(path: Path, disk: str, count: int) -> "subprocess.Popen[str]":
    """Another process that appends when it is told to."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(path), disk, str(count)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: "subprocess.Popen[str]") -> None:
    """Tell a writer to begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.parametrize(("last", "step"), [("override", 1), ("decision", 31)])
@pytest.mark.parametrize("with_head", [True, False])
def test_a_log_cut_at_any_byte_of_its_last_record_keeps_all_before_and_says_what_happened(
    tmp_path: Path, last: str, step: int, with_head: bool
) -> None:
    path, damaged, head = (tmp_path / name for name in ("a.log", "a.log.damaged", "a.log.head"))
    log = log_of(path, 2 if last == "override" else 3)
    if last == "override":
        log.override(1, "impression:inhibited@left", OverrideAction.REJECTED, OverrideReason.CLIENT_DECLINED, NOON)
    whole, whole_head = path.read_bytes(), head.read_bytes()
    start = whole.rstrip(b"\n").rindex(b"\n") + 1
    for cut in (*range(start, len(whole), step), len(whole) - 1):
        path.write_bytes(whole[:cut])
        damaged.unlink(missing_ok=True)
        head.write_bytes(whole_head) if with_head else head.unlink(missing_ok=True)
        found = [fault.record for fault in faults(path)]
        assert found == ([3] if with_head or cut > start else [])
        assert len(records(path)) == 2
        receipt = append(log, 9)
        assert path.read_bytes().startswith(whole[:start])
        assert faults(path) == []
        assert (damaged.read_bytes() if cut > start else b"") == whole[start:cut]
        told = records(path)[2]
        assert (told.kind, told.fields["damaged_bytes"]) == ("repair", cut - start)
        if cut > start:
            assert told.fields["damaged_sha256"] == hashlib.sha256(whole[start:cut]).hexdigest()
            assert f"{cut - start} torn bytes after record 2" in receipt.notices[0]


def test_a_decision_cut_at_any_byte_is_reported_and_hides_nothing_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log_of(path, 2)
    whole = path.read_bytes()
    start = whole.index(b"\n") + 1
    for cut in range(len(whole) - 1, start - 1, -1):
        os.truncate(path, cut)
        found = list(read_log(Files(path)))
        assert isinstance(found[0], Record)
        assert [one.record for one in found[1:] if isinstance(one, Fault)] == [2]


def test_a_first_record_that_is_torn_is_moved_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    whole = path.read_bytes() if log_of(path, 1) else b""
    for cut in (1, 5, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        path.with_name("a.log.damaged").unlink(missing_ok=True)
        assert append(log_at(path)).record.sequence == 2
        assert path.with_name("a.log.damaged").read_bytes() == whole[:cut]
        assert faults(path) == []
        path.with_name("a.log.head").unlink()


@pytest.mark.parametrize("damage", [b"\x00" * 200_000, b"\x00\n" * 3, b"half {\nof a\r\nline\n", b"\n"])
def test_lines_that_were_never_records_are_moved_aside_with_everything_before_them_kept(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "a.log"
    log = log_of(path, 2)
    before = path.read_bytes()
    path.write_bytes(before + damage)
    assert faults(path)
    append(log)
    assert path.read_bytes().startswith(before)
    assert path.with_name("a.log.damaged").read_bytes() == damage
    assert faults(path) == []


@pytest.mark.parametrize(
    "content", [b"case: my-client\ndate: 2026-11-20\n", b'{"case": 1}', b"\x00\x00", b"\n", b'{"a":1}\n']
)
def test_a_file_that_is_no_log_is_never_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "client.yaml"
    path.write_bytes(content)
    with pytest.raises(LogError):
        append(log_at(path))
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def full_after(count: int, error: int = errno.ENOSPC) -> Callable[[int, bytes], int]:
    """A write function of a disk that takes this many bytes more, then none."""
    left = [count]

    def write(handle: int, data: bytes) -> int:
        if left[0] <= 0:
            raise OSError(error, os.strerror(error))
        taken = os.write(handle, data[: left[0]])
        left[0] -= taken
        return taken

    return write


def test_a_full_disk_gives_an_error_and_no_half_record_however_much_still_fits(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log_of(path, 2)
    before, size = path.read_bytes(), len(path.read_bytes()) // 2
    for left in (*range(0, size - 300, 37), size - 300):
        with pytest.raises(LogError, match=r"no space left on device\. Nothing was appended"):
            append(log_at(path, Disk(full_after(left), no_sync)))
        assert path.read_bytes() == before
    assert faults(path) == []
    assert append(log_at(path)).notices == ()


def test_a_disk_that_is_full_for_the_head_only_loses_no_record_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log_of(path, 1)
    size = len(append(log_at(path)).record.fields and path.read_bytes().splitlines(keepends=True)[1])
    receipt = append(log_at(path, Disk(full_after(size), no_sync)))
    assert "not " in receipt.notices[0]
    assert faults(path) == []
    assert len(records(path)) == 3
    assert append(log_at(path)).notices == ()


def test_a_disk_that_fails_to_sync_gives_an_error_and_no_record(tmp_path: Path) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = tmp_path / "a.log"
    log_of(path, 1)
    before = path.read_bytes()
    with pytest.raises(LogError):
        append(log_at(path, Disk(os.write, fail)))
    assert path.read_bytes() == before


def test_damage_that_cannot_be_saved_is_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log_of(path, 1)
    torn = path.read_bytes() + b'{"algorithm":"kine'
    path.write_bytes(torn)
    with pytest.raises(LogError, match="no space"):
        append(log_at(path, Disk(full_after(5), no_sync)))
    assert path.read_bytes() == torn


def test_killed_while_writing_a_log_loses_no_record_that_was_confirmed(tmp_path: Path) -> None:
    path, confirmed = tmp_path / "a.log", list[str]()
    for pause in (0.001, 0.003, 0.008, 0.013):
        process = start_writer(path, "slow", 100_000)
        go(process)
        assert process.stdout is not None
        confirmed += [process.stdout.readline().strip() for _ in range(3)]
        time.sleep(pause)
        process.kill()
        told, _ = process.communicate()
        confirmed += [line for line in told.splitlines() if len(line) == 64]
        assert all(fault.message.startswith("torn") for fault in faults(path))
        found = [one.hash for one in records(path)]
        assert [one for one in confirmed if one not in found] == []
    append(log_at(path))
    assert faults(path) == []
    assert len(confirmed) >= 12


def test_many_processes_append_at_once_and_every_record_is_there_whole(tmp_path: Path) -> None:
    path, each = tmp_path / "a.log", 25
    writers = [start_writer(path, disk, each) for disk in ("slow", "fast", "slow")]
    for process in writers:
        go(process)
    told = [line for process in writers for line in process.communicate()[0].split()]
    assert len(set(told)) == len(writers) * each
    assert faults(path) == []
    assert sorted(one.hash for one in records(path)) == sorted(told)
    assert [one.sequence for one in records(path)] == list(range(1, len(told) + 1))
