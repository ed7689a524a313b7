"""What people type about support, checked at the field."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from gpleadership.lib.words import small
from groups.reference.models import Organisation
from groups.seats.forms.base import FIRST_DAY, last_day_allowed
from groups.support.models import SupportRole, SupportUse
from groups.support.policies import MOST_A_MONTH, MOST_A_WEEK, QUARTER
from groups.support.queries import Funders
from groups.support.values import Funder, RoleValues

OTHER = "other"
BY_NAME = "An organisation of this place is found by its name or ODS code; anybody else is kept as you write it"


class HoursField(forms.CharField):
    """Hours in quarters: 7.5 or 7.25, never 7:30."""

    def __init__(self, *, least: Decimal, most: Decimal, named: str = "", **options: Any) -> None:
        super().__init__(max_length=12, **options)
        self.least, self.most, self.named = least, most, named
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        """The number, or an error that says which numbers will do."""
        text = super().clean(value)
        if not text:
            return None
        name = self.named or str(self.label)
        try:
            hours = Decimal(text.removesuffix("hours").removesuffix("h").strip())
        except InvalidOperation:
            raise ValidationError(f"{name} must be a number, like 7.5", code="hours") from None
        if not hours.is_finite() or not self.least <= hours <= self.most:
            raise ValidationError(f"{name} must be from {self.least} to {self.most}", code="hours")
        if hours % QUARTER:
            raise ValidationError(f"{name} must be in quarter hours, like 7.25 or 7.5", code="hours")
        return hours


class Pounds(forms.IntegerField):
    """Whole pounds; signs and commas are passed over."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        return super().to_python(str(value).replace(",", "").strip(" £") if value else value)


class RoleForm(forms.Form):
    """A role without who does it; `named`: it is somebody by name."""

    role = forms.CharField(label="What the role is called", max_length=120, help_text="Like “Programme manager”")
    name = forms.CharField(label="Who does it", max_length=120)
    hours = HoursField(label="Hours a week", least=QUARTER, most=MOST_A_WEEK)
    funder = forms.ChoiceField(label="Who pays for it", error_messages={"required": "Select who pays for it"})
    funder_name = forms.CharField(label="Name of another funder", required=False, max_length=160, help_text=BY_NAME)
    funded_hours = HoursField(
        label="Hours a week they pay for",
        required=False,
        least=Decimal(0),
        most=MOST_A_WEEK,
        help_text="Leave empty if they pay for all of them",
    )
    cost = Pounds(
        label="What it costs a year",
        required=False,
        min_value=0,
        max_value=10_000_000,
        help_text="In whole pounds. Only the chair and the secretariat see it",
    )

    def __init__(self, *args: Any, funders: Funders, present: SupportRole | None = None, **options: Any) -> None:
        self.named: bool = options.pop("named", False)
        super().__init__(*args, **options)
        if not self.named:
            del self.fields["name"]
        self.funders = _with_present(funders, present)
        self.fields["funder"].choices = [("", "Choose one"), *_funder_choices(self.funders)]  # type: ignore[attr-defined]
        days = {"earliest": FIRST_DAY, "latest": last_day_allowed()}
        self.fields["start"] = DateField(label="First day", **days)
        self.fields["end"] = DateField(
            label="Last day", required=False, help_text="Of the funding. Leave empty if no end is agreed", **days
        )

    def clean(self) -> dict[str, Any]:
        """Days in order, no more hours paid than there are, and a name where another funder is meant."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", "Last day must be the first day or later")
        hours, paid = cleaned.get("hours"), cleaned.get("funded_hours")
        if hours is not None and paid is not None and paid > hours:
            self.add_error("funded_hours", "Hours a week they pay for must be the hours a week or fewer")
        if cleaned.get("funder") == OTHER and not cleaned.get("funder_name") and "funder_name" not in self.errors:
            self.add_error("funder_name", "Enter the name of the other funder")
        return cleaned

    @property
    def other_funder(self) -> str:
        """What was typed as another funder, if that is meant."""
        return str(self.cleaned_data["funder_name"]) if self.cleaned_data["funder"] == OTHER else ""

    def values(self, found: Organisation | None) -> RoleValues:
        """What was typed as one value; `found`: the organisation that another funder’s name is of."""
        data = self.cleaned_data
        return RoleValues(
            role=data["role"],
            hours=data["hours"],
            funder=self._funder(found),
            start=data["start"],
            end=data["end"],
            funded_hours=data["funded_hours"],
            cost=data["cost"],
        )

    def _funder(self, found: Organisation | None) -> Funder:
        kind, _, pk = self.cleaned_data["funder"].partition("-")
        if kind == "icb":
            return Funder(system=self.funders.system)
        if kind == OTHER:
            return Funder(organisation=found) if found else Funder(name=self.other_funder)
        return Funder(organisation=next(each for each in self.funders.organisations if each.pk == int(pk)))


class ChangeRoleForm(RoleForm):
    """A role that is there; `version` tells whether somebody else changed it meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def role_initial(role: SupportRole) -> dict[str, Any]:
    """A role as its form shows it first."""
    funder = "icb" if role.funder_system_id else OTHER if role.funder_name else f"org-{role.funder_organisation_id}"
    return {
        "role": role.role,
        "name": role.name,
        "hours": plain(role.hours),
        "funded_hours": plain(role.funded_hours),
        "funder": funder,
        "funder_name": role.funder_name,
        "cost": role.cost,
        "start": role.start,
        "end": role.end,
        "version": role.version,
    }


