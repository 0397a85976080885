"""What the possible results of an examination would change, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kinechain.explain.neighbourhood import Possibility
from kinechain.explain.wording import Wording
from kinechain.terms.conclusion import Conclusion, Kind

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Result:
    """A possible result of an examination, with what it would add and take away."""

    possibility: Possibility
    added: tuple[Conclusion, ...]
    removed: tuple[Conclusion, ...]


Results = tuple[Result, ...]


def said(results: Results, wording: Wording) -> tuple[str, ...]:
    """Flags first, then causes, then the plan; what no result changes is not mentioned."""
    flags = [*_changed(results, Kind.RED_FLAG), *_changed(results, Kind.SAFETY_GAP)]
    sentences = []
    if raised := _titles((one for one, rises in flags if rises and one.kind is Kind.RED_FLAG), wording):
        sentences.append(f"Could raise a red flag: {raised}.")
    if closed := _titles((one for one, rises in flags if not rises and one.kind is Kind.SAFETY_GAP), wording):
        sentences.append(f"Would close the open question on: {closed}.")
    sentences += _on_causes(results, wording)
    if plan := _titles((one for one, _ in _changed(results, Kind.RECOMMENDATION)), wording):
        sentences.append(f"Could change the plan: {plan}.")
    return tuple(sentences)


def _changed(results: Results, kind: Kind) -> list[tuple[Conclusion, bool]]:
    """Each conclusion of a kind that some result changes, and whether it would be added."""
    added = [(one, True) for result in results for one in result.added if one.kind is kind]
    removed = [(one, False) for result in results for one in result.removed if one.kind is kind]
    return list(dict.fromkeys([*added, *removed]))


def _on_causes(results: Results, wording: Wording) -> Iterable[str]:
    causes = _changed(results, Kind.CAUSE)
    if (pair := _decided_between(results)) is not None:
        yield f"Would decide between: {wording.title(pair[0])}; and: {wording.title(pair[1])}."
        causes = [one for one in causes if one[0] not in pair]
    if shown := _titles((one for one, rises in causes if rises), wording):
        yield f"Could point to: {shown}."
    if excluded := _titles((one for one, rises in causes if not rises), wording):
        yield f"Could take away the ground for: {excluded}."
    opposed = [one for one, rises in _changed(results, Kind.AGAINST) if rises]
    if against := _titles(opposed, wording):
        yield f"Could speak against: {against}."


def _decided_between(results: Results) -> tuple[Conclusion, Conclusion] | None:
    """Two causes of which one result leaves only the one standing and another result (or the present) the other."""
    now = frozenset(one for result in results for one in result.removed if one.kind is Kind.CAUSE)
    standing = [now]
    for result in results:
        added = {one for one in result.added if one.kind is Kind.CAUSE}
        standing.append(now - set(result.removed) | added)
    for first, second in combinations(dict.fromkeys(standing), 2):
        if first - second and second - first:
            one, other = sorted((min(first - second), min(second - first)))
            return one, other
    return None


def _titles(conclusions: Iterable[Conclusion], wording: Wording) -> str:
    titles = list(dict.fromkeys(wording.title(one) for one in conclusions))
    more = f" and {len(titles) - _MOST_NAMED} more" if len(titles) > _MOST_NAMED else ""
    return "; ".join(titles[:_MOST_NAMED]) + more
