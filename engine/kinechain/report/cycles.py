"""Cycles of conclusions as the assessment holds them: what leads to what, where entered, where broken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinechain.report.safe_text import one_line, shortened
from kinechain.terms.assessment import Assessment, CycleArc, GraphNode
from kinechain.terms.side import Side

MOST_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Station:
    """One conclusion of a cycle: by which recorded findings it is entered, what of the plan breaks it."""

    title: str
    entered_by: tuple[str, ...]
    broken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """The conclusions of one cycle in order. ``arcs`` are (from, to, recorded) by position."""

    side: Side
    stations: tuple[Station, ...]
    arcs: tuple[tuple[int, int, bool], ...]

    def described(self) -> str:
        """The cycle in words."""
        arcs = (f"{self.stations[a].title} leads to {self.stations[b].title}" for a, b, _ in self.arcs)
        where = "" if self.side is Side.MIDLINE else f"On the {self.side.value}: "
        sentences = [f"{where}{'; '.join(arcs)}."]
        for station in self.stations:
            if station.entered_by:
                sentences.append(f"{station.title} is entered by {', '.join(station.entered_by)}.")
            if station.broken_by:
                sentences.append(f"The plan breaks it at {station.title}: {', '.join(station.broken_by)}.")
        return " ".join(sentences)


def cycles(assessment: Assessment, plan_titles: frozenset[str]) -> Iterator[Cycle]:
    """One cycle for each side on which one holds. Of the plan, only ``plan_titles`` are named."""
    for side in Side:
        arcs = tuple(arc for arc in assessment.cycle if arc.side is side)
        if arcs:
            yield _cycle(assessment, side, arcs, plan_titles)


def _cycle(assessment: Assessment, side: Side, arcs: tuple[CycleArc, ...], plan_titles: frozenset[str]) -> Cycle:
    titles: dict[str, str] = {}
    for arc in arcs:
        titles.setdefault(arc.source, arc.source_title)
        titles.setdefault(arc.target, arc.target_title)
    names = _walk(arcs)
    place = {name: index for index, name in enumerate(names)}
    recorded = {(arc.source, arc.target) for arc in assessment.graph_arcs if arc.observed}
    ends = dict.fromkeys((arc.source, arc.target) for arc in arcs if arc.source != arc.target)
    stations = tuple(_station(assessment, name, titles[name], plan_titles) for name in names)
    return Cycle(side, stations, tuple((place[a], place[b], (a, b) in recorded) for a, b in ends))


def _station(assessment: Assessment, name: str, title: str, plan_titles: frozenset[str]) -> Station:
    into = {arc.source for arc in assessment.graph_arcs if arc.target == name and arc.observed}
    out_of = {arc.target for arc in assessment.graph_arcs if arc.source == name}
    findings = (node for node in assessment.graph_nodes if node.id in into and node.layer == "findings")
    plan = (node for node in assessment.graph_nodes if node.id in out_of and node.layer == "plan")
    return Station(
        _short(title),
        tuple(map(_node_title, findings)),
        tuple(_node_title(node) for node in plan if node.title in plan_titles),
    )


def _node_title(node: GraphNode) -> str:
    return _short(node.title)


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
