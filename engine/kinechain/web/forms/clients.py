"""Clients, visits, and what is signed about them."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinechain.store.models import Client, Sex, User


class ClientForm(forms.Form):
    """Who is treated, without the person's name."""

    pseudonym = forms.CharField(
        label="Pseudonym",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="A code or initials that only you can read. Keep the real name elsewhere.",
    )
    birth_year = forms.IntegerField(
        label="Year of birth",
        required=False,
        min_value=1900,
        widget=forms.NumberInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text="Proposes the age at each visit. May stay empty.",
    )
    sex = forms.ChoiceField(label="Sex", required=False, choices=[("", "Not recorded"), *Sex.choices])

    def __init__(self, owner: User, *args: Any, client: Client | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.client = owner, client

    def clean_pseudonym(self) -> str:
        """One that no other client of this practitioner has."""
        name: str = self.cleaned_data["pseudonym"]
        others = Client.objects.filter(owner=self.owner, pseudonym=name)
        if self.client is not None:
            others = others.exclude(pk=self.client.pk)
        if others.exists():
            raise ValidationError("You have a client with this pseudonym. Choose another, or open that one.")
        return name

    def clean_birth_year(self) -> int | None:
        """Not in the future."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > datetime.date.today().year:
            raise ValidationError("This year is still to come. Write four digits, such as 1984.")
        return year


class EraseForm(forms.Form):
    """The pseudonym once more, so that nothing is deleted by a slip."""

    pseudonym = forms.CharField(
        label="Type the pseudonym to delete", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, client: Client, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client

    def clean_pseudonym(self) -> str:
        """Exactly this client's."""
        name: str = self.cleaned_data["pseudonym"]
        if name != self.client.pseudonym:
            raise ValidationError("This is not the pseudonym of this client. Nothing was deleted.")
        return name


class VisitDayForm(forms.Form):
    """The day of a visit and the age on it."""

    date = forms.DateField(
        label="Day of the visit",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is not a day of the calendar. Write year-month-day, such as 2026-11-20."},
    )
    age = forms.IntegerField(
        label="Age in years",
        required=False,
        min_value=0,
        max_value=120,
        help_text="Empty: reckoned from the year of birth, so before the birthday it is one too high.",
    )

    def clean_date(self) -> datetime.date:
        """Not after today."""
        day: datetime.date = self.cleaned_data["date"]
        if day > datetime.date.today():
            raise ValidationError("This day is still to come. Write the day of the examination.")
        return day


class VisitForm(VisitDayForm):
    """A new visit."""

    copy_protocol = forms.BooleanField(
        label="Examine the same as last time",
        required=False,
        help_text="Copies which tests to do, never their results.",
    )


class VisitDetailsForm(VisitDayForm):
    """The day of a visit, the age on that day, notes. ``version`` is the one that was shown."""

    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Stand in the report of the clinician, nowhere else.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SignForm(forms.Form):
    """What is signed: the visit as it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)


class AmendForm(forms.Form):
    """Why a signed visit is opened again."""

    reason = forms.CharField(
        label="Why is it amended?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands in the new report. The signed one stays as it is.",
    )


class CaseFileForm(forms.Form):
    """A case file to take in."""

    file = forms.FileField(
        label="Case file",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json"}),
        error_messages={
            "required": "No file came, or it is larger than 1 MB. Choose a case file of at most 1 MB.",
            "empty": "This file is empty. Choose another.",
            "max_length": "The name of the file is too long. Give it a shorter one.",
        },
        help_text="YAML or JSON, at most 1 MB, as “kinechain new case” writes it.",
    )
