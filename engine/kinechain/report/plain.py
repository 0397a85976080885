"""Plain words for clinical ones, for what a client reads at home.

The knowledge base speaks to practitioners. Where a text still holds a word that only they know, ``for_client`` says
no, and the handout sends the reader back to the practitioner instead of to a dictionary.
"""

import json
import re
from functools import cache

from kinechain import resources
from kinechain.report.wording import sentence


@cache
def _words() -> tuple[tuple[tuple[re.Pattern[str], str], ...], re.Pattern[str]]:
    """What to say instead, and what must never reach a client; both from ``reports/text/plain-words.json``."""
    data = json.loads(resources.folder("reports").joinpath("text", "plain-words.json").read_text(encoding="utf-8"))
    instead = tuple((_whole_words(entry["say"]), entry["as"]) for entry in data["instead"])
    return instead, re.compile("|".join(data["never"]), re.I)


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}" if pattern[0].isalpha() else pattern, re.I)


def plain(text: str) -> str:
    """A text in plain words and short sentences.

    >>> plain("1 to 3 sets of 8 to 12, holds of 5 to 10 s; quality ends the set.")
    "1 to 3 sets of 8 to 12, hold each for 5 to 10 seconds. Stop the set when you can't do it well."
    >>> plain("Raise the load by 2 to 10 % when one or two more are possible.")
    'Add a little weight when it gets easy.'
    """
    for pattern, new in _words()[0]:
        text = pattern.sub(new, text)
    return " ".join(sentence(part) for part in re.split(r";\s*|(?<=[.?!])\s+", text) if part.strip())


def title(text: str) -> str:
    """A heading in plain words.

    >>> title("Gluteal squeeze")
    'Buttock squeeze'
    """
    return plain(text).rstrip(".")


def for_client(text: str) -> bool:
    """Whether a plain text has no word left that only practitioners know.

    >>> for_client("Squeeze the buttock."), for_client("Exclude an avulsion.")
    (True, False)
    """
    return _words()[1].search(text) is None
