"""Proposing a change to shared data, and deciding it."""

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.founding.enums import ChangeState
from groups.founding.models import ProposedChange
from groups.founding.policies import check_about_own, check_is_platform, check_waiting
from groups.founding.queries import shared_of
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


@whole()
def propose_change(group: LeadershipGroup, *, organisation_id: int | None, words: str, by: Person) -> ProposedChange:
    """Ask platform staff to change the group's place, or one of its organisations. Raises `Refused`."""
    check_about_own(group, organisation_id, shared_of(group))
    change = ProposedChange.objects.create(
        group=group,
        place_id=None if organisation_id else group.place_id,
        organisation_id=organisation_id,
        words=words,
        proposed_by=by,
    )
    after = {"place": change.place_id, "organisation": organisation_id}
    record(group.pk, "change proposed", by=by, subject=change, after=after, personal={"words": words})
    return change


def decide_change(change: ProposedChange, *, accept: bool, reason: str, by: Person) -> ProposedChange:
    """Accept or decline a proposed change, with a reason that the group reads. Raises `Refused`."""
    check_is_platform(by)
    if not reason.strip():
        raise Refused("Say why, or what you did. The group reads it.", field="reason")
    with system_scope("platform staff decide a change that a group proposed"):
        change = ProposedChange.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=change.pk)
        check_waiting(change)
        change.state = ChangeState.ACCEPTED if accept else ChangeState.DECLINED
        change.reason, change.decided_by, change.decided_at = reason.strip(), by, timezone.now()
        change.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        for chain in (PLATFORM, change.group_id):
            verb, after = f"proposed change {change.state}", {"state": change.state}
            record(chain, verb, by=by, subject=change, after=after, personal={"reason": change.reason})
    return change
