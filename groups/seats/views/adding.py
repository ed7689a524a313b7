"""A new seat: whose it is, then what it is."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.parts import Option
from gpleadership.lib.words import plural
from groups.reference.enums import Kind
from groups.reference.models import Organisation
from groups.seats import actions
from groups.seats.enums import Constituency, SeatClass
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.seats import SeatForm
from groups.seats.policies.seats import OF_KIND
from groups.seats.queries.organisations import offered, seatable
from groups.seats.views.found import done
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def choose_organisation(request: GroupRequest) -> HttpResponse:
    """Whose seat it is: an organisation of the place, another leader, or a partner."""
    asked = request.GET.get("q", "").strip()
    address = reverse("seats:add_seat", args=[request.group.slug])
    options = [_option(organisation, address) for organisation in offered(request.group, asked)]
    context = {"group": request.group, "asked": asked, "options": options, "address": address}
    return page(request, "groups/seats/choose_organisation.html", context, block="matches")


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def add_seat(request: GroupRequest) -> HttpResponse:
    """What the seat is."""
    organisation = _organisation(request)
    fixed = OF_KIND.get(Kind(organisation.kind), Constituency.OTHER) if organisation else ""
    form = SeatForm(typed(request), initial=_initial(request, organisation), fixed_constituency=fixed)
    if form.is_valid():
        fields = {"constituency": fixed} | form.cleaned_data
        seat = attempt(
            form, lambda: actions.add_seat(request.group, **fields, organisation=organisation, by=request.user)
        )
        if seat:
            sentence = f"The seat “{seat}” was added. Nobody sits in it yet."
            return done(request, sentence, "seats:fill", seat=seat.pk, part="holder")
    context = {"group": request.group, "form": form, "organisation": organisation, "fixed": fixed}
    return page(request, "groups/seats/add.html", context)


def _organisation(request: GroupRequest) -> Organisation | None:
    """The organisation of the place that the address names; None for another leader or a partner."""
    asked = request.GET.get("organisation", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    return get_object_or_404(seatable(request.group), pk=int(asked))


def _initial(request: GroupRequest, organisation: Organisation | None) -> dict[str, object]:
    if organisation:
        return {"title": organisation.name[:120]}
    if request.GET.get("kind") == Constituency.PARTNER:
        return {"constituency": Constituency.PARTNER, "seat_class": SeatClass.IN_ATTENDANCE}
    return {"constituency": Constituency.OTHER}


def _option(organisation: Organisation, address: str) -> Option:
    seats = organisation.seat_count  # type: ignore[attr-defined]
    has = f"has {plural(seats, 'seat')}" if seats else "has no seat"
    code = f", {organisation.ods_code}" if organisation.ods_code else ""
    note = f"{Kind(organisation.kind).label}{code}, {has}"
    return Option(str(organisation.pk), organisation.name, note, f"{address}?organisation={organisation.pk}")
