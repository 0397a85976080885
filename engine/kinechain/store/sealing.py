"""Sealing a backup with a passphrase: scrypt makes the key, AES-256-GCM seals piece after piece.

A sealed file is a magic line, 16 bytes of salt, 7 random bytes, then pieces: 4 bytes of length and the sealed bytes.
The nonce of a piece is the 7 bytes, its number (4 bytes) and 1 for the last piece, else 0; so no piece can be left out,
moved, or cut off at the end without being noticed.
"""

from collections.abc import Callable, Iterator
from io import RawIOBase
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"kinechain-backup-1\n"
_SALT_BYTES, _PREFIX_BYTES, _LENGTH_BYTES, _TAG_BYTES = 16, 7, 4, 16
_PIECE = 1 << 20


class UnreadableBackupError(Exception):
    """The file is no whole backup, or the passphrase is wrong; the message says which and what to do."""


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(passphrase.encode()))


class Sealer(RawIOBase):
    """A file to write to: what is written is sealed into ``target``. Only after ``close`` is it whole.

    ``entropy`` gives random bytes.
    """

    def __init__(self, target: BinaryIO, passphrase: str, entropy: Callable[[int], bytes]) -> None:
        super().__init__()
        head = entropy(_SALT_BYTES + _PREFIX_BYTES)
        self._target, self._prefix = target, head[_SALT_BYTES:]
        self._cipher = _cipher(passphrase, head[:_SALT_BYTES])
        self._waiting = bytearray()
        self._number = 0
        self._header = MAGIC + head
        target.write(self._header)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Take bytes; a full piece is sealed at once."""
        self._waiting += data
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(data)

    def close(self) -> None:
        """Seal the last piece."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._prefix, self._number, last=last), piece, self._header)
        self._target.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
        self._number += 1


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def unsealed(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The pieces of a sealed file, each proven unchanged. Raises UnreadableBackupError."""
    header = source.read(len(MAGIC) + _SALT_BYTES + _PREFIX_BYTES)
    if not header.startswith(MAGIC) or len(header) < len(MAGIC) + _SALT_BYTES + _PREFIX_BYTES:
        raise UnreadableBackupError("This is not a backup of Kinechain.")
    salt, prefix = header[len(MAGIC) : -_PREFIX_BYTES], header[-_PREFIX_BYTES:]
    cipher = _cipher(passphrase, salt)
    sealed, number = _next(source), 0
    while sealed is not None:
        following = _next(source)
        yield _opened(cipher, prefix, number, sealed, header, last=following is None)
        sealed, number = following, number + 1
    if number == 0:
        raise UnreadableBackupError("The backup is cut off. Use another copy of it.")


def _next(source: BinaryIO) -> bytes | None:
    length = source.read(_LENGTH_BYTES)
    if not length:
        return None
    size = int.from_bytes(length, "big")
    sealed = source.read(min(size, _PIECE + _TAG_BYTES + 1))
    if len(length) < _LENGTH_BYTES or len(sealed) != size:
        raise UnreadableBackupError("The backup is cut off or damaged. Use another copy of it.")
    return sealed


def _opened(cipher: AESGCM, prefix: bytes, number: int, sealed: bytes, header: bytes, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(prefix, number, last=last), sealed, header)
    except InvalidTag as error:
        if number == 0 and not _opens(cipher, prefix, sealed, header, last=not last):
            message = "The passphrase is wrong, or the beginning of the backup is damaged."
            raise UnreadableBackupError(message) from error
        raise UnreadableBackupError("The backup is cut off or damaged. Use another copy of it.") from error


def _opens(cipher: AESGCM, prefix: bytes, sealed: bytes, header: bytes, *, last: bool) -> bool:
    try:
        cipher.decrypt(_nonce(prefix, 0, last=last), sealed, header)
    except InvalidTag:
        return False
    return True
