"""What is typed about a pulse: the floor, and what was agreed."""

from django import forms

from groups.ballots.policies import LEAST_FLOOR, MOST_FLOOR

WRONG_FLOOR = f"Floor must be a whole number from {LEAST_FLOOR} to {MOST_FLOOR}"


class FloorForm(forms.Form):
    """The floor of the pulses to come; `version` tells whether somebody else changed it meanwhile."""

    floor = forms.IntegerField(
        label="Floor",
        min_value=LEAST_FLOOR,
        max_value=MOST_FLOOR,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_FLOOR)
        | {"required": "Enter the floor"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreedForm(forms.Form):
    """What the group agreed about somebody."""

    agreed = forms.CharField(
        label="What was agreed",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Enter what was agreed"},
    )
