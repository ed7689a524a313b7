"""One seat: its page, what it is, its place in the list, and taking it away."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.seats import actions
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.seats.forms.seats import EditSeatForm, WithdrawForm
from groups.seats.models import Seat
from groups.seats.policies.seats import open_terms
from groups.seats.presenters.hub import hub
from groups.seats.presenters.people import what_closes
from groups.seats.queries.closing import OF_SEATS, closing
from groups.seats.queries.terms import endings, running_or_fresh
from groups.seats.views.found import asking, core, done, seat_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def seat_page(request: GroupRequest, seat: int) -> HttpResponse:
    """Who sits in a seat, and everything that can be changed about it."""
    found = seat_or_404(request, seat)
    terms = running_or_fresh(found)
    words = hub(found, terms, endings(request.group.pk, terms), request.group.slug, timezone.now())
    acts = words.deputy is not None and core(found)  # the button beside a deputy asks nothing more
    return asking(request, "groups/seats/seat.html", {"seat": found, "hub": words}, core=acts)


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def edit(request: GroupRequest, seat: int) -> HttpResponse:
    """Change what a seat is."""
    found = seat_or_404(request, seat)
    form = EditSeatForm(typed(request), initial=_initial(found))
    if form.is_valid():
        changed = attempt(form, lambda: actions.edit_seat(found, **form.cleaned_data, by=request.user))
        if changed:
            return done(request, f"{changed} was changed.", "seats:seat", seat=found.pk)
        seen(form, _now(request, found))
    return asking(request, "groups/seats/edit.html", {"seat": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def withdraw(request: GroupRequest, seat: int) -> HttpResponse:
    """Take a seat from the table, after saying who loses what."""
    found = seat_or_404(request, seat)
    terms, form = open_terms(found), WithdrawForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.withdraw_seat(found, **form.cleaned_data, by=request.user)):
        return done(request, f"The seat “{found}” was withdrawn. Its history stays.", "seats:members")
    losing = [closing(request.group, term.person, roles=OF_SEATS, subjects=[term.pk]) for term in terms]
    context = {"seat": found, "form": form, "losing": [what_closes(each) for each in losing]}
    return asking(request, "groups/seats/withdraw.html", context, core=core(found))


@require_POST
@group_view(Capability.MANAGE)
def move(request: GroupRequest, seat: int) -> HttpResponse:
    """Move a seat up or down among those it is shown with."""
    found = seat_or_404(request, seat)
    up = request.POST.get("way") == "up"
    moved = actions.move_seat(found, up=up, by=request.user)
    way = "up" if up else "down"
    sentence = f"{found} was moved {way}." if moved else f"{found} cannot move further {way}."
    return done(request, sentence, "seats:seat", seat=found.pk)


def _initial(seat: Seat) -> dict[str, object]:
    names = ("title", "constituency", "seat_class", "votes", "needed_for_quorum", "version")
    return {name: getattr(seat, name) for name in names}


def _now(request: GroupRequest, seat: Seat) -> int:
    """The version that the person has now been told of: saving again is then their choice."""
    return request.group.seats.values_list("version", flat=True).get(pk=seat.pk)
