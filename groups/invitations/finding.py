"""Following a link: from its token to the one invitation it names, with its group's rows open.

Whoever follows a link has no standing yet, so the keeper resolves it (migration 0004); the view that is
opened shows the invitation and nothing else of the group.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gpleadership.lib.scopes import open_scope
from groups.invitations.models import AnInvitation, Invitation, StaffInvitation
from groups.invitations.tokens import hashed
from groups.log.models import PLATFORM


@contextmanager
def opened(token: str, *, person: int | None, writing: bool) -> Iterator[AnInvitation | None]:
    """What the link names, in a scope that reads its group and, if `writing`, writes it; None for a wrong token."""
    link = hashed(token)
    group, pk = _of_group(link)
    chain = PLATFORM if group is None else group
    with open_scope(person=person, read=[chain], write=[chain] if writing else ()):
        yield _staff(link) if pk is None else in_group(pk)


def _of_group(link: str) -> tuple[int | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT group_id, invitation_id FROM gpl_invitation_by_link(%s)", [link])
        group, pk = cursor.fetchone() or (None, None)
        return group, pk


def in_group(pk: int, *, lock: bool = False) -> Invitation | None:
    """A group's invitation with what it names, nobody else's to change if `lock`."""
    rows = Invitation.objects.select_related("group__place", "seat", "practice", "invited_by", "accepted_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(pk=pk).first()


def to_staff(pk: int, *, lock: bool = False) -> StaffInvitation | None:
    """The same of an invitation to an ICB's staff."""
    rows = StaffInvitation.objects.select_related("system", "invited_by", "accepted_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(pk=pk).first()


def held(invitation: AnInvitation) -> AnInvitation:
    """The same invitation as it is now, nobody else's to change until the transaction ends."""
    fresh: AnInvitation | None
    if isinstance(invitation, Invitation):
        fresh = in_group(invitation.pk, lock=True)
    else:
        fresh = to_staff(invitation.pk, lock=True)
    if fresh is None:
        raise LookupError(f"invitation {invitation.pk} is gone")
    return fresh


def _staff(link: str) -> StaffInvitation | None:
    pk = StaffInvitation.objects.filter(token_hash=link).values_list("pk", flat=True).first()
    return None if pk is None else to_staff(pk)
