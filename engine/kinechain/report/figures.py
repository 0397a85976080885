"""The figures of the clinician's page, drawn once an assessment and remembered for the next detail or format."""

from functools import lru_cache

from kinechain.report import figure
from kinechain.report.blocks import Figure
from kinechain.report.body_map import drawn_body
from kinechain.report.pelvis import drawn_pelvis
from kinechain.terms.assessment import Assessment

REMEMBERED = 4


class _Same:
    """An assessment that equals only itself: comparing two by their content takes longer than drawing."""

    __slots__ = ("it",)

    def __init__(self, it: Assessment) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def figures(assessment: Assessment, boxes: int) -> tuple[Figure, ...]:
    """Body map, pelvis, cycle and causal chain, as far as there is something to draw, in reading order.

    ``boxes`` is how many boxes of each layer the chain has, 0 for no chain.
    """
    same = _Same(assessment)
    chain = _chain(same, boxes) if boxes else None
    return (*_without_chain(same), *((chain,) if chain else ()))


@lru_cache(maxsize=REMEMBERED)
def _without_chain(same: _Same) -> tuple[Figure, ...]:
    """The body map is narrow where another narrow figure can stand beside it."""
    beside = tuple(filter(None, (drawn_pelvis(same.it), figure.drawn_cycle(same.it))))
    body = drawn_body(same.it, narrow=bool(beside))
    return tuple(filter(None, (body, *beside)))


@lru_cache(maxsize=REMEMBERED)
def _chain(same: _Same, boxes: int) -> Figure | None:
    return figure.drawn_chain(same.it, boxes)
