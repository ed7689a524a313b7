"""Seats: what they are called, whose voice they are, what they open."""

from typing import Any

from django import forms

from groups.seats.enums import Constituency, SeatClass


class SeatForm(forms.Form):
    """A seat. Voting and the quorum are asked of core seats alone."""

    title = forms.CharField(label="What the seat is called", max_length=120, help_text="Like “Harbour PCN”")
    constituency = forms.ChoiceField(
        label="Whose voice it is", choices=Constituency.choices, error_messages={"required": "Select whose voice it is"}
    )
    seat_class = forms.ChoiceField(
        label="What it opens",
        choices=SeatClass.choices,
        widget=forms.RadioSelect,
        initial=SeatClass.CORE,
        error_messages={"required": "Select what it opens"},
    )
    votes = forms.BooleanField(label="It votes", required=False, initial=True)
    needed_for_quorum = forms.BooleanField(label="It is needed for a quorum", required=False)

    def __init__(self, *args: Any, fixed_constituency: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if fixed_constituency:
            del self.fields["constituency"]

    def clean(self) -> dict[str, Any]:
        """What is asked of core seats is not looked at for the others."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seat_class") != SeatClass.CORE:
            cleaned |= {"votes": False, "needed_for_quorum": False}
        return cleaned


class EditSeatForm(SeatForm):
    """A seat that is there; `version` tells whether somebody else changed it meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Taking a seat from the table."""

    end_terms = forms.BooleanField(label="End their terms with the seat", required=False)
    reason = forms.CharField(
        label="Why it is withdrawn",
        required=False,
        max_length=200,
        help_text="Stands in the seat’s history, where everybody in the group can read it",
    )
