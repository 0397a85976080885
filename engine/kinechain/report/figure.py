"""The causal chain as a picture: findings, states, causes and plan from left to right.

The loop of pain, inhibition and instability is drawn by ``loop``; both are reached from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.labels import wrapped
from kinechain.report.layout import Box, Placement, placed
from kinechain.report.loop import drawn_loops
from kinechain.report.plan import shown_recommendations
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.safety import stops_exercise
from kinechain.report.wording import count, with_side
from kinechain.terms.assessment import Assessment
from kinechain.terms.causal_picture import GraphArc, GraphNode
from kinechain.terms.side import Side

LAYERS = {"findings": "Findings", "states": "States", "causes": "Possible causes", "plan": "Plan"}
LETTER = {Side.LEFT: "L", Side.RIGHT: "R", Side.MIDLINE: ""}
BOX_WIDTH = 104.0
TEXT_SIZE = 7.6
MOST_LINES = 4
PAD = 5.0
LETTER_ROOM = 11.0
HEADING = 20.0
LEGEND = 22.0
MARGIN = 1.0
PAGE_WIDTH = 482.0
MOST_SPOKEN = 40
MOST_SPOKEN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class _Chain:
    """The nodes and arcs that are drawn. Arcs name nodes by position."""

    nodes: tuple[GraphNode, ...]
    labels: tuple[tuple[str, ...], ...]
    arcs: tuple[tuple[int, int], ...]
    observed: tuple[bool, ...]
    opposes: tuple[bool, ...]
    layers: tuple[str, ...]

    def box(self, index: int) -> Box:
        """The box of a node, as high as its label needs."""
        height = svg.lines_height(len(self.labels[index]), TEXT_SIZE) + 2 * PAD - 1
        return Box(BOX_WIDTH, height, self.layers.index(self.nodes[index].layer))


def causal_chain(assessment: Assessment) -> str | None:
    """The causal chain as SVG, or None when there is nothing to draw."""
    drawing = drawn_chain(assessment)
    return drawing.svg if drawing else None


def cycle(assessment: Assessment) -> str | None:
    """The cycle of conclusions as a closed loop in SVG, or None when there is none."""
    drawing = drawn_cycle(assessment)
    return drawing.svg if drawing else None


def drawn_chain(assessment: Assessment) -> Figure | None:
    """The causal chain with its caption, or None when there is nothing to draw."""
    chain = _chain(assessment)
    if not chain.nodes:
        return None
    placement = _placed(chain)
    size = _size(placement)
    description = _described(chain)
    picture = svg.document("chain", size, "Causal chain", description, _parts(chain, placement))
    caption = "Causal chain: from what was recorded, through states and possible causes, to the plan."
    return Figure("chain", picture, *size, f"Causal chain. {description}", caption)


def _size(placement: Placement) -> svg.Spot:
    """At least as wide as the text of a page, so that a small picture is not set in large type."""
    return max(placement.width + 2 * MARGIN, PAGE_WIDTH), placement.height + HEADING + LEGEND


def drawn_cycle(assessment: Assessment) -> Figure | None:
    """The loop with its caption, or None when no cycle holds."""
    return drawn_loops(assessment)


def chain_layout(assessment: Assessment) -> Placement:
    """The places of the causal chain's boxes, with the measures that tests hold it to."""
    return _placed(_chain(assessment))


def _placed(chain: _Chain) -> Placement:
    return placed([chain.box(index) for index in range(len(chain.nodes))], chain.arcs)


def _chain(assessment: Assessment) -> _Chain:
    nodes = tuple(_shown_nodes(assessment))
    place = {node.id: index for index, node in enumerate(nodes)}
    merged: dict[tuple[int, int], GraphArc] = {}
    for arc in assessment.graph_arcs:
        if arc.source in place and arc.target in place and arc.source != arc.target:
            ends = (place[arc.source], place[arc.target])
            known = merged.get(ends)
            if known is None or (arc.opposes and not known.opposes):
                merged[ends] = arc
    present = {node.layer for node in nodes}
    return _Chain(
        nodes=nodes,
        labels=tuple(map(_label, nodes)),
        arcs=tuple(merged),
        observed=tuple(arc.observed for arc in merged.values()),
        opposes=tuple(arc.opposes for arc in merged.values()),
        layers=tuple(layer for layer in LAYERS if layer in present),
    )


