"""What the page of a visit shows of the conclusions, ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinechain.explain.next_test import InformativeTest
from kinechain.explain.smallest_change import SmallestChange
from kinechain.explain.wording import with_side
from kinechain.store.models import Visit
from kinechain.terms.assessment import Assessment, Question, SafetyGap
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.reasoning import Inference
from kinechain.terms.side import BODY_SIDES, Side
from kinechain.web.assessing import vocabulary
from kinechain.web.body_places import place_states
from kinechain.web.previewing import Preview, preview_of

MOST_NEXT = 8
ASKED_KINDS = (Kind.CAUSE, Kind.IMPRESSION, Kind.RED_FLAG)


@dataclass(frozen=True, slots=True)
class Jump:
    """A box of the sheet to go to, with the words for it. ``says``: what it would decide; ``why``: who asks for it."""

    box: str
    title: str
    says: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A red flag that cannot be excluded yet, with the questions to ask. ``blocks``: no exercise until then."""

    title: str
    blocks: bool
    questions: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that was not concluded, for the list of 'why not'."""

    id: str
    title: str


def conclusions_of(visit: Visit) -> dict[str, object]:
    """Everything that the templates need about the conclusions of a visit."""
    return shown(preview_of(visit))


def shown(preview: Preview) -> dict[str, object]:
    """The same about any preview. ``asks``: whether the page can ask more about a conclusion."""
    assessment = preview.assessment
    return {
        "tried": None,
        "asks": False,
        "assessment": assessment,
        "problems": preview.problems,
        "open_flags": open_flags(preview),
        "open_questions": open_questions(preview),
        "bearing": bearing(preview),
        "urgent": preview.stopping,
        "places": place_states(assessment),
        "sides": by_side(assessment),
        "absent": absent(preview),
    }


def next_jumps(preview: Preview) -> tuple[Jump, ...]:
    """What to examine next, best first; open safety questions stand in a block of their own."""
    return tuple(_next(one) for one in preview.next_tests if not one.is_safety)[:MOST_NEXT]


def by_side(assessment: Assessment | None) -> tuple[tuple[str, tuple[Inference, ...]], ...]:
    """The causes under a heading for each side, weightiest first; sides without one are left out."""
    causes = () if assessment is None else assessment.causes
    headings = ((Side.LEFT, "Left"), (Side.RIGHT, "Right"), (Side.MIDLINE, "Both sides or none"))
    grouped = ((words, tuple(one for one in causes if one.side is side)) for side, words in headings)
    return tuple((words, group) for words, group in grouped if group)


def open_flags(preview: Preview) -> tuple[OpenFlag, ...]:
    """Red flags with open questions, those that hold exercise back first."""
    flags = vocabulary().red_flags
    found = [OpenFlag(gap.title, flags[gap.id].blocks_when_not_asked, _questions(preview, gap)) for gap in preview.gaps]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def open_questions(preview: Preview) -> int:
    """How many safety questions are open that these findings call for, each counted once."""
    return len({question.finding for gap in preview.gaps for question in gap.unasked})


def _questions(preview: Preview, gap: SafetyGap) -> tuple[Jump, ...]:
    return tuple(_question(preview, question) for question in gap.unasked)


def _question(preview: Preview, question: Question) -> Jump:
    recorded = preview.case.by_key() if preview.case else {}
    sides = vocabulary().findings[question.finding].sides
    unasked = (side for side in sides if not _assessed(recorded.get(FindingKey(question.finding, side))))
    return Jump(f"e-{question.finding}-{next(unasked, sides[0])}", question.question or question.title)


def _assessed(finding: object) -> bool:
    return finding is not None and getattr(finding, "state", State.NOT_ASSESSED) is not State.NOT_ASSESSED


def _next(test: InformativeTest) -> Jump:
    return Jump(f"e-{test.finding}-{test.side}", test.title, test.says, test.asked_because)


def bearing(preview: Preview) -> tuple[str, ...]:
    """The findings that bear on what was entered: open questions, next tests, and what the hypotheses lack."""
    assessment = preview.assessment
    if assessment is None:
        return ()
    inferred = (*assessment.causes, *assessment.impressions)
    named: Iterable[str] = (
        *(question.finding for gap in assessment.safety_gaps for question in gap.unasked),
        *(test.id for test in assessment.next_tests),
        *(one.finding for inference in inferred for one in inference.not_assessed),
    )
    return tuple(dict.fromkeys(named))


def absent(preview: Preview) -> tuple[Absent, ...]:
    """Every possible cause that was not concluded, on each side, in the order of the vocabulary."""
    drawn = preview.decision.outcome.conclusions if preview.decision else frozenset()
    words = vocabulary()
    found = (
        Conclusion(Kind.CAUSE, name, side)
        for name, cause in words.causes.items()
        for side in (BODY_SIDES if cause.sided else (Side.MIDLINE,))
    )
    return tuple(Absent(str(one), conclusion_title(one, preview)) for one in found if one not in drawn)


def conclusion_title(conclusion: Conclusion, preview: Preview) -> str:
    """A conclusion in words."""
    if preview.arguments is None:
        return str(conclusion)
    return preview.arguments.wording.conclusion(conclusion)


def asked(text: str) -> Conclusion | None:
    """The conclusion that a page names, such as ``cause:lack-of-use``; None when there is no such one.

    >>> asked("cause:no-such-cause@left")
    """
    kind, _, rest = text.partition(":")
    name, _, side = rest.partition("@")
    known = {one.value: one for one in ASKED_KINDS}
    if kind not in known or side not in ("", "left", "right") or name not in vocabulary().names(known[kind]):
        return None
    return Conclusion(known[kind], name, Side(side) if side else Side.MIDLINE)


def smallest_words(found: SmallestChange) -> tuple[str, ...]:
    """The sets of findings that would change a conclusion, each in words."""
    words = vocabulary()
    return tuple(
        " and ".join(with_side(words.findings[key.name].document.title, key.side, words.language) for key in keys)
        for keys in found.sets
    )
