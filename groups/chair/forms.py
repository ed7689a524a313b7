"""What people type about an appointment, checked at the field."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from gpleadership.lib.dates import clock, end_of_day, today
from gpleadership.lib.forms import DateField
from groups.ballots.policies import LEAST_FLOOR, MOST_FLOOR
from groups.chair.enums import Why
from groups.chair.policies import MOST_ABOUT, MOST_WORDS
from groups.chair.rules import USUAL_FLOOR, USUAL_HOUR, at_hour
from groups.seats.forms.base import last_day_allowed
from groups.seats.rules.spans import instant_it_begins

HOURS: Final = [(str(hour), clock(at_hour(date(2026, 1, 1), hour))) for hour in range(8, 22)]
FLOOR_HINT: Final = f"A whole number from {LEAST_FLOOR} to {MOST_FLOOR}. 60 is usual"
REASON_HINT: Final = "They are told this, and it stands in the history"


class ClosesForm(forms.Form):
    """Until when: a day and an hour that are still to come."""

    what = "Closing day"

    def __init__(self, *args: Any, offered: timedelta, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["closes"] = DateField(label=self.what, initial=today() + offered, earliest=today())
        self.fields["hour"] = forms.ChoiceField(label="Closing time", choices=HOURS, initial=str(USUAL_HOUR))

    def clean(self) -> dict[str, Any]:
        """Today will do if the hour is to come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("closes") and cleaned.get("hour") and self.closes_at <= timezone.now():
            self.add_error("hour", "Closing time must be later than now")
        return cleaned

    @property
    def closes_at(self) -> datetime:
        """The instant."""
        return at_hour(self.cleaned_data["closes"], int(self.cleaned_data["hour"]))


class TermForm(forms.Form):
    """The first and last day of the chair's term."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        latest = last_day_allowed()
        self.fields["begins"] = DateField(label="First day of the term", earliest=today(), latest=latest)
        self.fields["until"] = DateField(label="Last day of the term", earliest=today(), latest=latest)

    def clean(self) -> dict[str, Any]:
        """The term ends after it begins."""
        cleaned = super().clean() or self.cleaned_data
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and until and until <= begins:
            self.add_error("until", "Last day of the term must be after its first day")
        return cleaned


class AppointForm(TermForm):
    """The term of whoever was chosen."""

    def begins(self, now: datetime) -> datetime:
        """The instant at which it begins."""
        return instant_it_begins(self.cleaned_data["begins"], now)

    @property
    def ends(self) -> datetime:
        """The instant at which it is over."""
        return end_of_day(self.cleaned_data["until"])


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


class NewPersonForm(forms.Form):
    """Somebody outside the group."""

    full_name = forms.CharField(label="Their name", max_length=120, help_text="With their title")
    email = forms.EmailField(label="Their email address", max_length=254, help_text="They answer from this address")
    about = forms.CharField(
        label="Who they are",
        required=False,
        max_length=MOST_ABOUT,
        help_text="Like “Manager of Quay Surgery”. They can change it",
    )


class Text(forms.CharField):
    """Several lines; a line's end counts as one character, as browsers count it."""

    def to_python(self, value: Any) -> str:
        """The text with plain ends of lines."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n")))


class AnswerForm(forms.Form):
    """What voters read of somebody who accepts."""

    about = forms.CharField(
        label="Who you are",
        max_length=MOST_ABOUT,
        help_text="One line, like “GP at Quay Surgery, clinical director of Harbour PCN”",
    )
    statement = Text(
        label="Why you can be trusted to speak for all",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Voters read it beside your name. It stays on the ballot’s page",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DeclineForm(forms.Form):
    """Saying no."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Only the chair and the secretariat read it",
    )


class ReasonForm(forms.Form):
    """Taking something away from somebody."""

    reason = forms.CharField(
        label="Why", max_length=300, help_text=REASON_HINT, error_messages={"required": "Enter why"}
    )
