"""Arguments for and against a conclusion, as reports show them."""

from dataclasses import dataclass

from kinechain.terms.side import Side
from kinechain.terms.strength import Strength


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a rule cites it. ``citation`` is the short reference; ``read`` says what was read of it."""

    ref: str
    relation: str
    says: str
    citation: str
    checked: bool
    read: str = ""


@dataclass(frozen=True, slots=True)
class Premise:
    """One condition of a fired rule, in words (``text``) and in terms (``about``, ``test``)."""

    text: str
    about: str
    side: Side
    test: str
    kind: str
    """``finding``, ``not-assessed`` or the kind of a conclusion."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One fired rule instance that supports or opposes a conclusion.

    ``contribution`` (1/10,000) is what it adds at most; it orders and is no probability.
    """

    rule: str
    version: str
    title: str
    side: Side
    strength: Strength | None
    contribution: int
    because: str
    caveat: str
    premises: tuple[Premise, ...]
    absences: tuple[Premise, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that speaks against a conclusion: a finding (by a rule) or a source that disputes a rule."""

    kind: str
    """``finding`` or ``source``."""
    text: str
    rule: str
    ref: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """A cause or impression with everything for it, against it and unexamined about it.

    ``certainty`` and ``opposition`` are in 1/10,000 and only order. ``fragile`` names the one finding on which the
    conclusion hangs, if there is one. ``regions`` are ids of body regions, empty for what has no place.
    """

    id: str
    title: str
    side: Side
    strength: Strength
    certainty: int
    opposition: int
    plain: str
    caveat: str
    for_: tuple[Argument, ...]
    against: tuple[Objection, ...]
    not_assessed: tuple["Unexamined", ...]
    fragile: str = ""
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unexamined:
    """A finding that nobody recorded, on one side."""

    finding: str
    title: str
    side: Side
