"""Trust in the demo: a ballot that is open in Eastmere, one with its result and handover in Ambleford.

Everything is done by the portal's own actions, so that a ballot here is a ballot: nobody can join its voters to
their answers either. What is past is dated back afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from gpleadership.demo.elapsed import demo_only_let_ballot_elapse, demo_only_let_steps_elapse
from gpleadership.demo.statements import AMBLEFORD, EASTMERE, Stands
from gpleadership.lib.dates import LONDON, end_of_day, last_day, start_of_day
from gpleadership.lib.scopes import open_scope
from groups.ballots import actions as ballots
from groups.ballots.queries import Seated, electorate
from groups.chair import actions as chairs
from groups.models import Appointment, Ballot, Job, LeadershipGroup, Nomination, OfficeTerm, Person

DAY: Final = timedelta(days=1)
FLOOR: Final = 60
VOTED: Final = 5
"""So many of Eastmere's electors have voted already: not those whose accounts can be tried."""


@dataclass(frozen=True)
class Table:
    """A group with its chair's term, who runs it and who votes."""

    group: LeadershipGroup
    chair: OfficeTerm
    secretariat: Person
    electors: Sequence[Seated]
    people: Mapping[int, Person]

    def of(self, elector: Seated) -> Person:
        """The person of an elector."""
        return self.people[elector.elector.person_id]

    def who(self, name: str) -> Person:
        """An elector by their name, or the first of a constituency."""
        found = (each for each in self.electors if name in (each.person, each.elector.constituency))
        return self.of(next(found, self.electors[-1]))


def build(accounts: set[str]) -> None:
    """Appoint Ambleford's next chair, and let Eastmere's electors vote, but for those of the demo's accounts."""
    groups = LeadershipGroup.objects.in_bulk(("ambleford", "eastmere"), field_name="slug")
    if ambleford := groups.get("ambleford"):
        _hand_over(_table(ambleford))
        Job.objects.all().delete()  # letters about what is long past
    _let_vote(_table(groups["eastmere"]), accounts)


def _table(group: LeadershipGroup) -> Table:
    now = timezone.now()
    with _inside(group):
        electors = electorate(group, now)
        terms = {each.office: each for each in group.office_terms.filter(period__contains=now).select_related("person")}
        people = Person.objects.in_bulk([each.elector.person_id for each in electors])
    return Table(group, terms["chair"], terms["secretariat"].person, electors, people)


@contextmanager
def _inside(group: LeadershipGroup, person: Person | None = None) -> Iterator[None]:
    own = [group.pk]
    with open_scope(person=person.pk if person else None, read=own, write=own, closed=own):
        yield


# ---- Eastmere: the next chair is being voted on ----


def _let_vote(table: Table, accounts: set[str]) -> None:
    closes = datetime.combine(timezone.now().astimezone(LONDON) + 5 * DAY, time(17), LONDON)
    appointment, ballot = _to_ballot(table, EASTMERE, closes)
    voters = [each for each in table.electors if table.of(each).email not in accounts]
    _vote(table, ballot, EASTMERE, voters[:VOTED])
    demo_only_let_ballot_elapse(ballot, opened=_since(2, 9), closes=timedelta())
    _date_back(appointment, {"nominating": _since(20, 10), "balloting": _since(2, 9)})


# ---- Ambleford: a manager follows when the chair's term ends ----


def _hand_over(table: Table) -> None:
    appointment, ballot = _to_ballot(table, AMBLEFORD, timezone.now() + 7 * DAY)
    _vote(table, ballot, AMBLEFORD, table.electors[:-1])
    demo_only_let_ballot_elapse(ballot, opened=7 * DAY, closes=7 * DAY)
    with _inside(table.group):
        ballots.close(Ballot.objects.select_related("group").get(group_id=table.group.pk, pk=ballot.pk))
        begins, ends = _next_term(table)
        chosen = Appointment.objects.select_related("group").get(group_id=table.group.pk, pk=appointment.pk)
        chairs.appoint(chosen, begins=start_of_day(begins), ends=end_of_day(ends), by=table.secretariat)
    demo_only_let_ballot_elapse(ballot, opened=_since(14, 9), closes=_since(14, 17))
    days = {"nominating": (40, 10), "balloting": (21, 9), "chosen": (14, 17), "appointed": (12, 11)}
    _date_back(appointment, {status: _since(*when) for status, when in days.items()})


# ---- What both have ----


def _to_ballot(table: Table, stand: Sequence[Stands], closes: datetime) -> tuple[Appointment, Ballot]:
    """Nominations, acceptances, and the ballot opened."""
    group, office, now = table.group, table.secretariat, timezone.now()
    begins, ends = _next_term(table)
    with _inside(group):
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


def _vote(table: Table, ballot: Ballot, stand: Sequence[Stands], voters: Sequence[Seated]) -> None:
    """Each voter trusts as many as the sketch says, spread over the table."""
    with _inside(table.group):
        at = dict(ballot.candidates.values_list("person_id", "position"))
    for number, voter in enumerate(voters):
        trusted = [at[table.who(each.who).pk] for each in stand if number * 7 % 10 < each.trusted]
        person = table.of(voter)
        with _inside(table.group, person):
            ballots.cast(ballot, voter.elector.seat_id, trusted, by=person)


def _since(days: int, hour: int) -> timedelta:
    """How long an hour of some days ago is over."""
    now = timezone.now()
    return now - datetime.combine(now.astimezone(LONDON) - days * DAY, time(hour), LONDON)


def _next_term(table: Table) -> tuple[date, date]:
    """Two years from the day after the present chair's last."""
    begins = (last_day(table.chair.period) or timezone.now().date()) + DAY
    return begins, begins + 730 * DAY


def _date_back(appointment: Appointment, ago: Mapping[str, timedelta]) -> None:
    """Let the steps of an appointment have been taken so long ago; nominations closed some days before the ballot."""
    demo_only_let_steps_elapse(appointment, ago)
    now, opened = timezone.now(), ago["nominating"]
    closed = datetime.combine((now - ago["balloting"] - 3 * DAY).astimezone(LONDON), time(17), LONDON)
    with _inside(appointment.group):
        group = appointment.group_id
        Appointment.objects.filter(group_id=group, pk=appointment.pk).update(
            created_at=now - opened, nominations_close_at=closed
        )
        Nomination.objects.filter(group_id=group, appointment=appointment).update(
            proposed_at=now - opened + DAY, answered_at=closed - DAY
        )
