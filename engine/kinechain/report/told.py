"""What a page has told so far, so that it tells each reason once and afterwards names it by its number."""

from collections.abc import Iterable, Iterator

from kinechain.report.blocks import Note
from kinechain.report.citations import Citations
from kinechain.report.detail import Detail
from kinechain.report.wording import Words
from kinechain.terms.reasoning import Argument, Source

ENGINE_DEFAULT = "†"


class Told:
    """The reasons, repeated texts and sayings of sources that stand on the page so far, in reading order."""

    def __init__(self, words: Words, citations: Citations, detail: Detail) -> None:
        self.words = words
        self.citations = citations
        self.detail = detail
        self._labels: dict[str, str] = {}
        self._rules: dict[str, str] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._sayings: set[tuple[str, str]] = set()

    def knows(self, because: str) -> bool:
        """Whether the page has given this reason in full."""
        return because in self._labels

    def label(self, because: str, rule: str = "") -> str:
        """The number of a reason: a new one when the page gives it for the first time. ``rule`` is id and version."""
        label = self._labels.setdefault(because, f"R{len(self._labels) + 1}")
        if rule:
            self._rules.setdefault(label, rule)
        return label

    def rules(self) -> str:
        """Which rule gave which reason, for an auditor, by file: ``plan: R1 calm-first 1.0.0, R3 …``."""
        files: dict[str, list[str]] = {}
        for label, rule in self._rules.items():
            file, _, name = rule.partition(".")
            files.setdefault(file, []).append(f"{label} {name}")
        return "; ".join(f"{file}: {', '.join(names)}" for file, names in files.items())

    def why(self, rules: Iterable[Argument]) -> tuple[Note, ...]:
        """The reasons of fired rules: new ones in full with their sources, known ones by number."""
        named = {rule.because: rule for rule in rules}
        return self._why((because, rule_name(rule), rule.sources) for because, rule in named.items())

    def why_texts(self, texts: Iterable[str]) -> tuple[Note, ...]:
        """The same for reasons of which only the words are known."""
        return self._why((text, "", ()) for text in dict.fromkeys(texts))

    def once(self, label: str, text: str, place: str) -> str:
        """The text, or in which item of the list it stands already."""
        if not text:
            return ""
        first = self._places.setdefault((label, text), place)
        return text if first == place else self.words.say("As in {item}.", item=first)

    def say(self, ref: str, saying: str) -> None:
        """Remember that what a source says stands on the page; the list of sources need not repeat it."""
        self._sayings.add((ref, saying))

    def said(self, source: Source) -> bool:
        """Whether what a source says stands on the page already."""
        return (source.ref, source.says) in self._sayings

    def _why(self, reasons: Iterable[tuple[str, str, tuple[Source, ...]]]) -> tuple[Note, ...]:
        given = tuple(reasons)
        known = [self.label(because) for because, _, _ in given if self.knows(because)]
        new = (reason for reason in given if not self.knows(reason[0]))
        notes = tuple(self._in_full(new))
        if known:
            notes += (Note(self.words.say("Why"), f"{', '.join(known)}."),)
        return notes

    def _in_full(self, reasons: Iterable[tuple[str, str, tuple[Source, ...]]]) -> Iterator[Note]:
        for because, rule, sources in reasons:
            label = self.words.say("Why ({label})", label=self.label(because, rule))
            yield Note(label, f"{self.words.sentence(because)} {self.citations.marks(sources)}".strip())


def rule_name(rule: Argument) -> str:
    """Id and version, as an auditor looks it up."""
    return f"{rule.rule} {rule.version}"
