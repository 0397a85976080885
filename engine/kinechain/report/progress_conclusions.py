"""The conclusions that came or went between two visits, told once for each finding through which they did."""

from collections.abc import Iterator, Sequence

from kinechain.language import message
from kinechain.report.blocks import Note, Point, Points
from kinechain.report.wording import Words
from kinechain.terms.conclusion import Kind
from kinechain.terms.progress import ConclusionChange, Reason, ReasonKind, Step

MOST_REASONS = 5
NEW, FIRST_EXAMINED, GONE, NOT_REPEATED = "new", "first-examined", "gone", "not-repeated"
_LABELS = {
    (Kind.RED_FLAG, NEW): message("New red flag"),
    (Kind.RED_FLAG, FIRST_EXAMINED): message("Red flag, first looked for now"),
    (Kind.RED_FLAG, GONE): message("Red flag no longer raised"),
    (Kind.RED_FLAG, NOT_REPEATED): message("Red flag not raised only because it was not asked again"),
    (Kind.CAUSE, NEW): message("New possible cause"),
    (Kind.CAUSE, FIRST_EXAMINED): message("Possible cause, first looked for now"),
    (Kind.CAUSE, GONE): message("Possible cause gone"),
    (Kind.CAUSE, NOT_REPEATED): message("Possible cause not shown only because it was not examined again"),
    (Kind.IMPRESSION, NEW): message("New impression"),
    (Kind.IMPRESSION, FIRST_EXAMINED): message("Impression, first looked for now"),
    (Kind.IMPRESSION, GONE): message("Impression gone"),
    (Kind.IMPRESSION, NOT_REPEATED): message("Impression not shown only because it was not examined again"),
    (Kind.RECOMMENDATION, NEW): message("New in the plan"),
    (Kind.RECOMMENDATION, FIRST_EXAMINED): message("In the plan, first looked for now"),
    (Kind.RECOMMENDATION, GONE): message("No longer in the plan"),
    (Kind.RECOMMENDATION, NOT_REPEATED): message("Not in the plan only because it was not examined again"),
}
_REASONS = {
    ReasonKind.OTHERWISE: message("{finding}: {before}; now: {after}."),
    ReasonKind.NEWLY_EXAMINED: message("{finding}: not assessed before; now: {after}."),
    ReasonKind.NO_LONGER_EXAMINED: message(
        "{finding}: {before}; not assessed this time, which is no evidence of absence."
    ),
}
NO_EVIDENCE = message("Had it been found again as before, this would still be concluded. It is not shown to be gone.")
MAYBE_OLD = message("Nobody had examined it at the visit before, so this may not be new.")


def step_points(step: Step, words: Words) -> Points:
    """What came or went from one visit to the next, red flags first."""
    title = words.say("From {since} to {until}", since=words.long_date(step.since), until=words.long_date(step.until))
    grouped: dict[tuple[object, ...], list[ConclusionChange]] = {}
    for change in step.changes:
        is_flag = change.kind == Kind.RED_FLAG
        grouped.setdefault((change.reasons, change.together, change.only_examination, is_flag), []).append(change)
    return Points(title, tuple(_point(group, words) for group in grouped.values()))


def _outcome(change: ConclusionChange) -> str:
    if change.appeared:
        return FIRST_EXAMINED if change.only_examination else NEW
    return NOT_REPEATED if change.only_examination else GONE


def _point(group: Sequence[ConclusionChange], words: Words) -> Point:
    return Point(_reasons(group[0], words), notes=tuple(_notes(group, words)))


def _notes(group: Sequence[ConclusionChange], words: Words) -> Iterator[Note]:
    titles: dict[tuple[Kind, str], list[str]] = {}
    for change in group:
        titles.setdefault((Kind(change.kind), _outcome(change)), []).append(change.title)
    for key, named in titles.items():
        yield Note(words.say(_LABELS[key]), words.sentence(words.listed(named)))
    outcomes = {outcome for _, outcome in titles}
    if NOT_REPEATED in outcomes:
        yield Note(words.say("Mind"), words.say(NO_EVIDENCE))
    if FIRST_EXAMINED in outcomes:
        yield Note(words.say("Mind"), words.say(MAYBE_OLD))


def _reasons(change: ConclusionChange, words: Words) -> str:
    """The findings that make the difference, and whether each alone does or only all together."""
    told = [_reason(reason, words) for reason in change.reasons[:MOST_REASONS]]
    rest = len(change.reasons) - len(told)
    if rest:
        told.append(words.say_many("And {number} more finding.", "And {number} more findings.", rest))
    if len(change.reasons) > 1 and change.together:
        told.append(words.say("It took all of these together."))
    elif len(change.reasons) > 1:
        told.append(words.say("Each of these alone would have been enough."))
    return " ".join(told)


def _reason(reason: Reason, words: Words) -> str:
    finding = words.with_side(reason.title, reason.side)
    return words.say(_REASONS[reason.kind], finding=finding, before=reason.before, after=reason.after)
