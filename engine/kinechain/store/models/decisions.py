"""Decisions as both evaluators made them, and where a practitioner departed from one."""

import uuid
from typing import ClassVar

from django.db import models

from kinechain.store.decision_log import OverrideAction, OverrideReason
from kinechain.store.models.people import User
from kinechain.store.models.visits import Visit


class Purpose(models.TextChoices):
    """What a decision was made for."""

    SAVE = "save", "Saved"
    PRINT = "print", "Printed"
    SIGN = "sign", "Signed"


class Decision(models.Model):
    """An assessment that was recorded: its JSON, who decided by what, and its place in the decision log.

    ``open_because`` says why it was printed or signed while safety questions were open; None when none was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="decisions")
    purpose = models.CharField(max_length=5, choices=Purpose.choices)
    assessment = models.TextField()
    knowledge_base_hash = models.CharField(max_length=64)
    log_sequence = models.PositiveBigIntegerField()
    log_hash = models.CharField(max_length=64)
    open_because = models.TextField(max_length=2_000, null=True, blank=True, default=None)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="decision_purpose_known")
        ]


class Override(models.Model):
    """A practitioner's departure from a conclusion (``recommendation:clam@left``) of a recorded decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="overrides")
    conclusion = models.CharField(max_length=200)
    action = models.CharField(max_length=10)
    reason = models.CharField(max_length=30)
    text = models.TextField(max_length=2_000, blank=True, default="")
    log_sequence = models.PositiveBigIntegerField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(action__in=[one.value for one in OverrideAction]), name="override_action_known"
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=[one.value for one in OverrideReason]), name="override_reason_known"
            ),
        ]
