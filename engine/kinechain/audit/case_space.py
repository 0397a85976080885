"""Every possible case as an answer-set program: each finding in each state, each number in each cell of the thresholds.

Numbers matter only through the thresholds of rules and vocabulary, so the thresholds and the cells between them stand for
all numbers. What the case reader refuses (a value that contradicts its state, a value out of range) is no case here.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kinechain.knowledge.ground import FindingAtom, GroundProgram
from kinechain.knowledge.unary import AttributeTest, Plain
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.finding import FindingKey, State

_NUMERIC = ("integer", "number")
_RECORDED = (State.POSITIVE, State.NEGATIVE, State.NOT_APPLICABLE)


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
        states = "; ".join(f'state({self.term},"{state}")' for state in _RECORDED)
        yield f"0 {{ {states} }} 1."
        yield f"assessed({self.term}) :- state({self.term},_)."
        for attribute in self.attributes:
            yield from self._cells(attribute)
        yield from self._agreement()

    def _cells(self, attribute: str) -> Iterator[str]:
        own = [test for test in self.tests if test.attribute == attribute]
        value_of = f'value({self.term},"{attribute}",'
        cells = list(self._possible(attribute, own))
        most = "" if self.definition.attributes[attribute].type == "choices" else " 1"
        choice = "; ".join(f'{value_of}"{label}")' for label, _ in cells)
        yield f"0 {{ {choice} }}{most} :- assessed({self.term})."
        for test in own:
            for label, value in cells:
                if test.holds(value):
                    yield f'{_test_term(self.key, test)} :- {value_of}"{label}").'

    def _possible(self, attribute: str, tests: list[AttributeTest]) -> Iterator[tuple[str, Plain]]:
        document = self.definition.attributes[attribute]
        if document.type == "flag":
            yield from (("true", True), ("false", False))
        elif document.values is not None:
            yield from ((name, frozenset((name,))) for name in document.values)
        elif document.type in _NUMERIC:
            whole = document.type == "integer"
            for number in _representatives(
                (test.bound for test in tests if isinstance(test.bound, Decimal)), whole=whole
            ):
                low_enough = document.min is None or number >= document.min
                if low_enough and (document.max is None or number <= document.max):
                    yield str(number), number

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


def _representatives(bounds: Iterable[Decimal], *, whole: bool) -> Iterator[Decimal]:
    """One number for each cell that the bounds make: the bounds themselves and one below, between and above.

    >>> [str(number) for number in _representatives([Decimal(48)], whole=True)]
    ['47', '48', '49']
    """
    ordered = sorted(set(bounds))
    for number, bound in enumerate(ordered):
        before = bound - 1 if number == 0 else (ordered[number - 1] + bound) / 2
        if whole and number:
            before = ordered[number - 1] + 1
        if before != bound and (not number or before > ordered[number - 1]):
            yield before
        yield bound
    if ordered:
        yield ordered[-1] + 1
