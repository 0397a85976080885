"""The causal picture of a case: which findings lead through which states to which causes and which plan."""

from collections.abc import Iterable
from itertools import pairwise

from kinechain.explain.arguments import Arguments
from kinechain.explain.wording import Wording
from kinechain.knowledge.strata import components
from kinechain.terms.causal_picture import CycleArc, GraphArc, GraphNode
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import FindingKey
from kinechain.terms.proof import Justification

_LAYERS = {
    Kind.IMPRESSION: "states",
    Kind.CAUSE: "causes",
    Kind.RED_FLAG: "causes",
    Kind.RECOMMENDATION: "plan",
}
_CHAIN = (Kind.IMPRESSION, Kind.CAUSE)
Thing = FindingKey | Conclusion


def picture(
    steps: Iterable[Justification], arguments: Arguments, wording: Wording, causes: Iterable[Conclusion]
) -> tuple[tuple[GraphNode, ...], tuple[GraphArc, ...]]:
    """Nodes and arcs of everything that leads to a cause or flag, and of the plan that follows from it."""
    arcs = {arc for step in steps for arc in _arcs(step)}
    wanted = _ancestors(set(causes), arcs)
    plan = {
        (source, Conclusion(Kind.RECOMMENDATION, target.name, target.side), rule, False)
        for source, target, rule, _ in arcs
        if isinstance(target, Conclusion)
        and target.kind is Kind.INDICATION
        and source in wanted
        and arguments.givers(Conclusion(Kind.RECOMMENDATION, target.name, target.side))
    }
    kept = {arc for arc in arcs if arc[0] in wanted and arc[1] in wanted} | plan
    things = wanted | {target for _, target, _, _ in plan}
    nodes = tuple(_node(thing, wording) for thing in sorted(things, key=str))
    drawn = {(_id(source), _id(target), opposes): rule for source, target, rule, opposes in sorted(kept, key=str)}
    ids = {node.id: node for node in nodes}
    return nodes, tuple(
        GraphArc(source, target, ids[source].observed, opposes, rule)
        for (source, target, opposes), rule in sorted(drawn.items())
    )


def picture_of(
    conclusion: Conclusion, steps: Iterable[Justification], arguments: Arguments, wording: Wording
) -> tuple[tuple[GraphNode, ...], tuple[GraphArc, ...]]:
    """Nodes and arcs of everything that leads to one conclusion; empty for kinds that are not drawn."""
    is_plan = conclusion.kind is Kind.RECOMMENDATION
    if not is_plan and conclusion.kind not in _LAYERS:
        return (), ()
    target = Conclusion(Kind.INDICATION, conclusion.name, conclusion.side) if is_plan else conclusion
    given = {arc for step in steps for arc in _arcs(step)}
    wanted = _ancestors({target}, given)
    drawn = {
        (_id(source), _id(conclusion if reached == target else reached), opposes): rule
        for source, reached, rule, opposes in sorted(given, key=str)
        if source in wanted and reached in wanted
    }
    things = (wanted - {target}) | {conclusion}
    nodes = {_id(thing): _node(thing, wording) for thing in sorted(things, key=str)}
    return tuple(nodes.values()), tuple(
        GraphArc(source, reached, nodes[source].observed, opposes, rule)
        for (source, reached, opposes), rule in sorted(drawn.items())
    )


def _arcs(step: Justification) -> Iterable[tuple[Thing, Thing, str, bool]]:
    for conclusion in step.conclusions:
        opposes = conclusion.kind is Kind.AGAINST
        if not opposes and conclusion.kind not in (*_CHAIN, Kind.INDICATION, Kind.RED_FLAG):
            continue
        target = Conclusion(Kind.CAUSE, conclusion.name, conclusion.side) if opposes else conclusion
        for premise in step.premises:
            source = premise.about
            is_finding = isinstance(source, FindingKey) and premise.test != "not assessed"
            if is_finding or (isinstance(source, Conclusion) and source.kind in (*_CHAIN, Kind.RED_FLAG)):
                yield source, target, step.rule, opposes


def _ancestors(things: set[Conclusion], arcs: set[tuple[Thing, Thing, str, bool]]) -> set[Thing]:
    reached: set[Thing] = set(things)
    grew = True
    while grew:
        new = {source for source, target, _, _ in arcs if target in reached} - reached
        reached |= new
        grew = bool(new)
    return reached


def _id(thing: Thing) -> str:
    return f"finding:{thing}" if isinstance(thing, FindingKey) else str(thing)


def _node(thing: Thing, wording: Wording) -> GraphNode:
    if isinstance(thing, FindingKey):
        return GraphNode(
            _id(thing), wording.vocabulary.findings[thing.name].document.title, thing.side, "findings", True
        )
    return GraphNode(_id(thing), wording.title(thing), thing.side, _LAYERS[thing.kind], False)


def cycle(steps: Iterable[Justification], wording: Wording) -> tuple[CycleArc, ...]:
    """The arcs of conclusions that support one another in a circle, in walking order; empty when there is none."""
    arcs: dict[Conclusion, dict[Conclusion, str]] = {}
    for step in steps:
        for source, target, rule, opposes in _arcs(step):
            if isinstance(source, Conclusion) and isinstance(target, Conclusion) and not opposes:
                arcs.setdefault(source, {}).setdefault(target, rule)
                arcs.setdefault(target, {})
    found: list[CycleArc] = []
    for part in components(sorted(arcs), lambda node: sorted(arcs[node])):
        if len(part) > 1:
            found.extend(_walk(part, arcs, wording))
    return tuple(found)


def _walk(
    part: list[Conclusion], arcs: dict[Conclusion, dict[Conclusion, str]], wording: Wording
) -> Iterable[CycleArc]:
    """A shortest circle through the first conclusion of the component."""
    start, members = min(part), set(part)
    paths = [[start]]
    while paths:
        path = paths.pop(0)
        for target in sorted(arcs[path[-1]].keys() & members):
            if target == start:
                circle = [*path, start]
                for one, other in pairwise(circle):
                    titles = wording.title(one), wording.title(other)
                    yield CycleArc(str(one), str(other), *titles, one.side, arcs[one][other])
                return
            if target not in path:
                paths.append([*path, target])
