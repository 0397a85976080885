"""The vocabulary answers by kind: ids are unique among their own kind only."""

import pytest

from kinechain.explain.wording import Wording
from kinechain.terms.conclusion import Conclusion, Kind
from kinechain.terms.side import Side
from support.real_rules import real, story


@pytest.mark.parametrize(
    ("kind", "title"),
    [(Kind.CAUSE, "A muscle disease (myopathy)"), (Kind.RED_FLAG, "Possible muscle disease")],
)
def test_a_cause_and_a_flag_of_one_name_keep_their_own_titles(kind: Kind, title: str) -> None:
    wording = Wording(real().vocabulary, story("tc01-seed-author"))
    assert real().vocabulary.title(kind, "muscle-disease") == title
    assert wording.title(Conclusion(kind, "muscle-disease", Side.MIDLINE)) == title


def test_every_name_of_every_kind_has_a_title() -> None:
    vocabulary = real().vocabulary
    assert all(vocabulary.title(kind, name) for kind in Kind for name in vocabulary.names(kind))


def test_each_safety_question_is_listed_once_in_the_order_of_asking() -> None:
    questions = real().vocabulary.safety_questions
    first = next(iter(real().vocabulary.red_flags.values())).questions
    assert questions[: len(first)] == first
    assert len(questions) == len(set(questions))
