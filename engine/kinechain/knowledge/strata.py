"""Strata: what a rule denies (``unless``) is finished before the rule is tried. Cycles through it are refused."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kinechain.knowledge.conditions import Concluded, Test, leaves
from kinechain.knowledge.model import Rule
from kinechain.terms.conclusion import Kind
from kinechain.terms.problem import Problem

Node = TypeVar("Node", bound=Hashable)
Predicate = tuple[Kind, str]


def components(nodes: Iterable[Node], successors: Callable[[Node], Iterable[Node]]) -> list[list[Node]]:
    """Strongly connected components, each after those it points to (Tarjan, without recursion).

    >>> graph = {"a": ["b"], "b": ["c"], "c": ["b"]}
    >>> [sorted(part) for part in components(graph, graph.__getitem__)]
    [['b', 'c'], ['a']]
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    on_stack: dict[Node, None] = {}
    found: list[list[Node]] = []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(list(successors(root))))]
        index[root] = low[root] = len(index)
        on_stack[root] = None
        while work:
            node, rest = work[-1]
            child = next(rest, None)
            if child is not None and child not in index:
                index[child] = low[child] = len(index)
                on_stack[child] = None
                work.append((child, iter(list(successors(child)))))
            elif child is not None:
                low[node] = min(low[node], index[child]) if child in on_stack else low[node]
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_pop_component(on_stack, node))
    return found


def _pop_component(on_stack: dict[Node, None], root: Node) -> list[Node]:
    part: list[Node] = []
    while not part or part[-1] != root:
        part.append(on_stack.popitem()[0])
    return part[::-1]


def _concluded(tests: Iterable[Test]) -> set[Predicate]:
    return {(leaf.kind, leaf.name) for test in tests for _, leaf in leaves(test, "") if isinstance(leaf, Concluded)}


def stratify(rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules with their strata, ordered by stratum and id; problems name each cycle through ``unless``."""
    needs: dict[Predicate, set[Predicate]] = {}
    denies: dict[Predicate, dict[Predicate, Rule]] = {}
    for rule in rules:
        positive, negative = _concluded(rule.when), _concluded(rule.unless)
        for head in rule.heads:
            predicate = (head.kind, head.name)
            needs.setdefault(predicate, set()).update(positive)
            denies.setdefault(predicate, {}).update(dict.fromkeys(negative, rule))
    heads = sorted(needs)

    def successors(predicate: Predicate) -> list[Predicate]:
        return sorted((needs.get(predicate, set()) | denies.get(predicate, {}).keys()) & needs.keys())

    levels: dict[Predicate, int] = {}
    problems: list[Problem] = []
    for part in components(heads, successors):
        members = set(part)
        problems.extend(_cycles(part, members, denies))
        below = [levels[other] for one in part for other in needs[one] if other in levels]
        denied = [levels[other] + 1 for one in part for other in denies[one] if other in levels]
        levels.update(dict.fromkeys(part, max([0, *below, *denied])))
    ordered = sorted((_with_stratum(rule, levels) for rule in rules), key=lambda rule: (rule.stratum, rule.id))
    return tuple(ordered), tuple(problems)


def _with_stratum(rule: Rule, levels: Mapping[Predicate, int]) -> Rule:
    below = [levels.get(predicate, 0) for predicate in _concluded(rule.when)]
    denied = [levels.get(predicate, -1) + 1 for predicate in _concluded(rule.unless)]
    return replace(rule, stratum=max([0, *below, *denied]))


def _cycles(
    part: list[Predicate], members: set[Predicate], denies: Mapping[Predicate, Mapping[Predicate, Rule]]
) -> Iterable[Problem]:
    seen = set()
    for predicate in sorted(part):
        for denied, rule in sorted(denies[predicate].items()):
            if denied in members and rule.id not in seen:
                seen.add(rule.id)
                circle = ", ".join(f"{kind}: {name}" for kind, name in sorted(members))
                what = f"{denied[0]}: {denied[1]}"
                message = f"'{rule.id}' denies {what}, which depends on what it concludes (cycle: {circle})."
                yield Problem(
                    rule.file,
                    0,
                    0,
                    "rules.cycle-through-unless",
                    message,
                    "Break the cycle: one of them must not wait for the other.",
                )
