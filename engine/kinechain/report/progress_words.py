"""How the progress report names measures and says what a change amounts to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kinechain.language import message
from kinechain.report.wording import Words
from kinechain.terms.finding import State
from kinechain.terms.progress import Comparison, Detectable, Measure, Reading, Verdict
from kinechain.terms.side import Side

_BETTER = {
    "lower": message("{measure}. Lower is better."),
    "higher": message("{measure}. Higher is better."),
    "none": message("{measure}"),
}
_VERDICT = {
    Verdict.BETTER: message("Better: {change}"),
    Verdict.WORSE: message("Worse: {change}"),
    Verdict.CHANGED: message("Changed: {change}"),
    Verdict.WITHIN: message("{change}: cannot be told from measuring error"),
    Verdict.UNKNOWN: message("{change}: no judgement"),
    Verdict.OTHER_METHOD: message("Not comparable: not measured in the same way"),
    Verdict.NOT_TESTED: message("Not comparable: not tested both times"),
}
_SINCE = message("Since {date}: {change}")
_ON_SIDE = {
    Side.LEFT: message("{measure}, left: {readings}."),
    Side.RIGHT: message("{measure}, right: {readings}."),
    Side.MIDLINE: message("{measure}: {readings}."),
}


def amount_words(words: Words, amount: Decimal, unit: str) -> str:
    """An amount with its unit as a language writes it.

    >>> from kinechain.language import ENGLISH
    >>> amount_words(Words(ENGLISH), Decimal("-12.50"), "deg"), amount_words(Words(ENGLISH), Decimal(3), "Nm")
    ('−12.5°', '3 Nm')
    """
    size = words.number(f"{abs(amount).normalize():f}")
    sign = "−" if amount < 0 else ""
    return f"{sign}{size}°" if unit == "deg" else f"{sign}{size} {unit}".strip()


def change_words(words: Words, change: Decimal, unit: str) -> str:
    """A change with its sign; 'no change' when there is none.

    >>> from kinechain.language import ENGLISH
    >>> change_words(Words(ENGLISH), Decimal(4), ""), change_words(Words(ENGLISH), Decimal(0), "")
    ('+4', 'no change')
    """
    if change == 0:
        return words.say("no change")
    return f"{'+' if change > 0 else ''}{amount_words(words, change, unit)}"


@dataclass(frozen=True, slots=True)
class Names:
    """Words for the measures of one report."""

    words: Words

    def measure(self, measure: Measure) -> str:
        """A measure without its side, such as 'Hip pain: intensity'."""
        return f"{measure.title}: {measure.attribute_title}"

    def with_side(self, measure: Measure) -> str:
        """A measure with its side, such as 'Hip pain: intensity (left)'."""
        return self.words.with_side(self.measure(measure), measure.side)

    def together(self, measures: Iterable[Measure]) -> str:
        """Measures in one line, each once with all its sides."""
        return self.words.listed(self.words.sides_together((self.measure(one), one.side) for one in measures))

    def row(self, measure: Measure) -> str:
        """A measure as a row of the table names it, with which way is better."""
        return self.words.say(_BETTER[measure.better], measure=self.with_side(measure))

    def reading(self, measure: Measure, reading: Reading) -> str:
        """A number with its unit; what was recorded where no number is; 'not tested' where nothing is."""
        if reading.amount is not None:
            return amount_words(self.words, reading.amount, measure.unit)
        if reading.state is State.NOT_ASSESSED:
            return self.words.say("not tested")
        return self.words.say("no number ({recorded})", recorded=reading.words)

    def comparison(self, measure: Measure, comparison: Comparison, expected: str) -> str:
        """What a change amounts to, with the date when it is not the one that the column names."""
        change = "" if comparison.change is None else change_words(self.words, comparison.change, measure.unit)
        said = self.words.say(_VERDICT[comparison.verdict], change=change)
        if comparison.since in ("", expected):
            return self.words.sentence(said)
        day = self.words.long_date(comparison.since)
        return self.words.sentence(self.words.say(_SINCE, date=day, change=said))

    def since_previous(self, measure: Measure, expected: str) -> str:
        """What the change since the visit before amounts to, or that only the first visit has a number to compare."""
        comparison = measure.since_previous
        if comparison.since not in ("", expected) and comparison.since == measure.since_first.since:
            return self.words.say("Not tested at the visit before.")
        return self.comparison(measure, comparison, expected)

    def detectable(self, detectable: Detectable) -> str:
        """A detectable change with its basis, such as '12° (MDC95)'."""
        amount = amount_words(self.words, detectable.amount, detectable.unit)
        return self.words.say("{amount} ({basis})", amount=amount, basis=detectable.basis)

    def course(self, measure: Measure) -> str:
        """Every reading of a measure in one sentence, for those who cannot see the picture."""
        readings = "; ".join(
            self.words.say("{date} {reading}", date=self.words.long_date(one.date), reading=self.reading(measure, one))
            for one in measure.readings
        )
        said = self.words.say(_ON_SIDE[measure.side], measure=self.measure(measure), readings=readings)
        if measure.detectable is None:
            return said
        change = self.detectable(measure.detectable)
        return f"{said} {self.words.say('Detectable change: {change}.', change=change)}"
