"""The way on after something was done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from groups.tenancy.access import GroupRequest


def done(request: GroupRequest, sentence: str) -> HttpResponse:
    """Say what was done, and go on to the page of the pulse."""
    messages.success(request, sentence)
    return redirect("pulse:pulse", request.group.slug)
