"""What if a finding were otherwise: the changed case decided anew as a whole, and the difference.

Previews are decided by the generated function alone; no report may be made from one.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kinechain.explain.neighbourhood import Lanes, Neighbourhood, Possibility, positions
from kinechain.inference.decide import Decider, Decision
from kinechain.inference.memory import WorkingMemory
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import Finding, FindingKey
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class Change:
    """A finding to be recorded so, or (``finding`` None) not at all."""

    key: FindingKey
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A case decided as it is and as it would be, both with all proofs.

    ``added`` and ``removed`` are what differs; ``shifted`` are causes and impressions that hold in both with more or
    less certainty (1/10,000, which only orders), before and after.
    """

    case: Case
    before: Decision
    after: Decision
    added: tuple[Conclusion, ...]
    removed: tuple[Conclusion, ...]
    shifted: tuple[tuple[Conclusion, int, int], ...]


def what_if(decider: Decider, case: Case, before: Decision, changes: Sequence[Change]) -> WhatIf:
    """Decide the changed case as a whole; ``before`` is the decision about the case as it is."""
    other = changed_case(case, changes)
    after = decider.preview(other)
    old, new = before.outcome.conclusions, after.outcome.conclusions
    weights = [
        (one, before.certainties.rank(one), after.certainties.rank(one))
        for one in sorted(old & new)
        if one.kind in (Kind.CAUSE, Kind.IMPRESSION)
    ]
    shifted = tuple(weight for weight in weights if weight[1] != weight[2])
    return WhatIf(other, before, after, tuple(sorted(new - old)), tuple(sorted(old - new)), shifted)


def changed_case(case: Case, changes: Sequence[Change]) -> Case:
    """A copy of a case with some findings recorded otherwise; later changes of the same finding win."""
    findings = case.by_key()
    for change in changes:
        if change.finding is None:
            findings.pop(change.key, None)
        else:
            findings[change.key] = change.finding
    copy = replace(case, findings=tuple(findings[key] for key in sorted(findings)))
    touched = {change.key.name for change in changes}
    return replace(
        copy,
        age=_age(copy) if "age" in touched else case.age,
        sex=_sex(copy) if "sex" in touched else case.sex,
    )


def _subject(case: Case, name: str, attribute: str) -> object:
    finding = case.by_key().get(FindingKey(name, Side.MIDLINE))
    return finding.value(attribute) if finding else None


def _age(case: Case) -> int | None:
    years = _subject(case, "age", "years")
    return int(Decimal(years.amount)) if isinstance(years, Quantity) else None


def _sex(case: Case) -> str | None:
    sex = _subject(case, "sex", "value")
    return sex if isinstance(sex, str) else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What some changes of a case do to its conclusions."""

    changes: tuple[Possibility, ...]
    added: frozenset[Conclusion]
    removed: frozenset[Conclusion]


def single_changes(near: Neighbourhood, memory: WorkingMemory) -> Iterator[Effect]:
    """Every change of one finding that changes a conclusion, decided all at once."""
    base = near.base(memory)
    now = near.conclusions(near.lanes(base, [()]))
    yield from _effects(near, near.singles(base), [(one,) for one in near.everything], now)


def pair_changes(near: Neighbourhood, memory: WorkingMemory) -> Iterator[Effect]:
    """Every change of two findings at once that changes a conclusion, one evaluation for each first change."""
    base = near.base(memory)
    now = near.conclusions(near.lanes(base, [()]))
    keys = list(near.atoms)
    for number, key in enumerate(keys):
        later = [(one,) for other in keys[number + 1 :] for one in near.others(other, base)]
        for first in near.others(key, base):
            lanes = near.lanes(near.changed(base, (first,)), later)
            yield from _effects(near, lanes, [(first, *one) for one in later], now)


def _effects(
    near: Neighbourhood, lanes: Lanes, cases: Sequence[tuple[Possibility, ...]], now: Collection[Conclusion]
) -> Iterator[Effect]:
    """The changed case of each lane by how its conclusions differ from those that hold ``now``."""
    held = near.conclusions(lanes)
    added: dict[int, set[Conclusion]] = {}
    removed: dict[int, set[Conclusion]] = {}
    for conclusion in near.givers:
        word = held.get(conclusion, 0)
        found = removed if conclusion in now else added
        for lane in positions(word ^ lanes.ones if conclusion in now else word):
            found.setdefault(lane, set()).add(conclusion)
    for lane in sorted(added.keys() | removed.keys()):
        yield Effect(cases[lane], frozenset(added.get(lane, ())), frozenset(removed.get(lane, ())))