def _shown_nodes(assessment: Assessment) -> Iterator[GraphNode]:
    """Every node once; with a stopping red flag, of the plan only what the report shows."""
    allowed = {f"recommendation:{item.id}" for item in shown_recommendations(assessment)}
    stopped = stops_exercise(assessment)
    seen: set[str] = set()
    for node in assessment.graph_nodes:
        hidden = stopped and node.layer == "plan" and node.id.partition("@")[0] not in allowed
        if node.layer in LAYERS and node.id not in seen and not hidden:
            seen.add(node.id)
            yield node


def _label(node: GraphNode) -> tuple[str, ...]:
    room = BOX_WIDTH - 2 * PAD - (LETTER_ROOM if LETTER[node.side] else 0.0)
    title = one_line(node.title).removesuffix(f", {node.side.value}")
    return wrapped(title, room, TEXT_SIZE, MOST_LINES) or ("",)


def _parts(chain: _Chain, placement: Placement) -> Iterator[str]:
    width, height = _size(placement)
    yield svg.rectangle((0.0, 0.0), (width, height))
    yield from _headings(chain, placement)
    for spots, observed, opposes in zip(placement.routes, chain.observed, chain.opposes, strict=True):
        moved = [(x + MARGIN, y + HEADING) for x, y in spots]
        yield svg.route(moved, dashed=not observed, opposing=opposes)
    for index, (x, y) in enumerate(placement.corners):
        yield _node(chain, index, (x + MARGIN, y + HEADING))
    yield from _legend(height - LEGEND + 9.0)


def _headings(chain: _Chain, placement: Placement) -> Iterator[str]:
    for layer in chain.layers:
        corner = next(c for c, node in zip(placement.corners, chain.nodes, strict=True) if node.layer == layer)
        yield svg.text((LAYERS[layer],), (corner[0] + MARGIN, 2.0), TEXT_SIZE, bold=True, fill=svg.SOFT)


def _node(chain: _Chain, index: int, corner: svg.Spot) -> str:
    node, box = chain.nodes[index], chain.box(index)
    fill = {"states": "#f0f2f2", "plan": "#f0f2f2"}.get(node.layer, svg.PAPER)
    border = 1.6 if node.layer == "causes" else 0.8
    round_by = 7.0 if node.layer == "plan" else 2.0
    parts = [svg.rectangle(corner, (box.width, box.height), fill=fill, stroke=border, round_by=round_by)]
    letter = LETTER[node.side]
    indent = LETTER_ROOM if letter else 0.0
    if letter:
        parts.append(svg.text((letter,), (corner[0] + PAD + 1, corner[1] + PAD - 1), TEXT_SIZE, bold=True))
    start = (corner[0] + PAD + indent, corner[1] + PAD - 1)
    parts.append(svg.text(chain.labels[index], start, TEXT_SIZE, bold=node.layer == "causes"))
    return "".join(parts)


def _legend(top: float) -> Iterator[str]:
    """What the kinds of line mean; each sample is drawn as the arcs are."""
    samples = (
        ("from a recorded finding", False, False), ("inferred", True, False), ("speaks against", False, True)
    )  # fmt: skip
    left = MARGIN
    for words, dashed, opposing in samples:
        yield svg.route(((left, top + 5.0), (left + 24.0, top + 5.0)), dashed=dashed, opposing=opposing)
        yield svg.text((words,), (left + 29.0, top), TEXT_SIZE, fill=svg.SOFT)
        left += 130.0 if not dashed else 86.0
    yield svg.text(("L, R: the client's left and right",), (left, top), TEXT_SIZE, fill=svg.SOFT)


def _described(chain: _Chain) -> str:
    """The picture in words: how many of what, and what each leads to."""
    counts = ", ".join(_counted(chain, layer) for layer in chain.layers)
    names = [with_side(shortened(one_line(node.title), MOST_SPOKEN_CHARACTERS), node.side) for node in chain.nodes]
    targets: dict[tuple[int, bool], list[str]] = {}
    for (source, target), opposes in zip(chain.arcs, chain.opposes, strict=True):
        targets.setdefault((source, opposes), []).append(names[target])
    told = [
        f"{names[source]} {'speaks against' if opposes else 'leads to'} {', '.join(reached)}."
        for (source, opposes), reached in targets.items()
    ]
    more = len(told) - MOST_SPOKEN
    said = " ".join((f"{counts}.", *told[:MOST_SPOKEN], *([f"And {more} more."] if more > 0 else [])))
    return shortened(said, MOST_ALT_CHARACTERS)


def _counted(chain: _Chain, layer: str) -> str:
    noun = {"findings": "finding", "states": "state", "causes": "possible cause", "plan": "item of the plan"}[layer]
    plural = "items of the plan" if layer == "plan" else ""
    return count(sum(node.layer == layer for node in chain.nodes), noun, plural)
