"""The step of the ballot: to be opened, open, to be held again, counted."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.parts import Badge, Link
from gpleadership.lib.words import in_words, plural
from groups.ballots.enums import BallotState
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Appointment
from groups.chair.policies import nominations_open
from groups.chair.presenters.task import NOT_YET, RUN, Task
from groups.chair.presenters.viewer import Viewer
from groups.chair.presenters.words import address, clock
from groups.chair.queries import Nominee

S, N = AppointmentStatus, NominationState


def ballot_task(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    """The step as it stands, with what those who run the group can do."""
    if appointment.status == S.BALLOTING:
        return _open_ballot(appointment, now, viewer)
    if appointment.status == S.AGAIN:
        ended = appointment.ballot.why_ended if appointment.ballot else ""
        lines = [part for part in (ended, "Nobody has seen what was cast. Everybody votes anew.") if part]
        task = Task("Ballot", Badge("A new round is needed", "late"), lines)
        if viewer.manages:
            task.button = Link("Open a new round", address(appointment, "new_round"))
            task.links.append(Link("Open nominations again", address(appointment, "reopen")))
        return task
    if appointment.status in {S.NOBODY, S.CHOSEN, S.APPOINTED} and appointment.ballot is not None:
        cast = f"{appointment.ballot.cast or 0} of {appointment.ballot.electors} voted."
        return Task("Ballot", Badge("Counted", "good"), [f"Round {in_words(appointment.ballot.round)}. {cast}"])
    return _ballot_to_open(appointment, nominees, now, viewer)


def _ballot_to_open(appointment: Appointment, nominees: Sequence[Nominee], now: datetime, viewer: Viewer) -> Task:
    if appointment.status == S.PROPOSED or nominations_open(appointment, now):
        when = f"{RUN} open it when nominations have closed. One person votes for each filled core seat."
        return Task("Ballot", NOT_YET, [when])
    if any(each.state == N.ACCEPTED for each in nominees):
        task = Task("Ballot", Badge("To be opened", "due"), [f"Nominations have closed. {RUN} open the ballot."])
        if viewer.manages:
            task.button = Link("Open the ballot", address(appointment, "open_ballot"))
            task.links.append(Link("Open nominations again", address(appointment, "reopen")))
        return task
    lines = ["Nobody has accepted, so there is no name for a ballot. Talk to those who were named, or name others."]
    task = Task("Ballot", Badge("No name", "late"), lines)
    if viewer.manages:
        task.button = Link("Open nominations again", address(appointment, "reopen"))
    return task


def _open_ballot(appointment: Appointment, now: datetime, viewer: Viewer) -> Task:
    ballot = appointment.ballot
    if ballot is None:
        return Task("Ballot", NOT_YET)
    if ballot.state(now) != BallotState.OPEN:
        return Task("Ballot", Badge("Closed"), ["It is being counted. Nobody has to do anything."])
    lines = [f"Each of {plural(ballot.electors, 'elector')} votes once. Round {in_words(ballot.round)}."]
    left, until = clock(ballot.closes_at, now), date_and_clock(ballot.closes_at)
    task = Task("Ballot", Badge("Open", "due"), lines, clock=left, when=until)
    if viewer.votes:
        task.button = Link("Go to the ballot", reverse("ballots:vote", args=[appointment.group.slug, ballot.number]))
    task.links.append(Link("How it stands", reverse("ballots:result", args=[appointment.group.slug, ballot.number])))
    return task
