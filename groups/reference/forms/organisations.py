"""Forms about shared organisations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.forms import DateField
from groups.reference.enums import Kind
from groups.reference.forms import OdsCodeField
from groups.reference.policies import BY_HAND


class OrganisationFields(forms.Form):
    """What is said of an organisation that no file brings."""

    name = forms.CharField(label="Name", max_length=160)
    ods_code = OdsCodeField(required=False, help_text="LMCs and federations seldom have one")
    town = forms.CharField(label="Town", max_length=80, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    contact = forms.CharField(
        label="How to reach it",
        max_length=200,
        required=False,
        help_text="An office’s address or telephone number, not a person’s own",
    )


class OrganisationForm(OrganisationFields):
    """An organisation to add."""

    kind = forms.ChoiceField(
        label="What it is", choices=[(kind.value, kind.label) for kind in BY_HAND], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="It is another organisation: add it", required=False)

    field_order = ("kind", "name", "ods_code", "town", "postcode", "contact", "sure")


class OrganisationEditForm(OrganisationFields):
    """What may change about one."""

    closed = DateField(label="Last day", required=False, help_text="Leave empty while it is there")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kind: str, opened: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.kind, self.opened = Kind(kind), opened

    def clean_closed(self) -> Any:
        """It closes on or after the day it opened."""
        closed = self.cleaned_data["closed"]
        if closed and self.opened and closed < self.opened:
            raise ValidationError("The last day must be on or after the day it opened")
        return closed
