"""What an evaluator returns, whichever it is."""

from dataclasses import dataclass

from kinechain.terms.conclusion import Conclusion
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class Outcome:
    """The conclusions and the fired rule instances (rule id, side) of one case."""

    conclusions: frozenset[Conclusion]
    fired: frozenset[tuple[str, Side]]
