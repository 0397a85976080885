"""Visits and the findings of each, with everything that was ever entered."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models

from kinechain.store.models.clients import Client
from kinechain.store.models.people import User
from kinechain.terms.finding import FindingKey, State
from kinechain.terms.side import Side


class VisitStatus(models.TextChoices):
    """An open visit takes findings; a signed one takes none until an amendment is begun."""

    OPEN = "open", "Open"
    SIGNED = "signed", "Signed"


class Visit(models.Model):
    """One examination on one day.

    ``protocol`` lists the findings (ids of the vocabulary) that are to be examined; ``previous`` is the visit whose
    protocol was copied. ``version`` grows with each change of the visit itself, not of its entries. ``amend_reason``
    says why a signed visit was opened again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="visits")
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="later")
    date = models.DateField()
    age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(120)])
    status = models.CharField(max_length=6, choices=VisitStatus.choices, default=VisitStatus.OPEN)
    protocol = models.JSONField(default=list, blank=True)
    notes = models.TextField(max_length=20_000, blank=True, default="")
    amend_reason = models.TextField(max_length=2_000, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-date", "-created"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(status__in=VisitStatus.values), name="visit_status_known")
        ]

    @property
    def is_signed(self) -> bool:
        """Whether it takes no more findings."""
        return self.status == VisitStatus.SIGNED


class Content(models.Model):
    """What was entered about one finding on one side.

    ``values`` maps attributes to what a case file would say: text with a unit, a choice, a list, true or false.
    """

    state = models.CharField(max_length=14, default=State.NOT_ASSESSED.value)
    values = models.JSONField(default=dict, blank=True)
    note = models.TextField(max_length=2_000, blank=True, default="")
    version = models.PositiveIntegerField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Entry(Content):
    """The present content for one finding on one side. No row, or the state not-assessed, is never negative."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="entries")
    finding = models.CharField(max_length=80)
    side = models.CharField(max_length=7)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "finding", "side"], name="one_entry_a_finding_and_side"),
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in State]), name="entry_state_known"
            ),
            models.CheckConstraint(condition=models.Q(side__in=[one.value for one in Side]), name="entry_side_known"),
        ]

    @property
    def key(self) -> FindingKey:
        """Which finding on which side."""
        return FindingKey(self.finding, Side(self.side))


class EntryChange(Content):
    """The content of an entry after each change, kept for ever."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="changes")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "version"], name="one_change_a_version"),
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in State]), name="change_state_known"
            ),
        ]
