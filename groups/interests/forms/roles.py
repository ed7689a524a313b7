"""Declaring a system role, and ending it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.forms import DateField
from groups.reference.models import System
from groups.seats.forms.base import last_day_allowed
from groups.seats.forms.terms import EndForm
from groups.seats.rules.spans import instant_it_begins, instant_it_ends, span
from groups.system_roles.enums import RoleKind

OTHER: Final = "other"


class SystemRoleForm(forms.Form):
    """Which system, what kind, what it is called, from when until when. `near`: the systems of the place."""

    kind = forms.ChoiceField(
        label="What kind of role is it?",
        choices=RoleKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what kind of role it is"},
    )
    title = forms.CharField(
        label="What is the role called?", max_length=120, error_messages={"required": "Enter what the role is called"}
    )
    system = forms.ChoiceField(
        label="In which system?", widget=forms.RadioSelect, error_messages={"required": "Select which system"}
    )
    other_system = forms.CharField(label="Name or ODS code of the other system", required=False, max_length=160)

    def __init__(self, *args: Any, near: Sequence[System], **options: Any) -> None:
        super().__init__(*args, **options)
        self.near = {str(each.pk): each for each in near}
        self.fields["system"].choices = [  # type: ignore[attr-defined]
            *((pk, each.name) for pk, each in self.near.items()),
            (OTHER, "Another system"),
        ]
        latest = last_day_allowed()
        past = f"First day must be today, {long_date(today())}, or later: what was decided before stays as it was"
        self.fields["begins"] = DateField(label="First day", latest=latest, initial=today())
        self.past = past
        self.fields["until"] = DateField(label="Last day", required=False, latest=latest)

    def clean(self) -> dict[str, Any]:
        """Nothing is dated in the past, days are in order, another system has a name."""
        cleaned = super().clean() or self.cleaned_data
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and begins < today():
            self.add_error("begins", self.past)
        elif begins and until and until < begins:
            self.add_error("until", "Last day must be the first day or later")
        if cleaned.get("system") == OTHER and not cleaned.get("other_system") and "other_system" not in self.errors:
            self.add_error("other_system", "Enter the name or ODS code of the other system")
        return cleaned

    @property
    def wanted(self) -> str:
        """What was typed as another system, if that is meant."""
        return str(self.cleaned_data["other_system"]) if self.cleaned_data["system"] == OTHER else ""

    def found(self) -> System | None:
        """The system of the place that was chosen."""
        return self.near.get(self.cleaned_data["system"])

    def begins(self, now: datetime | None = None) -> datetime:
        """Its first instant: today means now."""
        return instant_it_begins(self.cleaned_data["begins"], now or timezone.now())

    def ends(self) -> datetime | None:
        """The instant at which it is over."""
        return instant_it_ends(self.cleaned_data["until"])

    def period(self, now: datetime) -> Any:
        """The time that it takes."""
        return span(self.begins(now), self.ends())


class EndRoleForm(EndForm):
    """When a role ends, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = "Stands in the register’s history"
        self.order_fields(("when", "on", "reason", "version"))
