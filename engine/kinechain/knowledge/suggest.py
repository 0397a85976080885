"""Did you mean …?"""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the closest known words.

    >>> did_you_mean("hip-pian", ["hip-pain", "knee-pain"])
    "Did you mean 'hip-pain'?"
    >>> did_you_mean("xyz", ["hip-pain"], otherwise="See `kinechain findings`.")
    'See `kinechain findings`.'
    """
    candidates = sorted(set(known))
    close = get_close_matches(word.lower(), candidates, n=2, cutoff=0.6)
    if not close and len(word) >= 4:
        close = [candidate for candidate in candidates if word.lower() in candidate][:2]
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)}?"
    if otherwise or len(candidates) > 12:
        return otherwise
    return f"Known: {', '.join(candidates)}." if candidates else ""
