"""What would follow if some findings were otherwise: decided on a copy that is never saved."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kinechain.explain.arguments import Arguments
from kinechain.explain.what_if import Change, WhatIf, what_if
from kinechain.explain.wording import Wording
from kinechain.store.entries import Entered
from kinechain.store.models import Visit
from kinechain.store.visits import case_with
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.web.assessing import assessor, vocabulary
from kinechain.web.previewing import Preview

_SHOWN = (Kind.RED_FLAG, Kind.SAFETY_GAP, Kind.CAUSE, Kind.IMPRESSION, Kind.AGAINST, Kind.RECOMMENDATION, Kind.WITHHELD)
"""What is told, in this order; the rest are steps on the way."""


@dataclass(frozen=True, slots=True)
class ScratchResult:
    """The changes and what they do, in words. ``preview`` is about the changed copy."""

    changes: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    preview: Preview

    @property
    def is_same(self) -> bool:
        """Whether nothing that is concluded would change."""
        return not (self.added or self.removed or self.more or self.less)


def try_out(visit: Visit, now: Preview, tried: Sequence[tuple[FindingKey, Entered]]) -> ScratchResult:
    """What follows with these boxes instead of the recorded ones. Raises InvalidCaseError with every problem.

    ValueError when the visit itself cannot be assessed.
    """
    if now.case is None or now.decision is None or now.arguments is None:
        raise ValueError("the visit cannot be assessed as it stands")
    other = case_with(visit, dict(tried), vocabulary(), datetime.date.today())
    then = other.by_key()
    found = what_if(assessor().decider, now.case, now.decision, [Change(key, then.get(key)) for key, _ in tried])
    after = Arguments(assessor().knowledge_base, found.after, Wording(vocabulary(), found.case))
    before = now.arguments
    changes = (
        (before.wording.finding_title(key), before.wording.recorded(key), after.wording.recorded(key))
        for key, _ in tried
    )
    return ScratchResult(
        changes=tuple(f"{title}: {was} → {would}" for title, was, would in changes if was != would),
        added=_told(found.added, after),
        removed=_told(found.removed, before),
        more=_shifted(found, after, more=True),
        less=_shifted(found, after, more=False),
        preview=Preview(found.case),
    )


def _told(conclusions: Sequence[Conclusion], arguments: Arguments) -> tuple[str, ...]:
    shown = sorted((one for one in conclusions if one.kind in _SHOWN), key=lambda one: _SHOWN.index(one.kind))
    return tuple(arguments.wording.conclusion(one) for one in shown)


def _shifted(found: WhatIf, arguments: Arguments, *, more: bool) -> tuple[str, ...]:
    return tuple(arguments.wording.conclusion(one) for one, old, new in found.shifted if (new > old) is more)
