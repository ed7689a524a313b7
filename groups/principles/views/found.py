"""What the addresses name, found through the group, who may read it, and the way on after something was done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from groups.principles import queries
from groups.principles.enums import PUBLIC
from groups.principles.models import PrincipleVersion
from groups.principles.presenters.cards import address
from groups.principles.queries import Entry
from groups.tenancy.access import GroupRequest
from groups.tenancy.capabilities import Capability


def reads_drafts(request: GroupRequest) -> bool:
    """Whoever reads papers reads what is on its way."""
    return request.standing.can(Capability.READ_PAPERS)


def discusses(request: GroupRequest) -> bool:
    """Core members, and whoever runs the group."""
    return request.standing.can(Capability.CLOSED_ROOM) or request.standing.can(Capability.MANAGE)


def check_reads_drafts(request: GroupRequest) -> None:
    """Practices read what was adopted."""
    if not reads_drafts(request):
        raise PermissionDenied("Drafts of principles are read by members and those in attendance.")


def check_discusses(request: GroupRequest) -> None:
    """The discussion is for members alone."""
    if not discusses(request):
        raise PermissionDenied("The discussion of a draft is for core members, the chair and the secretariat.")


def principle_or_404(request: GroupRequest, pk: int) -> Entry:
    """A principle of the group with its versions; one that was never adopted only for those who read drafts."""
    found = queries.entry_of(request.group, pk)
    if found is None:
        raise Http404
    if found.principle.number is None:
        check_reads_drafts(request)
    return found


def version_or_404(request: GroupRequest, pk: int) -> PrincipleVersion:
    """A version of a principle of the group; one that was never adopted only for those who read drafts."""
    found = get_object_or_404(queries.full(request.group), pk=pk)
    if found.state not in PUBLIC:
        check_reads_drafts(request)
    return found


def done(request: GroupRequest, sentence: str, version: PrincipleVersion) -> HttpResponse:
    """Say what was done, and go on to the version's page."""
    messages.success(request, sentence)
    return redirect(address(version, request.group.slug))
