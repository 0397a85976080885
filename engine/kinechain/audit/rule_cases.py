"""The cases beside each rule: every rule alone, on given findings and assumed conclusions."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from kinechain.inference.memory import WorkingMemory, remember
from kinechain.inference.proofs import is_true
from kinechain.knowledge.case_file import records
from kinechain.knowledge.condition_parser import CONCLUSION_KEYS
from kinechain.knowledge.conditions import Leaf, satisfied
from kinechain.knowledge.document import Path
from kinechain.knowledge.files import walk
from kinechain.knowledge.formats.case import SubjectDocument
from kinechain.knowledge.formats.rule import RuleCaseDocument, RuleCasesFile
from kinechain.knowledge.model import KnowledgeBase, Rule
from kinechain.knowledge.reader import read
from kinechain.knowledge.records import RecordReader
from kinechain.knowledge.suggest import did_you_mean
from kinechain.knowledge.validate import validate
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion
from kinechain.terms.problem import Problem
from kinechain.terms.side import Side

_ANY_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A case ready to run: what is known, what is assumed, where the rule must fire, and where the case stands."""

    name: str
    memory: WorkingMemory
    assumed: frozenset[Conclusion]
    fires: tuple[Side, ...]
    place: Problem


@dataclass(frozen=True, slots=True)
class RuleCases:
    """The readable cases of every rule, and what is wrong with the files."""

    by_rule: Mapping[str, tuple[RuleCase, ...]]
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many cases there are."""
        return sum(map(len, self.by_rule.values()))


def read_rule_cases(knowledge_base: KnowledgeBase, folder: Traversable) -> RuleCases:
    """Read every ``*.cases.yaml``; a rule without cases, or whose cases all agree, is a problem."""
    problems: list[Problem] = []
    found: dict[str, tuple[RuleCase, ...]] = {}
    for path, entry in walk(folder):
        if path.endswith(".cases.yaml"):
            reader = _CasesReader(knowledge_base, path)
            found.update(reader.read(entry.read_bytes()))
            problems.extend(reader.problems)
    for rule in knowledge_base.written_rules:
        if rule.id not in found:
            hint = f"Write {rule.file.replace('.rule.yaml', '.cases.yaml')}."
            problems.append(Problem(rule.file, 0, 0, "cases.missing", f"The rule '{rule.id}' has no cases.", hint))
    return RuleCases(found, tuple(sorted(problems)))


def cases_of(rule: Rule, knowledge_base: KnowledgeBase, folder: Traversable) -> tuple[RuleCase, ...]:
    """The readable cases beside one rule; none for a rule that the engine adds."""
    path = rule.file.replace(".rule.yaml", ".cases.yaml")
    file = folder.joinpath(path)
    if not rule.file or not file.is_file():
        return ()
    return _CasesReader(knowledge_base, path).read(file.read_bytes()).get(rule.id, ())


def failures(knowledge_base: KnowledgeBase, cases: RuleCases) -> tuple[Problem, ...]:
    """Every case that does not do what it says."""
    return tuple(
        sorted(
            _failure(case, fired)
            for name, listed in cases.by_rule.items()
            for case in listed
            if (fired := fires_on(knowledge_base.by_id[name], case)) != case.fires
        )
    )


def fires_on(rule: Rule, case: RuleCase) -> tuple[Side, ...]:
    """The sides on which a rule, alone, fires in a case."""
    return tuple(side for side in rule.sides if _fires(rule, side, case))


def _fires(rule: Rule, side: Side, case: RuleCase) -> bool:
    def holds(leaf: Leaf) -> bool:
        return is_true(leaf, side, case.memory, case.assumed)

    return all(satisfied(test, holds) for test in rule.when) and not any(satisfied(test, holds) for test in rule.unless)


def _failure(case: RuleCase, fired: tuple[Side, ...]) -> Problem:
    message = f"'{case.name}': expected to fire {_said(case.fires)}, but fires {_said(fired)}."
    return Problem(case.place.file, case.place.line, case.place.column, "cases.fails", message)


def _said(sides: Iterable[Side]) -> str:
    return f"on {', '.join(sides)}" if sides else "not at all"


class _CasesReader:
    """Reads one file of cases."""

    def __init__(self, knowledge_base: KnowledgeBase, path: str) -> None:
        self.knowledge_base, self.path = knowledge_base, path
        self.problems: list[Problem] = []

    def read(self, data: bytes) -> dict[str, tuple[RuleCase, ...]]:
        document, found = read(data, self.path)
        self.problems.extend(found)
        written, found = validate(RuleCasesFile, document, "cases") if document else (None, ())
        self.problems.extend(found)
        if written is None or document is None:
            return {}
        self.document = document
        if written.rule not in self.knowledge_base.by_id:
            hint = did_you_mean(written.rule, self.knowledge_base.by_id)
            self._report(("rule",), "unknown-rule", f"'{written.rule}' is not a rule.", hint)
            return {}
        self._check_variety(written)
        prepared = (self._case(case, ("cases", number)) for number, case in enumerate(written.cases))
        return {written.rule: tuple(case for case in prepared if case is not None)}

    def _report(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self.problems.append(self.document.problem(path, f"cases.{code}", message, hint))

    def _check_variety(self, written: RuleCasesFile) -> None:
        if not any(case.fires for case in written.cases):
            self._report(("cases",), "never-fires", f"No case makes '{written.rule}' fire.")
        if all(case.fires for case in written.cases):
            self._report(("cases",), "always-fires", f"No case stops '{written.rule}'.")

    def _case(self, case: RuleCaseDocument, path: Path) -> RuleCase | None:
        reader = RecordReader(self.knowledge_base.vocabulary, self.document, "cases")
        subject = SubjectDocument.model_validate(case.subject)
        findings = records(reader, subject, case.findings, case.denied, path)
        assumed = [self._assumed(entry, (*path, "assume", number)) for number, entry in enumerate(case.assume)]
        self.problems.extend(reader.problems)
        if reader.problems or None in assumed:
            return None
        memory = remember(Case(case.name, _ANY_DAY, None, None, findings), self.knowledge_base.vocabulary)
        fires = tuple(side for side in Side if side.value in case.fires)
        place = self.document.problem(path, "", "")
        return RuleCase(case.name, memory, frozenset(one for one in assumed if one is not None), fires, place)

    def _assumed(self, entry: Mapping[str, Any], path: Path) -> Conclusion | None:
        kinds = [CONCLUSION_KEYS[key] for key in entry if key in CONCLUSION_KEYS]
        if len(kinds) != 1 or set(entry) - {kinds[0].value, "side"}:
            hint = "Assume one conclusion, such as {impression: NAME, side: left}."
            self._report(path, "wrong-assumption", "This is not one conclusion.", hint)
            return None
        kind, name = kinds[0], entry[kinds[0].value]
        vocabulary = self.knowledge_base.vocabulary
        if name not in vocabulary.names(kind):
            hint = did_you_mean(str(name), vocabulary.names(kind))
            self._report(path, "unknown-conclusion", f"'{name}' is not a declared {kind}.", hint)
            return None
        sided = vocabulary.is_sided(kind, name)
        side = entry.get("side", Side.MIDLINE.value)
        if side not in list(Side) or (sided is not None and sided != (side != Side.MIDLINE.value)):
            wanted = "needs 'side: left' or 'side: right'" if sided else "has no side"
            self._report(path, "wrong-side", f"'{name}' {wanted}.")
            return None
        return Conclusion(kind, name, Side(side))
