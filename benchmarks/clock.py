"""Medians of several contenders, measured in turns, so that a slow spell of the machine hits all of them."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

Contenders = Mapping[str, Callable[[], Any]]


def medians(contenders: Contenders, *, rounds: int = 9, batch: float = 0.02) -> dict[str, float]:
    """Seconds for one call of each contender: the median over ``rounds`` batches of at least ``batch`` seconds.

    Each is called once before the clock starts, so whatever is built once is built then.
    """
    sizes = {name: max(1, int(batch / _seconds(call, 1))) for name, call in contenders.items() if call() or True}
    samples: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            samples[name].append(_seconds(call, sizes[name]))
    return {name: median(values) for name, values in samples.items()}


def _seconds(call: Callable[[], Any], times: int) -> float:
    start = perf_counter()
    for _ in range(times):
        call()
    return (perf_counter() - start) / times
