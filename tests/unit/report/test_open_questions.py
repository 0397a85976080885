"""Open safety questions: those that the findings call for by name, a long rest as a number, never silently left out."""

from dataclasses import replace

from kinechain.report import view
from kinechain.report.blocks import statements
from kinechain.terms.assessment import Question
from kinechain.terms.finding import State
from support import assessments


def not_asked(count: int) -> str:
    """What the report says of ``count`` more questions that nobody asked."""
    base = assessments.advice()
    more = tuple(Question(f"q-{number}", f"Question {number}", "?", State.NOT_ASSESSED) for number in range(count))
    whole = list(statements(view.page(replace(base, safety_questions=(*base.safety_questions, *more)))))
    return whole[whole.index("Not asked:") + 1]


def test_a_few_open_questions_are_all_named() -> None:
    assert "Question 3" in not_asked(4)


def test_many_open_questions_that_nothing_calls_for_are_counted() -> None:
    said = not_asked(40)
    assert "Question 3" not in said
    assert "40 questions, which these findings do not call for, were not asked." in said
