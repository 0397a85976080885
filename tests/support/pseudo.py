"""A language made up of English with other letters: every Latin letter that is left on a page was never translated."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from kinechain.knowledge.translated import wording
from kinechain.language import catalogue, in_language, language
from kinechain.language.extraction import report_messages
from kinechain.report import html
from kinechain.report.blocks import Page, statements
from kinechain.terms.assessment import Assessment
from support.real_rules import real

CODE = "ru"
"""A locale whose months are not in Latin letters; nothing else of it is used."""
_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER = "αβϲδεϝγηιϳκλμνοπϙρστυϖωχψζΑΒΣΔΕϜΓΗΙͿΚΛΜΝΟΠϘΡΣΤΥϴΩΧΨΖ"
_LETTERS = str.maketrans(_LATIN, _OTHER)
UNITS = ("mm", "cm", "Nm", "min")
_PLACEHOLDER = re.compile(r"(\{\{.*?\}\}|\{\w+\})")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def pseudo(text: str) -> str:
    """The text in other letters, its placeholders kept.

    >>> pseudo("Refer to {whom}")
    'Ρεϝερ το {whom}'
    """
    parts = _PLACEHOLDER.split(text)
    return "".join(part if _PLACEHOLDER.fullmatch(part) else part.translate(_LETTERS) for part in parts)


@cache
def translations() -> catalogue.Translations:
    """Every text that is extracted, and no other, in other letters."""
    found = report_messages()
    singular = {one.one: pseudo(one.one) for one in found if not one.many}
    singular.update((text, pseudo(text)) for _, text in wording(real()))
    plural: dict[str, tuple[str, ...]] = {one.one: (pseudo(one.one), pseudo(one.many)) for one in found if one.many}
    return catalogue.Translations(singular, plural, lambda number: int(number != 1), "0" * 64)


@contextmanager
def spoken() -> Iterator[None]:
    """While this lasts the language ``CODE`` is the made-up one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "read_translations", lambda code: translations())
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    in_language.cache_clear()
    html.templates_in.cache_clear()


def english_left(page: Page, assessment: Assessment) -> list[str]:
    """The statements in which words are left that nobody translated, without what may stand in any language."""
    texts = [rf"(?<!\w){re.escape(text)}(?!\w)" for text in _kept(assessment)]
    kept = re.compile("|".join((*texts, _rule_folders())), re.IGNORECASE)
    return [text for text in statements(page) if LATIN_WORD.search(kept.sub(" ", text))]


def _kept(assessment: Assessment) -> list[str]:
    """What the user wrote, literature, and names for machines; the longest first."""
    stamp = assessment.knowledge_base
    kept = {
        assessment.case,
        *assessment.notes.splitlines(),
        *(finding.note for finding in assessment.findings),
        *_literature(),
        *(rule.id for rule in real().rules),
        *(f"{rule.id.partition('.')[2]} {rule.version}" for rule in real().rules),
        *(flag.code for flag in real().vocabulary.red_flags.values()),
        *(code.system for code in assessment.codes),
        *(code.code for code in assessment.codes),
        *UNITS,
        assessment.program,
        stamp.id,
        stamp.hash,
        "experta",
    }
    return sorted(filter(None, kept), key=len, reverse=True)


@cache
def _rule_folders() -> str:
    """The folders of rules before the numbers of reasons, as an auditor looks rules up."""
    folders = sorted({rule.id.partition(".")[0] for rule in real().rules})
    return rf"(?:{'|'.join(map(re.escape, folders))}): (?=R\d)"


@cache
def _literature() -> frozenset[str]:
    references = real().vocabulary.references.values()
    names = {name.family or name.literal or "" for reference in references for name in reference.author}
    works = {text or "" for one in references for text in (one.title, one.container_title, one.publisher)}
    return frozenset({*names, *works, *(text.rstrip(".") for text in works), "et al", "and"})
