"""A group's life as platform staff see it: started as a draft, activated, closed."""

from typing import cast

from django.db import IntegrityError
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.founding.policies import check_can_activate, check_can_close, check_can_found, check_can_offer_chair
from groups.founding.queries import is_led
from groups.invitations.actions import invite_founding, invite_to_office, resend
from groups.invitations.enums import InvitedTo
from groups.invitations.models import Invitation
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.models import Place
from groups.seats.enums import Office
from groups.tenancy.enums import GroupStatus
from groups.tenancy.grants import grant_all
from groups.tenancy.models import LeadershipGroup


def start_group(
    place: Place, *, name: str, slug: str, chair_name: str, chair_email: str, by: Person
) -> LeadershipGroup:
    """Start a draft and invite its chair-to-be. It blocks nobody: others may start one too. Raises `Refused`."""
    check_can_found(by, place)
    try:
        with system_scope("a draft is founded: its group is not there yet"):
            group = LeadershipGroup.objects.create(place=place, name=name, slug=slug)
            grant_all([group])
            after = {"place": place.pk, "name": name, "slug": slug}
            for chain in (PLATFORM, group.pk):
                record(chain, "group started as a draft", by=by, subject=group, after=after)
            invite_founding(group, email=chair_email, full_name=chair_name, by=by)
    except IntegrityError as error:
        if "slug" not in str(error):
            raise
        raise Refused(
            "This address is taken. Choose another, for example with the county’s name.", field="slug"
        ) from error
    return group


def activate_group(group: LeadershipGroup, *, by: Person) -> LeadershipGroup:
    """Make a group that is ready its place's one active group. Raises `Refused`, also if another came first."""
    try:
        with system_scope("platform staff activate a group"):
            group = _held(group)
            check_can_activate(group, by)
            group.status, group.activated_at = GroupStatus.ACTIVE, timezone.now()
            _save(group, "group activated", before={"status": GroupStatus.READY.value}, by=by)
    except IntegrityError as error:
        if "group_one_active_in_a_place" not in str(error):
            raise
        raise Refused(
            f"Another group of {group.place} was activated just now. A place has one active group, never two."
        ) from error
    return group


def close_group(group: LeadershipGroup, *, reason: str, by: Person) -> LeadershipGroup:
    """Close a group or give up a draft: nobody opens its pages any more, its records stay. Raises `Refused`."""
    with system_scope("platform staff close a group"):
        group = _held(group)
        check_can_close(group, by, reason)
        before = {"status": group.status}
        group.status = GroupStatus.CLOSED
        group.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
        group.founding_drafts.all().delete()
        _save(group, "group closed", before=before, reason=reason.strip(), by=by)
    return group


def ask_again(group: LeadershipGroup, *, by: Person) -> Invitation:
    """Send the chair-to-be's invitation once more, its days counted from now. Raises `Refused`."""
    with system_scope("staff send the invitation to found a group again"):
        group = _held(group)
        check_can_found(by, group.place)
        invitation = group.invitations.filter(to=InvitedTo.FOUNDING, withdrawn_at=None).order_by("-invited_at").first()
        if invitation is None or group.status != GroupStatus.DRAFT:
            raise Refused("Nobody is being asked to found this group.")
        return cast("Invitation", resend(invitation, by=by))


def offer_chair(group: LeadershipGroup, *, full_name: str, email: str, by: Person) -> Invitation:
    """Invite somebody to chair an active group whose chair and secretariat have all ended. Raises `Refused`."""
    with system_scope("platform staff find a chair for a group that nobody runs"):
        group = _held(group)
        check_can_offer_chair(group, by, led=is_led(group))
        for chain in (PLATFORM, group.pk):
            record(chain, "chair offered", by=by, subject=group, personal={"name": full_name, "email": email})
        return invite_to_office(group, Office.CHAIR, email=email, full_name=full_name, by=by)


def _held(group: LeadershipGroup) -> LeadershipGroup:
    return LeadershipGroup.objects.select_for_update(no_key=True, of=("self",)).select_related("place").get(pk=group.pk)


def _save(group: LeadershipGroup, verb: str, *, before: dict[str, str], reason: str = "", by: Person) -> None:
    group.version += 1
    group.save(update_fields=["status", "activated_at", "version"])
    personal = {"reason": reason} if reason else None
    for chain in (PLATFORM, group.pk):
        record(chain, verb, by=by, subject=group, before=before, after={"status": group.status}, personal=personal)
