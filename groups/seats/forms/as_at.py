"""“See as at another date”: the day stands in the address as on=2026-11-23."""

from datetime import date
from typing import Any

from django import forms

from gpleadership.lib.forms import PARTS, DateField
from groups.seats.forms.base import FIRST_DAY, last_day_allowed


class AsAtForm(forms.Form):
    """A day in the past or the future."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = DateField(
            label="Date",
            required=False,
            earliest=FIRST_DAY,
            latest=last_day_allowed(),
            help_text="For example, 1 4 2027",
        )


def as_at(asked: Any) -> tuple[AsAtForm, date | None]:
    """The form and the day that the address asks for; no day for today, and for what is no date."""
    if any(f"on_{part}" in asked for part in PARTS):
        form = AsAtForm(asked)
        return form, form.cleaned_data.get("on") if form.is_valid() else None
    text = str(asked.get("on", "")).strip()
    if not text:
        return AsAtForm(), None
    return _from_text(text)


def _from_text(text: str) -> tuple[AsAtForm, date | None]:
    parts = text.split("-")
    if len(parts) == len(PARTS):
        form = AsAtForm(dict(zip(("on_year", "on_month", "on_day"), parts, strict=True)))
        if not form.is_valid():
            return form, None
        day = form.cleaned_data["on"]
        return AsAtForm(initial={"on": day}), day
    form = AsAtForm({"on_day": "", "on_month": "", "on_year": ""})
    form.add_error("on", f"“{text[:40]}” is not a date. Enter a day, a month and a year")
    return form, None
