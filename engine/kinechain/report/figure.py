"""The causal chain as a picture: findings, states, causes and plan from left to right.

The loop of pain, inhibition and instability is drawn by ``loop``; both are reached from here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinechain.language import message
from kinechain.report import svg
from kinechain.report.blocks import MOST_ALT_CHARACTERS, Figure
from kinechain.report.chain_shown import chosen
from kinechain.report.detail import WHOLE
from kinechain.report.labels import text_width, wrapped
from kinechain.report.layout import Box, Placement, placed, spread
from kinechain.report.loop import drawn_loops
from kinechain.report.plan import shown_recommendations
from kinechain.report.safe_text import one_line, shortened
from kinechain.report.safety import stops_exercise
from kinechain.report.wording import Words
from kinechain.terms.assessment import Assessment
from kinechain.terms.causal_picture import GraphArc, GraphNode
from kinechain.terms.side import Side

LAYERS = {
    "findings": message("Findings"),
    "states": message("States"),
    "causes": message("Possible causes"),
    "plan": message("Plan"),
}
LETTER = {Side.LEFT: message("L"), Side.RIGHT: message("R"), Side.MIDLINE: ""}
_WITH_SIDE = {Side.LEFT: message("{title}, left"), Side.RIGHT: message("{title}, right")}
BOX_WIDTHS = {1: 150.0, 2: 150.0, 3: 124.0, 4: 98.0}
"""By the number of columns; with their gaps they fill the width of a page."""
TEXT_SIZE = 6.8
MOST_LINES = 3
PAD = 4.0
LETTER_ROOM = 10.0
HEADING = 14.0
MORE = 11.0
LEGEND = 18.0
LEGEND_GAP = 9.0
MARGIN = 1.0
PAGE_WIDTH = 516.0
MOST_SPOKEN = 40
MOST_SPOKEN_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class _Chain:
    """Nodes and arcs, and the words to go with them. Arcs name nodes by position."""

    words: Words

    nodes: tuple[GraphNode, ...]
    labels: tuple[tuple[str, ...], ...]
    arcs: tuple[tuple[int, int], ...]
    observed: tuple[bool, ...]
    opposes: tuple[bool, ...]
    layers: tuple[str, ...]

    def box(self, index: int) -> Box:
        """The box of a node, as high as its label needs."""
        height = svg.lines_height(len(self.labels[index]), TEXT_SIZE) + 2 * PAD - 1
        return Box(BOX_WIDTHS[len(self.layers)], height, self.layers.index(self.nodes[index].layer))

    def drawn(self, most: int) -> "_Chain":
        """As much of it as a picture holds: ``most`` nodes of each layer."""
        kept = chosen([node.layer for node in self.nodes], self.arcs, self.opposes, most)
        place = {index: new for new, index in enumerate(kept)}
        arcs = [number for number, ends in enumerate(self.arcs) if place.keys() >= set(ends)]
        return replace(
            self,
            nodes=tuple(self.nodes[index] for index in kept),
            labels=tuple(self.labels[index] for index in kept),
            arcs=tuple((place[a], place[b]) for a, b in (self.arcs[number] for number in arcs)),
            observed=tuple(self.observed[number] for number in arcs),
            opposes=tuple(self.opposes[number] for number in arcs),
        )

    def beyond(self, shown: "_Chain") -> dict[str, int]:
        """How many nodes of each layer are not among those shown."""
        left = Counter(node.layer for node in self.nodes)
        left.subtract(node.layer for node in shown.nodes)
        return +left


def causal_chain(assessment: Assessment) -> str | None:
    """The causal chain as SVG, or None when there is nothing to draw."""
    drawing = drawn_chain(assessment)
    return drawing.svg if drawing else None


def cycle(assessment: Assessment) -> str | None:
    """The cycle of conclusions as a closed loop in SVG, or None when there is none."""
    drawing = drawn_cycle(assessment)
    return drawing.svg if drawing else None


def drawn_chain(assessment: Assessment, most: int = WHOLE.boxes) -> Figure | None:
    """The causal chain with its caption, ``most`` boxes of each layer, or None when there is nothing to draw."""
    chain = _chain(assessment)
    if not chain.nodes:
        return None
    shown = chain.drawn(most)
    placement, more = _placed(shown), chain.beyond(shown)
    size = _size(placement, more)
    description = _described(chain)
    title = chain.words.say("Causal chain")
    picture = svg.document("chain", size, title, description, _parts(shown, placement, more))
    caption = chain.words.say("Causal chain: from what was recorded, through states and possible causes, to the plan.")
    return Figure("chain", picture, *size, f"{title}. {description}", caption)


def _size(placement: Placement, more: dict[str, int]) -> svg.Spot:
    """As wide as the text of a page, so that a small picture is not set in large type."""
    return PAGE_WIDTH, placement.height + HEADING + (MORE if more else 0.0) + LEGEND


def drawn_cycle(assessment: Assessment) -> Figure | None:
    """The loop with its caption, or None when no cycle holds."""
    return drawn_loops(assessment)


def chain_layout(assessment: Assessment) -> Placement:
    """The places of the causal chain's boxes, with the measures that tests hold it to."""
    return _placed(_chain(assessment).drawn(WHOLE.boxes))


