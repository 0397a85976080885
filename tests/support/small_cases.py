"""Cases over the tiny knowledge base, from short texts."""

import datetime

from kinechain.knowledge.case_file import read_case
from kinechain.knowledge.model import KnowledgeBase
from kinechain.terms.case import Case
from kinechain.terms.problem import InvalidCaseError, Problem
from support.small_knowledge import standard

TODAY = datetime.date(2026, 11, 21)
HEAD = "case: C-1\ndate: 2026-11-20\n"
SAFE = "denied: [fever, weight-loss, fall]\n"
"""Every safety question that has no side, answered no."""


def case_text(*findings: str, head: str = HEAD, tail: str = "") -> str:
    """The text of a case file with one finding a line, such as ``finding: hip-pain, side: left``."""
    listed = "".join(f"  - {{{finding}}}\n" for finding in findings)
    return f"{head}findings:{chr(10) + listed if findings else ' []' + chr(10)}{tail}"


def case_of(*findings: str, tail: str = SAFE, knowledge_base: KnowledgeBase | None = None) -> Case:
    """A case with these findings; by default the safety questions are answered no."""
    text = case_text(*findings, tail=tail)
    return read_case(text.encode(), "case.yaml", (knowledge_base or standard()).vocabulary, TODAY)


def complaints(data: str | bytes, file: str = "case.yaml") -> tuple[Problem, ...]:
    """What is wrong with a case file; empty when nothing is."""
    try:
        read_case(data.encode() if isinstance(data, str) else data, file, standard().vocabulary, TODAY)
    except InvalidCaseError as error:
        return error.problems
    return ()
