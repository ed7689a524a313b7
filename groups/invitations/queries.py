"""Reading invitations for their lists, and checking a list of readers against what is there."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeVar

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gpleadership.lib.dates import today
from groups.invitations.enums import InvitedTo, State
from groups.invitations.models import Invitation, InvitationBase, StaffInvitation
from groups.invitations.states import in_state
from groups.readers.lists import Checked, Known, Line, check_lines
from groups.readers.models import ReaderUpload
from groups.readers.queries import open_invitations, readers_of
from groups.reference.models import Organisation, System
from groups.reference.queries import practice_rows
from groups.tenancy.models import LeadershipGroup, SystemStaffTerm

AnyInvitation = TypeVar("AnyInvitation", bound=InvitationBase)
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "who": ("email", "pk"),
    "what": ("to", "seat__title", "practice__name", "office", "email"),
    "invited": ("invited_at", "pk"),
    "expires": ("expires_at", "pk"),
}
DEFAULT_SORT: Final = "-invited"


class Asked(NamedTuple):
    """What the address asks of a list: words, state, kind and order; what means nothing is left out."""

    words: str
    state: str
    to: str
    sort: str


def asked(query: Mapping[str, Any]) -> Asked:
    """Read it off the address."""
    state, to, sort = (str(query.get(name, "")) for name in ("state", "to", "sort"))
    return Asked(
        str(query.get("q", "")).strip()[:100],
        state if state in State.values else "",
        to if to in InvitedTo.values else "",
        sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
    )


def invitations(group: LeadershipGroup, wanted: Asked) -> QuerySet[Invitation]:
    """The group's invitations that are asked for, in order, each with what it names."""
    found = group.invitations.select_related("seat", "practice", "invited_by", "accepted_by")
    if wanted.to:
        found = found.filter(to=wanted.to)
    return _ordered(_narrowed(found, wanted), wanted.sort)


def staff_invitations(system: System, wanted: Asked) -> QuerySet[StaffInvitation]:
    """The same for a system's staff."""
    found = system.invitations.select_related("invited_by", "accepted_by")
    sort = wanted.sort if wanted.sort.removeprefix("-") != "what" else DEFAULT_SORT
    return _ordered(_narrowed(found, wanted), sort)


def _narrowed(found: "QuerySet[AnyInvitation]", wanted: Asked) -> "QuerySet[AnyInvitation]":
    if wanted.words:
        found = found.filter(Q(email__icontains=wanted.words) | Q(full_name__icontains=wanted.words))
    return found.filter(in_state(wanted.state, timezone.now())) if wanted.state else found


def _ordered(found: "QuerySet[AnyInvitation]", sort: str) -> "QuerySet[AnyInvitation]":
    minus = "-" if sort.startswith("-") else ""
    return found.order_by(*(f"{minus}{column}" for column in SORTS[sort.removeprefix("-")]))


def counts(found: "QuerySet[AnyInvitation]") -> dict[str, int]:
    """How many there are in each state, in one query."""
    now = timezone.now()
    return found.order_by().aggregate(**{state.value: Count("pk", filter=in_state(state, now)) for state in State})


def staff_of(system: System) -> list[SystemStaffTerm]:
    """Who is on a system's staff now, by name."""
    now = timezone.now()
    not_over = Q(period__endswith__isnull=True) | Q(period__endswith__gt=now)
    return list(system.staff_terms.filter(not_over).select_related("person").order_by("person__full_name", "pk"))


def checked_lines(group: LeadershipGroup, upload: ReaderUpload) -> list[Checked]:
    """The lines of a list with what is wrong with each now; four queries, however long it is."""
    lines = [Line(*row) for row in upload.rows]
    now = timezone.now()
    practices = {row.code: (row.practice_id, row.name) for row in practice_rows([group.place_id], today())}
    codes = {line.code for line in lines} - set(practices)
    elsewhere = Organisation.objects.filter(ods_code__in=codes).values_list("ods_code", "name", "kind")
    readers = readers_of(group, now)
    known = Known(
        place=group.place_name if hasattr(group, "place_name") else group.place.name,
        practices=practices,
        others={str(code): (name, kind) for code, name, kind in elsewhere},
        reading=frozenset((pk, each.person.email) for pk, found in readers.items() for each in found),
        asked={(each.practice_id, each.email): each.invited_at for each in open_invitations(group, now)},
    )
    return check_lines(lines, known)
