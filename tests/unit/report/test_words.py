"""Small decisions about words, numbers of sources and safe text."""

from dataclasses import replace

from kinechain.language import ENGLISH
from kinechain.report import view
from kinechain.report.blocks import statements
from kinechain.report.citations import Citations
from kinechain.report.labels import text_width, wrapped
from kinechain.report.safe_text import one_line, safe, shortened
from kinechain.report.wording import URGENCIES, Words
from kinechain.terms.finding import State
from kinechain.terms.side import Side
from kinechain.terms.strength import Strength
from support import assessments, parts

WORDS = Words(ENGLISH)


def test_every_strength_has_its_own_words() -> None:
    assert len({WORDS.evidence(one) for one in Strength} | {WORDS.evidence_within(one) for one in Strength}) == 10


def test_every_state_has_a_sign_of_its_own() -> None:
    assert len({WORDS.state(one)[0] for one in State}) == len(State)


def test_urgencies_are_in_order() -> None:
    assert URGENCIES == ("emergency", "urgent", "prompt", "caution")


def test_sources_are_numbered_once_in_the_order_of_the_list() -> None:
    citations = Citations(assessments.advice())
    assert [citations.mark(ref) for ref, _ in citations.by_reference()] == [f"[{number}]" for number in range(1, 7)]
    assert citations.mark("freeman2013") == "[1]"
    assert citations.mark("unknown") == ""


def test_a_source_that_only_a_rule_names_is_listed_too() -> None:
    citations = Citations(replace(assessments.advice(), sources=()))
    assert citations.mark("lewis2009")


def test_a_source_cited_for_and_against_is_one_entry() -> None:
    base = assessments.advice()
    both = (parts.FREEMAN, replace(parts.FREEMAN, relation="disputes", says="Not in training."))
    argument = replace(base.causes[0].for_[0], sources=both)
    cause = replace(base.causes[0], for_=(argument,))
    ((_, sources),) = Citations(assessments.empty(causes=(cause,))).by_reference()
    assert [source.relation for source in sources] == ["supports", "disputes"]


def test_safe_text_leaves_ordinary_text_alone() -> None:
    assert one_line("Zoë – 3 × 8, 20°") == "Zoë – 3 × 8, 20°"
    assert safe(assessments.advice().recommendations) == assessments.advice().recommendations


def test_shortened_text_is_never_longer() -> None:
    assert len(shortened("word " * 50, 20)) <= 20


def test_wrapped_lines_fit() -> None:
    for text in ("Gluteus maximus activation grade 1 of 3", "x" * 300, "漢字" * 40, "a " * 90):
        lines = wrapped(text, 90.0, 8.0, 4)
        assert 1 <= len(lines) <= 4
        assert max(text_width(line, 8.0) for line in lines) <= 90.0


def test_what_holds_on_both_sides_is_said_once() -> None:
    base = assessments.advice()
    right = replace(base.recommendations[1], side=Side.RIGHT, order=4)
    test_right = replace(base.next_tests[0], side=Side.RIGHT, order=3, reasons=("Compare.",))
    both = replace(base, recommendations=(*base.recommendations, right), next_tests=(*base.next_tests, test_right))
    said = list(statements(view.page(both)))
    assert said.count("Gluteal squeeze") == 1
    assert said[said.index("Gluteal squeeze") + 1] == "Left and right"
    assert said.count("Hip internal rotation (left, right).") == 1
    assert said.count("Compare.") == 1


def test_what_differs_between_sides_is_said_twice() -> None:
    base = assessments.advice()
    right = replace(base.recommendations[1], side=Side.RIGHT, order=4, dose="5 × 5 s")
    said = list(statements(view.page(replace(base, recommendations=(*base.recommendations, right)))))
    assert said.count("Gluteal squeeze") == 2


def test_a_side_in_the_title_is_not_repeated() -> None:
    assert WORDS.with_side("Low left gluteal activation", Side.LEFT) == "Low left gluteal activation"
    assert WORDS.with_side("Low left gluteal activation", Side.RIGHT) == "Low left gluteal activation (right)"
    assert WORDS.with_side("Copyright", Side.RIGHT) == "Copyright (right)"
