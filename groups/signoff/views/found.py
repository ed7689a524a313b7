"""What the addresses name, found through the group, and who may read it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from groups.signoff.enums import Outcome
from groups.signoff.models import Party, Round
from groups.tenancy.access import GroupRequest
from groups.tenancy.capabilities import Capability


def round_or_404(request: GroupRequest, pk: int) -> Round:
    """A round of the group; until it is adopted it is for those who read papers."""
    rounds = request.group.signoff_rounds.select_related("opened_by", "closed_by")
    found: Round = get_object_or_404(rounds, pk=pk)
    if found.outcome != Outcome.ADOPTED and not request.standing.can(Capability.READ_PAPERS):
        raise PermissionDenied("What is out for agreement is read by members and those in attendance.")
    return found


def party_or_404(found: Round, pk: int) -> Party:
    """One of the organisations that are asked in it."""
    return get_object_or_404(found.parties.filter(group_id=found.group_id).select_related("group", "round"), pk=pk)
