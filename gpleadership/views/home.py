"""The page that a signed-in person lands on: what needs me, across all my groups and roles."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gpleadership.lib import dates
from gpleadership.lib.pages import page
from groups.home.needs import needs_of
from groups.home.queries import seats_now
from groups.tenancy import standing, systems
from groups.tenancy.access import PersonRequest, own_view


@require_safe
@own_view
def home(request: PersonRequest) -> HttpResponse:
    """My groups and systems; whoever has one place to go is taken there."""
    groups = standing.all_of(request.user.pk)
    places = systems.all_of(request.user.pk)
    if only := _only_place(request, [group.slug for group, _ in groups], [system.slug for system in places]):
        return HttpResponseRedirect(only)
    ids = [group.pk for group, _ in groups]
    request.scope.widen(read=ids)
    empty = dict.fromkeys(ids, 0)
    for seat in seats_now(ids):
        empty[seat.group_id] += seat.is_core and seat.person_id is None
    names = {group.pk: group.name for group, _ in groups}
    needs = needs_of(groups, request.user.pk, dates.today())
    return page(
        request,
        "home.html",
        {
            "groups": [(group, role, empty[group.pk]) for group, role in groups],
            "systems": places,
            "needs": [(names.get(need.group_id, ""), need.duty) for need in needs],
        },
    )


def _only_place(request: PersonRequest, groups: list[str], places: list[str]) -> str | None:
    if request.user.is_platform_staff:
        return None if groups or places else reverse("reference:overview")
    if len(groups) == 1 and not places:
        return reverse("home:group", args=groups)
    if len(places) == 1 and not groups:
        return reverse("roster:places", args=places)
    return None
