"""Every possible case as an answer-set program: each finding in each state, each number in each cell of the thresholds.

The cells are those of ``knowledge.cells``. What the case reader refuses (a value that contradicts its state, a value
out of range) is no case here.
"""

from collections.abc import Iterator

from kinechain.knowledge.cells import RECORDED, single_values
from kinechain.knowledge.ground import FindingAtom, GroundProgram
from kinechain.knowledge.unary import AttributeTest
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.finding import FindingKey, State


def key_term(key: FindingKey) -> str:
    """A finding on a side as a term."""
    return f'f("{key.name}","{key.side}")'


def case_space(program: GroundProgram, vocabulary: Vocabulary) -> Iterator[str]:
    """Clauses whose stable models are the possible cases; ``i(N)`` is input atom N of the program."""
    keys = sorted({atom.key for atom in program.inputs})
    for key in keys:
        atoms = [atom for atom in program.inputs if isinstance(atom, FindingAtom) and atom.key == key]
        yield from _FindingSpace(key, vocabulary.findings[key.name], atoms).clauses()
    for number, atom in enumerate(program.inputs):
        term = key_term(atom.key)
        if isinstance(atom, FindingAtom):
            state = f'state({term},"{atom.state}")' if atom.state else f"assessed({term})"
            tests = [_test_term(atom.key, test) for test in atom.tests]
            yield f"i({number}) :- {', '.join([state, *tests])}."
        else:
            yield f"i({number}) :- not assessed({term})."


def _test_term(key: FindingKey, test: AttributeTest) -> str:
    return f'passes({key_term(key)},"{test.attribute}","{test.operator} {_bound(test)}")'


def _bound(test: AttributeTest) -> str:
    return " ".join(sorted(test.bound)) if isinstance(test.bound, frozenset) else str(test.bound)


class _FindingSpace:
    """The possible records of one finding on one side."""

    def __init__(self, key: FindingKey, definition: FindingDefinition, atoms: list[FindingAtom]) -> None:
        self.key, self.term, self.definition = key, key_term(key), definition
        self.tests = list(dict.fromkeys([*(test for atom in atoms for test in atom.tests), *definition.positive_when]))
        self.attributes = list(dict.fromkeys(test.attribute for test in self.tests))

    def clauses(self) -> Iterator[str]:
        """States, cells of attributes, and the tie between them."""
        states = "; ".join(f'state({self.term},"{state}")' for state in RECORDED)
        yield f"0 {{ {states} }} 1."
        yield f"assessed({self.term}) :- state({self.term},_)."
        for attribute in self.attributes:
            yield from self._cells(attribute)
        yield from self._agreement()

    def _cells(self, attribute: str) -> Iterator[str]:
        own = [test for test in self.tests if test.attribute == attribute]
        value_of = f'value({self.term},"{attribute}",'
        cells = list(single_values(self.definition.attributes[attribute], own))
        most = "" if self.definition.attributes[attribute].type == "choices" else " 1"
        choice = "; ".join(f'{value_of}"{label}")' for label, _ in cells)
        yield f"0 {{ {choice} }}{most} :- assessed({self.term})."
        for test in own:
            for label, value in cells:
                if test.holds(value):
                    yield f'{_test_term(self.key, test)} :- {value_of}"{label}").'

    def _agreement(self) -> Iterator[str]:
        """As the case reader has it: values make the state, and a state that contradicts them is refused."""
        values = [f'value({self.term},"{attribute}",_)' for attribute in self.attributes]
        positive, negative = (f'state({self.term},"{state}")' for state in (State.POSITIVE, State.NEGATIVE))
        if not self.definition.positive_when:
            yield from (f":- {value}, not {positive}." for value in values)
            return
        for test in self.definition.positive_when:
            recorded = f'value({self.term},"{test.attribute}",_)'
            yield f"deciding({self.term}) :- {recorded}."
            yield f"implied({self.term}) :- {_test_term(self.key, test)}."
        yield f":- deciding({self.term}), implied({self.term}), not {positive}."
        yield f":- deciding({self.term}), not implied({self.term}), not {negative}."
