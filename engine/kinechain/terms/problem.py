"""Problems are values: collected, sorted and shown together, never raised one by one."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong with an input, with the place and a way to mend it.

    ``line`` and ``column`` count from 1; 0 means that the problem concerns the whole file.

    >>> print(Problem("case.yaml", 3, 5, "case.unknown-finding", "'hip-pian' is not a finding.",
    ...               "Did you mean 'hip-pain'?"))
    case.yaml:3:5: case.unknown-finding: 'hip-pian' is not a finding.
      hint: Did you mean 'hip-pain'?
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.code}: {self.message}{hint}"


class InvalidInputError(Exception):
    """Carries every problem found in one input, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class InvalidCaseError(InvalidInputError):
    """A case file cannot be assessed as it stands."""


class InvalidKnowledgeBaseError(InvalidInputError):
    """A knowledge base cannot be used as it stands."""


class InvalidBrandingError(InvalidInputError):
    """A branding file, or the logo that it names, cannot be used as it stands."""
