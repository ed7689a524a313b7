"""Days and hours: until when, and for which term."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from gpleadership.lib.dates import clock, end_of_day, today
from gpleadership.lib.forms import DateField
from groups.chair.rules import USUAL_HOUR, at_hour
from groups.seats.forms.base import last_day_allowed
from groups.seats.rules.spans import instant_it_begins

HOURS: Final = [(str(hour), clock(at_hour(date(2026, 1, 1), hour))) for hour in range(8, 22)]


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
