"""The words that reports use for terms. One place, so that a term reads the same everywhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kinechain.language import Language, in_language, message
from kinechain.terms.assessment import Assessment
from kinechain.terms.finding import State
from kinechain.terms.side import BODY_SIDES, Side
from kinechain.terms.strength import Strength

HASH_DIGITS = 12
_EVIDENCE = {
    Strength.STRONG: message("Strong evidence"),
    Strength.MODERATE: message("Moderate evidence"),
    Strength.WEAK: message("Weak evidence"),
    Strength.CONTESTED: message("Contested evidence"),
    Strength.OPINION: message("Opinion only"),
}
_EVIDENCE_WITHIN = {
    Strength.STRONG: message("strong evidence"),
    Strength.MODERATE: message("moderate evidence"),
    Strength.WEAK: message("weak evidence"),
    Strength.CONTESTED: message("contested evidence"),
    Strength.OPINION: message("opinion only"),
}
_SIDE = {Side.LEFT: message("Left"), Side.RIGHT: message("Right"), Side.MIDLINE: message("No side")}
_STATE = {
    State.POSITIVE: message("+ positive"),
    State.NEGATIVE: message("− negative"),
    State.NOT_APPLICABLE: message("/ not applicable"),
    State.NOT_ASSESSED: message("· not assessed"),
}
_URGENCY = {
    "emergency": message("Emergency: now"),
    "urgent": message("Urgent: same or next day"),
    "prompt": message("Prompt: within days to two weeks"),
    "caution": message("Caution: go on within limits and monitor"),
}
URGENCIES = tuple(_URGENCY)
"""Most urgent first."""
_SEX = {"female": message("female"), "male": message("male"), "other": message("other")}
_RELATION = {"supports": message("Supports"), "disputes": message("Disputes"), "qualifies": message("Qualifies")}
_WITH_SIDES = {
    (Side.LEFT,): message("{title} (left)"),
    (Side.RIGHT,): message("{title} (right)"),
    (Side.LEFT, Side.RIGHT): message("{title} (left, right)"),
    (Side.RIGHT, Side.LEFT): message("{title} (right, left)"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What reports say of terms, in one language. Texts of a report's own are said with ``say`` and ``say_many``."""

    language: Language

    @classmethod
    def of(cls, assessment: Assessment) -> "Words":
        """The words in the language of an assessment. LookupError names the languages that there are."""
        return cls(in_language(assessment.language))

    def say(self, text: str, /, **parts: object) -> str:
        """As :meth:`Language.say`."""
        return self.language.say(text, **parts)

    def say_many(self, one: str, many: str, number: int, /, **parts: object) -> str:
        """As :meth:`Language.say_many`."""
        return self.language.say_many(one, many, number, **parts)

    def number(self, value: object) -> str:
        """As :meth:`Language.number`."""
        return self.language.number(value)

    def evidence(self, strength: Strength | None) -> str:
        """The strength of evidence in words, to stand alone.

        >>> words = Words(in_language("en"))
        >>> words.evidence(Strength.OPINION)
        'Opinion only'
        """
        return "" if strength is None else self.say(_EVIDENCE[strength])

    def evidence_within(self, strength: Strength | None) -> str:
        """The strength of evidence in words, to stand inside a sentence or in brackets.

        >>> words = Words(in_language("en"))
        >>> words.evidence_within(Strength.WEAK)
        'weak evidence'
        """
        return "" if strength is None else self.say(_EVIDENCE_WITHIN[strength])

    def side(self, side: Side) -> str:
        """A side as a heading: ``Left``, ``Right``, ``No side``."""
        return self.say(_SIDE[side])

    def side_tag(self, sides: Side | Iterable[Side]) -> str:
        """One side or several as a tag beside a title; nothing for what has no side.

        >>> words = Words(in_language("en"))
        >>> words.side_tag(Side.LEFT), words.side_tag([Side.LEFT, Side.RIGHT])
        ('Left', 'Left and right')
        """
        wanted = {sides} if isinstance(sides, Side) else set(sides)
        if wanted >= set(BODY_SIDES):
            return self.say("Left and right")
        return next((self.say(_SIDE[side]) for side in BODY_SIDES if side in wanted), "")

    def state(self, state: State) -> str:
        """A finding's state with its sign."""
        return self.say(_STATE[state])

    def urgency(self, urgency: str) -> str:
        """How soon to act; an urgency that the program does not know is shown as it stands."""
        return self.say(_URGENCY[urgency]) if urgency in _URGENCY else urgency

    def relation(self, relation: str) -> str:
        """What a source does to a statement: supports, disputes, qualifies."""
        return self.say(_RELATION[relation]) if relation in _RELATION else relation

    def sex(self, sex: str) -> str:
        """The sex of a client in words; a word that the program does not know is shown as it stands."""
        return self.say(_SEX[sex]) if sex in _SEX else sex

    def with_side(self, title: str, side: Side) -> str:
        """A title followed by its side, if it has one and does not say so itself.

        >>> words = Words(in_language("en"))
        >>> words.with_side("Hip pain", Side.LEFT), words.with_side("Pain on the left", Side.LEFT)
        ('Hip pain (left)', 'Pain on the left')
        """
        return title if side is Side.MIDLINE else self._with_sides(title, [side])

    def sides_together(self, pairs: Iterable[tuple[str, Side]]) -> list[str]:
        """Titles in order of first mention, each once, with all its sides.

        >>> words = Words(in_language("en"))
        >>> words.sides_together([("FADIR", Side.LEFT), ("Fever", Side.MIDLINE), ("FADIR", Side.RIGHT)])
        ['FADIR (left, right)', 'Fever']
        """
        sides: dict[str, list[Side]] = {}
        for title, side in pairs:
            found = sides.setdefault(title, [])
            if side is not Side.MIDLINE and side not in found:
                found.append(side)
        return [self._with_sides(title, found) for title, found in sides.items()]

    def _with_sides(self, title: str, sides: list[Side]) -> str:
        said = re.findall(r"\w+", title.lower())
        missing = tuple(side for side in sides if self.language.side(side).lower() not in said)
        return self.say(_WITH_SIDES[missing], title=title) if missing else title

    def listed(self, items: Iterable[str], last: str = "; ") -> str:
        """Items in one line, or the word ``none``.

        >>> words = Words(in_language("en"))
        >>> words.listed([]), words.listed(["fever", "a fall"])
        ('none', 'fever; a fall')
        """
        return last.join(items) or self.say("none")

    @staticmethod
    def sentence(text: str) -> str:
        """The text with a capital and a full stop, unless it ends with a mark of its own.

        >>> Words.sentence("none"), Words.sentence("Any fever?"), Words.sentence("¿tiene fiebre?")
        ('None.', 'Any fever?', '¿Tiene fiebre?')
        """
        whole = text.strip()
        words = whole.lstrip("¿¡")
        opening = whole.removesuffix(words) if words else whole
        return opening + words[:1].upper() + words[1:] + ("" if not whole or whole[-1] in ".?!…" else ".")

    def long_date(self, iso: str) -> str:
        """A date that nobody can misread; any text that is no ISO date unchanged.

        >>> words = Words(in_language("en"))
        >>> words.long_date("2025-03-04"), words.long_date("last week")
        ('4 March 2025', 'last week')
        """
        day = parsed_date(iso)
        return iso if day is None else self.language.long_date(day)

    def translation(self) -> str:
        """Which translation this is and what it is worth, for the end of a report; nothing in English."""
        if not self.language.hash:
            return ""
        return self.say(
            "{language}, catalogues {hash}: a draft that no clinician has reviewed. The English text counts.",
            language=self.language.name,
            hash=self.language.hash[:HASH_DIGITS],
        )


def parsed_date(iso: str) -> date | None:
    """The date of an ISO text, or None when it is none."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
