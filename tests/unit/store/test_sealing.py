"""A sealed file opens whole or not at all."""

import io

import pytest

from kinechain.store.sealing import Sealer, UnreadableBackupError, unsealed

_WORDS = "correct horse battery"
_PIECE = 4 + (1 << 20) + 16
_HEAD = len(b"kinechain-backup-1\n") + 23


def _sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    with Sealer(target, _WORDS, lambda number: bytes(range(number))) as sealer:
        sealer.write(content)
    return target.getvalue()


def _opened(sealed: bytes) -> bytes:
    return b"".join(unsealed(io.BytesIO(sealed), _WORDS))


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_was_sealed_comes_out_again(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert _opened(_sealed(content)) == content


def test_a_file_that_ends_after_a_whole_piece_is_cut_off() -> None:
    sealed = _sealed(bytes(3 << 20))
    with pytest.raises(UnreadableBackupError, match="cut off"):
        _opened(sealed[: _HEAD + 2 * _PIECE])


def test_pieces_cannot_change_places() -> None:
    sealed = _sealed(bytes(3 << 20))
    first, second = sealed[_HEAD : _HEAD + _PIECE], sealed[_HEAD + _PIECE : _HEAD + 2 * _PIECE]
    with pytest.raises(UnreadableBackupError):
        _opened(sealed[:_HEAD] + second + first + sealed[_HEAD + 2 * _PIECE :])


def test_a_single_piece_with_another_end_is_told_from_a_wrong_passphrase() -> None:
    sealed = _sealed(bytes(2 << 20))
    with pytest.raises(UnreadableBackupError, match="cut off"):
        _opened(sealed[: _HEAD + _PIECE])


def test_equal_content_is_sealed_differently_under_other_random_bytes() -> None:
    target = io.BytesIO()
    with Sealer(target, _WORDS, lambda number: bytes(number)) as sealer:
        sealer.write(b"the same")
    assert target.getvalue()[_HEAD:] != _sealed(b"the same")[_HEAD:]
