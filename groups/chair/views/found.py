"""What the addresses name, found through the group; and the way on after something was done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from groups.chair.models import Appointment, Nomination
from groups.chair.policies import can_nominate
from groups.chair.presenters.words import address
from groups.chair.queries import with_all
from groups.tenancy.access import GroupRequest

MAY_NOT = "Core members, the chair, the deputy chair and the secretariat nominate. Ask one of them."


def appointment_or_404(request: GroupRequest, appointment: int, *statuses: str) -> Appointment:
    """An appointment of the group; where statuses are named, in one of them."""
    found = get_object_or_404(with_all(request.group), pk=appointment)
    if statuses and found.status not in statuses:
        raise Http404
    found.group = request.group
    if found.ballot is not None:
        found.ballot.group = request.group
    return found


def nomination_or_404(request: GroupRequest, appointment: int, nomination: int) -> Nomination:
    """A nomination in an appointment of the group."""
    nominations = request.group.nominations.select_related("person", "appointment")
    found = get_object_or_404(nominations, pk=nomination, appointment_id=appointment)
    found.appointment.group = request.group
    return found


def check_nominates(request: GroupRequest) -> None:
    """A 403 in words for whoever may not nominate."""
    if not can_nominate(request.standing):
        raise PermissionDenied(MAY_NOT)


def done(request: GroupRequest, sentence: str, appointment: Appointment, name: str = "appointment") -> HttpResponse:
    """Say what was done, and go on to a page of the appointment."""
    messages.success(request, sentence)
    return redirect(address(appointment, name))
