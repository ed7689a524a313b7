"""Inviting to an ICB's staff, and ending a term there. Platform staff do both."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import required_scope
from groups.invitations.actions._keeping import address, expiry, keep, note, wait_afresh
from groups.invitations.models import StaffInvitation
from groups.invitations.sending import send_staff_later
from groups.invitations.states import OPEN
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.reference.models import System
from groups.seats.policies.terms import check_can_end
from groups.seats.rules.spans import over
from groups.system_roles.actions import clashes_in_words
from groups.tenancy.models import SystemStaffTerm

WAITS = "{} was invited on {} and has not answered. Send that invitation again from the list."


@whole()
def invite_staff(
    system: System, *, email: str, full_name: str = "", job_title: str = "", by: Person
) -> StaffInvitation:
    """Invite somebody to the staff of a system's ICB. Raises `Refused`."""
    email, now = address(email), timezone.now()
    required_scope().widen(write=[PLATFORM])
    there = system.invitations.select_for_update(of=("self",)).filter(OPEN, email=email).first()
    if there is not None and there.expires_at > now:
        raise Refused(WAITS.format(email, long_date(there.invited_at)), field="email")
    invitation = there or StaffInvitation(system=system, email=email)
    invitation.full_name, invitation.job_title = full_name.strip(), job_title.strip()
    invitation.invited_by, invitation.invited_at = by, now
    if there is None:
        invitation.expires_at = expiry(invitation, now)
        _keep_new(invitation)
    else:
        wait_afresh(invitation, now)
        invitation.save()
    note(invitation, "staff invitation made", by=by)
    send_staff_later(invitation, by=by)
    return invitation


def begin_staff_term(invitation: StaffInvitation, person: Person, *, begins: datetime) -> SystemStaffTerm:
    """Let a person be on the staff from an instant on; whoever is already goes on."""
    there = invitation.system.staff_terms.filter(person=person, period__contains=begins).first()
    if there is not None:
        return there
    with clashes_in_words():
        term = SystemStaffTerm.objects.create(
            system=invitation.system,
            person=person,
            period=DateTimeTZRange(begins, None),
            job_title=invitation.job_title,
        )
    _note_term(term, "staff term begun", by=person)
    return term


@whole()
def end_staff_term(term: SystemStaffTerm, *, at: datetime, by: Person) -> SystemStaffTerm:
    """End a person's time on a system's staff: the roster closes to them at that instant. Raises `Refused`."""
    required_scope().widen(write=[PLATFORM])
    rows = SystemStaffTerm.objects.select_for_update(of=("self",)).select_related("person", "system")
    term, now = rows.get(pk=term.pk), timezone.now()
    if over(term.period, now):
        raise Refused(f"{term.person} is no longer on this staff.")
    check_can_end(f"{term.person}’s time on this staff", term.period, at=at, now=now)
    term.period = DateTimeTZRange(term.period.lower, at)
    term.save(update_fields=["period"])
    _note_term(term, "staff term ended", by=by)
    return term


def _keep_new(invitation: StaffInvitation) -> None:
    try:
        with transaction.atomic():
            keep([invitation])
    except IntegrityError as error:
        if "staffinvitation_open_once" not in str(error):
            raise
        raise Refused("Somebody else has just invited this person. Look at the list.", field="email") from error


def _note_term(term: SystemStaffTerm, verb: str, *, by: Person) -> None:
    ends = term.period.upper
    after = {"system": term.system_id, "person": term.person_id, "ends": ends.isoformat() if ends else None}
    record(PLATFORM, verb, by=by, subject=term, after=after, personal={"name": term.person.full_name})
