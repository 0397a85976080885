"""Files from outside: too large, a bomb, another kind, with another name; each is refused before it does harm."""

import io
import re
import socket
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinechain.store.models import Client, User
from kinechain.web.archive import zipped
from support.server import RunningServer
from support.web import Practice, practice, signed

_HUNDRED_MB = 100_000_000
_BLOCK = b"x" * 65_536
_STORED = re.compile(r"VmRSS:\s+(\d+) kB")
_LAUGHS = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 8)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def _zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(5):
            archive.writestr(f"../../{number}.yaml", b"\0" * 20_000_000)
    return target.getvalue()


def _picture_bomb() -> bytes:
    """A PNG of a few kilobytes that is 30000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (30_000).to_bytes(4, "big") * 2
    rows = zlib.compress(b"\0" * 3_751 * 30_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x01\0\0\0\0") + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _memory(server: RunningServer) -> int:
    """What the server holds in memory, in bytes."""
    found = _STORED.search(Path(f"/proc/{server.process.pid}/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


def _answer(server: RunningServer, head: str, blocks: int) -> tuple[str, int]:
    """The first line of the answer to a request, and how many bytes of its body the server took."""
    taken = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as sending:
        sending.sendall(f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n".encode())
        try:
            for _ in range(blocks):
                sending.sendall(_BLOCK if "chunked" not in head else b"10000\r\n" + _BLOCK + b"\r\n")
                taken += len(_BLOCK)
        except OSError:
            return "", taken
        return sending.recv(100).decode().partition("\r\n")[0], taken


def test_a_hundred_megabytes_that_are_announced_are_refused_before_they_come(server: RunningServer) -> None:
    status, _ = _answer(server, f"Content-Length: {_HUNDRED_MB}", blocks=0)
    assert status == "HTTP/1.1 413 Request Entity Too Large"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of another process is read on Linux")
@pytest.mark.parametrize("head", [f"Content-Length: {_HUNDRED_MB}", "Transfer-Encoding: chunked"])
def test_a_hundred_megabytes_are_never_held_in_memory(head: str, server: RunningServer) -> None:
    before = _memory(server)
    _, taken = _answer(server, head, blocks=_HUNDRED_MB // len(_BLOCK))
    assert _memory(server) - before < 30_000_000
    assert taken < _HUNDRED_MB // 2


def test_the_server_goes_on_after_large_requests(server: RunningServer) -> None:
    for head in (f"Content-Length: {_HUNDRED_MB}", "Transfer-Encoding: chunked"):
        _answer(server, head, blocks=400)
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as asking:
        asking.sendall(b"GET /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert asking.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("case.zip", _zip_bomb()),
        ("case.yaml", _zip_bomb()),
        ("case.yaml", _LAUGHS.encode()),
        ("case.json", b"[" * 200_000),
        ("case.json", b'{"a":' * 100_000),
        ("case.json", b'{"case": ' + b"9" * 500_000 + b"}"),
        ("case.yaml", b"? " * 200_000),
        ("case.yaml", b"\x1f\x8b" + zlib.compress(b"\0" * 10_000_000)),
    ],
    ids=["zip", "zip-as-yaml", "laughs", "brackets", "braces", "digits", "keys", "gzip"],
)
def test_a_bomb_is_refused_at_once(name: str, data: bytes, petra: Practice) -> None:
    began = time.process_time()
    answer = petra.browser.post("/clients/import/", {"file": SimpleUploadedFile(name, data)})
    assert (answer.status_code, Client.objects.count()) == (422, 1)
    assert time.process_time() - began < 20


def test_a_picture_that_grows_is_refused_as_a_logo(petra: Practice) -> None:
    User.objects.filter(pk=petra.user.pk).update(is_admin=True)
    chosen = SimpleUploadedFile("practice.yaml", b"name: P\nlogo: logo.png\n")
    logo = SimpleUploadedFile("logo.png", _picture_bomb())
    answer = petra.browser.post("/practice/", {"file": chosen, "logo": logo})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "pseudonym", ["../../etc/passwd", "/etc/passwd", "..\\..\\x", "C:\\x", "a\0b", "con", "x\r\nSet-Cookie: a=b"]
)
def test_no_name_of_a_client_becomes_a_path_or_a_header(pseudonym: str, petra: Practice) -> None:
    Client.objects.filter(pk=petra.client.pk).update(pseudonym=pseudonym.replace("\0", ""))
    answer = petra.browser.get(f"/clients/{petra.client.pk}/export/")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert all(re.fullmatch(r"(visit-\d{3}-\d{4}-\d\d-\d\d/)?[a-z]+\.json", name) for name in names), names
    assert re.fullmatch(r'attachment; filename="[a-z]+\.(zip|json)"', answer["Content-Disposition"])


def test_no_name_of_a_document_becomes_a_path(db: None) -> None:
    owner = practice("petra")
    signed(owner)
    for name in ("../../evil.pdf", "/etc/evil.pdf", "..\\evil.pdf"):
        report = owner.visit.reports.get()
        report.documents.create(name=name, media_type="application/pdf", sha256="0", content=b"x")
    names = zipfile.ZipFile(io.BytesIO(zipped(owner.client))).namelist()
    assert [name for name in names if "evil" in name or ".." in name or name.startswith("/")] == []


@pytest.mark.parametrize("name", ["../../../../etc/cron.d/x.yaml", "/etc/x.yaml", "..\\x.yaml", "x.yaml\r\nX: y"])
def test_no_name_of_an_uploaded_file_becomes_a_path(name: str, petra: Practice, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    petra.browser.post("/clients/import/", {"file": SimpleUploadedFile(name, b"case: a\n")})
    assert sorted(tmp_path.rglob("*")) == before
