"""Steps of an appointment that tests begin from. Each needs a scope that reads and writes the group."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import cast, close
from groups.ballots.models import Ballot
from groups.chair import actions
from groups.models import Appointment, Nomination, Person
from tests.ballots.electors import Table
from tests.ballots.steps import pass_closing_time

DAY = timedelta(days=1)
FIRST, LAST = today() + 60 * DAY, today() + 790 * DAY


def nominating(seated: Table, **given: Any) -> Appointment:
    """Nominations that are open for two weeks."""
    fields = {
        "why": "end_of_term",
        "floor": 60,
        "closes_at": timezone.now() + 14 * DAY,
        "first_day": FIRST,
        "last_day": LAST,
        "by": seated.secretariat,
    }
    return actions.open_nominations(seated.group, **fields | given)


def standing(appointment: Appointment, person: Person, *, by: Person) -> Nomination:
    """Somebody who is nominated and has accepted."""
    return accepted(actions.nominate(appointment, person, by=by))


def accepted(nomination: Nomination, **given: Any) -> Nomination:
    """The same after they said yes."""
    words = {"about": "GP", "statement": "I listen.", "version": nomination.version, "by": nomination.person}
    return actions.accept(nomination, **words | given)


def closed(appointment: Appointment) -> Appointment:
    """Nominations whose time is over."""
    appointment.nominations_close_at = timezone.now() - timedelta(seconds=1)
    appointment.save(update_fields=["nominations_close_at"])
    return appointment


def balloting(seated: Table, *people: Person) -> tuple[Appointment, Ballot]:
    """An open ballot over these people."""
    appointment = nominating(seated)
    for person in people:
        standing(appointment, person, by=seated.secretariat)
    ballot = actions.open_ballot(closed(appointment), closes_at=timezone.now() + DAY, by=seated.secretariat)
    return fresh(appointment), ballot


def vote(seated: Table, ballot: Ballot, trusted: Collection[Person], *, number: int) -> None:
    """The elector of a number trusts these people and no others."""
    person, seat = seated.electors[number]
    group = [seated.group.pk]
    with open_scope(person=person.pk, read=group, write=group, closed=group):
        at = dict(ballot.candidates.values_list("person_id", "position"))
        cast(ballot, seat.pk, [at[each.pk] for each in trusted], by=person)


def counted(seated: Table, ballot: Ballot, *trusted: Person) -> Appointment:
    """The ballot after everybody trusted these people, and it was counted."""
    for number in range(len(seated.electors)):
        vote(seated, ballot, trusted, number=number)
    pass_closing_time(ballot)
    group = [seated.group.pk]
    with open_scope(read=group, write=group, closed=group):
        close(ballot)
        return Appointment.objects.get(group_id=seated.group.pk, ballot_id=ballot.pk)


def fresh(appointment: Appointment) -> Appointment:
    """The appointment as it is kept."""
    return Appointment.objects.select_related("group", "ballot", "chosen__person", "office_term").get(
        group_id=appointment.group_id, pk=appointment.pk
    )
