"""The causal picture of a case as nodes and arcs; how it is drawn is the report's business."""

from dataclasses import dataclass

from kinechain.terms.side import Side


@dataclass(frozen=True, slots=True)
class CycleArc:
    """One arc of a cycle of conclusions (such as pain, inhibition, instability), drawn by this case."""

    source: str
    target: str
    source_title: str
    target_title: str
    side: Side
    rule: str


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node of the causal picture. ``layer`` is findings, states, causes or plan."""

    id: str
    title: str
    side: Side
    layer: str
    observed: bool


@dataclass(frozen=True, slots=True)
class GraphArc:
    """An arc of the causal picture; ``observed`` when it starts from a recorded finding, else inferred."""

    source: str
    target: str
    observed: bool
    opposes: bool
    rule: str
