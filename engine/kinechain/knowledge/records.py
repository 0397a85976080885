"""Written findings into typed records, checked against the vocabulary."""

from collections.abc import Mapping
from typing import Any

from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.unary import MisfitError, parse_number, plain
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.finding import Finding, State, Value
from kinechain.terms.problem import Problem
from kinechain.terms.side import Side

_STATE_WORDS = {
    "positive": State.POSITIVE,
    "abnormal": State.POSITIVE,
    "present": State.POSITIVE,
    "negative": State.NEGATIVE,
    "normal": State.NEGATIVE,
    "absent": State.NEGATIVE,
    "denied": State.NEGATIVE,
    "not-applicable": State.NOT_APPLICABLE,
    "not-assessed": State.NOT_ASSESSED,
}
_RESERVED = ("finding", "side", "state", "note")
_SIDE_WORDS = {"left": (Side.LEFT,), "right": (Side.RIGHT,), "both": (Side.LEFT, Side.RIGHT)}
_LONGEST_NOTE = 2_000
MOST_SUGGESTIONS = 100


class RecordReader:
    """Reads the findings of one document and collects what is wrong with them."""

    def __init__(self, vocabulary: Vocabulary, document: Document, prefix: str = "case") -> None:
        self.vocabulary, self.document, self.prefix = vocabulary, document, prefix
        self.problems: list[Problem] = []

    def report(self, path: Path, code: str, message: str, hint: str = "", *, of_key: bool = False) -> None:
        """Collect a problem at ``path``."""
        self.problems.append(self.document.problem(path, f"{self.prefix}.{code}", message, hint, of_key=of_key))

    def read(self, written: Mapping[str, Any], path: Path) -> tuple[Finding, ...]:
        """One written finding as one record a side; empty when something is wrong with it."""
        before = len(self.problems)
        definition = self._definition(written, path)
        if definition is None:
            return ()
        sides = self._sides(definition, written, path)
        values = self._values(definition, written, path)
        state = self._state(definition, written, values, path, complete=len(self.problems) == before)
        note = written.get("note", "")
        if not isinstance(note, str) or len(note) > _LONGEST_NOTE:
            self.report((*path, "note"), "wrong-note", f"A note is text of at most {_LONGEST_NOTE} characters.")
        if len(self.problems) > before or state is None:
            return ()
        line, _ = self.document.place(path)
        return tuple(Finding(definition.id, side, state, values, note, line) for side in sides)

    def _definition(self, written: Mapping[str, Any], path: Path) -> FindingDefinition | None:
        if "finding" not in written:
            self.report(path, "missing-finding", "An entry has no 'finding'.", "Write '- {finding: NAME, …}'.")
            return None
        name = written["finding"]
        definition = self.vocabulary.findings.get(name) if isinstance(name, str) else None
        if definition is None:
            lists = "`kinechain findings` lists them."
            # Looking for a likeness takes long; nobody reads the hundredth suggestion.
            many = len(self.problems) > MOST_SUGGESTIONS
            hint = lists if many else did_you_mean(str(name), self._known_words(), lists)
            self.report(
                (*path, "finding"),
                "unknown-finding",
                f"'{name}' is not a finding of this knowledge base.",
                hint,
            )
        return definition

    def _known_words(self) -> tuple[str, ...]:
        return tuple(self.vocabulary.findings)

    def _sides(self, definition: FindingDefinition, written: Mapping[str, Any], path: Path) -> tuple[Side, ...]:
        side = written.get("side")
        if not definition.sided:
            if side is not None:
                self.report((*path, "side"), "side-not-wanted", f"'{definition.id}' has no side.", "Leave 'side' out.")
            return (Side.MIDLINE,)
        if side is None:
            hint = "Add 'side: left' or 'side: right' (the client's own), or 'side: both' if both were examined alike."
            self.report(path, "missing-side", f"'{definition.id}' needs a side.", hint)
            return ()
        sides = _SIDE_WORDS.get(side) if isinstance(side, str) else None
        if sides is None:
            self.report((*path, "side"), "unknown-side", f"'{side}' is not a side.", "Write left, right or both.")
        return sides or ()

    def _values(
        self, definition: FindingDefinition, written: Mapping[str, Any], path: Path
    ) -> tuple[tuple[str, Value], ...]:
        for name in written:
            if name not in _RESERVED and name not in definition.attributes:
                hint = did_you_mean(name, (*definition.attributes, "side", "state", "note"))
                message = f"'{name}' is not an attribute of '{definition.id}'."
                self.report((*path, name), "unknown-attribute", message, hint, of_key=True)
        values: list[tuple[str, Value]] = []
        for name in definition.attributes:
            if name in written:
                try:
                    values.append((name, _value(name, definition, written[name])))
                except MisfitError as error:
                    self.report((*path, name), error.code, error.message, error.hint)
        return tuple(values)

    def _state(
        self,
        definition: FindingDefinition,
        written: Mapping[str, Any],
        values: tuple[tuple[str, Value], ...],
        path: Path,
        *,
        complete: bool,
    ) -> State | None:
        word = written.get("state")
        if word is not None and word not in tuple(_STATE_WORDS):
            self.report(
                (*path, "state"),
                "unknown-state",
                f"'{word}' is not a state.",
                did_you_mean(str(word), _STATE_WORDS),
            )
            return None
        said = _STATE_WORDS[word] if isinstance(word, str) else None
        if not complete:
            return said
        implied = implied_state(definition, values)
        if said is None and implied is None:
            hint = f"Add 'state: positive' or 'state: negative'{_attribute_hint(definition)}."
            self.report(path, "no-result", f"'{definition.id}' has no result.", hint)
        elif said is not None and implied is not None and said is not implied:
            message = f"'{definition.id}' is said to be {said}, but its values make it {implied}."
            self.report((*path, "state"), "contradiction", message, "Correct one of them, or leave 'state' out.")
        return said or implied


def _value(name: str, definition: FindingDefinition, written: Any) -> Value:
    document = definition.attributes[name]
    if document.type == "flag":
        if not isinstance(written, bool):
            raise MisfitError("not-a-flag", f"'{name}' takes true or false.")
        return written
    if document.values is None:
        return parse_number(name, document, written)
    chosen = written if isinstance(written, tuple) else (written,)
    if not chosen or (document.type == "choice" and len(chosen) != 1):
        count = "one value" if document.type == "choice" else "at least one value"
        raise MisfitError("one-value", f"'{name}' takes {count}.", f"Known: {', '.join(document.values)}.")
    for choice in chosen:
        if choice not in tuple(document.values):
            hint = did_you_mean(str(choice), document.values) or f"Known: {', '.join(document.values)}."
            raise MisfitError("unknown-value", f"'{choice}' is not a value of '{name}'.", hint)
    return tuple(sorted(set(chosen))) if document.type == "choices" else str(chosen[0])


def implied_state(definition: FindingDefinition, values: tuple[tuple[str, Value], ...]) -> State | None:
    """The state that values make: by ``positive_when`` where there is one, else positive; None without values."""
    if not values:
        return None
    if not definition.positive_when:
        return State.POSITIVE
    recorded = dict(values)
    deciding = [test for test in definition.positive_when if test.attribute in recorded]
    if not deciding:
        return None
    holds = any(test.holds(plain(recorded[test.attribute], definition.attributes[test.attribute])) for test in deciding)
    return State.POSITIVE if holds else State.NEGATIVE


def _attribute_hint(definition: FindingDefinition) -> str:
    names = [test.attribute for test in definition.positive_when] or list(definition.attributes)
    return f", or a value for '{names[0]}'" if names else ""
