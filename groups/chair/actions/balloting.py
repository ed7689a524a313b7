"""The ballot over those who have accepted, and what follows when it has ended."""

from datetime import datetime

from django.utils import timezone

from groups.ballots.actions import Named
from groups.ballots.actions import open_ballot as open_a_ballot
from groups.ballots.enums import BallotKind, Ending
from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.chair import policies
from groups.chair.actions._keeping import hold, hold_alone, move
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment
from groups.chair.queries import standing
from groups.log.whole import whole
from groups.people.models import Person


@whole()
def open_ballot(appointment: Appointment, *, closes_at: datetime, by: Person) -> Ballot:
    """Open the ballot, or its next round, over those who have accepted. Raises `Refused`.

    The electors are those of this moment; they are told by letter. One name is enough.
    """
    appointment, now = hold(appointment), timezone.now()
    stand = standing(appointment)
    policies.check_can_ballot(appointment, stand, now)
    ballot = open_a_ballot(
        appointment.group,
        BallotKind.CHAIR,
        names=[Named(each.person, each.about, each.statement) for each in stand],
        floor=appointment.floor,
        closes_at=closes_at,
        round_number=appointment.steps.filter(status=AppointmentStatus.BALLOTING).count() + 1,
        by=by,
    )
    move(
        appointment,
        AppointmentStatus.BALLOTING,
        "chair appointment went to ballot",
        by=by,
        ballot=ballot,
        changes={"ballot": ballot},
    )
    return ballot


@whole()
def follow(ballot: Ballot) -> None:
    """Let the appointment go on when its ballot has ended: somebody is chosen, nobody is, or it is held again."""
    found = Appointment.objects.filter(
        group_id=ballot.group_id, ballot_id=ballot.pk, status=AppointmentStatus.BALLOTING
    ).first()
    if found is None:
        return
    appointment = hold_alone(found, ballot.group)
    if appointment.status != AppointmentStatus.BALLOTING:
        return
    if ballot.ending == Ending.ABANDONED:
        reason = ballot.why_ended
        move(
            appointment, AppointmentStatus.AGAIN, "chair ballot to be held again", by=None, reason=reason, ballot=ballot
        )
        return
    elected = Published.from_json(ballot.result).elected
    if elected is None:
        move(appointment, AppointmentStatus.NOBODY, "nobody trusted by all as chair yet", by=None, ballot=ballot)
        return
    person = ballot.candidates.get(position=elected).person_id
    chosen = appointment.nominations.select_related("person").get(person_id=person)
    move(appointment, AppointmentStatus.CHOSEN, "chair chosen", by=None, ballot=ballot, changes={"chosen": chosen})
