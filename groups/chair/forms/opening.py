"""Opening nominations and the ballot."""

from typing import Any, Final

from django import forms

from groups.ballots.policies import LEAST_FLOOR, MOST_FLOOR
from groups.chair.enums import Why
from groups.chair.forms.days import ClosesForm, TermForm
from groups.chair.rules import USUAL_FLOOR

FLOOR_HINT: Final = f"A whole number from {LEAST_FLOOR} to {MOST_FLOOR}. 60 is usual"


class OpenForm(TermForm, ClosesForm):
    """Opening nominations: why, the floor, until when, and for which term."""

    what = "Last day for nominations"
    why = forms.ChoiceField(
        label="Why is a chair appointed?",
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select why a chair is appointed"},
    )
    why_words = forms.CharField(
        label="Anything to add",
        required=False,
        max_length=300,
        help_text="Everybody in the group can read it",
    )
    floor = forms.IntegerField(
        label="Floor in per cent",
        initial=USUAL_FLOOR,
        min_value=LEAST_FLOOR,
        max_value=MOST_FLOOR,
        help_text=FLOOR_HINT,
    )
    field_order = ("why", "why_words", "floor", "closes", "hour", "begins", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Another reason is said in words."""
        cleaned = super().clean()
        if cleaned.get("why") == Why.OTHER and not cleaned.get("why_words") and "why_words" not in self.errors:
            self.add_error("why_words", "Enter why a chair is appointed")
        return cleaned


class ReopenForm(ClosesForm):
    """When nominations close, and why they are opened again."""

    what = "Last day for nominations"
    reason = forms.CharField(
        label="Why", required=False, max_length=300, help_text="Stands in the history, where the group can read it"
    )
    field_order = ("reason", "closes", "hour")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)


class BallotForm(ClosesForm):
    """Until when people vote."""

    what = "Last day of the ballot"
