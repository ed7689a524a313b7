"""Handing over the chair: who follows, then when. One ends and the other begins in one step."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from groups.seats import actions
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import HandOverForm
from groups.seats.policies.offices import running_chair
from groups.seats.presenters.people import options, what_closes
from groups.seats.queries.closing import OF_OFFICES, closing
from groups.seats.queries.people import matching
from groups.seats.views.found import done, done_to_somebody, person_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def hand_over(request: GroupRequest) -> HttpResponse:
    """Who follows as chair: anybody who stands in the group, a manager too."""
    asked, slug = request.GET.get("q", "").strip(), request.group.slug
    chair = running_chair(request.group.pk, timezone.now())
    people = [who for who in matching(request.group, asked) if chair is None or who.pk != chair.person_id]
    context = {
        "group": request.group,
        "back": ("Offices", reverse("seats:offices", args=[slug])),
        "heading": f"Who follows {chair.person} as chair?" if chair else "Who becomes chair?",
        "invite": None,
        "address": reverse("seats:hand_over", args=[slug]),
        "asked": asked,
        "options": options(people, lambda who: reverse("seats:hand_over_to", args=[slug, who.pk])),
    }
    return page(request, "groups/seats/choose_person.html", context, block="matches")


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def hand_over_to(request: GroupRequest, person: int) -> HttpResponse:
    """When the successor begins, after saying what closes to the present chair."""
    who, now = person_or_404(request, person), timezone.now()
    chair = running_chair(request.group.pk, now)
    what = chair and closing(request.group, chair.person, roles=OF_OFFICES, subjects=[chair.pk])
    form = HandOverForm(typed(request))
    if form.is_valid():
        at = form.at(now)
        new = attempt(
            form, lambda: actions.hand_over_chair(request.group, to=who, at=at, ends=form.ends, by=request.user)
        )
        if new and what:
            when = "now" if at == now else f"from {long_date(at)}"
            sentence = f"{who} is chair {when}. Nobody is told by email: tell the group yourself."
            return done_to_somebody(request, sentence, what, "seats:offices", at_once=at == now)
        if new:
            return done(request, f"{who} is chair.", "seats:offices")
    context = {"group": request.group, "chair": chair, "who": who, "form": form}
    return page(request, "groups/seats/hand_over.html", context | {"closes": what_closes(what) if what else ""})
