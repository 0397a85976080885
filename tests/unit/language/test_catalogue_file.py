import pytest

from kinechain.language.catalogue import BrokenCatalogueError
from kinechain.language.catalogue_file import (
    Texts,
    complaints,
    contradictions,
    merged,
    messages_of,
    translations,
    updated,
)
from kinechain.language.extraction import Message

HIP = Message("a.py", "Hip pain")
REFER = Message("a.py", "Refer to {whom}")
SIDE = Message("b.yaml", "The {{ side }} hip")
WEEKS = Message("b.py", "{number} week", "{number} weeks")
ALL = (HIP, REFER, SIDE, WEEKS)
HEAD = (
    b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
"""Of a catalogue without texts; what Babel would choose for a language differs between its versions."""
SPANISH: dict[str, Texts] = {
    "Hip pain": "Dolor de cadera",
    "Refer to {whom}": "Derivar a {whom}",
    "The {{ side }} hip": "La cadera del lado {{side}}",
    "{number} week": ("una semana", "{number} semanas"),
}


def codes(catalogue: bytes, messages: tuple[Message, ...] = ALL) -> list[str]:
    return [found.code for found in complaints(catalogue, "es", messages)]


def complete() -> bytes:
    return merged(updated(HEAD, "es", ALL), "es", SPANISH)


def test_a_complete_catalogue_has_no_complaints() -> None:
    assert codes(complete()) == []


def test_a_new_catalogue_lacks_everything() -> None:
    assert codes(updated(b"", "es", ALL)) == ["untranslated"] * len(ALL)


def test_what_was_translated_stays_when_texts_come_and_go() -> None:
    kept = updated(complete(), "es", (Message("c.py", "Knee pain"), REFER, WEEKS))
    assert translations(kept, "es") == {one: SPANISH[one] for one in ("Refer to {whom}", "{number} week")}


def test_a_changed_text_is_never_guessed() -> None:
    assert codes(updated(complete(), "es", (Message("a.py", "Hip pains"),)), (Message("a.py", "Hip pains"),)) == [
        "untranslated"
    ]


def test_an_update_without_changes_changes_no_byte() -> None:
    assert updated(complete(), "es", ALL) == complete()


def test_order_and_places_are_those_of_the_texts() -> None:
    assert messages_of(updated(b"", "es", (WEEKS, HIP, HIP._replace(place="z.py"))), "es") == (
        WEEKS,
        HIP,
        HIP._replace(place="z.py"),
    )


def test_a_text_that_went_is_obsolete() -> None:
    assert codes(complete(), (HIP, REFER, SIDE)) == ["obsolete"]


def test_a_text_that_is_not_held_is_missing() -> None:
    assert codes(complete(), (*ALL, Message("c.py", "Knee pain"))) == ["missing"]


@pytest.mark.parametrize(
    ("text", "translation", "code"),
    [
        ("Refer to {whom}", "Derivar a {quien}", "placeholders"),
        ("Refer to {whom}", "Derivar", "placeholders"),
        ("The {{ side }} hip", "La cadera", "placeholders"),
        ("Hip pain", "Dolor {whom}", "placeholders"),
        ("Hip pain", "<b>Dolor</b>", "markup"),
        ("Hip pain", "**Dolor**", "markup"),
        ("{number} week", ("", "{number} semanas"), "forms"),
        ("{number} week", ("{number} semana", "semanas"), None),
    ],
)
def test_wrong_translations_are_found(text: str, translation: str | tuple[str, ...], code: str | None) -> None:
    assert ({*codes(merged(complete(), "es", {text: translation}))} - {"untranslated"}) == ({code} if code else set())


def test_complaints_name_the_line() -> None:
    (found,) = complaints(merged(complete(), "es", {"Refer to {whom}": "Derivar"}), "es", ALL)
    assert b'msgid "Refer to {whom}"' in complete().splitlines()[found.line - 1 : found.line + 1]


def test_a_percent_sign_is_no_placeholder() -> None:
    message = Message("a.yaml", "52 % side")
    assert b"python-format" not in updated(b"", "es", (message,))


def test_two_translations_of_one_text_are_found() -> None:
    other = merged(updated(b"", "es", (HIP,)), "es", {"Hip pain": "Coxalgia"})
    assert [found.code for found in contradictions(complete(), other, "es")] == ["contradiction"]


def test_a_catalogue_keeps_the_plural_forms_of_its_head() -> None:
    three = HEAD.replace(b"nplurals=2; plural=(n != 1)", b"nplurals=3; plural=(n == 1 ? 0 : n == 0 ? 1 : 2)")
    kept = updated(three, "es", ALL)
    assert b"nplurals=3; plural=(n == 1 ? 0 : n == 0 ? 1 : 2);" in kept
    assert codes(merged(kept, "es", SPANISH)) == ["forms"]
    assert codes(merged(kept, "es", {**SPANISH, "{number} week": ("una semana", *["{number} semanas"] * 2)})) == []


def test_a_file_that_is_no_catalogue_says_where() -> None:
    with pytest.raises(BrokenCatalogueError, match="'es' cannot be read"):
        translations(b'msgid "Hip\n', "es")
