"""Hiding who a record is about: the case id as a keyed hash, free text left out."""

import hashlib
import hmac
from dataclasses import replace

from kinechain.store.files import Disk, Files, LogError, reason_of, replace_whole
from kinechain.terms.case import Case

KEY_BYTES = 32
_MASK_CHARACTERS = 32


def masked(case: Case, key: bytes) -> Case:
    """The case without its id and without any free text; the same id and key always give the same mask.

    Age, sex, date and findings stay, because they decide: a masked record is pseudonymous, not anonymous.

    >>> import datetime
    >>> one = masked(Case("Mrs. Smith", datetime.date(2026, 11, 20), 41, None, (), "lives next door"), bytes(32))
    >>> one.id, one.notes
    ('masked-17a5317f61536326cf4b22378a6ac506', '')
    """
    mask = hmac.new(key, b"case\0" + case.id.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    findings = tuple(replace(finding, note="") for finding in case.findings)
    return replace(case, id=f"masked-{mask[:_MASK_CHARACTERS]}", notes="", findings=findings)


def read_key(files: Files) -> bytes | None:
    """The key beside the log, None when there is none; LogError when it is damaged."""
    try:
        written = files.key.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LogError(f"{files.key} cannot be read: {reason_of(error)}. Nothing was appended.") from error
    try:
        key = bytes.fromhex(written.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise LogError(f"{files.key} holds no key. Restore it, or take it away: then a new key gives new masks.")
    return key


def make_key(files: Files, key: bytes, disk: Disk) -> None:
    """Write a new key, readable by its owner only. Raises OSError. Only under the log's lock."""
    replace_whole(files.key, key.hex().encode() + b"\n", disk)
