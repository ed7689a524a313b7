"""An ICB's staff, for platform staff: who is on it, who was invited, ending somebody's time there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.invitations import actions, presenters, queries
from groups.invitations.forms import InviteStaffForm
from groups.people.access import PersonRequest, platform_view
from groups.reference.fetching import system_at
from groups.seats.forms.base import attempt, succeeds, typed
from groups.seats.forms.terms import WhenForm

PER_PAGE = 25
FILES = {"csv": csv_response, "xlsx": xlsx_response}
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@platform_view
def staff(request: PersonRequest, system: str) -> HttpResponse:
    """Who sees the roster of this system, and who was invited to."""
    found, wanted = system_at(system), queries.asked(request.GET)
    shown = Paginator(queries.staff_invitations(found, wanted), PER_PAGE).get_page(request.GET.get("page"))
    terms = queries.staff_of(found)
    context = {
        "system": found,
        "wanted": wanted,
        "shown": shown,
        "rows": presenters.rows(shown, system, timezone.now()),
        "orders": presenters.ORDERS[:3],
        "states": presenters.STATES,
        "staff": presenters.staff_rows(terms, system),
    }
    return page(request, "groups/invitations/staff.html", context, block="list")


@require_safe
@platform_view
def staff_file(request: PersonRequest, system: str, kind: str) -> HttpResponse:
    """The invitations as a file."""
    found = queries.staff_invitations(system_at(system), queries.asked(request.GET))
    return FILES[kind](f"{system} staff invitations", presenters.HEADER, presenters.values(found, timezone.now()))


@ASKS
@platform_view
def invite(request: PersonRequest, system: str) -> HttpResponse:
    """Invite somebody to the staff."""
    found, form = system_at(system), InviteStaffForm(typed(request))
    if form.is_valid():
        made = attempt(form, lambda: actions.invite_staff(found, **form.cleaned_data, by=request.user))
        if made:
            messages.success(request, presenters.going_out(made))
            return redirect("invitations:staff", system)
    return page(request, "groups/invitations/staff_invite.html", {"system": found, "form": form})


@require_POST
@platform_view
def resend(request: PersonRequest, system: str, invitation: int) -> HttpResponse:
    """Send an invitation again."""
    found = get_object_or_404(system_at(system).invitations, pk=invitation)
    try:
        sent = actions.resend(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        until = long_date(sent.expires_at)
        messages.success(request, f"The invitation goes to {sent.email} again. It works until {until}.")
    return redirect("invitations:staff", system)


@ASKS
@platform_view
def withdraw(request: PersonRequest, system: str, invitation: int) -> HttpResponse:
    """Take an invitation back, after asking."""
    place = system_at(system)
    found = get_object_or_404(place.invitations.select_related("invited_by", "accepted_by"), pk=invitation)
    if request.method == "POST":
        try:
            actions.withdraw(found, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"The invitation to {found.email} is withdrawn. They are not told by email.")
        return redirect("invitations:staff", system)
    context = {"system": place, "row": presenters.rows([found], system, timezone.now())[0]}
    return page(request, "groups/invitations/staff_withdraw.html", context)


@ASKS
@platform_view
def end(request: PersonRequest, system: str, term: int) -> HttpResponse:
    """End somebody's time on the staff, today or on a day."""
    place = system_at(system)
    found, form = get_object_or_404(place.staff_terms.select_related("person"), pk=term), WhenForm(typed(request))
    if form.is_valid() and succeeds(
        form, lambda: actions.end_staff_term(found, at=form.at(timezone.now()), by=request.user)
    ):
        messages.success(
            request, f"{found.person}’s time on the staff ends. They are not told by email. To undo this, invite them."
        )
        return redirect("invitations:staff", system)
    return page(request, "groups/invitations/staff_end.html", {"system": place, "term": found, "form": form})
