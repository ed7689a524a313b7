"""Words that several pages of platform staff share. No query."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.forms import Form
from django.urls import reverse
from django.utils.html import format_html

from gpleadership.lib.dates import long_date, period, today
from gpleadership.lib.parts import Fact
from gpleadership.lib.words import plural
from groups.reference.models import (
    NetworkMembership,
    Place,
    PlaceOrganisation,
    PlaceSystem,
)
from groups.reference.sizes import Size

STAGES: Final = ("No group", "Being founded", "Ready to activate", "Active group")
STAGE_KINDS: Final = ("due", "", "due", "good")


Spell = PlaceOrganisation | PlaceSystem | NetworkMembership


def link(text: object, name: str, *args: object) -> str:
    """A link to a route, safe in a table's cell."""
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), text)


def stage_badge(row: Place | PlaceSystem) -> str:
    """How a place's group stands, as a badge."""
    stage = stage_of(row)
    return format_html('<span class="gpl-badge gpl-badge--{}">{}</span>', STAGE_KINDS[stage], STAGES[stage])


def stage_of(row: Place | PlaceSystem) -> int:
    """How far the nearest thing to a group is, as `listings` found it: 3 is an active one."""
    return int(getattr(row, "stage", 0))


def saved(form: Form, shown: Mapping[str, Any]) -> list[Fact]:
    """What is saved now, to put beside what somebody typed meanwhile."""
    return [
        Fact(str(field.label), long_date(value) if isinstance(value, date) else str(value or "Nothing"))
        for name, field in form.fields.items()
        if name in shown and not field.widget.is_hidden
        for value in [shown[name]]
    ]


def holds(spell: Spell, on: date) -> bool:
    """Whether a spell is in force on a day."""
    return spell.start <= on and (spell.end is None or spell.end >= on)


def size_words(size: Size) -> str:
    """6 practices, 41,200 patients."""
    return f"{plural(size.practices, 'practice')}, {plural(size.patients, 'patient')}"


def days_of(spell: Spell) -> str:
    """The days of a spell in words; one to come begins, one that has no end goes on."""
    if spell.end is None and spell.start > today():
        return f"From {long_date(spell.start)}"
    return period(spell.start, spell.end)
