"""The first page: what the group is."""

from django import forms

from groups.tenancy.enums import Basis

MEANING = {
    Basis.REPRESENTATIVE: "It speaks for general practice in this place: every GP organisation has a seat, and what it"
    " says outside has been agreed inside. Each organisation still signs off for itself.",
    Basis.ADVISORY: "It gives the view of expert providers, and says that it is not a representative body. Partners may"
    " not take its word for general practice’s agreement.",
    Basis.MANDATED: "Its organisations have given it a mandate in writing: what it may agree for them, and what it must"
    " bring back.",
}


class BasisForm(forms.Form):
    """Basis, contact route, quorum."""

    basis = forms.ChoiceField(
        label="What is the group?",
        choices=[(basis.value, basis.label.split(":")[0]) for basis in Basis],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the group is"},
    )
    contact = forms.CharField(
        label="How partners reach the group",
        max_length=200,
        help_text="An office’s address is better than a person’s: it outlives them",
    )
    quorum = forms.IntegerField(label="Members needed for a quorum", min_value=1, max_value=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
