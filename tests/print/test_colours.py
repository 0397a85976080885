"""The colours that styles and print templates declare for text: enough contrast on every ground they declare."""

import re

import pytest

from kinechain import resources
from kinechain.report import svg
from support.pages import READABLE, contrast, luminance

LINES = frozenset({"line", "line-colour"})
"""Names of colours that draw rules and borders beside text, never letters."""
GROUNDS = frozenset({"tint"})
PAPER = "#ffffff"


def _files(folder: str, ending: str) -> dict[str, str]:
    found = resources.folder("reports").joinpath(folder).iterdir()
    return {one.name: one.read_text("utf-8") for one in found if one.name.endswith(ending)}


def _of_css(text: str) -> tuple[set[str], set[str]]:
    """The colours of text and of grounds in a style sheet."""
    named = dict(re.findall(r"--([a-z-]+): *(#[0-9a-f]+)", text))

    def colours(*properties: str) -> set[str]:
        written = re.findall(rf"(?<![\w-])(?:{'|'.join(properties)}): *(#[0-9a-fA-F]+|var\(--[a-z-]+\))", text)
        return {named.get(one[6:-1], one) for one in written}

    return colours("color"), colours("background", "background-color") | {PAPER}


def _of_typst(text: str) -> tuple[set[str], set[str]]:
    """The colours of text and of grounds in a print template: every named one that is not for lines."""
    named = dict(re.findall(r'#let ([a-z-]+) = rgb\("(#[0-9a-f]{6})"\)', text))
    letters = {colour for name, colour in named.items() if name not in LINES | GROUNDS}
    letters |= set(re.findall(r'text\([^()]*fill: rgb\("(#[0-9a-f]{6})"\)', text))
    return letters, {named[name] for name in GROUNDS & set(named)} | {PAPER}


def _of_figures() -> tuple[set[str], set[str]]:
    return {svg.INK, svg.SOFT}, {svg.PAPER}


DECLARED = {
    **{name: _of_css(text) for name, text in _files("style", ".css").items()},
    **{name: _of_typst(text) for name, text in _files("print", ".typ").items()},
    "figures": _of_figures(),
}


def faint(letters: set[str], grounds: set[str]) -> list[str]:
    """Every pair that is hard to read."""
    pairs = ((letter, ground) for letter in sorted(letters) for ground in sorted(grounds) if letter != ground)
    return [
        f"{letter} on {ground}: {contrast(luminance(letter), luminance(ground)):.2f}"
        for letter, ground in pairs
        if contrast(luminance(letter), luminance(ground)) < READABLE
    ]


@pytest.mark.parametrize("name", DECLARED)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    assert faint(*DECLARED[name]) == []


def test_colours_are_found() -> None:
    assert {"#55636a", "#1c2529"} <= DECLARED["report.css"][0]
    assert "#f4f6f6" in DECLARED["report.css"][1]
    assert {"#1c2529", "#55636a"} <= DECLARED["brand.typ"][0]
    assert "#f4f6f6" in DECLARED["blocks.typ"][1]


def test_a_faint_colour_is_noticed() -> None:
    assert faint(*_of_css("p { color: #888; }")) == ["#888 on #ffffff: 3.54"]
    assert faint(*_of_typst('#let pale = rgb("#99aaaa")\n')) == ["#99aaaa on #ffffff: 2.42"]
