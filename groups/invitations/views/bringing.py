"""Bringing a list of practice readers: the file, what its lines are like, and the yes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.exports import csv_response
from gpleadership.lib.pages import page
from gpleadership.lib.words import plural
from groups.invitations import actions, presenters, queries
from groups.invitations.forms import ALL, GOOD, ListForm, WhichForm
from groups.readers.models import ReaderUpload
from groups.seats.forms.base import attempt, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])
AT_ONCE = 20
"""So many letters have gone before the page of a job is read."""


@ASKS
@group_view(Capability.MANAGE)
def bring(request: GroupRequest) -> HttpResponse:
    """Choose a file. Nobody is invited before its lines have been looked at."""
    form = ListForm(typed(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = attempt(
            form,
            lambda: actions.bring_readers(request.group, content=file.read(), file_name=file.name, by=request.user),
        )
        if upload:
            return redirect("invitations:check_readers", request.group.slug, upload.pk)
    return page(request, "groups/invitations/bring.html", {"group": request.group, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def check(request: GroupRequest, upload: int) -> HttpResponse:
    """What each line is like, and whether to invite."""
    found = _found(request, upload)
    if found.applied_at is not None:
        messages.info(
            request, f"This list has been used: {plural(found.invited, 'person was', 'people were')} invited."
        )
        return redirect("readers:list", request.group.slug)
    form = WhichForm(typed(request), initial={"which": GOOD})
    if form.is_valid():
        everybody = form.cleaned_data["which"] == ALL
        brought = attempt(form, lambda: actions.invite_brought_readers(found, all_or_nobody=everybody, by=request.user))
        if brought:
            return _done(request, brought)
    lines = queries.checked_lines(request.group, found)
    bad = [each for each in lines if each.problems]
    good = [each for each in lines if not each.problems]
    context = {
        "group": request.group,
        "upload": found,
        "form": form,
        "lede": presenters.list_lede(len(good), len(bad)),
        "good": good,
        "bad": bad,
        "shown": presenters.SHOWN,
        "invite": f"Invite {'these people' if len(good) == 0 else plural(len(good), 'person', 'people')}",
    }
    return page(request, "groups/invitations/check.html", context)


@require_safe
@group_view(Capability.MANAGE)
def problems(request: GroupRequest, upload: int) -> HttpResponse:
    """The lines that are not fine, as a file to mend and bring again."""
    lines = queries.checked_lines(request.group, _found(request, upload))
    rows = presenters.problem_values([each for each in lines if each.problems])
    return csv_response(f"{request.group.slug} lines to mend", presenters.PROBLEM_HEADER, rows)


def _found(request: GroupRequest, upload: int) -> ReaderUpload:
    found: ReaderUpload = get_object_or_404(request.group.reader_uploads, pk=upload)
    found.group = request.group
    return found


def _done(request: GroupRequest, brought: actions.Brought) -> HttpResponse:
    left = f" {plural(brought.left_out, 'line was', 'lines were')} left out." if brought.left_out else ""
    who = plural(brought.invited, "invitation goes", "invitations go")
    messages.success(
        request, f"{who} out now and work for 30 days.{left} To undo one, withdraw it from the list of invitations."
    )
    if brought.invited > AT_ONCE:
        return redirect("jobs:job", brought.job.public_id)
    return redirect(reverse("readers:list", args=[request.group.slug]))
