"""Recording decisions: into the decision log first, then beside the visit."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from kinechain.store.decision_log import DecisionLog, OverrideAction, OverrideReason
from kinechain.store.models import Decision, Override, Purpose, User, Visit
from kinechain.terms.assessment import Assessment
from kinechain.terms.case import Case

Decide = Callable[[Case], tuple[Assessment, bytes]]


@dataclass(frozen=True, slots=True)
class Recorder:
    """What every record needs: the log, the evaluators that decide, and their versions."""

    log: DecisionLog
    decide: Decide
    evaluators: Mapping[str, str]

    def record(
        self,
        visit: Visit,
        case: Case,
        purpose: Purpose,
        *,
        by: User,
        at: datetime.datetime,
        open_because: str | None = None,
    ) -> tuple[Decision, Assessment]:
        """Decide about the case by both evaluators and record it, masked in the log, whole beside the visit.

        ``open_because``: why it is printed or signed while safety questions are open. The log knows the client by the
        opaque id only. LogError: nothing was recorded.
        """
        assessment, rendered = self.decide(case)
        receipt = self.log.append(replace(case, id=str(visit.client_id)), self.decide, at, self.evaluators)
        decision = Decision.objects.create(
            visit=visit,
            purpose=purpose,
            assessment=rendered.decode(),
            knowledge_base_hash=assessment.knowledge_base.hash,
            log_sequence=receipt.record.sequence,
            log_hash=receipt.record.hash,
            open_because=open_because,
            made_by=by,
            made_at=at,
        )
        return decision, assessment


def override(
    log: DecisionLog,
    decision: Decision,
    conclusion: str,
    action: OverrideAction,
    reason: OverrideReason,
    text: str,
    *,
    by: User,
    at: datetime.datetime,
) -> Override:
    """Record that a practitioner departed from a conclusion; the free text stays out of the log.

    LogError when the decision drew no such conclusion; then nothing was recorded.
    """
    with transaction.atomic():
        receipt = log.override(decision.log_sequence, conclusion, action, reason, at)
        return Override.objects.create(
            decision=decision,
            conclusion=conclusion,
            action=action,
            reason=reason,
            text=text,
            log_sequence=receipt.record.sequence,
            made_by=by,
            made_at=at,
        )
