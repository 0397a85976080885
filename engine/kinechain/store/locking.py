"""One writer at a time, across processes, on every system; the lock dies with its process."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt

    _FAR_BEYOND_THE_END = 2**40  # a locked byte cannot be read by others, so lock one that holds nothing
    _PAUSE_SECONDS = 0.02

    def _lock(handle: int, *, shared: bool) -> None:
        while True:
            os.lseek(handle, _FAR_BEYOND_THE_END, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return
            except PermissionError:
                time.sleep(_PAUSE_SECONDS)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR_BEYOND_THE_END, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(handle: int, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of an open file; wait for it as long as it takes. Readers may share it where the system can."""
    _lock(handle, shared=shared)
    try:
        yield
    finally:
        _unlock(handle)
