"""``kinechain explain CASE what-if`` and ``… smallest-change CONCLUSION``."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kinechain.cli.explain_case import Asked, fail, print_json
from kinechain.cli.explain_tree import absence_lines, reason_lines
from kinechain.cli.knowledge import EXIT_FAILED
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.problem import InvalidCaseError

if TYPE_CHECKING:
    from kinechain.explain.arguments import Arguments
    from kinechain.explain.smallest_change import SmallestChange
    from kinechain.explain.what_if import Change, WhatIf

PREVIEW = "A preview, decided by the generated function alone; the case as it stands was decided by both evaluators."
_ARITHMETIC = "This says what would follow, not what to record. Decided by the generated function alone, as a preview."
_QUIET = (Kind.INDICATION, Kind.WITHHOLD, Kind.SUGGESTION)
"""Steps on the way, shown as what they lead to."""


def what_if(asked: Asked, settings: Sequence[str], unsettings: Sequence[str], *, proofs: bool) -> None:
    """Decide a changed copy of the case anew, and print what differs."""
    from kinechain.explain import what_if as previews
    from kinechain.explain.arguments import Arguments
    from kinechain.explain.wording import Wording

    changes = _changes(asked, settings, unsettings)
    found = previews.what_if(asked.assessor.decider, asked.case, asked.decision, changes)
    after = Arguments(asked.knowledge_base, found.after, Wording(asked.knowledge_base.vocabulary, found.case))
    told = [(asked.arguments.wording.recorded(one.key), after.wording.recorded(one.key), one) for one in changes]
    lines = [f"{after.wording.finding_title(one.key)}: {now}  ->  {then}" for now, then, one in told]
    if asked.as_json:
        print_json({"decided_by": ["generated function"], "changes": lines, **_difference_json(asked, found, after)})
    else:
        click.echo("\n".join(["What if", *(f"  {line}" for line in lines), PREVIEW, ""]))
        click.echo("\n".join(_difference_lines(asked, found, after, proofs=proofs)))


def _changes(asked: Asked, settings: Sequence[str], unsettings: Sequence[str]) -> "list[Change]":
    """The changes in order, one for each finding; a usage error when one cannot be read."""
    from kinechain.explain.what_if import Change, changed_case
    from kinechain.knowledge.written_change import read_change, read_keys
    from kinechain.terms.finding import FindingKey

    vocabulary, case = asked.knowledge_base.vocabulary, asked.case
    changes: dict[FindingKey, Change] = {}
    option = "--unset"
    try:
        for text in unsettings:
            for key in read_keys(text, vocabulary):
                if key not in asked.decision.memory:
                    raise click.BadParameter(f"nothing is recorded about '{key}'.", param_hint=option)
                changes[key] = Change(key, None)
        option = "--set"
        for text in settings:
            for one in read_change(text, changed_case(case, list(changes.values())), vocabulary):
                key = FindingKey(one.name, one.side)
                changes[key] = Change(key, one)
    except InvalidCaseError as error:
        told = " ".join(f"{one.message} {one.hint}".strip() for one in error.problems)
        raise click.BadParameter(told, param_hint=option) from error
    return list(changes.values())


def _difference_json(asked: Asked, found: "WhatIf", after: "Arguments") -> dict[str, Any]:
    from kinechain.explain.why import why
    from kinechain.explain.why_not import why_not

    def told(conclusions: Iterable[Conclusion], holds: "Arguments", lacks: "Arguments") -> list[dict[str, Any]]:
        return [
            {
                "conclusion": str(one),
                "title": holds.wording.conclusion(one),
                "why": dataclasses.asdict(why(holds, one)),
                "why_not": dataclasses.asdict(why_not(lacks, one)),
            }
            for one in conclusions
        ]

    shifted = [{"conclusion": str(one), "before": old, "after": new} for one, old, new in found.shifted]
    return {
        "added": told(found.added, after, asked.arguments),
        "removed": told(found.removed, asked.arguments, after),
        "shifted": shifted,
    }


def _difference_lines(asked: Asked, found: "WhatIf", after: "Arguments", *, proofs: bool) -> Iterator[str]:
    if not (found.added or found.removed or found.shifted):
        yield "Nothing that is concluded would change."
    for word, conclusions, holds, lacks in (
        ("Would be concluded", found.added, after, asked.arguments),
        ("Would no longer be concluded", found.removed, asked.arguments, after),
    ):
        shown = [one for one in conclusions if proofs or one.kind not in _QUIET]
        if shown:
            yield f"{word}:"
        for one in shown:
            rules = ", ".join(step.rule for step in holds.givers(one))
            yield f"  {holds.wording.conclusion(one)} (rule {rules})"
            if proofs:
                yield from _proof_lines(one, holds, lacks)
    for one, old, new in found.shifted:
        yield f"{'More' if new > old else 'Less'} support for: {after.wording.conclusion(one)}"


def _proof_lines(one: Conclusion, holds: "Arguments", lacks: "Arguments") -> Iterator[str]:
    """Both proofs: why it holds in the one case, and what each rule lacks in the other."""
    from kinechain.explain.why import why
    from kinechain.explain.why_not import why_not

    yield from (f"    {line}" for line in reason_lines(why(holds, one)))
    yield from (f"    {line}" for line in absence_lines(why_not(lacks, one), deep=False))


def smallest_change(asked: Asked) -> None:
    """The fewest findings that would add or take away each conclusion; exit code 1 when no small set does."""
    from kinechain.explain import smallest_change as search
    from kinechain.explain.neighbourhood import Neighbourhood

    near = Neighbourhood(asked.knowledge_base, asked.assessor.decider.generated)
    conclusions = [one for one in asked.chief if one in near.givers]
    if not conclusions:
        fail(f"No rule concludes: {asked.titles(asked.chief)}.")
    found = [search.smallest_change(near, asked.decision.memory, one) for one in conclusions]
    if asked.as_json:
        print_json({"smallest_changes": [_change_json(asked, one) for one in found]})
    else:
        click.echo("\n".join(line for one in found for line in _change_lines(asked, one)))
        click.echo(f"\n{_ARITHMETIC}")
    if all(one.size is None for one in found):
        raise SystemExit(EXIT_FAILED)


def _change_json(asked: Asked, found: "SmallestChange") -> dict[str, Any]:
    from kinechain.explain.changes import in_words

    memory, wording = asked.decision.memory, asked.arguments.wording
    return {
        "conclusion": str(found.conclusion),
        "title": wording.conclusion(found.conclusion),
        "concluded": found.holds,
        "size": found.size,
        "searched_up_to": found.searched,
        "sets": [[str(key) for key in keys] for keys in found.sets],
        "examples": [[dataclasses.asdict(one) for one in in_words(set_, memory, wording)] for set_ in found.examples],
    }


def _change_lines(asked: Asked, found: "SmallestChange") -> Iterator[str]:
    from kinechain.explain.changes import in_words

    title = asked.arguments.wording.conclusion(found.conclusion)
    yield f"{'To take away' if found.holds else 'To add'}: {title}"
    if found.size is None:
        yield f"  No change of up to {found.searched} findings does it."
        return
    count = "1 finding" if found.size == 1 else f"{found.size} findings"
    ways = "1 way" if len(found.sets) == 1 else f"{len(found.sets)} ways"
    yield f"  {count}, and no fewer; {ways}:"
    for number, changes in enumerate(found.examples, 1):
        first, *rest = map(str, in_words(changes, asked.decision.memory, asked.arguments.wording))
        yield f"  {number}. {first}"
        yield from (f"     and {line}" for line in rest)
    if len(found.sets) > len(found.examples):
        yield f"  … and {len(found.sets) - len(found.examples)} more ways (all in --json)"
