"""Inviting to what a group has: a seat, an office, a practice's reading, founding itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from groups.invitations import policies
from groups.invitations.actions._keeping import address, expiry, keep, note, wait_afresh
from groups.invitations.enums import InvitedTo
from groups.invitations.models import Invitation
from groups.invitations.sending import send_later
from groups.invitations.states import OPEN
from groups.log.whole import whole
from groups.people.models import Person
from groups.readers.policies import check_of_place
from groups.reference.models import Organisation
from groups.seats.models import Seat
from groups.tenancy.models import LeadershipGroup

WAITS = "{} was invited to this on {} and has not answered. Send that invitation again from the list of invitations."


@whole()
def invite_to_seat(
    seat: Seat,
    *,
    part: str,
    email: str,
    full_name: str = "",
    begins: datetime | None = None,
    ends: datetime | None = None,
    job_title: str = "",
    by: Person,
) -> Invitation:
    """Invite somebody to a seat, from `begins` or from when they accept. Raises `Refused`."""
    policies.check_can_invite_to_seat(seat, part=part, begins=begins, ends=ends, now=timezone.now())
    terms = {"part": part, "job_title": job_title.strip(), "term_start": begins, "term_end": ends}
    return _invite(seat.group, InvitedTo.SEAT, email, full_name, by=by, seat=seat, **terms)


@whole()
def invite_to_office(
    group: LeadershipGroup,
    office: str,
    *,
    email: str,
    full_name: str = "",
    begins: datetime | None = None,
    ends: datetime | None = None,
    by: Person,
) -> Invitation:
    """Invite somebody to be chair, deputy chair or secretariat. Raises `Refused`."""
    policies.check_can_invite_to_office(group, office, begins=begins, ends=ends, now=timezone.now())
    terms = {"office": office, "term_start": begins, "term_end": ends}
    return _invite(group, InvitedTo.OFFICE, email, full_name, by=by, **terms)


@whole()
def invite_founding(group: LeadershipGroup, *, email: str, full_name: str = "", by: Person) -> Invitation:
    """Invite the chair-to-be of a draft. Raises `Refused`."""
    return _invite(group, InvitedTo.FOUNDING, email, full_name, by=by)


@whole()
def invite_reader(
    group: LeadershipGroup, practice: Organisation, *, email: str, full_name: str = "", by: Person
) -> Invitation:
    """Invite somebody to read for a practice of the place. Raises `Refused`."""
    check_of_place(group, practice)
    now = timezone.now()
    reading = group.readerships.filter(practice=practice, person__email=address(email), period__contains=now)
    if reading.exists():
        raise Refused(f"{address(email)} reads for {practice} already.", field="email")
    return _invite(group, InvitedTo.PRACTICE, email, full_name, by=by, practice=practice)


class NewReader(NamedTuple):
    """Somebody to be invited to read, checked by whoever calls."""

    practice_id: int
    email: str
    full_name: str


@whole()
def invite_readers(group: LeadershipGroup, readers: Sequence[NewReader], *, by: Person) -> list[Invitation]:
    """Invite many readers at once; their letters go out as one job. Raises `Refused` if one was invited meanwhile."""
    now = timezone.now()
    practices = {reader.practice_id for reader in readers}
    expired = {
        (each.practice_id, each.email): each
        for each in group.invitations.select_for_update().filter(
            OPEN, to=InvitedTo.PRACTICE, practice__in=practices, expires_at__lte=now
        )
    }
    again = [expired[key] for reader in readers if (key := (reader.practice_id, reader.email)) in expired]
    for invitation in again:
        _afresh(invitation, now=now, by=by)
    new = [_reader(group, each, now, by) for each in readers if (each.practice_id, each.email) not in expired]
    _keep_new(new)
    for invitation in (*again, *new):
        note(invitation, "invitation made", by=by)
    return [*again, *new]


def _reader(group: LeadershipGroup, reader: NewReader, now: datetime, by: Person) -> Invitation:
    invitation = Invitation(
        group=group,
        to=InvitedTo.PRACTICE,
        practice_id=reader.practice_id,
        email=reader.email,
        full_name=reader.full_name,
        invited_by=by,
        invited_at=now,
    )
    invitation.expires_at = expiry(invitation, now)
    return invitation


def _invite(
    group: LeadershipGroup, to: InvitedTo, email: str, full_name: str, *, by: Person, **bound: Any
) -> Invitation:
    """One invitation to one thing: a new one, or the one that expired, with another link."""
    email, now = address(email), timezone.now()
    same = {"to": to, "email": email, "seat": None, "part": "holder", "office": "", "practice": None}
    same |= {name: value for name, value in bound.items() if name in same}
    there = group.invitations.select_for_update(of=("self",)).filter(OPEN, **_conditions(same)).first()
    if there is not None and there.expires_at > now:
        raise Refused(WAITS.format(email, long_date(there.invited_at)), field="email")
    invitation = there or Invitation(group=group)
    for name, value in (same | bound | {"full_name": full_name.strip(), "invited_by": by, "invited_at": now}).items():
        setattr(invitation, name, value)
    if there is None:
        invitation.expires_at = expiry(invitation, now)
        _keep_new([invitation])
    else:
        _afresh(invitation, now=now, by=by)
    note(invitation, "invitation made", by=by)
    send_later([invitation], by=by)
    return invitation


def _conditions(same: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value for name, value in same.items()
    }


def _afresh(invitation: Invitation, *, now: datetime, by: Person) -> None:
    invitation.invited_by, invitation.invited_at = by, now
    wait_afresh(invitation, now)
    invitation.save()


def _keep_new(invitations: list[Invitation]) -> None:
    try:
        with transaction.atomic():
            keep(invitations)
    except IntegrityError as error:
        if "invitation_open_once" not in str(error):
            raise
        raise Refused(
            "Somebody else has just invited one of these people to the same. Look at the list of invitations."
        ) from error
