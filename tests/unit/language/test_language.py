import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinechain.explain.wording import quantity_words
from kinechain.language import ENGLISH, Language, in_language, languages
from kinechain.terms.quantity import Quantity

SPANISH = in_language("es")
DAY = date(2025, 3, 4)


def test_english_and_spanish_are_there() -> None:
    assert {"en", "es"} <= set(languages())


def test_an_unknown_language_names_those_that_there_are() -> None:
    with pytest.raises(LookupError, match=r"'xx'.* en, es"):
        in_language("xx")


@pytest.mark.parametrize(("language", "said"), [(ENGLISH, "4 March 2025"), (SPANISH, "4 de marzo de 2025")])
def test_dates_are_written_as_in_the_language(language: Language, said: str) -> None:
    assert language.long_date(DAY) == said


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (2.5, "2.5", "2,5"),
        (Decimal("7.25"), "7.25", "7,25"),
        (Decimal("0.0001"), "0.0001", "0,0001"),
        (Decimal("1E+3"), "1000", "1000"),
        (12345, "12345", "12345"),
        (-3, "-3", "-3"),
    ],
)
def test_numbers_are_written_whole_and_as_in_the_language(number: object, english: str, spanish: str) -> None:
    assert (ENGLISH.number(number), SPANISH.number(number)) == (english, spanish)


@pytest.mark.parametrize("number", [0, 1, 2, 5, 1_000_000, Decimal("1.5")])
def test_every_number_has_a_form(number: int | Decimal) -> None:
    said = Language("es", {}, {"{number} week": ("{number} semana", "{number} semanas")}, SPANISH.plural_form)
    form = "semana" if number == 1 else "semanas"
    assert said.say_many("{number} week", "{number} weeks", number) == f"{said.number(number)} {form}"


@pytest.mark.parametrize("number", [0, 1, 2, 1_000_000, Decimal("1.5")])
def test_a_number_without_translation_is_english_whatever_the_forms_of_the_language(number: int | Decimal) -> None:
    three_forms = Language("es", {}, {}, lambda count: 0 if count == 1 else 2)
    said = three_forms.say_many("{number} week", "{number} weeks", number)
    assert said == f"{SPANISH.number(number)} {'week' if number == 1 else 'weeks'}"


@pytest.mark.parametrize(
    "written", ["48 h", "3 weeks", "1 week", "12 deg", "-12.5°", "6", "1 day", "2.5 months", "30 min", "1 year", "4 mm"]
)
def test_amounts_in_english_are_as_they_always_were(written: str) -> None:
    assert quantity_words(Quantity.parse(written), ENGLISH) == str(Quantity.parse(written))


def test_a_text_without_translation_stays_english() -> None:
    assert SPANISH.say("No such text {whom}", whom="{x}") == "No such text {x}"


def test_english_never_loads_babel(tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from kinechain.cli import main;"
        "run = CliRunner().invoke(main, ['assess', 'examples/seed-author.yaml', '-o', sys.argv[1]]);"
        "assert run.exit_code == 0, run.output; print('babel' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.html")], capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == "False", ran.stderr
