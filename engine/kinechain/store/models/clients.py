"""Clients: pseudonymous, each of one practitioner."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from kinechain.store.models.people import User


class Sex(models.TextChoices):
    """As case files write it; empty when it is not recorded."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"


class Client(models.Model):
    """Somebody who is treated. The id says nothing about the person, so it may stand in an address.

    ``erasing`` is set only inside the transaction that deletes a client: it opens the guards of what is kept for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="clients")
    pseudonym = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default="")
    created = models.DateTimeField(auto_now_add=True)
    archived = models.DateTimeField(null=True, blank=True)
    erasing = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["pseudonym"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "pseudonym"], name="one_client_a_pseudonym"),
            models.CheckConstraint(condition=models.Q(sex__in=["", *Sex.values]), name="client_sex_known"),
        ]
