"""How the processes of ``kinechain report batch`` are started: the program is loaded before there is work for them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext

_PROGRAM = "kinechain.cli.batch_work"
_FORKED = "forkserver"
"""Never "fork": a process forked from one with threads, such as those of Typst, may wait for them for ever."""


def start_method() -> BaseContext:
    """Forked from a process that did nothing but load the program; started anew where a system cannot fork."""
    if _FORKED not in get_all_start_methods():
        return get_context("spawn")
    context = get_context(_FORKED)
    context.set_forkserver_preload([_PROGRAM])
    return context


def get_ready() -> None:
    """Begin to load the program for the processes to come, while the caller does something else."""
    if start_method().get_start_method() == _FORKED:
        from multiprocessing import forkserver

        with deaf_children():
            forkserver.ensure_running()


@contextmanager
def deaf_children() -> Iterator[None]:
    """Processes started within do not hear Ctrl-C, not even before they come to ignore it themselves."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
