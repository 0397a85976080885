"""Every text of the reports that a catalogue translates: said in the code, in a template, or kept as data."""

from kinechain.language.extraction import Message, report_messages
from kinechain.report.departures import shown_reasons
from kinechain.report.drawing import shown


def messages() -> tuple[Message, ...]:
    """The texts with their places.

    >>> any(found.one == "Strong evidence" for found in messages())
    True
    """
    kept = (*shown_reasons(), *shown())
    return (*report_messages(), *(Message(place, text) for place, text in kept))
