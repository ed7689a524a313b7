"""Giving a seat to somebody: who, then from when until when."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from gpleadership.lib.words import small
from groups.seats import actions
from groups.seats.enums import Part
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import SeatTermForm
from groups.seats.models import SeatTerm
from groups.seats.presenters.people import invitation, options
from groups.seats.queries.people import matching
from groups.seats.views.found import asking, core, done, part_or_404, person_or_404, seat_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def fill(request: GroupRequest, seat: int, part: str) -> HttpResponse:
    """Who sits there: somebody by e-mail, or somebody who stands in the group already."""
    found, asked, slug = seat_or_404(request, seat), request.GET.get("q", "").strip(), request.group.slug
    chosen = part_or_404(part)
    here = {"group": slug, "seat": found.pk, "part": chosen.value}
    people = matching(request.group, asked)
    context = {
        "group": request.group,
        "back": (str(found), reverse("seats:seat", args=[slug, found.pk])),
        "heading": f"Fill this seat: {found}" if chosen == Part.HOLDER else f"A deputy for {found}",
        "invite": invitation("invite_to_seat", {"group": slug, "seat": found.pk}, part=chosen),
        "address": reverse("seats:fill", kwargs=here),
        "asked": asked,
        "options": options(people, lambda person: reverse("seats:appoint", kwargs=here | {"person": person.pk})),
    }
    return page(request, "groups/seats/choose_person.html", context, block="matches")


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def appoint(request: GroupRequest, seat: int, part: str, person: int) -> HttpResponse:
    """From when until when somebody of the group sits there."""
    found, chosen, who = seat_or_404(request, seat), part_or_404(part), person_or_404(request, person)
    form = SeatTermForm(typed(request))
    if form.is_valid():
        term = attempt(
            form,
            lambda: actions.appoint(
                found,
                who,
                part=chosen,
                begins=form.begins(timezone.now()),
                ends=form.ends,
                job_title=form.cleaned_data["job_title"],
                by=request.user,
            ),
        )
        if term:
            return done(request, _appointed(term), "seats:seat", seat=found.pk)
    context = {"seat": found, "part": chosen, "who": who, "form": form}
    return asking(request, "groups/seats/appoint.html", context, core=core(found))


def _appointed(term: SeatTerm) -> str:
    what = "has the seat" if term.part == Part.HOLDER else f"is {small(Part.DEPUTY.label)} of the seat"
    begins = f" from {long_date(term.period.lower)}" if term.period.lower > timezone.now() else ""
    return f"{term.person} {what} of {term.seat}{begins}. They are not told by email: tell them yourself."
