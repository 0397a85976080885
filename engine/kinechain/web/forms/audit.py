"""Departures from recommendations, and how documents look."""

from typing import Any

from django import forms

from kinechain.report.departures import reasons
from kinechain.store.decision_log import OverrideAction

LEAVE_OUT, CHANGE, RESTORE = OverrideAction.REJECTED, OverrideAction.CHANGED, OverrideAction.RESTORED


class DepartureForm(forms.Form):
    """What is done with one recommendation, and why."""

    recommendation = forms.CharField(widget=forms.HiddenInput, max_length=200)
    action = forms.ChoiceField(
        label="What do you do?",
        choices=[(LEAVE_OUT.value, "Leave it out"), (CHANGE.value, "Change it, as written below")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=lambda: [("", "choose a reason"), *reasons().items()],
        error_messages={"required": "Choose a reason."},
    )
    text = forms.CharField(
        label="In your words",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands in your report, not in the decision log and not in the handout.",
    )

    def clean(self) -> dict[str, Any]:
        """A change says what is changed."""
        content: dict[str, Any] = super().clean() or self.cleaned_data
        if content.get("action") == CHANGE and not content.get("text", "").strip():
            self.add_error("text", "Write how you change it: the dose, the position, the order.")
        return content


class BrandingForm(forms.Form):
    """The branding file of the practice and its logo."""

    file = forms.FileField(
        label="Branding file",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={
            "required": "No file came, or it is too large. Choose a branding file.",
            "empty": "This file is empty. Choose another.",
        },
        help_text="YAML: name, colours, footer, paper, language. The example on this page shows every key.",
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
        error_messages={"empty": "This file is empty. Choose another."},
        help_text="SVG or PNG, at most 300 kB. The branding file names it, as in the example below.",
    )
