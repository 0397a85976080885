"""Signed reports: never changed; an amendment is a new one that names the one before."""

import uuid
from typing import ClassVar

from django.db import models

from kinechain.store.models.decisions import Decision
from kinechain.store.models.people import User
from kinechain.store.models.visits import Visit


class SignedReport(models.Model):
    """What a practitioner signed, with the documents as they were handed out. ``number`` counts from 1 in a visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="reports")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="report")
    number = models.PositiveSmallIntegerField()
    previous = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="next")
    reason = models.TextField(max_length=2_000, blank=True, default="")
    assessment = models.TextField()
    assessment_sha256 = models.CharField(max_length=64)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-signed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "number"], name="one_report_a_number"),
            models.CheckConstraint(
                condition=models.Q(number=1, previous=None)
                | (models.Q(number__gt=1, previous__isnull=False) & ~models.Q(reason="")),
                name="amendment_names_previous_and_reason",
            ),
        ]


class SignedDocument(models.Model):
    """One document of a signed report, byte for byte. ``name`` is its file name, such as ``handout.pdf``."""

    report = models.ForeignKey(SignedReport, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=40)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "name"], name="one_document_a_name"),
        ]
