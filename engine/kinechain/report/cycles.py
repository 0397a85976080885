"""Cycles of conclusions as the assessment holds them: what leads to what, where entered, where broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinechain.language import message
from kinechain.report.plan import shown_recommendations
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.causal_picture import CycleArc
from kinechain.terms.side import Side

MOST_CHARACTERS = 120
_ON_SIDE = {
    Side.LEFT: message("On the left: {arcs}."),
    Side.RIGHT: message("On the right: {arcs}."),
    Side.MIDLINE: "{arcs}.",
}


@dataclass(frozen=True, slots=True)
class Station:
    """One conclusion of a cycle: by what it is entered from outside, what of the plan breaks it."""

    title: str
    entered_by: tuple[str, ...]
    broken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """The conclusions of one cycle in order.

    ``arcs`` are (from, to, recorded) by position; an arc is recorded when a finding of this case backs it.
    """

    words: Words
    side: Side
    stations: tuple[Station, ...]
    arcs: tuple[tuple[int, int, bool], ...]

    def described(self) -> str:
        """The cycle in words."""
        say, titles = self.words.say, [station.title for station in self.stations]
        arcs = (say("{source} leads to {target}", source=titles[a], target=titles[b]) for a, b, _ in self.arcs)
        sentences = [say(_ON_SIDE[self.side], arcs="; ".join(arcs))]
        for station in self.stations:
            if station.entered_by:
                findings = ", ".join(station.entered_by)
                sentences.append(say("{title} is entered by {findings}.", title=station.title, findings=findings))
            if station.broken_by:
                plan = ", ".join(station.broken_by)
                sentences.append(say("The plan breaks it at {title}: {plan}.", title=station.title, plan=plan))
        return " ".join(sentences)


def cycles(assessment: Assessment) -> Iterator[Cycle]:
    """One cycle for each side on which one holds."""
    for side in Side:
        arcs = tuple(arc for arc in assessment.cycle if arc.side is side)
        if arcs:
            yield _cycle(assessment, side, arcs)


def _cycle(assessment: Assessment, side: Side, arcs: tuple[CycleArc, ...]) -> Cycle:
    titles: dict[str, str] = {}
    for arc in arcs:
        titles.setdefault(arc.source, arc.source_title)
        titles.setdefault(arc.target, arc.target_title)
    names = _walk(arcs)
    place = {name: index for index, name in enumerate(names)}
    ends = {(arc.source, arc.target): arc for arc in arcs if arc.source != arc.target}
    stations = tuple(_station(assessment, name, titles[name], frozenset(names)) for name in names)
    return Cycle(
        Words.of(assessment),
        side,
        stations,
        tuple((place[a], place[b], _recorded(assessment, arc)) for (a, b), arc in ends.items()),
    )


def _recorded(assessment: Assessment, arc: CycleArc) -> bool:
    """Whether the rule of the arc also used a finding."""
    return any(
        step.rule == arc.rule
        and arc.source in step.premises
        and arc.target in step.conclusions
        and any(":" not in _name(premise) for premise in step.premises)
        for step in assessment.proofs
    )


def _station(assessment: Assessment, name: str, title: str, members: frozenset[str]) -> Station:
    """A conclusion of the cycle, with what led to it from outside and what of the shown plan follows from it."""
    entries = (
        _name(premise)
        for step in assessment.proofs
        if name in step.conclusions and not members.intersection(step.premises)
        for premise in step.premises
    )
    known = {_key(finding.id, finding.side): finding.title for finding in assessment.findings}
    known.update((_key(f"cause:{one.id}", one.side), one.title) for one in assessment.causes)
    known.update((_key(f"impression:{one.id}", one.side), one.title) for one in assessment.impressions)
    advised = {one for step in assessment.proofs if name in step.premises for one in step.conclusions}
    plan = (one for one in shown_recommendations(assessment) if _key(f"recommend:{one.id}", one.side) in advised)
    return Station(
        _short(title),
        tuple(dict.fromkeys(_short(known[entry]) for entry in entries if entry in known)),
        tuple(_short(one.title) for one in plan),
    )


def _name(premise: str) -> str:
    """What a premise is about, without its test.

    >>> _name("hip-pain@left duration > 48 h")
    'hip-pain@left'
    """
    return premise.split(" ", 1)[0]


def _key(name: str, side: Side) -> str:
    return name if side is Side.MIDLINE else f"{name}@{side.value}"


def _short(title: str) -> str:
    return shortened(one_line(title), MOST_CHARACTERS)


def _walk(arcs: Sequence[CycleArc]) -> tuple[str, ...]:
    """The conclusions in the order in which the arcs lead from one to the next."""
    following: dict[str, list[str]] = {}
    for arc in arcs:
        following.setdefault(arc.source, []).append(arc.target)
        following.setdefault(arc.target, [])
    order: list[str] = []
    for start in following:
        name: str | None = start
        while name is not None and name not in order:
            order.append(name)
            name = next((other for other in following[name] if other not in order), None)
    return tuple(order)
