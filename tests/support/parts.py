"""Building blocks of assessments: sources, findings, fired rules, premises."""

from dataclasses import replace
from typing import Any

from kinechain.terms.assessment import RecordedFinding
from kinechain.terms.finding import State
from kinechain.terms.reasoning import Argument, Premise, Source
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength

L, R, M = Side.LEFT, Side.RIGHT, Side.MIDLINE

FREEMAN = Source(
    "freeman2013",
    "supports",
    "Fluid in the hip joint lowered gluteus maximus activity on that side only.",
    "Freeman et al. 2013",
    True,
    "abstract",
)
HARRIS = Source(
    "harrishayes2014",
    "qualifies",
    "Chronic hip joint pain goes with weaker abductors on both sides.",
    "Harris-Hayes et al. 2014",
    True,
    "abstract",
)
CASARTELLI = Source(
    "casartelli2011",
    "disputes",
    "No weakness of the hip extensors was found in impingement.",
    "Casartelli et al. 2011",
    True,
    "abstract",
)
HELLER = Source(
    "heller2012",
    "supports",
    "Pain, inhibition and instability feed each other.",
    "Heller 2012",
    True,
    "opening of the column",
)
SAHRMANN = Source(
    "sahrmann2002", "supports", "A dominant synergist takes over from a weak muscle.", "Sahrmann 2002", False
)
LEWIS = Source(
    "lewis2009",
    "disputes",
    "Hamstrings first is the normal order in healthy people.",
    "Lewis and Sahrmann 2009",
    True,
    "abstract",
)


def finding(name: str, title: str, side: Side, state: State = State.POSITIVE, **changes: Any) -> RecordedFinding:
    """A recorded finding of the group History unless told otherwise."""
    return replace(RecordedFinding(name, title, side, state, "history", "History and symptoms", ""), **changes)


def argument(because: str, *premises: Premise, **changes: Any) -> Argument:
    """A fired rule with one reason."""
    blank = Argument(
        "mechanisms.pain-inhibits",
        "1.0.0",
        "Pain inhibits",
        L,
        Strength.MODERATE,
        6_000,
        because,
        "",
        premises,
        (),
        (),
    )
    return replace(blank, **changes)


def premise(text: str, kind: str = "finding", side: Side = L) -> Premise:
    """A condition in words."""
    return Premise(text, "hip-pain", side, "", kind)
