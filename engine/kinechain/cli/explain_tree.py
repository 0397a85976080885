"""Trees of reasons and of absences as indented lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinechain.explain.why import Reason
    from kinechain.explain.why_not import Absence, Missing

_MOST_BELOW = 2
"""Rules shown for a conclusion that another rule lacks; the JSON holds all."""


def reason_lines(reason: "Reason", depth: int = 0) -> Iterator[str]:
    """A conclusion with every argument for it, down to the findings."""
    pad = "  " * depth
    if reason.repeated:
        yield f"{pad}{reason.title} (explained above)"
        return
    yield f"{pad}{reason.title}"
    for number, item in enumerate(reason.arguments, 1):
        argument = item.argument
        strength = f", evidence {argument.strength}" if argument.strength else ""
        yield f"{pad}  {number}. {argument.because or argument.title}"
        yield f"{pad}     rule {argument.rule} {argument.version}{strength}"
        yield from (
            f"{pad}     because {one.text}" for one in argument.premises if one.kind in ("finding", "not-assessed")
        )
        yield from (f"{pad}     and not: {one.text}" for one in argument.absences)
        yield from (f"{pad}     {source.relation}: {source.citation} {source.says}" for source in argument.sources)
        if argument.caveat:
            yield f"{pad}     note: {argument.caveat}"
        for child in item.reasons:
            yield from reason_lines(child, depth + 3)


def absence_lines(absence: "Absence", depth: int = 0, *, deep: bool = True) -> Iterator[str]:
    """A conclusion that was not drawn with what each rule lacks; ``deep``: down to the findings."""
    pad = "  " * depth
    if absence.repeated:
        yield f"{pad}Not concluded: {absence.title} (explained above)"
        return
    yield f"{pad}Not concluded: {absence.title}"
    if not absence.rules:
        yield f"{pad}  No rule concludes this{' on this side' if not depth else ''}."
    shown = absence.rules[:_MOST_BELOW] if depth else absence.rules
    for rule in shown:
        yield from _missing_lines(rule, depth, deep=deep)
    if len(shown) < len(absence.rules):
        yield f"{pad}  … and {len(absence.rules) - len(shown)} more rules, further away (all in --json)"


def _missing_lines(rule: "Missing", depth: int, *, deep: bool) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}  {rule.title} (rule {rule.rule})"
    yield from (f"{pad}    nobody looked: {text}" for text in rule.not_assessed)
    yield from (f"{pad}    looked, but not noted: {text}" for text in rule.not_noted)
    yield from (f"{pad}    looked, and not so: {text}" for text in rule.otherwise)
    yield from (f"{pad}    not concluded: {text}" for text in rule.not_concluded)
    yield from (f"{pad}    blocked by: {text}" for text in rule.blocked_by)
    yield from (f"{pad}    blocked because nobody looked: {text}" for text in rule.blocked_by_not_assessed)
    if deep:
        for reason in rule.blocking:
            yield from (f"{pad}      {line}" for line in _blocker_lines(reason))
        for below in rule.deeper:
            yield from absence_lines(below, depth + 3)


def _blocker_lines(reason: "Reason") -> Iterator[str]:
    """What blocks, down to the findings (and to what nobody examined)."""
    for item in reason.arguments:
        argument = item.argument
        yield f"{reason.title}: {argument.because or argument.title} (rule {argument.rule})"
        findings = [one.text for one in argument.premises if one.kind in ("finding", "not-assessed")]
        yield from (f"  because {text}" for text in findings)
        below = [one for one in item.reasons if not one.repeated]
        for child in below[:_MOST_BELOW]:
            yield from (f"  {line}" for line in _blocker_lines(child))
        if len(below) > _MOST_BELOW:
            yield f"  … and {len(below) - _MOST_BELOW} more (all in --json)"
