"""Written conditions into the condition tree, checked word by word against the vocabulary."""

from collections.abc import Callable, Mapping
from math import comb
from typing import Any

from kinechain.knowledge.conditions import AtLeast, Concluded, FindingTest, NotAssessed, Test, Where
from kinechain.knowledge.document import Document, Path
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.unary import AttributeTest, MisfitError, parse_test
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.conclusion import DERIVED_BY_PLAN, Kind
from kinechain.terms.finding import State
from kinechain.terms.problem import Problem

CONCLUSION_KEYS = {kind.value: kind for kind in Kind if kind not in (*DERIVED_BY_PLAN, Kind.SUGGESTION, Kind.CODE)}
_COMBINATIONS = ("any", "all", "at_least")
_SUBJECTS = ("finding", "not_assessed", *CONCLUSION_KEYS, *_COMBINATIONS)
_SIDES_OF_A_SIDED_RULE = ("same", "opposite", "left", "right", "both", "either")
_SIDES_OF_A_CLIENT_RULE = ("left", "right", "both", "either")
ANY = "any"
MOST_COMBINATIONS = 300
"""Each combination that suffices becomes one experta rule."""


class ConditionParser:
    """Parses the conditions of one rule and collects what is wrong with them."""

    def __init__(self, vocabulary: Vocabulary, document: Document, *, per_side: bool) -> None:
        self.vocabulary, self.document, self.per_side = vocabulary, document, per_side
        self.problems: list[Problem] = []

    def report(self, path: Path, code: str, message: str, hint: str = "", *, of_key: bool = False) -> None:
        """Collect a problem at ``path``."""
        self.problems.append(self.document.problem(path, f"rule.{code}", message, hint, of_key=of_key))

    def parse(self, written: Any, path: Path) -> Test | None:
        """One condition; None when something is wrong with it."""
        if not isinstance(written, dict):
            self.report(path, "wrong-condition", "A condition is a set of keys such as 'finding: hip-pain'.")
            return None
        subjects = [key for key in written if key in _SUBJECTS]
        if len(subjects) != 1:
            found = f"{len(subjects)} of them" if subjects else "none"
            hint = f"One of: {', '.join(_SUBJECTS)}."
            self.report(path, "wrong-condition", f"A condition is about exactly one thing; here are {found}.", hint)
            return None
        subject = subjects[0]
        parsers: dict[str, Callable[[Mapping[str, Any], Path], Test | None]] = {
            "finding": self._finding,
            "not_assessed": self._not_assessed,
            "any": self._combination,
            "all": self._combination,
            "at_least": self._combination,
        }
        return parsers.get(subject, self._conclusion)(written, path)

    def _combination(self, written: Mapping[str, Any], path: Path) -> Test | None:
        subject = next(key for key in written if key in _COMBINATIONS)
        list_key = "of" if subject == "at_least" else subject
        self._only(written, (subject, list_key), path)
        parts = written.get(list_key)
        if not isinstance(parts, tuple) or not parts:
            self.report(path, "wrong-condition", f"'{list_key}' needs a list of conditions.")
            return None
        parsed = [self.parse(part, (*path, list_key, number)) for number, part in enumerate(parts)]
        count = {"any": 1, "all": len(parts)}.get(subject, written.get("at_least"))
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(parts):
            self.report((*path, subject), "wrong-count", f"'at_least' must lie between 1 and {len(parts)}.")
            return None
        if comb(len(parts), count) > MOST_COMBINATIONS:
            hint = "Split it into several conditions."
            self.report((*path, subject), "too-wide", f"{count} of {len(parts)} has too many combinations.", hint)
            return None
        return None if None in parsed else AtLeast(count, tuple(part for part in parsed if part is not None))

    def _definition(self, name: Any, path: Path) -> FindingDefinition | None:
        definition = self.vocabulary.findings.get(name) if isinstance(name, str) else None
        if definition is None:
            hint = did_you_mean(str(name), self.vocabulary.findings, "Declare it in vocabulary/findings-*.yaml.")
            self.report(path, "unknown-finding", f"'{name}' is not a finding of the vocabulary.", hint)
        return definition

    def _finding(self, written: Mapping[str, Any], path: Path) -> Test | None:
        definition = self._definition(written["finding"], (*path, "finding"))
        if definition is None:
            return None
        state = self._state(written, path)
        tests = self._tests(definition, written, path)
        if tests is None:
            return None
        if "state" not in written and tests:
            state = None
        return self._sided(
            written, definition.sided, path, lambda where: FindingTest(definition.id, where, state, tests)
        )

    def _state(self, written: Mapping[str, Any], path: Path) -> State | None:
        word = written.get("state", "positive")
        known = [state.value for state in State if state is not State.NOT_ASSESSED]
        if word not in known:
            self.report((*path, "state"), "unknown-state", f"'{word}' is not a state.", f"Known: {', '.join(known)}.")
            return None
        return State(word)

    def _tests(
        self, definition: FindingDefinition, written: Mapping[str, Any], path: Path
    ) -> tuple[AttributeTest, ...] | None:
        tests = []
        intact = True
        for name, test in written.items():
            if name in ("finding", "side", "state"):
                continue
            if name not in definition.attributes:
                hint = did_you_mean(name, (*definition.attributes, "side", "state"))
                message = f"'{name}' is not an attribute of '{definition.id}'."
                self.report((*path, name), "unknown-attribute", message, hint, of_key=True)
                intact = False
                continue
            try:
                tests.append(parse_test(name, definition.attributes[name], test))
            except MisfitError as error:
                self.report((*path, name), error.code, error.message, error.hint)
                intact = False
        return tuple(tests) if intact else None

    def _not_assessed(self, written: Mapping[str, Any], path: Path) -> Test | None:
        self._only(written, ("not_assessed", "side"), path)
        definition = self._definition(written["not_assessed"], (*path, "not_assessed"))
        if definition is None:
            return None
        return self._sided(written, definition.sided, path, lambda where: NotAssessed(definition.id, where))

    def _conclusion(self, written: Mapping[str, Any], path: Path) -> Test | None:
        subject = next(key for key in written if key in CONCLUSION_KEYS)
        kind, name = CONCLUSION_KEYS[subject], written[subject]
        if kind in (Kind.RED_FLAG, Kind.SAFETY_GAP) and name == ANY:
            return self._any_flag(kind, written, path)
        self._only(written, (subject, "side"), path)
        if name not in self.vocabulary.names(kind):
            hint = did_you_mean(str(name), self.vocabulary.names(kind))
            self.report((*path, subject), f"unknown-{subject}", f"'{name}' is not a declared {subject}.", hint)
            return None
        sided = self.vocabulary.is_sided(kind, name)
        if sided is None:
            sided = "side" in written
        return self._sided(written, sided, path, lambda where: Concluded(kind, name, where))

    def _any_flag(self, kind: Kind, written: Mapping[str, Any], path: Path) -> Test | None:
        self._only(written, (kind.value, "action"), path)
        actions = written.get("action")
        chosen = actions if isinstance(actions, tuple) else (actions,)
        flags = self.vocabulary.red_flags.values()
        names = [
            flag.id
            for flag in flags
            if (actions is None or flag.action in chosen) and (kind is Kind.RED_FLAG or flag.blocks_when_not_asked)
        ]
        if not names:
            self.report(
                path,
                "no-such-flag",
                "No declared red flag has that action.",
                "emergency, urgent, prompt or caution.",
            )
            return None
        return AtLeast(1, tuple(Concluded(kind, name, Where.MIDLINE) for name in names))

    def _only(self, written: Mapping[str, Any], known: tuple[str, ...], path: Path) -> None:
        for key in written:
            if key not in known:
                self.report(
                    (*path, key),
                    "unknown-key",
                    f"'{key}' is not a key here.",
                    did_you_mean(key, known),
                    of_key=True,
                )

    def _sided(self, written: Mapping[str, Any], sided: bool, path: Path, leaf: Callable[[Where], Test]) -> Test | None:
        side = written.get("side")
        if not sided:
            if side is not None:
                self.report((*path, "side"), "side-not-wanted", "This has no side.", "Leave 'side' out.")
                return None
            return leaf(Where.MIDLINE)
        known = _SIDES_OF_A_SIDED_RULE if self.per_side else _SIDES_OF_A_CLIENT_RULE
        if side is None and self.per_side:
            return leaf(Where.SAME)
        if side not in known:
            message = f"'{side}' is not a side here." if side else "In a rule for the client this needs a side."
            self.report((*path, "side") if side else path, "wrong-side", message, f"One of: {', '.join(known)}.")
            return None
        if side in ("both", "either"):
            return AtLeast(2 if side == "both" else 1, (leaf(Where.LEFT), leaf(Where.RIGHT)))
        return leaf(Where(str(side)))
