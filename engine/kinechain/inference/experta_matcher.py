"""A Rete matcher for flat rules (patterns first, NOT of one pattern last) with the stock matcher's defects cured."""

from collections.abc import Iterable
from typing import Any

from kinechain.inference.experta_import import load_experta

experta: Any = load_experta()
rete: Any = experta.matchers.rete


class PlainToken(rete.token.Token):  # type: ignore[misc]
    """A token whose parts are what they should be; the stock token checks every fact of every copy anew."""

    __slots__ = ()

    def __new__(cls, tag: Any, data: Iterable[Any], context: dict[str, Any] | None = None) -> "PlainToken":
        """A token of a set of facts, not copied."""
        made: PlainToken = tuple.__new__(cls, (tag, data, {} if context is None else context))
        return made

    def copy(self) -> "PlainToken":
        """A token whose facts and context can be changed without changing those of this one."""
        return PlainToken(self.tag, self.data.copy(), self.context.copy())


class CheckNode(rete.nodes.FeatureTesterNode):  # type: ignore[misc]
    """Checks a fact as the stock node does; the token is copied only where the check binds something."""

    def activate(self, token: Any) -> None:
        """Hand a token on if its fact passes."""
        (fact,) = token.data
        match = self.matcher(fact)
        if not match:
            return
        if match is not True:
            if _differ(match, token.context):
                return
            token = PlainToken(token.tag, token.data, {**token.context, **match})
        for child in self.children:
            child.callback(token)


class JoinNode(rete.nodes.OrdinaryMatchNode):  # type: ignore[misc]
    """Joins tokens as the stock node does; it remembers what comes in without a copy, since nothing here changes it."""

    def activate_left(self, token: Any) -> None:
        """Join a token from the left with everything from the right."""
        self._join(token, self.left_memory, self.right_memory)

    def activate_right(self, token: Any) -> None:
        """Join a token from the right with everything from the left."""
        self._join(token, self.right_memory, self.left_memory)

    def _join(self, token: Any, own: list[Any], others: list[Any]) -> None:
        tag, facts, bound = token
        if token.is_valid():
            own.append((facts, bound))
        elif (facts, bound) in own:
            own.remove((facts, bound))
        for other_facts, other_bound in others:
            if not _differ(bound, other_bound):
                joined = PlainToken(tag, facts | other_facts, {**bound, **other_bound})
                for child in self.children:
                    child.callback(joined)


def _differ(bound: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a name is bound to one value here and to another there."""
    return any(name in other and other[name] != value for name, value in bound.items())


class IndexedBus(rete.BusNode):  # type: ignore[misc]
    """Hands a fact only to the nodes of its class; the stock node asks every class in turn."""

    def index(self) -> None:
        """Sort the children by the class that they check."""
        self.by_class: dict[type[Any], list[Any]] = {}
        for child in self.children:
            self.by_class.setdefault(child.node.matcher.fact_type, []).append(child)

    def add(self, fact: Any) -> None:
        """Send a valid token to the nodes of the fact's class."""
        for child in self.by_class.get(type(fact), ()):
            child.callback(PlainToken(rete.token.Token.TagType.VALID, {fact}))

    def remove(self, fact: Any) -> None:
        """Send an invalid token to the nodes of the fact's class."""
        for child in self.by_class.get(type(fact), ()):
            child.callback(PlainToken(rete.token.Token.TagType.INVALID, {fact}))


class TellingEnd(rete.nodes.ConflictSetNode):  # type: ignore[misc]
    """A conflict-set node that says when it may hold something new, so that nobody has to ask all of them."""

    def __init__(self, rule: Any, told: dict[int, Any]) -> None:
        super().__init__(rule)
        self._told = told

    def _activate(self, token: Any) -> None:
        super()._activate(token)
        self._told[self.rule.number] = self


class CleanMatcher(experta.matchers.ReteMatcher):  # type: ignore[misc]
    """Forgets the activations of the last case on reset, and knows which conflict-set nodes hold something new.

    The stock matcher fires what an exception left behind, keeps a list of those nodes in a cache that all engines
    share, and visits every node of it after every firing.
    """

    def build_network(self) -> None:
        """Build the network in the order of the rules."""
        self.root_node = IndexedBus()
        self._told: dict[int, Any] = {}
        super().build_network()
        self.root_node.index()
        self._remembering = tuple(
            node for node in _every_node_below(self.root_node) if not isinstance(node, rete.mixins.NoMemory)
        )

    @staticmethod
    def prepare_ruleset(engine: Any) -> set[Any]:
        """The compiled rules as they are: they are flat already."""
        return set(engine.get_rules())

    def build_alpha_part(self, ruleset: Iterable[Any], root_node: Any) -> dict[int, Any]:
        """One chain of checks a pattern, shared where they are equal; terminal nodes by the pattern's identity.

        The stock method keys dictionaries with patterns whose hash ignores their class, which is slow by the square of
        the rules, and captures every fact under a name that nothing reads.
        """
        chain: dict[tuple[int, int], Any] = {}
        terminals: dict[int, Any] = {}
        for rule in sorted(ruleset, key=lambda one: one.number):
            for element in rule:
                pattern = element[0] if isinstance(element, experta.NOT) else element
                checks = [rete.check.TypeCheck(type(pattern))]
                checks += [rete.check.FeatureCheck(name, wanted) for name, wanted in pattern.items()]
                node = root_node
                for check in checks:
                    place = (id(node), id(check))
                    if place not in chain:
                        chain[place] = CheckNode(check)
                        node.add_child(chain[place], chain[place].activate)
                    node = chain[place]
                terminals[id(pattern)] = node
        return terminals

    def build_beta_part(self, ruleset: Iterable[Any], alpha_terminals: Any) -> None:
        """Join the patterns of each rule from left to right and end in a conflict-set node."""
        for rule in sorted(ruleset, key=lambda one: one.number):
            last = alpha_terminals[id(rule[0])]
            for element in rule[1:]:
                negated = isinstance(element, experta.NOT)
                node = (rete.nodes.NotNode if negated else JoinNode)(rete.check.SameContextCheck())
                right = alpha_terminals[id(element[0] if negated else element)]
                last.add_child(node, node.activate_left)
                right.add_child(node, node.activate_right)
                last = node
            end = TellingEnd(rule, self._told)
            last.add_child(end, end.activate)

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """Pass changes through the network; visit only the conflict-set nodes that hold something new."""
        for fact in deleting or ():
            self.root_node.remove(fact)
        for fact in adding or ():
            self.root_node.add(fact)
        added: list[Any] = []
        removed: list[Any] = []
        for _, node in sorted(self._told.items()):
            new, gone = node.get_activations()
            added.extend(new)
            removed.extend(gone)
        self._told.clear()
        return added, removed

    def reset(self) -> None:
        """Empty every memory, also those that an exception left full."""
        # Each node once: the stock method comes again to a node by every path that leads there.
        for node in self._remembering:
            node._reset()
        for node in self._told.values():
            node.get_activations()
        self._told.clear()


def _every_node_below(root: Any) -> tuple[Any, ...]:
    found = {id(root): root}
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            if id(child.node) not in found:
                found[id(child.node)] = child.node
                waiting.append(child.node)
    return tuple(found.values())
