"""Proofs: engine-neutral records of every rule instance that fired."""

from dataclasses import dataclass

from kinechain.terms.conclusion import Conclusion
from kinechain.terms.finding import FindingKey
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """One ground condition of a rule, true or absent in a case.

    ``place`` is where it stands in the rule (``when.1``, ``unless.2.of.1``). ``test`` is empty for a plain
    positive finding or a conclusion, else the test in words, such as ``duration > 48 h`` or ``not assessed``.
    """

    place: str
    about: FindingKey | Conclusion
    test: str = ""

    def __str__(self) -> str:
        return f"{self.about} {self.test}".strip()


@dataclass(frozen=True, slots=True)
class Justification:
    """One fired rule instance: which rule, for which side, from what, in the absence of what, to what.

    ``premises`` are all true conditions of ``when`` (every support, not only the first);
    ``absences`` are the conditions of ``unless`` that were found not to hold.
    """

    rule: str
    version: str
    side: Side
    premises: tuple[Condition, ...]
    absences: tuple[Condition, ...]
    conclusions: tuple[Conclusion, ...]

    @property
    def instance(self) -> tuple[str, Side]:
        """What identifies a fired instance: the rule and the side it was bound to."""
        return (self.rule, self.side)
