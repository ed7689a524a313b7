"""Forms about systems."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.forms import DateField
from groups.reference.forms import OdsCodeField
from groups.reference.models import PlaceSystem


class SystemForm(forms.Form):
    """A system to add."""

    name = forms.CharField(label="Name", max_length=160, help_text="As its board is known, without “ICB” at the end")
    ods_code = OdsCodeField(help_text="Of its integrated care board, like QZ1")
    region = forms.CharField(label="Region", max_length=80, required=False)
    opened = DateField(label="First day", required=False)


class SystemEditForm(forms.Form):
    """What may change about a system."""

    name = forms.CharField(label="Name", max_length=160)
    region = forms.CharField(label="Region", max_length=80, required=False)
    opened = DateField(label="First day", required=False)
    closed = DateField(label="Last day", required=False, help_text="Leave empty while it is open")
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A system closes on or after the day it opened."""
        cleaned = super().clean() or {}
        opened, closed = cleaned.get("opened"), cleaned.get("closed")
        if opened and closed and closed < opened:
            self.add_error("closed", ValidationError("The last day must be on or after the first day"))
        return cleaned


class SuccessionForm(forms.Form):
    """Which places pass to the successor, and from what day."""

    on = DateField(label="First day in the new system")
    place = forms.TypedMultipleChoiceField(
        label="Places that pass to it", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    closes = forms.BooleanField(label="The old system closes the day before", required=False)

    def __init__(self, spells: Iterable[PlaceSystem], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(spell.place_id, str(spell.place)) for spell in spells]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("place", [value for value, _ in choices])
        self.fields["place"].error_messages["required"] = "Choose at least one place"
