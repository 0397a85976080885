"""How much the evidence bears, as a word. Numbers (ceilings) stand in the knowledge base and only order."""

from enum import StrEnum


class Strength(StrEnum):
    """Strength of evidence, strongest first.

    >>> max([Strength.WEAK, Strength.MODERATE], key=lambda s: s.rank)
    <Strength.MODERATE: 'moderate'>
    """

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    CONTESTED = "contested"
    OPINION = "opinion"

    @property
    def rank(self) -> int:
        """Higher is stronger; for ordering only."""
        return -list(Strength).index(self)
