"""What the addresses name, found through the group; and the way on after something was done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from gpleadership.lib.pages import page
from groups.people.models import Person
from groups.seats.cautions import cautions
from groups.seats.enums import Office, Part, SeatClass
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.queries.closing import Closing
from groups.seats.queries.people import known
from groups.tenancy.access import GroupRequest


def seat_or_404(request: GroupRequest, seat: int) -> Seat:
    """A seat of the group that still stands."""
    return get_object_or_404(request.group.seats.select_related("organisation"), pk=seat, withdrawn_at=None)


def term_or_404(request: GroupRequest, term: int) -> SeatTerm:
    """A term in a seat of the group that still stands."""
    terms = request.group.seat_terms.select_related("seat", "person")
    return get_object_or_404(terms, pk=term, seat__withdrawn_at=None)


def office_term_or_404(request: GroupRequest, term: int) -> OfficeTerm:
    """A term of office in the group."""
    return get_object_or_404(request.group.office_terms.select_related("person"), pk=term)


def person_or_404(request: GroupRequest, person: int) -> Person:
    """Somebody who stands in the group; anybody else is not found, whether they have an account or not."""
    return get_object_or_404(known(request.group), pk=person)


def part_or_404(part: str) -> Part:
    """Holder or deputy."""
    if part not in Part.values:
        raise Http404
    return Part(part)


def office_or_404(office: str) -> Office:
    """An office by its name in the address."""
    if office not in Office.values:
        raise Http404
    return Office(office)


def asking(request: GroupRequest, template: str, context: dict[str, Any], *, core: bool = True) -> HttpResponse:
    """A page that asks whether a change of who sits is meant, with what must be known before it.

    `core`: whether it touches a core seat; other seats have no say in anything that could be disturbed.
    """
    known_before = cautions(request.group) if core else []
    return page(request, template, {"group": request.group, "cautions": known_before} | context)


def core(seat: Seat) -> bool:
    """Whether a seat has a say."""
    return seat.seat_class == SeatClass.CORE


def done(request: GroupRequest, sentence: str, to: str, **kwargs: Any) -> HttpResponse:
    """Say what was done, and go on to a page of the group."""
    messages.success(request, sentence)
    return redirect(reverse(to, kwargs={"group": request.group.slug} | kwargs))


def done_to_somebody(
    request: GroupRequest, sentence: str, what: Closing, to: str, *, at_once: bool, **kwargs: Any
) -> HttpResponse:
    """The same after something closed: whoever closed it to themselves goes where they still may."""
    if what.person.pk == request.user.pk and at_once:
        if what.leaves:
            messages.success(request, sentence)
            return redirect(reverse("home"))
        to, kwargs = "seats:members", {}
    return done(request, sentence, to, **kwargs)
