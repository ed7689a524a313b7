"""Handing over the chair: who follows, then when. One ends and the other begins in one step."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from groups.seats import actions
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import HandOverForm
from groups.seats.policies.offices import running_chair
from groups.seats.presenters.leaving import handed_over
from groups.seats.presenters.people import options, what_closes
from groups.seats.queries.closing import closing_of_chair
from groups.seats.queries.people import matching
from groups.seats.views.found import asking, done_to_somebody, person_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def hand_over(request: GroupRequest) -> HttpResponse:
    """Who follows as chair: anybody who stands in the group, a manager too."""
    asked, slug = request.GET.get("q", "").strip(), request.group.slug
    chair = running_chair(request.group.pk, timezone.now())
    people = [who for who in matching(request.group, asked) if not chair or chair.acting or who.pk != chair.person_id]
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
    what = closing_of_chair(request.group, chair) if chair else None
    form = HandOverForm(typed(request))
    if form.is_valid():
        at = form.at(now)
        new = attempt(
            form, lambda: actions.hand_over_chair(request.group, to=who, at=at, ends=form.ends, by=request.user)
        )
        if new and what:
            sentence = handed_over(new, what.person, now)
            return done_to_somebody(request, sentence, what, "seats:offices", at_once=at == now)
    context = {"chair": chair, "who": who, "form": form, "closes": what_closes(what) if what else ""}
    return asking(request, "groups/seats/hand_over.html", context)
