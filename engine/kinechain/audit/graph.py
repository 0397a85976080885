"""The whole rule base as one picture on A3: findings, impressions, causes, plan; safety questions from the other edge.

An arc says that some rule reads the one and concludes the other. Boxes cover the arcs below them, so no line runs
through a text, and a long text ends in an ellipsis inside its box.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

from kinechain.knowledge.conditions import Concluded, Leaf, leaves
from kinechain.knowledge.linking import render_wording
from kinechain.knowledge.model import Head, KnowledgeBase, Rule
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.report import svg
from kinechain.report.labels import text_width, wrapped
from kinechain.report.safe_text import one_line
from kinechain.terms.conclusion import Kind

A3 = (1122.5, 1587.4)
"""Upright, at 96 units an inch."""
COLUMNS = ("Findings", "Impressions", "Causes", "Plan", "Red flags", "Safety questions")
_FINDING, _IMPRESSION, _CAUSE, _PLAN, _FLAG, _SAFETY = range(len(COLUMNS))
_COLUMN_OF = {
    Kind.IMPRESSION: _IMPRESSION, Kind.CAUSE: _CAUSE, Kind.RED_FLAG: _FLAG, Kind.SAFETY_GAP: _FLAG,
    Kind.INDICATION: _PLAN, Kind.WITHHOLD: _PLAN, Kind.RECOMMENDATION: _PLAN, Kind.WITHHELD: _PLAN,
}  # fmt: skip
_MARGIN, _TOP, _LARGEST, _PADDING = 24.0, 82.0, 7.6, 3.0
_BOX = 146.0
# A plan may be a class of items, which only ``withhold`` names.
_KIND_OF = (Kind.SUGGESTION, Kind.IMPRESSION, Kind.CAUSE, Kind.WITHHOLD, Kind.RED_FLAG, Kind.SUGGESTION)
Node = tuple[int, str]
Arcs = Mapping[tuple[Node, Node], bool]
"""Whether the arc opposes: evidence against, or holding back."""


@dataclass(frozen=True, slots=True)
class Row:
    """A box: what it stands for, its text, and where it is."""

    node: Node
    text: tuple[str, ...]
    corner: svg.Spot
    size: svg.Spot


@dataclass(frozen=True, slots=True)
class Drawing:
    """The boxes, the arcs between them, and the size of the letters."""

    rows: tuple[Row, ...]
    arcs: Arcs
    letters: float


def as_svg(knowledge_base: KnowledgeBase, address: Callable[[Node], str] | None = None) -> str:
    """The picture; with ``address`` each box is a link to what it gives."""
    drawing, stamp = drawn(knowledge_base), knowledge_base.stamp
    by_node = {row.node: row for row in drawing.rows}
    title = f"Rules of {stamp.id} {stamp.version}"
    rules = len(knowledge_base.written_rules)
    described = f"{len(drawing.rows)} words and {len(drawing.arcs)} arcs between them, from {rules} rules."
    legend = "An arc: a rule reads the one and concludes the other. Dashed: it speaks against, or holds back."
    parts = [svg.rectangle((0.0, 0.0), A3), svg.text([title], (_MARGIN, 16.0), 15.0, bold=True)]
    parts.append(svg.text([f"{described} Hash {stamp.hash[:12]}.", legend], (_MARGIN, 36.0), 9.0, fill=svg.SOFT))
    parts += [_arc(by_node[one], by_node[other], opposing) for (one, other), opposing in drawing.arcs.items()]
    for number, name in enumerate(COLUMNS):
        parts.append(svg.text([name], (_left(number), _TOP - 18.0), 10.0, bold=True))
    for row in drawing.rows:
        box = _box(row, drawing.letters)
        said = escape(title_of(row.node, knowledge_base.vocabulary))
        parts.append(f'<a href="{escape(address(row.node))}"><title>{said}</title>{box}</a>' if address else box)
    return svg.document("rules", A3, title, described, parts, role="group" if address else "img")


def _box(row: Row, letters: float) -> str:
    spare = row.size[1] - svg.lines_height(len(row.text), letters)
    text = svg.text(row.text, (row.corner[0] + _PADDING, row.corner[1] + spare / 2), letters)
    return svg.rectangle(row.corner, row.size, stroke=0.4, round_by=1.5) + text


def words_of(rules: Iterable[Rule]) -> Mapping[Node, tuple[str, ...]]:
    """Every box of the picture with the ids of the rules that read or conclude it, column by column."""
    listed = tuple(rules)
    impressions, clinical = _named(listed)
    found: dict[Node, list[str]] = defaultdict(list)
    for rule in listed:
        read = {_source(leaf, clinical, impressions) for leaf in _read(rule)}
        concluded = {_target(head, impressions) for head in rule.heads}
        for node in filter(None, read | concluded):
            found[node].append(rule.id)
    return {node: tuple(found[node]) for node in sorted(found)}


def _named(rules: tuple[Rule, ...]) -> tuple[set[str], set[str]]:
    """The impressions that rules conclude, and the findings that a clinical rule reads."""
    impressions = {head.name for rule in rules for head in rule.heads if head.kind is Kind.IMPRESSION}
    clinical = {
        leaf.finding for rule in rules for leaf in _read(rule) if not isinstance(leaf, Concluded) and _is_clinical(rule)
    }
    return impressions, clinical


def drawn(knowledge_base: KnowledgeBase) -> Drawing:
    """Which boxes and arcs there are, and where."""
    arcs = _arcs(knowledge_base.written_rules)
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in sorted({node for arc in arcs for node in arc}):
        columns[node[0]].append(node)
    places = _ordered(columns, arcs)
    room = A3[1] - _TOP - _MARGIN
    letters = min(_LARGEST, 0.78 * room / max((len(nodes) for nodes in columns.values()), default=1))
    rows = []
    for number, nodes in sorted(columns.items()):
        step = room / len(nodes)
        most = max(1, min(3, int((step - 4.0) / (letters * svg.LINE_HEIGHT))))
        for place, node in enumerate(sorted(nodes, key=places.__getitem__)):
            text = wrapped(title_of(node, knowledge_base.vocabulary), _BOX - 2 * _PADDING, letters, most)
            height = min(step * 0.97, svg.lines_height(len(text), letters) + 2.0)
            corner = (_left(number), _TOP + step * place + (step - height) / 2)
            rows.append(Row(node, text, corner, (_BOX, height)))
    return Drawing(tuple(rows), arcs, letters)


def _left(column: int) -> float:
    gap = (A3[0] - 2 * _MARGIN - len(COLUMNS) * _BOX) / (len(COLUMNS) - 1)
    return _MARGIN + column * (_BOX + gap)


def _arcs(rules: Iterable[Rule]) -> Arcs:
    listed = tuple(rules)
    impressions, clinical = _named(listed)
    found: dict[tuple[Node, Node], bool] = {}
    for rule in listed:
        sources = {node for leaf in _read(rule) if (node := _source(leaf, clinical, impressions))}
        for head in rule.heads:
            target = _target(head, impressions)
            for source in sorted(sources) if target else ():
                if target and source != target:
                    opposing = head.kind in (Kind.AGAINST, Kind.WITHHOLD)
                    found[source, target] = found.get((source, target), True) and opposing
    return dict(sorted(found.items()))


def _read(rule: Rule) -> list[Leaf]:
    return [leaf for test in rule.when for _, leaf in leaves(test, "")]


def _is_clinical(rule: Rule) -> bool:
    kinds = {head.kind for head in rule.heads}
    return Kind.AGAINST in kinds or any(_COLUMN_OF.get(kind, _FLAG) != _FLAG for kind in kinds)


def _source(leaf: Leaf, clinical: set[str], impressions: set[str]) -> Node | None:
    if not isinstance(leaf, Concluded):
        return (_FINDING if leaf.finding in clinical else _SAFETY, leaf.finding)
    return _concluded(leaf.kind, leaf.name, impressions)


def _target(head: Head, impressions: set[str]) -> Node | None:
    return _concluded(head.kind, head.name, impressions)


def _concluded(kind: Kind, name: str, impressions: set[str]) -> Node | None:
    if kind is Kind.AGAINST:
        return (_IMPRESSION if name in impressions else _CAUSE, name)
    return (_COLUMN_OF[kind], name) if kind in _COLUMN_OF else None


def _ordered(columns: Mapping[int, list[Node]], arcs: Arcs) -> dict[Node, float]:
    """Boxes near those they are joined to: the mean place of the neighbours, a few times over."""
    near: dict[Node, list[Node]] = defaultdict(list)
    for one, other in arcs:
        near[one].append(other)
        near[other].append(one)
    places = {node: place / len(nodes) for nodes in columns.values() for place, node in enumerate(nodes)}
    for _ in range(8):
        for nodes in columns.values():
            mean = {node: sum(places[other] for other in near[node]) / len(near[node]) for node in nodes}
            for place, node in enumerate(sorted(nodes, key=lambda node: (mean[node], node))):
                places[node] = place / len(nodes)
    return places


def title_of(node: Node, vocabulary: Vocabulary) -> str:
    """What a box says, in full."""
    column, name = node
    said = one_line(render_wording(vocabulary.title(_KIND_OF[column], name), "(side)", "(other side)"))
    return said[:1].upper() + said[1:]


def _arc(one: Row, other: Row, opposing: bool) -> str:
    """A soft curve from edge to edge; between boxes of one column it bows out on the right."""
    forward = other.corner[0] > one.corner[0]
    same = other.corner[0] == one.corner[0]
    start = (one.corner[0] + (one.size[0] if forward or same else 0.0), one.corner[1] + one.size[1] / 2)
    end = (other.corner[0] + (other.size[0] if same or not forward else 0.0), other.corner[1] + other.size[1] / 2)
    reach = 24.0 if same else (end[0] - start[0]) / 2
    bends = (start[0] + reach, end[0] + (reach if same else -reach))
    dash = ' stroke-dasharray="3 2"' if opposing else ""
    points = [svg.number(value) for value in (*start, bends[0], start[1], bends[1], end[1], *end)]
    path = f"M{points[0]} {points[1]}C{points[2]} {points[3]} {points[4]} {points[5]} {points[6]} {points[7]}"
    return f'<path d="{path}" fill="none" stroke="{svg.SOFT}" stroke-width="0.45" stroke-opacity="0.55"{dash}/>'


def widest(drawing: Drawing) -> float:
    """The largest share of its box that a text takes; at most 1."""
    room = _BOX - 2 * _PADDING
    return max((text_width(line, drawing.letters) / room for row in drawing.rows for line in row.text), default=0.0)
