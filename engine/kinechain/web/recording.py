"""Recording decisions of this installation."""

import secrets
from functools import cache

from django.conf import settings
from django.utils import timezone

from kinechain.report import machine
from kinechain.store.deciding import Recorder
from kinechain.store.decision_log import DecisionLog
from kinechain.store.models import Decision, Purpose, User, Visit
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case
from kinechain.web.assessing import assessor, evaluators


def decision_log() -> DecisionLog:
    """The log in the data folder."""
    return DecisionLog(settings.KINECHAIN_FOLDER.log, secrets.token_bytes)


def record(
    visit: Visit, case: Case, purpose: Purpose, user: User, open_because: str | None = None
) -> tuple[Decision, Assessment]:
    """Decide by both evaluators, check the proofs, and record the decision. Raises LogError and what assessing does.

    ``open_because``: why safety questions were left open.
    """
    return recorder().record(visit, case, purpose, by=user, at=timezone.now(), open_because=open_because)


@cache
def recorder() -> Recorder:
    """What records the decisions of this process."""
    return Recorder(decision_log(), _decide, evaluators())


def _decide(case: Case) -> tuple[Assessment, bytes]:
    assessment = assessor().assess(case, verify=True)
    return assessment, machine.render(assessment).encode()
