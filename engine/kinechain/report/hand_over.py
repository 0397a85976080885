"""What a practitioner hands over at the end of a visit, decided by what safety allows."""

from typing import NamedTuple

from kinechain.report.blocks import Sheet
from kinechain.report.handout import handout, is_held
from kinechain.report.letter import letter
from kinechain.terms.assessment import Assessment


class HandOver(NamedTuple):
    """A sheet, and whether it is the letter that stands in the place of exercises."""

    sheet: Sheet
    is_letter: bool


def to_hand_over(assessment: Assessment) -> HandOver:
    """Exercises for the client; where a flag forbids them the referral letter; without a letter the next step.

    A private flag and an open question forbid exercises too, but nobody is told of them by letter.
    """
    instead = letter(assessment) if is_held(assessment) else None
    return HandOver(handout(assessment), False) if instead is None else HandOver(instead, True)
