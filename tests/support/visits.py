"""Visits of one client over the real knowledge base, from short texts, and their progress."""

import datetime
from functools import cache

from kinechain.assess import Assessor
from kinechain.explain.progress import Visit, progress
from kinechain.knowledge.case_file import read_case
from kinechain.report.blocks import Page
from kinechain.report.progress import progress_page
from kinechain.terms.progress import ConclusionChange, Measure, Progress
from kinechain.terms.side import Side
from support.real_rules import real

DENIED = (
    "bladder-bowel-change, saddle-numbness, new-sexual-dysfunction, both-legs-weak-or-numb, progressive-leg-weakness, "
    "hand-clumsiness-or-unsteady-gait, major-trauma, minor-trauma, osteoporosis, prolonged-steroid-use, "
    "bruise-over-spine, cancer-history, unexplained-weight-loss, night-or-unremitting-pain, failure-to-improve, "
    "fever-or-unwell, immunosuppression, intravenous-drug-use, recent-infection-or-procedure, hot-or-very-painful-hip, "
    "cannot-bear-weight, leg-swelling, calf-tenderness, recent-immobility-or-surgery, previous-clot, "
    "breathless-or-chest-pain"
)
"""Every question that blocks exercise while it is open."""
TODAY = datetime.date(2026, 12, 1)


@cache
def assessor() -> Assessor:
    """The assessor of the real knowledge base."""
    return Assessor(real())


def visit(date: str, *findings: str, denied: str = DENIED, client: str = "C-1", notes: str = "") -> Visit:
    """A visit with one finding a text, such as ``finding: hip-pain, side: left, intensity: 6``."""
    listed = "".join(f"  - {{{finding}}}\n" for finding in findings)
    head = (
        f"case: {client}\ndate: {date}\nnotes: {notes or 'none'}\nfindings:{chr(10) + listed if findings else ' []'}\n"
    )
    case = read_case(f"{head}denied: [{denied}]\n".encode(), "case.yaml", real().vocabulary, TODAY)
    return Visit(case, assessor().assess(case))


def progress_of(*visits: Visit) -> Progress:
    """The progress over these visits."""
    return progress(assessor().decider, assessor().knowledge_base, visits)


def two_visits(before: tuple[str, ...], after: tuple[str, ...], **later: str) -> Progress:
    """The progress from one visit to another four weeks later."""
    return progress_of(visit("2026-09-01", *before), visit("2026-09-29", *after, **later))


def page_of(*visits: Visit) -> Page:
    """The page of the progress report over these visits, of which the last is the latest."""
    return progress_page(progress_of(*visits), visits[-1].assessment)


def measure(found: Progress, finding: str, attribute: str, side: Side = Side.LEFT) -> Measure:
    """One measure of a progress."""
    return next(one for one in found.measures if (one.finding, one.attribute, one.side) == (finding, attribute, side))


def change(found: Progress, conclusion: str, side: Side = Side.LEFT) -> ConclusionChange:
    """The change of one conclusion in the latest step."""
    return next(one for one in found.steps[-1].changes if (one.id, one.side) == (conclusion, side))
