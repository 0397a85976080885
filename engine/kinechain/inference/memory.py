"""Working memory: the findings of a case as the rules see them."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinechain.knowledge.ground import FindingAtom, InputAtom
from kinechain.knowledge.unary import AttributeTest, Plain, plain
from kinechain.knowledge.vocabulary import Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.finding import FindingKey, State

FULL_WEIGHT = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """An assessed finding: state, values in the vocabulary's units, and the weight (1/10,000) of its method."""

    key: FindingKey
    state: State
    values: Mapping[str, Plain]
    weight: int = FULL_WEIGHT
    weight_reason: str = ""

    def passes(self, state: State | None, tests: tuple[AttributeTest, ...]) -> bool:
        """Whether the record is in ``state`` (None: any) and every test holds on a recorded value."""
        if state is not None and self.state is not state:
            return False
        return all(test.attribute in self.values and test.holds(self.values[test.attribute]) for test in tests)


WorkingMemory = Mapping[FindingKey, Seen]


def remember(case: Case, vocabulary: Vocabulary) -> WorkingMemory:
    """The assessed findings of a case, by name and side, in sorted order."""
    seen = {}
    for finding in sorted(case.findings, key=lambda one: (one.name, one.side)):
        if not finding.is_assessed:
            continue
        definition = vocabulary.findings[finding.name]
        values = {name: plain(value, definition.attributes[name]) for name, value in finding.values}
        weight, reason = FULL_WEIGHT, ""
        for method in definition.weights:
            applies = all(test.attribute in values and test.holds(values[test.attribute]) for test in method.tests)
            if applies and method.weight < weight:
                weight, reason = method.weight, method.because
        key = FindingKey(finding.name, finding.side)
        seen[key] = Seen(key, finding.state, values, weight, reason)
    return seen


def holds(atom: InputAtom, memory: WorkingMemory) -> bool:
    """Whether an input atom is true."""
    seen = memory.get(atom.key)
    if isinstance(atom, FindingAtom):
        return seen is not None and seen.passes(atom.state, atom.tests)
    return seen is None
