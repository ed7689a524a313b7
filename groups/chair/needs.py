"""What the appointment of a chair asks of people."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.dates import days_left, last_day, london_day, long_date
from gpleadership.lib.parts import Duty
from groups.chair.waiting import Waiting, ask, waiting
from groups.home.needs import Facts, Need, Standings, register_asked
from groups.seats.rules.spans import span

WHAT: Final = {
    "proposed": ("Open nominations for a chair", "The chair leaves early. Nobody is nominated until you open it."),
    "again": ("Open a new round of the ballot for the chair", "The last one ended without a count."),
    "nobody": ("Talk about who could be trusted as chair", "The ballot was counted: no one is yet trusted by all."),
}


def chair_needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """A nomination to answer, also in a group where the person stands in no other way; what those who run it do."""
    own = {group.pk for group, _ in standings}
    for each in waiting(rows):
        if each.kind == "answer":
            yield _answer(each, today, inside=each.group_id in own)
        elif each.kind in {"ending", "acting"}:
            yield _term(each, today)
        else:
            yield Need(each.group_id, _step(each))


def _answer(each: Waiting, today: date, *, inside: bool) -> Need:
    due = london_day(each.until) if each.until else None
    duty = Duty(
        what="Answer your nomination as chair",
        href=reverse("nominations:nomination", args=[each.pk]),
        why=f"{'' if inside else f'{each.group}. '}Accept with a short statement, or decline.",
        clock=days_left(due, today) if due else "",
        tone="due",
        when=long_date(due) if due else "",
    )
    return Need(each.group_id, duty, due)


def _term(each: Waiting, today: date) -> Need:
    last = last_day(span(timezone.now(), each.until)) if each.until else None
    duty = Duty(
        what="Begin to appoint a chair",
        href=reverse("chair:open", args=[each.slug]),
        why=f"{each.name} acts as chair." if each.kind == "acting" else f"The term of {each.name} as chair ends.",
        clock=days_left(last, today) if last else "",
        tone="due",
        when=long_date(last) if last else "",
    )
    return Need(each.group_id, duty, last)


def _step(each: Waiting) -> Duty:
    what, why = WHAT.get(each.kind, ("", ""))
    if each.kind == "chosen":
        what, why = "Record the appointment of the chair", f"{each.name} is trusted in every constituency."
    if each.kind == "nominating" and each.accepted:
        what, why = "Open the ballot for the chair", "Nominations have closed."
    elif each.kind == "nominating":
        what, why = "Open nominations for a chair again", "They have closed, and nobody has accepted."
    href = reverse("chair:appointment", args=[each.slug, each.pk])
    return Duty(what=what, href=href, why=why, clock="Waiting", tone="due")


def register() -> None:
    """Name the provider, once, when Django starts."""
    register_asked("appointing a chair", ask, chair_needs)
