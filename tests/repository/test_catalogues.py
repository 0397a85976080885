"""Every language says everything: nothing missing, nothing empty, nothing left over, placeholders and forms kept."""

from pathlib import Path

import pytest

from kinechain.knowledge.translated import wording
from kinechain.language import languages
from kinechain.language.catalogue_file import complaints, contradictions, updated
from kinechain.language.extraction import Message
from kinechain.report.messages import messages
from support.real_rules import real

ROOT = Path(__file__).parents[2]
CODES = languages()[1:]
MESSAGES = {
    "reports": messages(),
    "rules": tuple(Message(place, text) for place, text in wording(real())),
}


def catalogue(part: str, code: str) -> bytes:
    return (ROOT / part / "languages" / f"{code}.po").read_bytes()


def test_spanish_is_there() -> None:
    assert "es" in CODES


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", MESSAGES)
def test_a_catalogue_says_everything_and_nothing_more(part: str, code: str) -> None:
    found = list(complaints(catalogue(part, code), code, MESSAGES[part]))
    assert not found, f"{len(found)} problems, see `kinechain languages check`; the first: {found[0]}"


@pytest.mark.parametrize("code", CODES)
def test_the_two_catalogues_agree(code: str) -> None:
    assert list(contradictions(catalogue("rules", code), catalogue("reports", code), code)) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", MESSAGES)
def test_a_catalogue_is_as_the_update_writes_it(part: str, code: str) -> None:
    stored = catalogue(part, code).replace(b"\r\n", b"\n")
    assert updated(stored, code, MESSAGES[part]) == stored, "run `make catalogues`"
