"""What differs between two versions of a signed report, in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
Said = Callable[[Item], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a report: what is in the older version only, and what in the newer only."""

    title: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The parts in which two assessments, as JSON, differ; nothing when they say the same."""
    older, newer = json.loads(before), json.loads(after)
    return tuple(one for title, lines in _PARTS.items() for one in difference(title, lines(older), lines(newer)))


def difference(title: str, before: list[str], after: list[str]) -> Iterator[Difference]:
    """The lines that only one of two versions has, if there are any.

    >>> list(difference("Causes", ["a", "b"], ["b"]))
    [Difference(title='Causes', gone=('a',), new=())]
    """
    gone, new = tuple(one for one in before if one not in after), tuple(one for one in after if one not in before)
    if gone or new:
        yield Difference(title, gone, new)


def _sided(item: Item) -> str:
    side = item["side"]
    return str(item["title"]) if side == "midline" else f"{item['title']}, {side}"


def _finding(item: Item) -> str:
    parts = (str(item["state"]).replace("-", " "), item["reading"], item["note"])
    return f"{_sided(item)}: {', '.join(part for part in parts if part)}"


def _with(key: str) -> Said:
    return lambda item: f"{_sided(item)} ({item[key]})"


def _listed(part: str, said: Said) -> Callable[[Item], list[str]]:
    return lambda assessment: [said(item) for item in assessment[part]]


def _decided_by(assessment: Item) -> list[str]:
    stamp = assessment["knowledge_base"]
    return [f"{assessment['program']}, {stamp['id']} {stamp['version']} ({stamp['hash'][:12]})"]


def _who(assessment: Item) -> list[str]:
    said = [f"{name} {assessment[name] or 'not recorded'}" for name in ("age", "sex")]
    return [", ".join([assessment["date"], *said])]


_PARTS: Mapping[str, Callable[[Item], list[str]]] = {
    "Outcome": lambda assessment: [str(assessment["summary"])],
    "Red flags": _listed("referrals", _with("urgency")),
    "Not excluded": _listed("safety_gaps", lambda item: str(item["title"])),
    "Findings": _listed("findings", _finding),
    "Hypotheses": _listed("causes", _with("strength")),
    "Impressions": _listed("impressions", _with("strength")),
    "Recommendations": _listed("recommendations", _sided),
    "Withheld": _listed("withheld", _sided),
    "Day, age and sex": _who,
    "Notes": lambda assessment: [str(assessment["notes"])] if assessment["notes"] else [],
    "Decided by": _decided_by,
}


def recommended(assessment: str) -> dict[tuple[str, str], str]:
    """The title of every recommendation, by id and side, from an assessment as JSON."""
    return {(item["id"], item["side"]): _sided(item) for item in json.loads(assessment)["recommendations"]}


def fired_rules(assessment: str) -> Iterator[tuple[str, str, str]]:
    """Id, version and side of every rule that fired, in order, from an assessment as JSON."""
    steps = json.loads(assessment)["proofs"]
    yield from sorted({(step["rule"], step["version"], step["side"]) for step in steps})
