"""Medians of several contenders, measured in turns, so that a slow spell of the machine hits all of them."""

from collections.abc import Callable, Mapping, Sequence
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time
from typing import Any, TypeVar

Given = TypeVar("Given")
Contenders = Mapping[str, Callable[[], Any]]


def medians(contenders: Contenders, *, rounds: int = 9, batch: float = 0.02) -> dict[str, float]:
    """Seconds of processor time for one call of each contender: the median over batches of at least ``batch`` seconds.

    Each is called once before the clock starts, so whatever is built once is built then.
    """
    sizes: dict[str, int] = {}
    for name, call in contenders.items():
        call()
        sizes[name] = max(1, int(batch / max(_seconds(call, 1), 1e-9))) if batch else 1
    samples: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            samples[name].append(_seconds(call, sizes[name]))
    return {name: median(values) for name, values in samples.items()}


def each(call: Callable[[Given], Any], inputs: Sequence[Given]) -> list[float]:
    """Seconds of processor time for one call with each input but the first, which warms up: nothing is remembered."""
    call(inputs[0])
    return [once(call, given) for given in inputs[1:]]


def once(call: Callable[[Given], Any], given: Given) -> float:
    """Seconds of processor time for a single call."""
    return _seconds(lambda: call(given), 1)


def _seconds(call: Callable[[], Any], times: int) -> float:
    start = _processor_time()
    for _ in range(times):
        call()
    return (_processor_time() - start) / times


def _processor_time() -> float:
    """Seconds that this process and the ended processes that it started have computed, all threads added up."""
    ended = getrusage(RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime
