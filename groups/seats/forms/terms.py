"""Terms: from when, until when, and how they end."""

from datetime import datetime
from typing import Any

from django import forms

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.seats.forms.base import FIRST_DAY, last_day_allowed
from groups.seats.rules.spans import instant_it_begins, instant_it_ends

NO_END = "Leave empty if no end is agreed. Most terms are two or three years"
TODAY, ON_DAY = "today", "day"


class UntilForm(forms.Form):
    """The last day of a term, if one is agreed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["until"] = DateField(
            label="Last day", required=False, earliest=FIRST_DAY, latest=last_day_allowed(), help_text=NO_END
        )

    @property
    def ends(self) -> datetime | None:
        """The instant at which the term is over."""
        return instant_it_ends(self.cleaned_data["until"])


class TermForm(UntilForm):
    """A new term: its first and last day."""

    field_order = ("job_title", "begins", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["begins"] = DateField(
            label="First day",
            initial=today(),
            earliest=FIRST_DAY,
            latest=last_day_allowed(),
            help_text="Today begins now; a later day begins with that day",
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or self.cleaned_data
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and until and until < begins:
            self.add_error("until", "Last day must be the first day or later")
        return cleaned

    def begins(self, now: datetime) -> datetime:
        """The instant at which the term begins."""
        return instant_it_begins(self.cleaned_data["begins"], now)


class SeatTermForm(TermForm):
    """A new term in a seat."""

    job_title = forms.CharField(
        label="Their job",
        required=False,
        max_length=120,
        help_text="As the card shows it, like “Clinical director”",
    )


class ChangeTermForm(UntilForm):
    """What may be changed of a term that runs: the job's name, and a later last day."""

    field_order = ("job_title", "until", "version")
    job_title = forms.CharField(label="Their job", required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)


class ChangeOfficeForm(UntilForm):
    """What may be changed of a term of office that runs: a later last day."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WhenForm(forms.Form):
    """Today, which means now, or at the end of a day to come."""

    when = forms.ChoiceField(
        label="When?",
        choices=[(TODAY, "Today, as soon as you confirm"), (ON_DAY, "At the end of a day")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select when"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = DateField(label="Last day", required=False, earliest=today(), latest=last_day_allowed())
        self.order_fields(("when", "on", "reason"))

    def clean(self) -> dict[str, Any]:
        """A day is needed where one is meant; a day left over from a change of mind is not looked at."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == ON_DAY:
            if cleaned.get("on") is None and "on" not in self.errors:
                self.add_error("on", "Enter the last day")
        elif cleaned.get("when") == TODAY and "on" in self.errors:
            del self.errors["on"]
        return cleaned

    def at(self, now: datetime) -> datetime:
        """The instant that is meant."""
        if self.cleaned_data["when"] == TODAY:
            return now
        return instant_it_ends(self.cleaned_data["on"]) or now


class EndForm(WhenForm):
    """When a term ends, and why."""

    reason = forms.CharField(
        label="Why it ends",
        required=False,
        max_length=200,
        help_text="Stands in the seat’s history, where everybody in the group can read it",
    )


class ReplaceForm(WhenForm):
    """When somebody else takes over, and until when."""

    job_title = SeatTermForm.base_fields["job_title"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = "Last day of the present holder"
        self.fields["until"] = DateField(
            label="Last day of the new term", required=False, latest=last_day_allowed(), help_text=NO_END
        )
        self.order_fields(("job_title", "when", "on", "until"))

    def clean(self) -> dict[str, Any]:
        """The new term ends after it begins."""
        cleaned = super().clean()
        first, until = cleaned.get("on") if cleaned.get("when") == ON_DAY else today(), cleaned.get("until")
        if first and until and (until <= first if cleaned.get("when") == ON_DAY else until < first):
            self.add_error("until", "Last day of the new term must be after the new term begins")
        return cleaned

    @property
    def ends(self) -> datetime | None:
        """The instant at which the new term is over."""
        return instant_it_ends(self.cleaned_data["until"])


class HandOverForm(ReplaceForm):
    """When the chair changes hands."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["job_title"]
        self.fields["on"].label = "Last day of the present chair"
