"""Forms about places and what they consist of."""

from typing import Any

from django import forms

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField


class PlaceForm(forms.Form):
    """A place to add."""

    name = forms.CharField(label="Name", max_length=120, help_text="As people there call it, like “Eastmere”")
    slug = forms.SlugField(
        label="Address",
        max_length=80,
        required=False,
        help_text="Small letters, digits and hyphens, like “eastmere”. Leave empty and it is made of the name",
        error_messages={"invalid": "The address may have small letters, digits and hyphens, like “eastmere”"},
    )
    start = DateField(label="First day in this system")

    def clean_slug(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["slug"]).lower()


class PlaceEditForm(forms.Form):
    """What may change about a place."""

    name = forms.CharField(label="Name", max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CouncilForm(forms.Form):
    """The council whose area it is; 0 for none."""

    council = forms.IntegerField(label="Council", error_messages={"required": "Search for the council and choose it"})
    version = forms.IntegerField(widget=forms.HiddenInput)


class JoinForm(forms.Form):
    """From what day the chosen organisations are in the place."""

    start = DateField(label="First day in this place")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial.setdefault("start", today())


class LeaveForm(forms.Form):
    """The last day of an organisation in the place."""

    last_day = DateField(label="Last day in this place")
    version = forms.IntegerField(widget=forms.HiddenInput)
