"""Roles in words: the answer first, rows, the history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import days, long_date, period
from gpleadership.lib.parts import Column, Link, Moment, Option
from gpleadership.lib.words import capital, in_words, small
from groups.support.independence import hours_words, payers
from groups.support.models import SupportRole

SOON: Final = 90
COLUMNS: Final = (
    Column("Role and who does it", "role"),
    Column("Hours a week", "hours"),
    Column("Who pays", "funder"),
    Column("Until", "until"),
)
SHOWS: Final = (Option("ended", "Ended"), Option("all", "Now, to come and ended"))
VACANT: Final = "Nobody yet"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as a row of the table. `warning`: what of its end should be seen."""

    role: str
    who: str
    vacant: bool
    hours: str
    funder: str
    until: str
    warning: str
    cost: str
    links: tuple[Link, ...]


def lede(now: Sequence[SupportRole]) -> tuple[str, str]:
    """Who supports the group: the answer, and what it rests on."""
    if not now:
        return "Nobody supports this group at present.", ""
    people = {role.person_id or small(role.name) for role in now if role.who}
    total = hours_words(sum((role.hours for role in now), Decimal(0)))
    vacant = sum(1 for role in now if not role.who)
    empty = f" {capital(in_words(vacant))} {'role is' if vacant == 1 else 'roles are'} vacant." if vacant else ""
    pays = f"{payers(now)} {'pays' if len({role.funder for role in now}) == 1 else 'pay'} for it.{empty}"
    if not people:
        return f"{capital(total)} a week are agreed, and nobody does them yet.", pays
    who = "person supports" if len(people) == 1 else "people support"
    return f"{capital(in_words(len(people)))} {who} the group for {total} a week.", pays


def rows(shown: Iterable[SupportRole], slug: str, today: date, *, manages: bool) -> list[RoleRow]:
    """A row for each role; with what can be done about it for those who manage."""
    return [_row(role, slug, today, manages=manages) for role in shown]


def _row(role: SupportRole, slug: str, today: date, *, manages: bool) -> RoleRow:
    return RoleRow(
        role=role.role,
        who=role.who or VACANT,
        vacant=not role.who,
        hours=_hours(role),
        funder=role.funder,
        until=_until(role, today),
        warning=_warning(role, today),
        cost=f"£{role.cost:,} a year" if manages and role.cost is not None else "",
        links=_links(role, slug) if manages else (),
    )


def _hours(role: SupportRole) -> str:
    text = hours_words(role.hours)
    return text if role.paid_hours == role.hours else f"{text}, {hours_words(role.paid_hours)} paid for"


def _until(role: SupportRole, today: date) -> str:
    if role.start > today:
        return f"From {long_date(role.start)}" + (f" to {long_date(role.end)}" if role.end else "")
    if role.end is None:
        return f"No end agreed, since {long_date(role.start)}"
    return f"Ended on {long_date(role.end)}" if role.end < today else long_date(role.end)


def _warning(role: SupportRole, today: date) -> str:
    left = (role.end - today).days if role.end else SOON + 1
    if role.start > today or not 0 <= left <= SOON:
        return ""
    return f"Funding ends in {days(left)}" if left else "Funding ends today"


def _links(role: SupportRole, slug: str) -> tuple[Link, ...]:
    name = f"{role.role}, {role.who or 'vacant'}, from {long_date(role.start)}"
    links = [] if role.who else [Link("Fill", reverse("support:fill", args=[slug, role.pk]), name)]
    links += [
        Link("Change", reverse("support:change", args=[slug, role.pk]), name),
        Link("End", reverse("support:end", args=[slug, role.pk]), name),
    ]
    return tuple(links)


def histories(found: Iterable[SupportRole], today: date) -> list[tuple[str, list[Moment]]]:
    """Each role by its name with its spells, the newest first."""
    sections: dict[str, tuple[str, list[SupportRole]]] = {}
    for role in found:
        sections.setdefault(role.role.casefold(), (role.role, []))[1].append(role)
    return [
        (name, [_moment(role, today) for role in sorted(each, key=lambda role: (role.start, role.pk), reverse=True)])
        for name, each in sections.values()
    ]


def _moment(role: SupportRole, today: date) -> Moment:
    when = f"From {long_date(role.start)}" if role.start > today and not role.end else period(role.start, role.end)
    return Moment(when, role.who or "Vacant", empty=not role.who, note=f"for {_work(role)}")


def _work(role: SupportRole) -> str:
    paid = "" if role.paid_hours == role.hours else f", {hours_words(role.paid_hours)} of them"
    return f"{hours_words(role.hours)} a week{paid}, paid by {role.funder}"
