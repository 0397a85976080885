"""What colour or a picture says stands in words as well."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from xml.etree import ElementTree

import pytest

from kinechain.report import svg
from kinechain.report.blocks import Card, Figure, Page, Points, Row
from support.documents import Document, documents

each_document = pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
SIGNS = ("+", "−", "/", "·")
"""One of its own for positive, negative, not applicable and not assessed."""
KEY = (*SIGNS, "?")
"""How the lines of a key begin, which explain signs and are no labels."""
WORD = re.compile(r"[^\W\d_]{2,}")
KEY_LINES = frozenset({"Examined, nothing positive", "Front", "Back", "Examinado, nada positivo", "Delante", "Detrás"})
"""Headings of a key and names of directions; a language adds its own."""


def parts(of: Any) -> Iterator[Any]:
    """Every part of a page, at any depth."""
    yield of
    if is_dataclass(of):
        for field in fields(of):
            yield from parts(getattr(of, field.name))
    elif isinstance(of, tuple):
        for one in of:
            yield from parts(one)


def unnamed(figure: Figure) -> list[str]:
    """The labels of a figure, drawn in ink, with a word that its alternative text does not have."""
    told = figure.alt.casefold()
    texts = ElementTree.fromstring(figure.svg).iter("{http://www.w3.org/2000/svg}text")
    # Before a colon stands how a label is meant, which a sentence says in its own way.
    drawn = ("".join(text.itertext()).rpartition(": ")[2].rstrip("…-") for text in texts if text.get("fill") == svg.INK)
    labels = (label for label in drawn if label not in KEY_LINES and not label.startswith(KEY))
    return [label for label in labels if any(word.casefold() not in told for word in WORD.findall(label))]


def of_type(page: Page, kind: type) -> list[Any]:
    """Every part of a page that is of a kind."""
    return [part for part in parts(page) if isinstance(part, kind)]


@each_document
def test_every_label_of_a_figure_is_in_its_alternative_text(document: Document) -> None:
    assert [unnamed(figure) for figure in of_type(document.page, Figure) if unnamed(figure)] == []


@each_document
def test_every_state_of_a_finding_has_a_sign_and_a_word(document: Document) -> None:
    cells = [cell for row in of_type(document.page, Row) for cell in (row.left, row.right, row.midline) if cell]
    assert [cell for cell in cells if not cell.startswith(SIGNS) or not cell[1:].strip()] == []


@each_document
def test_what_a_card_holds_for_against_and_open_is_titled(document: Document) -> None:
    lists = [block for card in of_type(document.page, Card) for block in card.blocks if isinstance(block, Points)]
    toned = [block for block in lists if block.tone in ("for", "against", "open", "alert")]
    assert [block.points[0].text for block in toned if not block.title] == []


@each_document
def test_tones_do_not_share_their_titles(document: Document) -> None:
    tones: dict[str, set[str]] = {}
    for block in of_type(document.page, Points):
        if block.tone in ("for", "against", "open") and block.title:
            tones.setdefault(block.title, set()).add(block.tone)
    assert {title: found for title, found in tones.items() if len(found) > 1} == {}


@each_document
def test_a_card_of_alarm_names_its_urgency(document: Document) -> None:
    assert [card.title for card in of_type(document.page, Card) if card.tone == "alert" and not card.badge] == []


def test_a_label_without_words_is_noticed() -> None:
    drawn = svg.document("x", (9, 9), "t", "d", [svg.text(("Hip", "pain"), (0, 0), 7.0)])
    assert unnamed(Figure("x", drawn, 9, 9, "A hip.", "")) == ["pain"]
