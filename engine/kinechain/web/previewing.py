"""What follows from a visit as it stands, by the generated function alone: kept until the visit changes."""

import datetime
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from kinechain.explain.arguments import Arguments
from kinechain.explain.next_test import InformativeTest, next_tests
from kinechain.explain.wording import Wording
from kinechain.inference.decide import Decision
from kinechain.report.safety import stops_exercise
from kinechain.store.models import Visit
from kinechain.store.signing import fingerprint
from kinechain.store.visits import case_of
from kinechain.terms.assessment import Assessment, Referral, SafetyGap
from kinechain.terms.case import Case
from kinechain.terms.problem import InvalidCaseError, Problem
from kinechain.web.assessing import assessor, neighbourhood, vocabulary

MOST_KEPT = 64


@dataclass(frozen=True)
class Preview:
    """A case with what follows from it; without a case the problems for which there is none."""

    case: Case | None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessment by the generated function, never for a report."""
        return None if self.case is None else assessor().preview(self.case)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision with its proofs, for questions about it."""
        return None if self.case is None else assessor().decider.preview(self.case)

    @cached_property
    def arguments(self) -> Arguments | None:
        """The arguments of the decision."""
        if self.case is None or self.decision is None:
            return None
        return Arguments(assessor().knowledge_base, self.decision, Wording(vocabulary(), self.case))

    @cached_property
    def next_tests(self) -> tuple[InformativeTest, ...]:
        """What to examine next, best first."""
        return () if self.arguments is None else next_tests(neighbourhood(), self.arguments)

    @property
    def gaps(self) -> tuple[SafetyGap, ...]:
        """The red flags that cannot be excluded yet."""
        return () if self.assessment is None else self.assessment.safety_gaps

    @property
    def stopping(self) -> tuple[Referral, ...]:
        """Emergency and urgent flags, which every page of the visit shows."""
        if self.assessment is None or not stops_exercise(self.assessment):
            return ()
        return tuple(flag for flag in self.assessment.referrals if flag.urgency in ("emergency", "urgent"))


_kept: OrderedDict[tuple[object, ...], Preview] = OrderedDict()
_keeping = Lock()


def preview_of(visit: Visit) -> Preview:
    """The preview of a visit as it stands now; the same object until something of it changes."""
    today = datetime.date.today()
    key = (visit.pk, fingerprint(visit), visit.client.pseudonym, visit.client.sex, today)
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _preview(visit, today)
    with _keeping:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _preview(visit: Visit, today: datetime.date) -> Preview:
    try:
        return Preview(case_of(visit, vocabulary(), today))
    except InvalidCaseError as error:
        return Preview(None, tuple(error.problems))