def _placed(chain: _Chain) -> Placement:
    boxes = [chain.box(index) for index in range(len(chain.nodes))]
    return spread(placed(boxes, chain.arcs), boxes, PAGE_WIDTH - 2 * MARGIN)


def _chain(assessment: Assessment) -> _Chain:
    nodes, words = tuple(_shown_nodes(assessment)), Words.of(assessment)
    place = {node.id: index for index, node in enumerate(nodes)}
    merged: dict[tuple[int, int], GraphArc] = {}
    for arc in assessment.graph_arcs:
        if arc.source in place and arc.target in place and arc.source != arc.target:
            ends = (place[arc.source], place[arc.target])
            known = merged.get(ends)
            if known is None or (arc.opposes and not known.opposes):
                merged[ends] = arc
    present = {node.layer for node in nodes}
    width = BOX_WIDTHS[max(len(present), 1)]
    return _Chain(
        words=words,
        nodes=nodes,
        labels=tuple(_label(node, width, words) for node in nodes),
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


def _label(node: GraphNode, width: float, words: Words) -> tuple[str, ...]:
    """The title without its side, for which the box has a letter."""
    room = width - 2 * PAD - (LETTER_ROOM if LETTER[node.side] else 0.0)
    title = one_line(node.title)
    if node.side in _WITH_SIDE:
        title = title.removesuffix(words.say(_WITH_SIDE[node.side], title=""))
    return wrapped(title, room, TEXT_SIZE, MOST_LINES) or ("",)


def _parts(chain: _Chain, placement: Placement, more: dict[str, int]) -> Iterator[str]:
    width, height = _size(placement, more)
    yield svg.rectangle((0.0, 0.0), (width, height))
    yield from _headings(chain, placement)
    for spots, observed, opposes in zip(placement.routes, chain.observed, chain.opposes, strict=True):
        moved = [(x + MARGIN, y + HEADING) for x, y in spots]
        yield svg.route(moved, dashed=not observed, opposing=opposes)
    for index, (x, y) in enumerate(placement.corners):
        yield _node(chain, index, (x + MARGIN, y + HEADING))
    yield from _more(chain, placement, more)
    yield from _legend(height - LEGEND + 7.0, chain.words)


def _headings(chain: _Chain, placement: Placement) -> Iterator[str]:
    for layer in chain.layers:
        corner = next(c for c, node in zip(placement.corners, chain.nodes, strict=True) if node.layer == layer)
        yield svg.text(
            (chain.words.say(LAYERS[layer]),), (corner[0] + MARGIN, 2.0), TEXT_SIZE, bold=True, fill=svg.SOFT
        )


def _more(chain: _Chain, placement: Placement, more: dict[str, int]) -> Iterator[str]:
    """Below its column, how much of a layer only the words tell."""
    for layer, number in more.items():
        column = [
            (x + MARGIN, y + HEADING + chain.box(index).height + 3.0)
            for index, ((x, y), node) in enumerate(zip(placement.corners, chain.nodes, strict=True))
            if node.layer == layer
        ]
        said = chain.words.say("and {number} more", number=number)
        yield svg.text((said,), max(column, key=lambda spot: spot[1]), TEXT_SIZE, fill=svg.SOFT)


def _node(chain: _Chain, index: int, corner: svg.Spot) -> str:
    node, box = chain.nodes[index], chain.box(index)
    fill = {"states": "#f0f2f2", "plan": "#f0f2f2"}.get(node.layer, svg.PAPER)
    border = 1.6 if node.layer == "causes" else 0.8
    round_by = 7.0 if node.layer == "plan" else 2.0
    parts = [svg.rectangle(corner, (box.width, box.height), fill=fill, stroke=border, round_by=round_by)]
    letter = chain.words.say(LETTER[node.side])
    indent = LETTER_ROOM if letter else 0.0
    if letter:
        parts.append(svg.text((letter,), (corner[0] + PAD + 1, corner[1] + PAD - 1), TEXT_SIZE, bold=True))
    start = (corner[0] + PAD + indent, corner[1] + PAD - 1)
    parts.append(svg.text(chain.labels[index], start, TEXT_SIZE, bold=node.layer == "causes"))
    return "".join(parts)


def _legend(top: float, words: Words) -> Iterator[str]:
    """What the kinds of line mean; each sample is drawn as the arcs are."""
    samples = (
        (words.say("from a recorded finding"), False, False),
        (words.say("inferred"), True, False),
        (words.say("speaks against"), False, True),
    )
    left = MARGIN
    for label, dashed, opposing in samples:
        yield svg.route(((left, top + 5.0), (left + 24.0, top + 5.0)), dashed=dashed, opposing=opposing)
        yield svg.text((label,), (left + 29.0, top), TEXT_SIZE, fill=svg.SOFT)
        left += 29.0 + text_width(label, TEXT_SIZE) + LEGEND_GAP
    yield svg.text((words.say("L, R: the client's left and right"),), (left, top), TEXT_SIZE, fill=svg.SOFT)


def _described(chain: _Chain) -> str:
    """The picture in words: how many of what, and what each leads to."""
    words = chain.words
    counts = ", ".join(_counted(chain, layer) for layer in chain.layers)
    names = [
        words.with_side(shortened(one_line(node.title), MOST_SPOKEN_CHARACTERS), node.side) for node in chain.nodes
    ]
    targets: dict[tuple[int, bool], list[str]] = {}
    for (source, target), opposes in zip(chain.arcs, chain.opposes, strict=True):
        targets.setdefault((source, opposes), []).append(names[target])
    told = [
        _arc_said(names[source], ", ".join(reached), opposes, words) for (source, opposes), reached in targets.items()
    ]
    more = len(told) - MOST_SPOKEN
    rest = [words.say_many("And {number} more.", "And {number} more.", more)] if more > 0 else []
    return shortened(" ".join((f"{counts}.", *told[:MOST_SPOKEN], *rest)), MOST_ALT_CHARACTERS)


def _arc_said(source: str, targets: str, opposes: bool, words: Words) -> str:
    if opposes:
        return words.say("{source} speaks against {targets}.", source=source, targets=targets)
    return words.say("{source} leads to {targets}.", source=source, targets=targets)


def _counted(chain: _Chain, layer: str) -> str:
    say_many, number = chain.words.say_many, sum(node.layer == layer for node in chain.nodes)
    match layer:
        case "findings":
            return say_many("{number} finding", "{number} findings", number)
        case "states":
            return say_many("{number} state", "{number} states", number)
        case "causes":
            return say_many("{number} possible cause", "{number} possible causes", number)
    return say_many("{number} item of the plan", "{number} items of the plan", number)
