"""Findings, conditions and conclusions in words."""

from kinechain.knowledge.conditions import Concluded, FindingTest, Leaf
from kinechain.knowledge.linking import render_wording
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import Finding, FindingKey, Value
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side

KIND_WORDS = {
    Kind.RED_FLAG: "red flag",
    Kind.SAFETY_GAP: "not excluded",
    Kind.INDICATION: "a reason for",
    Kind.WITHHOLD: "a reason to hold back",
    Kind.AGAINST: "speaks against",
    Kind.RECOMMENDATION: "given",
    Kind.WITHHELD: "held back",
    Kind.SUGGESTION: "worth testing",
    Kind.CODE: "code to confirm",
    Kind.NEXT_TEST: "to test next",
}


class Wording:
    """Words for one case: what was recorded and what was concluded."""

    def __init__(self, vocabulary: Vocabulary, case: Case) -> None:
        self.vocabulary = vocabulary
        self._recorded = case.by_key()

    def finding_title(self, key: FindingKey) -> str:
        """Such as 'left hip pain'; only the first word loses its capital, and only before a side."""
        title = self.vocabulary.findings[key.name].document.title
        return title if key.side is Side.MIDLINE else f"{title}, {key.side}"

    def reading(self, finding: Finding) -> str:
        """The recorded values in words, such as 'duration 3 weeks, intensity 6'."""
        definition = self.vocabulary.findings[finding.name]
        return ", ".join(_reading(definition, name, value) for name, value in finding.values)

    def leaf(self, leaf: Leaf, side: Side) -> str:
        """A condition of a rule bound to ``side``, with what was recorded."""
        where = leaf.where.on(side)
        if isinstance(leaf, Concluded):
            return self.conclusion(Conclusion(leaf.kind, leaf.name, where))
        key = FindingKey(leaf.finding, where)
        recorded = self._recorded.get(key)
        if recorded is None or not recorded.is_assessed:
            return f"{self.finding_title(key)}: not assessed"
        return f"{self.finding_title(key)}: {self._result(recorded)}{_threshold(leaf)}"

    def recorded(self, key: FindingKey) -> str:
        """What was recorded about a finding, in words; 'not assessed' when nobody looked."""
        finding = self._recorded.get(key)
        return self._result(finding) if finding is not None and finding.is_assessed else "not assessed"

    def _result(self, finding: Finding) -> str:
        words = self.vocabulary.findings[finding.name].state_words(finding.state)
        reading = self.reading(finding)
        return f"{words} ({reading})" if reading else words

    def conclusion(self, conclusion: Conclusion) -> str:
        """A conclusion in words, such as 'Low left gluteal activation or strength'."""
        title = self.title(conclusion)
        prefix = KIND_WORDS.get(conclusion.kind)
        return f"{prefix}: {title}" if prefix else title

    def title(self, conclusion: Conclusion) -> str:
        """The title of what a conclusion is about, with the side put in."""
        if conclusion.kind in (Kind.SUGGESTION, Kind.NEXT_TEST):
            return self.finding_title(FindingKey(conclusion.name, conclusion.side))
        written = self.vocabulary.title(conclusion.kind, conclusion.name)
        title = render_wording(written, conclusion.side, conclusion.side.opposite)
        is_inferred = conclusion.kind in (Kind.IMPRESSION, Kind.CAUSE, Kind.AGAINST)
        return title if is_inferred or conclusion.side is Side.MIDLINE else f"{title}, {conclusion.side}"


def _reading(definition: FindingDefinition, name: str, value: Value) -> str:
    document, words = definition.attributes[name], name.replace("_", " ")
    if isinstance(value, bool):
        return words if value else f"no {words}"
    if isinstance(value, Quantity):
        label = (document.labels or {}).get(str(value.amount))
        top = f"/{document.max}" if document.type == "integer" and document.max == 10 else ""
        return f"{words} {value}{top}{f' ({label})' if label else ''}"
    values = document.values or {}
    chosen = value if isinstance(value, tuple) else (value,)
    return f"{words}: {', '.join(values.get(one, one) for one in chosen)}"


def _threshold(leaf: Leaf) -> str:
    if not isinstance(leaf, FindingTest):
        return ""
    tests = [str(test).replace("_", " ") for test in leaf.tests if test.operator not in ("in", "=")]
    return f" [rule: {', '.join(tests)}]" if tests else ""
