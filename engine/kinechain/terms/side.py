"""Sides of the body. Left and right are always the client's own."""

from enum import StrEnum


class Side(StrEnum):
    """Where a finding or conclusion holds.

    ``MIDLINE`` stands for whatever has no side (low back, whole person, history).

    >>> Side.LEFT.opposite
    <Side.RIGHT: 'right'>
    >>> Side.MIDLINE.opposite
    <Side.MIDLINE: 'midline'>
    """

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"

    @property
    def opposite(self) -> "Side":
        """The other side of the body; the midline is its own opposite."""
        return _OPPOSITE[self]


_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDLINE: Side.MIDLINE}

BODY_SIDES = (Side.LEFT, Side.RIGHT)
"""The two sides over which a rule with ``for_each: side`` is repeated."""
