"""What the group says of itself."""

from django import forms

from groups.tenancy.enums import Basis


class DetailsForm(forms.Form):
    """Name, contact route, basis and quorum."""

    name = forms.CharField(label="Name of the group", max_length=120)
    contact = forms.CharField(
        label="How partners reach the group",
        required=False,
        max_length=200,
        help_text="An office’s address or telephone number. Partners and practices see it",
    )
    basis = forms.ChoiceField(
        label="What the group is",
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the group is"},
    )
    quorum = forms.IntegerField(
        label="Members needed for a quorum",
        min_value=0,
        max_value=200,
        help_text="How many core members must be there to decide. 0 if the group has not said",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
