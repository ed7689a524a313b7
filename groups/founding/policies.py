"""Who may found, activate and close a group, and when."""

from collections.abc import Collection

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed, plural, small
from groups.founding.enums import ChangeState, Step
from groups.founding.models import FoundingDraft, ProposedChange
from groups.people.models import Person
from groups.reference.models import Place, in_force
from groups.seats.enums import SeatClass
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup, SystemStaffTerm


def can_found(person: Person, place: Place) -> bool:
    """Platform staff found groups anywhere, ICB staff in the places of their system today."""
    if person.is_platform_staff:
        return True
    here = in_force(today(), "system__places__")
    return SystemStaffTerm.objects.filter(
        here, person=person, period__contains=timezone.now(), system__places__place=place
    ).exists()


def check_can_found(person: Person, place: Place) -> None:
    """Raise `Refused` for everybody else, and for a place that has its group."""
    if not can_found(person, place):
        raise Refused("A place’s group is founded by invitation of platform staff, or of its own ICB’s staff.")
    check_no_active_group(place)


def check_no_active_group(place: Place) -> None:
    """One active leadership group in a place, never two."""
    active = LeadershipGroup.objects.filter(place=place, status=GroupStatus.ACTIVE).first()
    if active:
        raise Refused(f"{place} has its group: {active}. A place has one active group, never two.")


def check_draft(group: LeadershipGroup) -> None:
    """The three pages are for a group that is being founded."""
    if group.status != GroupStatus.DRAFT:
        stands = small(group.get_status_display())
        raise Refused(f"{group} is {stands}. Change its seats and people on “Members and seats”.")


def check_done(draft: FoundingDraft) -> None:
    """All three questions are answered."""
    missing = [step.label for step in Step if step.value not in draft.done]
    if missing:
        raise Refused(f"Answer first: {listed(f'“{label}”' for label in missing)}.")


def check_quorum(group: LeadershipGroup) -> None:
    """The quorum can be met by the core seats that there are."""
    core = group.seats.filter(withdrawn_at=None, seat_class=SeatClass.CORE).count()
    if group.quorum > core:
        raise Refused(
            f"A quorum of {group.quorum} cannot be met with {plural(core, 'core seat')}. Lower it, or add seats."
        )


def check_can_activate(group: LeadershipGroup, by: Person) -> None:
    """Platform staff activate a group whose chair-to-be has said it is ready."""
    check_is_platform(by)
    if group.status == GroupStatus.ACTIVE:
        raise Refused(f"{group} is active already.")
    if group.status == GroupStatus.CLOSED:
        raise Refused(f"{group} was closed. Start a new draft for {group.place}.")
    if group.status == GroupStatus.DRAFT:
        raise Refused(f"{group} is still being founded: its chair-to-be has not said yet that it is ready.")
    check_no_active_group(group.place)


def check_can_close(group: LeadershipGroup, by: Person, reason: str) -> None:
    """Platform staff close a group, once, and say why."""
    check_is_platform(by)
    if group.status == GroupStatus.CLOSED:
        raise Refused(f"{group} is closed already.")
    if not reason.strip():
        raise Refused("Say why the group is closed.", field="reason")


def check_can_offer_chair(group: LeadershipGroup, by: Person, *, led: bool) -> None:
    """Platform staff ask somebody to chair an active group that nobody runs; else that is the group's own."""
    check_is_platform(by)
    if group.status != GroupStatus.ACTIVE:
        raise Refused(f"{group} is not active.")
    if led:
        raise Refused(f"{group} has a chair or secretariat: they choose who leads it.")


def check_is_platform(by: Person) -> None:
    """What only platform staff do."""
    if not by.is_platform_staff:
        raise Refused("Only platform staff do this.")


def check_about_own(group: LeadershipGroup, organisation_id: int | None, own: Collection[int]) -> None:
    """A group proposes changes to its own place, and to the organisations of that place."""
    if organisation_id is not None and organisation_id not in own:
        raise Refused("Choose an organisation of your own place.", field="about")


def check_waiting(change: ProposedChange) -> None:
    """A proposed change is decided once."""
    if change.state != ChangeState.WAITING:
        who = change.decided_by.full_name if change.decided_by else "Somebody"
        raise Refused(f"{who} has {small(ChangeState(change.state).label)} this already.")
