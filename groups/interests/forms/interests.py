"""Declaring, correcting and ending an interest."""

from datetime import date
from typing import Any, Final

from django import forms

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.interests.enums import Category
from groups.interests.models import LONGEST, Interest, InterestWithheld
from groups.interests.values import InterestValues
from groups.seats.forms.base import last_day_allowed

FIRST_DAY: Final = date(1950, 1, 1)


class InterestForm(forms.Form):
    """One clear form. `own`: only its own person may withhold it."""

    category = forms.ChoiceField(
        label="What kind of interest is it?",
        choices=Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what kind of interest it is"},
    )
    what = forms.CharField(
        label="What is the interest?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what the interest is"},
    )
    with_whom = forms.CharField(
        label="With which organisation or person?", max_length=200, error_messages={"required": "Enter with whom"}
    )
    whose = forms.CharField(label="Whose is it, if not your own?", required=False, max_length=200)
    mitigation = forms.CharField(
        label="What is done about it?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    withheld = forms.BooleanField(label="Withhold this interest from publication", required=False)
    reason = forms.CharField(label="Why must it be withheld?", required=False, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not own:
            del self.fields["withheld"], self.fields["reason"]
            self.fields["whose"].label = "Whose is it, if not their own?"
        days = {"earliest": FIRST_DAY, "latest": last_day_allowed()}
        self.fields["start"] = DateField(label="First day", **days)
        self.fields["end"] = DateField(label="Last day", required=False, **days)

    def clean(self) -> dict[str, Any]:
        """Days in order, and a reason where it is withheld."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", "Last day must be the first day or later")
        if cleaned.get("withheld") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Enter why it must be withheld")
        return cleaned

    def values(self) -> InterestValues:
        """What was typed, as one value."""
        data = self.cleaned_data
        return InterestValues(
            category=data["category"],
            what=data["what"],
            with_whom=data["with_whom"],
            start=data["start"],
            end=data["end"],
            whose=data["whose"],
            mitigation=data["mitigation"],
            withheld_because=data.get("reason", "") if data.get("withheld") else "",
        )


def initial(interest: Interest, said: Interest | InterestWithheld) -> dict[str, Any]:
    """An interest as its form shows it first."""
    names = ("category", "what", "with_whom", "whose", "mitigation", "start", "end")
    values: dict[str, Any] = {name: getattr(said, name) for name in names}
    return values | {
        "withheld": interest.withheld,
        "reason": getattr(said, "reason", ""),
        "version": interest.version,
    }


class EndForm(forms.Form):
    """The last day of an interest."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["end"] = DateField(label="Last day", initial=today(), earliest=FIRST_DAY, latest=last_day_allowed())
