"""Inviting somebody to a seat, an office or a practice's reading. The answer is the same whoever is invited."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from groups.invitations import actions, presenters, words
from groups.invitations.forms import InviteForm, InviteTermForm, InviteToSeatForm
from groups.invitations.models import Invitation
from groups.reference.queries import practices_of_place
from groups.seats.enums import Office, Part, SeatClass
from groups.seats.forms.base import attempt, typed
from groups.seats.models import Seat
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.MANAGE)
def choose(request: GroupRequest) -> HttpResponse:
    """To what: a seat, an office, a practice's reading."""
    held = request.group.seat_terms.filter(seat=OuterRef("pk"), part=Part.HOLDER, period__contains=timezone.now())
    seats = request.group.seats.filter(withdrawn_at=None).annotate(filled=Exists(held)).order_by("filled", "position")
    offices = [(office.value, office.label) for office in Office]
    context = {"group": request.group, "seats": list(seats), "offices": offices}
    return page(request, "groups/invitations/choose.html", context)


@ASKS
@group_view(Capability.MANAGE)
def to_seat(request: GroupRequest, seat: int) -> HttpResponse:
    """Invite the holder of a seat, or its deputy (`?part=deputy`)."""
    found: Seat = get_object_or_404(request.group.seats.select_related("group"), pk=seat, withdrawn_at=None)
    part = Part.DEPUTY if request.GET.get("part") == Part.DEPUTY else Part.HOLDER
    form = InviteToSeatForm(typed(request))
    if form.is_valid():
        answers = form.answers(timezone.now())
        made = attempt(form, lambda: actions.invite_to_seat(found, part=part, **answers, by=request.user))
        if made:
            return _done(request, made, "invitations:list")
    heading = f"Invite a deputy for {found}" if part == Part.DEPUTY else f"Invite somebody to the seat of {found}"
    return _ask(request, form, heading, words.SEATS[SeatClass(found.seat_class)], (str(found), _seat(request, found)))


@ASKS
@group_view(Capability.MANAGE)
def to_office(request: GroupRequest, office: str) -> HttpResponse:
    """Invite somebody to an office."""
    if office not in Office.values:
        raise Http404
    form = InviteTermForm(typed(request))
    if form.is_valid():
        answers = form.answers(timezone.now())
        made = attempt(form, lambda: actions.invite_to_office(request.group, office, **answers, by=request.user))
        if made:
            return _done(request, made, "invitations:list")
    chosen = Office(office)
    offices = ("Offices", reverse("seats:offices", args=[request.group.slug]))
    return _ask(request, form, f"Invite somebody as {chosen.label.lower()}", words.OFFICES[chosen], offices)


@ASKS
@group_view(Capability.MANAGE)
def reader(request: GroupRequest, practice: int) -> HttpResponse:
    """Invite somebody to read for a practice of the place."""
    found = get_object_or_404(practices_of_place([request.group.place_id], today()), pk=practice)
    form = InviteForm(typed(request))
    if form.is_valid():
        answers = form.cleaned_data
        made = attempt(form, lambda: actions.invite_reader(request.group, found, **answers, by=request.user))
        if made:
            return _done(request, made, "readers:list")
    heading = f"Invite somebody to read for {found}"
    return _ask(request, form, heading, words.READS, ("Practice readers", _readers(request)), days=30)


def _ask(
    request: GroupRequest, form: InviteForm, heading: str, opens: str, back: tuple[str, str], *, days: int = 14
) -> HttpResponse:
    opens = opens.replace("You ", "They ").replace("your ", "their ")
    context = {"group": request.group, "form": form, "heading": heading, "opens": opens, "back": back, "days": days}
    return page(request, "groups/invitations/invite.html", context)


def _done(request: GroupRequest, made: Invitation, to: str) -> HttpResponse:
    messages.success(request, presenters.going_out(made))
    return redirect(reverse(to, args=[request.group.slug]))


def _seat(request: GroupRequest, seat: Seat) -> str:
    return reverse("seats:seat", args=[request.group.slug, seat.pk])


def _readers(request: GroupRequest) -> str:
    return reverse("readers:list", args=[request.group.slug])
