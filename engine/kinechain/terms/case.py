"""A case: one client on one day, as a practitioner recorded it, typed and with units converted."""

import datetime
from dataclasses import dataclass

from kinechain.terms.finding import Finding, FindingKey


@dataclass(frozen=True, slots=True)
class Case:
    """Findings of one client on one day. The order of ``findings`` carries no meaning."""

    id: str
    date: datetime.date
    age: int | None
    sex: str | None
    findings: tuple[Finding, ...]
    notes: str = ""

    def by_key(self) -> dict[FindingKey, Finding]:
        """The recorded findings by name and side."""
        return {FindingKey(finding.name, finding.side): finding for finding in self.findings}
