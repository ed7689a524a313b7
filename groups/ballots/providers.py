"""What ballots bring to others: sentences for the log, and what waits for electors and for those who run a group."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib import dates
from gpleadership.lib.parts import Duty
from gpleadership.lib.words import small
from groups.audit.sentences import Told, register_sentence
from groups.ballots.finding import Running, running_in
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.home.needs import Facts, Need, Standings, register_asked
from groups.tenancy.capabilities import Capability

TOPIC = "Trust ballots"


def register() -> None:
    """Name every sentence, once, when Django starts."""
    register_sentence("trust ballot opened", TOPIC, _opened)
    register_sentence("trust ballot counted", TOPIC, lambda told: f"counted trust ballot {told.after.get('number')}")
    register_sentence("trust ballot ended without a count", TOPIC, _ended)
    register_asked("ballots", running_in, ballot_needs)


def _opened(told: Told) -> str:
    return f"opened trust ballot {told.after.get('number')} with {told.after.get('electors')} electors"


def _ended(told: Told) -> str:
    return f"ended trust ballot {told.after.get('number')} without a count. {told.after.get('why') or ''}".strip()


def ballot_needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """To vote, until one has; to count what closed and was not counted, for those who manage."""
    groups = {group.pk: (group, standing) for group, standing in standings}
    now = timezone.now()
    for ballot in sorted((Running.from_facts(row) for row in rows), key=lambda each: each.closes_at):
        group, standing = groups[ballot.group_id]
        if now >= ballot.closes_at:
            if standing.can(Capability.MANAGE):
                yield Need(group.pk, _to_count(ballot, group.slug), dates.london_day(ballot.closes_at))
        elif ballot.to_cast and standing.can(Capability.CLOSED_ROOM):
            yield Need(group.pk, _to_vote(ballot, group.slug, today), dates.london_day(ballot.closes_at))


def _to_vote(ballot: Running, slug: str, today: date) -> Duty:
    seats = f" You vote for {ballot.to_cast} seats." if ballot.to_cast > 1 else ""
    return Duty(
        what=f"Vote: {small(kind_of(Ballot(kind=ballot.kind)).question)}",
        href=reverse("ballots:vote", args=[slug, ballot.number]),
        why=f"Closes at {dates.clock(ballot.closes_at)}. Your answers are secret.{seats}",
        clock=dates.days_left(ballot.closes_at, today),
        tone="due",
        when=dates.long_date(ballot.closes_at),
    )


def _to_count(ballot: Running, slug: str) -> Duty:
    return Duty(
        what="A trust ballot has closed and is not counted yet",
        href=reverse("ballots:result", args=[slug, ballot.number]),
        why="It counts itself within minutes. If it has not, you can ask for the count.",
        clock="closed",
        tone="due",
        when=dates.long_date(ballot.closes_at),
    )
