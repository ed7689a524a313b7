"""Form fields in the NHS manner: a date in three boxes, with errors that say what to do."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.dates import long_date
from gpleadership.lib.words import listed, small

PARTS: Final = ("day", "month", "year")
Boxes = tuple[str, str, str]


class DateBoxes(forms.Widget):
    """Day, month and year, each in a box of its own: `start_day`, `start_month`, `start_year`."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Boxes | None:
        """What was typed, or None where no box was sent."""
        if all(f"{name}_{part}" not in data for part in PARTS):
            return None
        day, month, year = ((data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form came without the boxes."""
        return all(f"{name}_{part}" not in data for part in PARTS)

    def boxes(self, value: Any) -> Boxes:
        """The three texts to show for a date, for what was typed, or for nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(value) if value else ("", "", "")

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else id_


class DateField(forms.Field):
    """A day. `earliest` and `latest` are the first and last day that will do."""

    widget = DateBoxes
    default_error_messages = {"required": "Enter {what}"}

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """The date, or an error that names the boxes at fault."""
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        missing = [part for part, text in zip(PARTS, value, strict=True) if not text]
        if missing:
            raise self._wrong(f"must include a {listed(missing)}", missing)
        return self._real(value)

    def validate(self, value: Any) -> None:
        """Required, and between the first and the last day that will do."""
        if value is None:
            if self.required:
                raise ValidationError(f"Enter {small(self.what)}", code="required", params={"parts": PARTS})
        elif self.earliest and value < self.earliest:
            raise self._wrong(f"must be {long_date(self.earliest)} or later")
        elif self.latest and value > self.latest:
            raise self._wrong(f"must be {long_date(self.latest)} or earlier")

    @property
    def what(self) -> str:
        """The field's name in a sentence."""
        return str(self.label or "Date")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _real(self, typed: Sequence[str]) -> date:
        if not all(text.isdecimal() for text in typed):
            wrong = [part for part, text in zip(PARTS, typed, strict=True) if not text.isdecimal()]
            raise self._wrong("must be a real date", wrong)
        day, month, year = map(int, typed)
        if not 1000 <= year <= 9999:
            raise self._wrong("must have a year of 4 figures, for example 2027", ["year"])
        if not 1 <= month <= 12:
            raise self._wrong("must be a real date", ["month"])
        try:
            return date(year, month, day)
        except ValueError:
            raise self._wrong("must be a real date", ["day"]) from None

    def _wrong(self, fault: str, parts: Sequence[str] = PARTS) -> ValidationError:
        return ValidationError(f"{self.what} {fault}", code="date", params={"parts": tuple(parts)})
