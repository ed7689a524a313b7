"""Reading for the pages of founding."""

from collections.abc import Mapping

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gpleadership.lib.dates import today
from groups.founding.enums import ChangeState
from groups.founding.models import ProposedChange
from groups.founding.rules import Body, propose_quorum, propose_seats
from groups.invitations.enums import InvitedTo
from groups.invitations.models import Invitation
from groups.reference.actions.slugs import free_slug
from groups.reference.listings import sorted_by
from groups.reference.models import Organisation, Place, PlaceOrganisation
from groups.reference.queries import organisations_of_place
from groups.seats.enums import Office, Part, SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def bodies_of(place_id: int) -> list[Body]:
    """The organisations of a place today, as the proposal of seats sees them."""
    return [
        Body(spell.organisation_id, spell.organisation.name, spell.organisation.kind)
        for spell in organisations_of_place([place_id], today())
    ]


def council_of(place_id: int) -> Body | None:
    """The council of a place, if one is named."""
    council = Organisation.objects.filter(council_places=place_id).first()
    return Body(council.pk, council.name, council.kind) if council else None


def shared_of(group: LeadershipGroup) -> set[int]:
    """The organisations about which a group may propose a change: those of its place today, and its council."""
    own = organisations_of_place([group.place_id], today()).values_list("organisation_id", flat=True)
    council = Place.objects.filter(pk=group.place_id).values_list("council_id", flat=True)
    return {pk for pk in (*own, *council) if pk}


def seats_at_table(group: LeadershipGroup) -> list[Seat]:
    """The group's seats, but for the one kept for a chair from outside."""
    return list(group.seats.filter(withdrawn_at=None).exclude(Q(**CHAIRS_SEAT)).order_by("position", "pk"))


def spells_of(group: LeadershipGroup) -> QuerySet[PlaceOrganisation]:
    """What the group's place consists of today, and who serves it."""
    return organisations_of_place([group.place_id], today())


def changes_of(group: LeadershipGroup) -> QuerySet[ProposedChange]:
    """The changes that a group proposed, the newest first."""
    return group.proposed_changes.select_related("place", "organisation", "proposed_by", "decided_by")


# ---- For platform staff ----


def changes(state: str) -> QuerySet[ProposedChange]:
    """Proposed changes of all groups; only those that wait unless all are asked for. Needs platform staff's scope."""
    found = ProposedChange.objects.select_related("group", "place", "organisation", "proposed_by", "decided_by")
    return (
        found.order_by("-proposed_at")
        if state == "all"
        else found.filter(state=ChangeState.WAITING).order_by("proposed_at")
    )


def group_at(slug: str) -> LeadershipGroup | None:
    """The group of this address, with its place."""
    return LeadershipGroup.objects.select_related("place").filter(slug=slug).first()


def groups_of(place: Place) -> QuerySet[LeadershipGroup]:
    """A place's groups, but for those given up."""
    return LeadershipGroup.objects.filter(place=place).exclude(status=GroupStatus.CLOSED).order_by("-created_at")


def ready_groups() -> QuerySet[LeadershipGroup]:
    """Groups whose chairs-to-be wait for activation, the longest first."""
    return LeadershipGroup.objects.filter(status=GroupStatus.READY).select_related("place").order_by("created_at")


def seat_counts(group: LeadershipGroup) -> dict[str, int]:
    """How many seats a group has, and how many of them somebody holds now."""
    return group.seats.filter(withdrawn_at=None).aggregate(
        seats=Count("pk", distinct=True),
        filled=Count("pk", distinct=True, filter=Q(terms__part="holder", terms__period__contains=timezone.now())),
    )


def is_led(group: LeadershipGroup) -> bool:
    """Whether a chair or secretariat is in office now, so that somebody manages the group."""
    return group.office_terms.filter(
        office__in=[Office.CHAIR, Office.SECRETARIAT], period__contains=timezone.now()
    ).exists()


def founding_invitations(group: LeadershipGroup) -> list[Invitation]:
    """The invitations to found a group, the latest first."""
    return list(group.invitations.filter(to=InvitedTo.FOUNDING).order_by("-invited_at"))


def active_elsewhere(group: LeadershipGroup) -> LeadershipGroup | None:
    """Another group that is the place's active one."""
    return LeadershipGroup.objects.filter(place=group.place_id, status=GroupStatus.ACTIVE).exclude(pk=group.pk).first()


def change_at(pk: int) -> ProposedChange | None:
    """The proposed change of this number. Needs platform staff's scope."""
    return changes("all").filter(pk=pk).first()


GROUP_SORTS = {"name": "name", "place": "place__name", "status": "status", "started": "created_at"}


def sort_of(asked: Mapping[str, str]) -> str:
    """The order that was asked for, if there is such a one."""
    return sorted_by(GROUP_SORTS, asked.get("sort", ""))[0]


def all_groups(asked: Mapping[str, str]) -> QuerySet[LeadershipGroup]:
    """Groups by name or place, by state, in the order asked for."""
    found = LeadershipGroup.objects.select_related("place")
    if words := asked.get("q", "").strip():
        found = found.filter(Q(name__icontains=words) | Q(place__name__icontains=words))
    if asked.get("status") in GroupStatus.values:
        found = found.filter(status=asked["status"])
    return found.order_by(*sorted_by(GROUP_SORTS, asked.get("sort", ""))[1])


# ---- For founders ----


def slug_for(place: Place) -> str:
    """An address for a place's group that no group has."""
    return free_slug(LeadershipGroup, place.slug)


def proposed_quorum(group: LeadershipGroup) -> int:
    """What to propose before anybody chose: from the seats that there are, or will be proposed."""
    core = [seat for seat in seats_at_table(group) if seat.seat_class == SeatClass.CORE]
    proposed = [one for one in propose_seats(bodies_of(group.place_id)) if one.ticked]
    return propose_quorum(max(1, len(core) or len(proposed)))


def seats_with_people(group: LeadershipGroup) -> list[Seat]:
    """The seats at the table, each with `holder` (a name) and `asked` (who has an open invitation)."""
    now = timezone.now()
    terms = SeatTerm.objects.filter(group=group, seat=OuterRef("pk"), part=Part.HOLDER, period__contains=now)
    asked = Invitation.objects.filter(
        group=group, seat=OuterRef("pk"), part=Part.HOLDER, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    found = group.seats.filter(withdrawn_at=None).exclude(Q(**CHAIRS_SEAT))
    return list(
        found.annotate(
            holder=Subquery(terms.values("person__full_name")[:1]), asked=Subquery(asked.values("email")[:1])
        ).order_by("position", "pk")
    )


def shared_organisation(group: LeadershipGroup, asked: str) -> Organisation | None:
    """An organisation of the group's place by its number."""
    if not asked.isdecimal() or int(asked) not in shared_of(group):
        return None
    return Organisation.objects.get(pk=int(asked))
