"""An encrypted backup holds everything, opens only with its passphrase, and is refused when a byte is wrong."""

import io
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, transaction

from kinechain.store import guards
from kinechain.store.backup import NotEmptyError, check_backup, restore, write_backup
from kinechain.store.entries import Entered
from kinechain.store.models import SignedDocument, User
from kinechain.store.sealing import UnreadableBackupError
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side
from kinechain.web.recording import decision_log
from support.web import Practice, signed

_WORDS = "correct horse battery"


@pytest.fixture
def filled(petra: Practice) -> Practice:
    """A practice with a signed visit."""
    petra.enter(FindingKey("hip-pain", Side.LEFT), Entered(State.POSITIVE, {"duration": "3 weeks"}, "Größe 3"))
    signed(petra)
    return petra


def _backup() -> bytes:
    target = io.BytesIO()
    write_backup(target, decision_log().files.log, _WORDS, os.urandom)
    return target.getvalue()


def _everything() -> str:
    tables = apps.get_app_config("store").get_models()
    return "\n".join(serializers.serialize("jsonl", table._default_manager.order_by("pk")) for table in tables)


def _empty() -> None:
    with transaction.atomic(), guards.lifted(connection), connection.cursor() as cursor:
        for table in ("signeddocument", "signedreport", "override", "decision", "entrychange", "entry", "visit"):
            cursor.execute(f"DELETE FROM store_{table}")
        cursor.execute("DELETE FROM store_client")
        cursor.execute("DELETE FROM store_user")


def test_a_restore_gives_back_every_row_and_the_log(filled: Practice, tmp_path: Path) -> None:
    before, log = _everything(), decision_log().files.log.read_bytes()
    written = _backup()
    _empty()
    fresh = tmp_path / "fresh.log"
    restore(io.BytesIO(written), fresh, _WORDS)
    assert _everything() == before
    assert fresh.read_bytes() == log


def test_the_guards_stand_again_after_a_restore(filled: Practice, tmp_path: Path) -> None:
    written = _backup()
    _empty()
    restore(io.BytesIO(written), tmp_path / "fresh.log", _WORDS)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        SignedDocument.objects.update(sha256="x")


def test_nothing_can_be_read_in_a_backup(filled: Practice) -> None:
    written = _backup()
    assert b"petra" not in written
    assert b"hip-pain" not in written


def test_a_wrong_passphrase_says_so(filled: Practice) -> None:
    with pytest.raises(UnreadableBackupError, match="passphrase is wrong"):
        check_backup(io.BytesIO(_backup()), "correct horse batterie")


@pytest.mark.parametrize("kept", [0.0, 0.00001, 0.3, 0.9, 0.99999])
def test_a_cut_backup_is_refused_before_anything_is_put_back(kept: float, filled: Practice, tmp_path: Path) -> None:
    written = _backup()
    _empty()
    with pytest.raises(UnreadableBackupError):
        restore(io.BytesIO(written[: int(len(written) * kept)]), tmp_path / "fresh.log", _WORDS)
    assert not User.objects.exists()
    assert not (tmp_path / "fresh.log").exists()


@pytest.mark.parametrize("place", [20, 30, 200, -1])
def test_a_changed_byte_is_noticed(place: int, filled: Practice) -> None:
    written = bytearray(_backup())
    written[place] ^= 1
    with pytest.raises(UnreadableBackupError):
        check_backup(io.BytesIO(bytes(written)), _WORDS)


def test_records_that_are_there_are_never_mixed_with_a_backup(filled: Practice, tmp_path: Path) -> None:
    written = _backup()
    with pytest.raises(NotEmptyError):
        restore(io.BytesIO(written), tmp_path / "fresh.log", _WORDS)


def test_another_file_is_not_taken_for_a_backup() -> None:
    with pytest.raises(UnreadableBackupError, match="not a backup"):
        check_backup(io.BytesIO(b"%PDF-1.7 and more that is long enough for a head"), _WORDS)
