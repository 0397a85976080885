"""Running the cases beside each rule: every rule alone, on given findings and assumed conclusions."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from kinechain.inference.memory import remember
from kinechain.inference.proofs import is_true
from kinechain.knowledge.case_file import records
from kinechain.knowledge.condition_parser import CONCLUSION_KEYS
from kinechain.knowledge.conditions import satisfied
from kinechain.knowledge.document import Document, Path
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
class CaseResults:
    """How many cases ran, and what is wrong: broken files, failing cases, rules without cases."""

    ran: int
    problems: tuple[Problem, ...]


def run_rule_cases(knowledge_base: KnowledgeBase, folder: Traversable) -> CaseResults:
    """Run every ``*.cases.yaml`` of a knowledge base."""
    problems: list[Problem] = []
    ran, covered = 0, set()
    for path, entry in walk(folder):
        if not path.endswith(".cases.yaml"):
            continue
        document, found = read(entry.read_bytes(), path)
        problems.extend(found)
        written, found = validate(RuleCasesFile, document, "cases") if document else (None, ())
        problems.extend(found)
        if written is None or document is None:
            continue
        covered.add(written.rule)
        runner = _Runner(knowledge_base, document)
        ran += runner.run(written)
        problems.extend(runner.problems)
    for rule in knowledge_base.written_rules:
        if rule.id not in covered:
            hint = f"Write {rule.file.replace('.rule.yaml', '.cases.yaml')}."
            problems.append(Problem(rule.file, 0, 0, "cases.missing", f"The rule '{rule.id}' has no cases.", hint))
    return CaseResults(ran, tuple(sorted(problems)))


class _Runner:
    def __init__(self, knowledge_base: KnowledgeBase, document: Document) -> None:
        self.knowledge_base, self.document = knowledge_base, document
        self.reader = RecordReader(knowledge_base.vocabulary, document, "cases")
        self.own: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        return [*self.own, *self.reader.problems]

    def run(self, written: RuleCasesFile) -> int:
        rule = self.knowledge_base.by_id.get(written.rule)
        if rule is None:
            hint = did_you_mean(written.rule, self.knowledge_base.by_id)
            self.own.append(
                self.document.problem(("rule",), "cases.unknown-rule", f"'{written.rule}' is not a rule.", hint)
            )
            return 0
        for number, case in enumerate(written.cases):
            self._one(rule, case, ("cases", number))
        if not any(case.fires for case in written.cases):
            self.own.append(self.document.problem(("cases",), "cases.never-fires", f"No case makes '{rule.id}' fire."))
        if all(case.fires for case in written.cases):
            self.own.append(self.document.problem(("cases",), "cases.always-fires", f"No case stops '{rule.id}'."))
        return len(written.cases)

    def _one(self, rule: Rule, case: RuleCaseDocument, path: Path) -> None:
        before = len(self.problems)
        subject = SubjectDocument.model_validate(case.subject)
        findings = records(self.reader, subject, case.findings, case.denied, path)
        assumed = {self._assumed(entry, (*path, "assume", number)) for number, entry in enumerate(case.assume)}
        if len(self.problems) > before:
            return
        memory = remember(Case(case.name, _ANY_DAY, None, None, findings), self.knowledge_base.vocabulary)
        conclusions = {one for one in assumed if one is not None}
        fired = [side.value for side in rule.sides if _fires(rule, side, memory, conclusions)]
        if sorted(fired) != sorted(case.fires):
            message = f"'{case.name}': expected to fire {_sides(case.fires)}, but fires {_sides(fired)}."
            self.own.append(self.document.problem(path, "cases.fails", message))

    def _assumed(self, entry: Mapping[str, Any], path: Path) -> Conclusion | None:
        kinds = [CONCLUSION_KEYS[key] for key in entry if key in CONCLUSION_KEYS]
        if len(kinds) != 1 or set(entry) - {kinds[0].value, "side"}:
            self.own.append(
                self.document.problem(
                    path,
                    "cases.wrong-assumption",
                    "Assume one conclusion, such as {impression: NAME, side: left}.",
                )
            )
            return None
        kind, name = kinds[0], entry[kinds[0].value]
        known = self.knowledge_base.vocabulary.names(kind)
        if name not in known:
            self.own.append(
                self.document.problem(
                    path,
                    "cases.unknown-conclusion",
                    f"'{name}' is not a declared {kind}.",
                    did_you_mean(str(name), known),
                )
            )
            return None
        sided = self.knowledge_base.vocabulary.is_sided(kind, name)
        side = entry.get("side", Side.MIDLINE.value)
        if side not in list(Side) or (sided is not None and sided != (side != Side.MIDLINE.value)):
            wanted = "needs 'side: left' or 'side: right'" if sided else "has no side"
            self.own.append(self.document.problem(path, "cases.wrong-side", f"'{name}' {wanted}."))
            return None
        return Conclusion(kind, name, Side(side))


def _fires(rule: Rule, side: Side, memory: Any, conclusions: set[Conclusion]) -> bool:
    body = all(satisfied(test, lambda leaf: is_true(leaf, side, memory, conclusions)) for test in rule.when)
    return body and not any(
        satisfied(test, lambda leaf: is_true(leaf, side, memory, conclusions)) for test in rule.unless
    )


def _sides(sides: Iterable[str]) -> str:
    return f"on {', '.join(sides)}" if sides else "not at all"
