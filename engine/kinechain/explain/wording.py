"""Findings, conditions and conclusions in words, in the language of the vocabulary."""

from kinechain.knowledge.conditions import Concluded, FindingTest, Leaf
from kinechain.knowledge.linking import render_wording
from kinechain.knowledge.translated import attribute_words
from kinechain.knowledge.unary import AttributeTest
from kinechain.knowledge.vocabulary import FindingDefinition, Vocabulary
from kinechain.language import Language, message
from kinechain.terms.case import Case
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.finding import Finding, FindingKey, State, Value
from kinechain.terms.quantity import Quantity
from kinechain.terms.side import Side

NOT_ASSESSED = message("not assessed")
_WITH_SIDE = {Side.LEFT: message("{title}, left"), Side.RIGHT: message("{title}, right")}
_AS_KIND = {
    Kind.RED_FLAG: message("red flag: {title}"),
    Kind.SAFETY_GAP: message("not excluded: {title}"),
    Kind.INDICATION: message("a reason for: {title}"),
    Kind.WITHHOLD: message("a reason to hold back: {title}"),
    Kind.AGAINST: message("speaks against: {title}"),
    Kind.RECOMMENDATION: message("given: {title}"),
    Kind.WITHHELD: message("held back: {title}"),
    Kind.SUGGESTION: message("worth testing: {title}"),
    Kind.CODE: message("code to confirm: {title}"),
    Kind.NEXT_TEST: message("to test next: {title}"),
}


def with_side(title: str, side: Side, language: Language) -> str:
    """A title followed by its side, if it has one.

    >>> from kinechain.language import ENGLISH
    >>> with_side("Hip pain", Side.LEFT, ENGLISH)
    'Hip pain, left'
    """
    return title if side is Side.MIDLINE else language.say(_WITH_SIDE[side], title=title)


def sides_put_in(text: str, side: Side, language: Language) -> str:
    """A text of the knowledge base with the words for the side and the other side put in."""
    return render_wording(text, language.side(side), language.side(side.opposite))


def quantity_words(quantity: Quantity, language: Language) -> str:
    """An amount with its unit as a language writes it.

    >>> from kinechain.language import ENGLISH
    >>> quantity_words(Quantity.parse("3 weeks"), ENGLISH), quantity_words(Quantity.parse("12 deg"), ENGLISH)
    ('3 weeks', '12°')
    """
    amount = quantity.amount
    match quantity.unit:
        case "day":
            return language.say_many("{number} day", "{number} days", amount)
        case "week":
            return language.say_many("{number} week", "{number} weeks", amount)
        case "month":
            return language.say_many("{number} month", "{number} months", amount)
        case "year":
            return language.say_many("{number} year", "{number} years", amount)
        case "deg":
            return f"{language.number(amount)}°"
    return f"{language.number(amount)} {quantity.unit}".strip()


class Wording:
    """Words for one case: what was recorded and what was concluded."""

    def __init__(self, vocabulary: Vocabulary, case: Case) -> None:
        self.vocabulary, self.language = vocabulary, vocabulary.language
        self._recorded = case.by_key()

    def finding_title(self, key: FindingKey) -> str:
        """Such as 'Hip pain, left'."""
        return with_side(self.vocabulary.findings[key.name].document.title, key.side, self.language)

    def reading(self, finding: Finding) -> str:
        """The recorded values in words, such as 'duration 3 weeks, intensity 6'."""
        definition = self.vocabulary.findings[finding.name]
        return ", ".join(_reading(definition, name, value, self.language) for name, value in finding.values)

    def leaf(self, leaf: Leaf, side: Side) -> str:
        """A condition of a rule bound to ``side``, with what was recorded."""
        where = leaf.where.on(side)
        if isinstance(leaf, Concluded):
            return self.conclusion(Conclusion(leaf.kind, leaf.name, where))
        key = FindingKey(leaf.finding, where)
        title, tests = self.finding_title(key), _thresholds(leaf, self.language)
        recorded = self._recorded.get(key)
        if recorded is None or not recorded.is_assessed:
            return self.language.say("{finding}: not assessed", finding=title)
        if not tests:
            return f"{title}: {self._result(recorded)}"
        return self.language.say(
            "{finding}: {result} [rule: {tests}]", finding=title, result=self._result(recorded), tests=tests
        )

    def recorded(self, key: FindingKey) -> str:
        """What was recorded about a finding, in words; 'not assessed' when nobody looked."""
        finding = self._recorded.get(key)
        assessed = finding is not None and finding.is_assessed
        return self._result(finding) if finding is not None and assessed else self.language.say(NOT_ASSESSED)

    def state(self, name: str, state: State) -> str:
        """A state in the finding's own words, such as 'pain reproduced'."""
        document = self.vocabulary.findings[name].document
        if state is State.NOT_APPLICABLE:
            return self.language.say("not applicable")
        if state is State.NOT_ASSESSED:
            return self.language.say(NOT_ASSESSED)
        return document.positive_means if state is State.POSITIVE else document.negative_means

    def _result(self, finding: Finding) -> str:
        words = self.state(finding.name, finding.state)
        reading = self.reading(finding)
        return f"{words} ({reading})" if reading else words

    def conclusion(self, conclusion: Conclusion) -> str:
        """A conclusion in words, such as 'Low left gluteal activation or strength'."""
        title = self.title(conclusion)
        pattern = _AS_KIND.get(conclusion.kind)
        return self.language.say(pattern, title=title) if pattern else title

    def title(self, conclusion: Conclusion) -> str:
        """The title of what a conclusion is about, with the side put in."""
        if conclusion.kind in (Kind.SUGGESTION, Kind.NEXT_TEST):
            return self.finding_title(FindingKey(conclusion.name, conclusion.side))
        title = self.put_in(self.vocabulary.title(conclusion.kind, conclusion.name), conclusion.side)
        is_inferred = conclusion.kind in (Kind.IMPRESSION, Kind.CAUSE, Kind.AGAINST)
        return title if is_inferred else with_side(title, conclusion.side, self.language)

    def put_in(self, text: str, side: Side) -> str:
        """A text of the knowledge base with its sides put in."""
        return sides_put_in(text, side, self.language)


def _reading(definition: FindingDefinition, name: str, value: Value, language: Language) -> str:
    document, words = definition.attributes[name], language.say(attribute_words(name))
    if isinstance(value, bool):
        return words if value else language.say("no {attribute}", attribute=words)
    if isinstance(value, Quantity):
        label = (document.labels or {}).get(str(value.amount))
        top = f"/{document.max}" if document.type == "integer" and document.max == 10 else ""
        return f"{words} {quantity_words(value, language)}{top}{f' ({label})' if label else ''}"
    values = document.values or {}
    chosen = value if isinstance(value, tuple) else (value,)
    return f"{words}: {', '.join(values.get(one, one) for one in chosen)}"


def _thresholds(leaf: Leaf, language: Language) -> str:
    if not isinstance(leaf, FindingTest):
        return ""
    return ", ".join(_threshold(test, language) for test in leaf.tests if test.operator not in ("in", "="))


def _threshold(test: AttributeTest, language: Language) -> str:
    amount = Quantity.parse(test.text.removeprefix(test.operator))
    return f"{language.say(attribute_words(test.attribute))} {test.operator} {quantity_words(amount, language)}"