def plain(hours: Decimal | None) -> str:
    """Hours as one would type them."""
    return "" if hours is None else f"{hours:f}".rstrip("0").rstrip(".") if hours % 1 else f"{hours:.0f}"


def _funder_choices(funders: Funders) -> list[tuple[str, str]]:
    icb = [("icb", f"{funders.system} ICB")] if funders.system else []
    return [*icb, *((f"org-{each.pk}", str(each)) for each in funders.organisations), (OTHER, "Another funder")]


def _with_present(funders: Funders, present: SupportRole | None) -> Funders:
    """Whoever pays now can be left as they are, also if they have left the place."""
    if present is None:
        return funders
    organisations, now = funders.organisations, present.funder_organisation
    if now is not None and now not in organisations:
        organisations = [now, *organisations]
    return Funders(present.funder_system or funders.system, organisations)


class FillForm(forms.Form):
    """From which day somebody does a vacant role; `named`: it is somebody by name."""

    name = forms.CharField(label="Who does it", max_length=120)

    def __init__(self, *args: Any, named: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not named:
            del self.fields["name"]
        self.fields["first"] = DateField(
            label="First day", initial=today(), earliest=FIRST_DAY, latest=last_day_allowed()
        )


class EndForm(forms.Form):
    """The last day of a role."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["end"] = DateField(label="Last day", earliest=FIRST_DAY, latest=last_day_allowed())


class HoursForm(forms.Form):
    """The hours of one month: a field for each role, with the version of what was entered before."""

    def __init__(self, *args: Any, roles: Sequence[SupportRole], used: dict[int, SupportUse], **options: Any) -> None:
        super().__init__(*args, **options)
        self.roles = roles
        for role in roles:
            before = used.get(role.pk)
            self.fields[f"hours_{role.pk}"] = HoursField(
                label=f"{role}, {role.who or 'vacant'}",
                named=f"Hours of {small(str(role))}, {role.who or 'vacant'},",
                required=False,
                least=Decimal(0),
                most=MOST_A_MONTH,
                initial=plain(before.hours) if before else "",
            )
            self.fields[f"version_{role.pk}"] = forms.IntegerField(
                initial=before.version if before else 0, widget=forms.HiddenInput, min_value=0
            )

    def clean(self) -> dict[str, Any]:
        """Something must have been entered."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.entered:
            raise ValidationError("Enter the hours of at least one role", code="hours")
        return cleaned

    @property
    def entered(self) -> list[tuple[SupportRole, Decimal, int]]:
        """Each role whose hours were typed or changed, with them and the version that was seen."""
        data = self.cleaned_data
        return [
            (role, data[name], data[f"version_{role.pk}"])
            for role in self.roles
            if (name := f"hours_{role.pk}") in self.changed_data and data.get(name) is not None
        ]

    def seen(self, used: dict[int, SupportUse]) -> None:
        """Let it be sent again after its person was told of a change by somebody else."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for role in self.roles:
            data[f"version_{role.pk}"] = used[role.pk].version if role.pk in used else 0
        self.data = data
