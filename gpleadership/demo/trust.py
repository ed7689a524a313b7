"""Trust in the demo: a ballot that is open in Eastmere; pulses, a result and a handover in Ambleford.

Everything is done by the portal's own actions, so that a ballot here is a ballot: nobody can join its voters to
their answers either. What is past is dated back afterwards.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from gpleadership.demo import pulses
from gpleadership.demo.elapsed import demo_only_let_ballot_elapse, demo_only_let_steps_elapse
from gpleadership.demo.statements import AMBLEFORD, EASTMERE, Stands
from gpleadership.demo.voting import DAY, Table, ago, count, gathered, inside, vote
from gpleadership.lib.dates import LONDON, end_of_day, last_day, start_of_day
from groups.chair import actions as chairs
from groups.models import Appointment, Ballot, Job, LeadershipGroup, Nomination, Person

FLOOR: Final = 60
VOTED: Final = 5
"""So many of Eastmere's electors have voted already: not those whose accounts can be tried."""


def build(accounts: set[str]) -> None:
    """Tell both stories. Eastmere's ballot waits for the people of the demo's accounts."""
    groups = LeadershipGroup.objects.in_bulk(("ambleford", "eastmere"), field_name="slug")
    if ambleford := groups.get("ambleford"):
        table = gathered(ambleford)
        pulses.build(table, pulses.AMBLEFORD)
        _hand_over(table)
    table = gathered(groups["eastmere"])
    pulses.build(table, pulses.EASTMERE)
    Job.objects.all().delete()  # letters about what is past
    _let_vote(table, accounts)


# ---- Eastmere: the next chair is being voted on ----


def _let_vote(table: Table, accounts: set[str]) -> None:
    closes = datetime.combine(timezone.now().astimezone(LONDON) + 5 * DAY, time(17), LONDON)
    appointment, ballot = _to_ballot(table, EASTMERE, closes)
    voters = [each for each in table.electors if table.of(each).email not in accounts]
    vote(table, ballot, _trust(table, EASTMERE), voters[:VOTED])
    demo_only_let_ballot_elapse(ballot, opened=ago(2, 9), closes=closes)
    _date_back(appointment, {"nominating": ago(20, 10), "balloting": ago(2, 9)})


# ---- Ambleford: a manager follows when the chair's term ends ----


def _hand_over(table: Table) -> None:
    appointment, ballot = _to_ballot(table, AMBLEFORD, timezone.now() + 7 * DAY)
    vote(table, ballot, _trust(table, AMBLEFORD), table.electors[:-1])
    count(ballot, opened=ago(21, 9), closed=ago(14, 17))
    begins, ends = _next_term(table)
    with inside(table.group):
        chosen = Appointment.objects.select_related("group").get(group_id=table.group.pk, pk=appointment.pk)
        chairs.appoint(chosen, begins=start_of_day(begins), ends=end_of_day(ends), by=table.secretariat)
    days = {"nominating": (40, 10), "balloting": (21, 9), "chosen": (14, 17), "appointed": (12, 11)}
    _date_back(appointment, {status: ago(*when) for status, when in days.items()})


# ---- What both have ----


def _to_ballot(table: Table, stand: Sequence[Stands], closes: datetime) -> tuple[Appointment, Ballot]:
    """Nominations, acceptances, and the ballot opened."""
    group, office, now = table.group, table.secretariat, timezone.now()
    begins, ends = _next_term(table)
    with inside(group):
        appointment = chairs.open_nominations(
            group,
            why="end_of_term",
            floor=FLOOR,
            closes_at=now + DAY,
            first_day=begins,
            last_day=ends,
            by=office,
        )
        for number, each in enumerate(stand):
            _nominate(table, appointment, each, number)
        Appointment.objects.filter(group_id=group.pk, pk=appointment.pk).update(nominations_close_at=now)
        ballot = chairs.open_ballot(appointment, closes_at=closes, by=office)
    return appointment, ballot


def _nominate(table: Table, appointment: Appointment, stands: Stands, number: int) -> None:
    """By some of the table; then the nominee says yes."""
    person = table.who(stands.who)
    others = [table.of(each) for each in table.electors if table.of(each) != person]
    for each in others[number : 2 * number + 3]:
        nomination = chairs.nominate(appointment, person, by=each)
    chairs.accept(nomination, about=stands.about, statement=stands.statement, version=nomination.version, by=person)


def _trust(table: Table, stand: Sequence[Stands]) -> dict[Person, int]:
    return {table.who(each.who): each.trusted for each in stand}


def _next_term(table: Table) -> tuple[date, date]:
    """Two years from the day after the present chair's last."""
    begins = (last_day(table.chair.period) or timezone.now().date()) + DAY
    return begins, begins + 730 * DAY


def _date_back(appointment: Appointment, taken: Mapping[str, datetime]) -> None:
    """Let the steps of an appointment have been taken then; nominations closed some days before the ballot."""
    demo_only_let_steps_elapse(appointment, taken)
    opened, closed = taken["nominating"], taken["balloting"] + timedelta(hours=8) - 3 * DAY
    with inside(appointment.group):
        group = appointment.group_id
        Appointment.objects.filter(group_id=group, pk=appointment.pk).update(
            created_at=opened, nominations_close_at=closed
        )
        Nomination.objects.filter(group_id=group, appointment=appointment).update(
            proposed_at=opened + DAY, answered_at=closed - DAY
        )
