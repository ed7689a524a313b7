"""The third page: who sits. A name and an address for each seat, or nothing yet."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.seats.enums import SeatClass
from groups.seats.models import Seat

TWO_YEARS = timedelta(days=730)


class PeopleForm(forms.Form):
    """Who is to be invited to which seat, which seat is the chair's own, and until when the terms last."""

    last_day = DateField(label="Last day of these terms")
    own_seat = forms.TypedChoiceField(
        label="Which seat is your own?", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        seats: Sequence[Seat],
        sitters: Mapping[str, Mapping[str, str]],
        own_email: str,
        data: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.seats, self.own_email = seats, own_email
        self.initial.setdefault("last_day", _two_years_on(today()))
        self.fields["last_day"] = DateField(label="Last day of these terms", earliest=today() + timedelta(days=1))
        core = [(seat.pk, seat.title) for seat in seats if seat.seat_class == SeatClass.CORE]
        self.fields["own_seat"].choices = [*core, ("0", "None of these: I keep the chair’s seat")]  # type: ignore[attr-defined]
        for seat in seats:
            sitter = sitters.get(str(seat.pk), {})
            self.fields[f"name-{seat.pk}"] = forms.CharField(
                label="Name", max_length=120, required=False, initial=sitter.get("name", "")
            )
            self.fields[f"email-{seat.pk}"] = forms.EmailField(
                label="Email address", max_length=254, required=False, initial=sitter.get("email", "")
            )

    def clean(self) -> dict[str, Any]:
        """A name and an address go together; the chair does not invite themselves, nor anybody to their own seat."""
        cleaned = super().clean() or {}
        for seat in self.seats:
            name, email = cleaned.get(f"name-{seat.pk}", ""), cleaned.get(f"email-{seat.pk}", "")
            if name and not email and f"email-{seat.pk}" not in self.errors:
                self._wrong("email", seat, f"{seat}: enter the email address too, or take the name away")
            elif email and not name:
                self._wrong("name", seat, f"{seat}: enter the name too, or take the email address away")
            elif email and email.lower() == self.own_email:
                self._wrong("email", seat, "This is your own address. Choose the seat as your own instead")
            elif email and cleaned.get("own_seat") == seat.pk:
                self._wrong("email", seat, "You chose this seat as your own. Leave this empty, or choose another seat")
        return cleaned

    def _wrong(self, field: str, seat: Seat, sentence: str) -> None:
        self.add_error(f"{field}-{seat.pk}", ValidationError(sentence))

    def answers(self) -> dict[str, Any]:
        """What the action is called with."""
        cleaned = self.cleaned_data
        sitters = {
            seat.pk: {"name": cleaned[f"name-{seat.pk}"], "email": cleaned[f"email-{seat.pk}"].lower()}
            for seat in self.seats
            if cleaned[f"email-{seat.pk}"]
        }
        return {
            "sitters": sitters,
            "own_seat": cleaned["own_seat"] or None,
            "last_day": cleaned["last_day"],
            "version": cleaned["version"],
        }


def _two_years_on(day: date) -> date:
    return day + TWO_YEARS
