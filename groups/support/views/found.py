"""What the addresses name, found through the group; and the way on after something was done."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from groups.support.models import SupportRole
from groups.support.queries import roles
from groups.tenancy.access import GroupRequest


def role_or_404(request: GroupRequest, role: int) -> SupportRole:
    """A role of the group."""
    return get_object_or_404(roles(request.group), pk=role)


def month_or_404(text: str) -> date:
    """A month by its name in the address, like 2026-10."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None


def done(request: GroupRequest, sentence: str) -> HttpResponse:
    """Say what was done, and go back to the overview."""
    messages.success(request, sentence)
    return redirect("support:support", request.group.slug)
