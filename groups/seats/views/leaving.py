"""The chair leaves early: who acts, then when and why."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from groups.people.models import Person
from groups.seats import actions
from groups.seats.enums import Office
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.offices import LeaveForm
from groups.seats.leaving import something_follows
from groups.seats.models import OfficeTerm
from groups.seats.presenters import leaving as words
from groups.seats.presenters.people import options, what_closes
from groups.seats.queries.closing import Closing, closing_of_chair
from groups.seats.queries.offices import Leads, leads
from groups.seats.queries.people import matching
from groups.seats.views.found import asking, done_to_somebody, person_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def leave_early(request: GroupRequest) -> HttpResponse:
    """The deputy chair acts; where there is none, somebody is chosen first."""
    found = leads(request.group, timezone.now())
    if request.method != "POST" and found.chair and found.would_act is None:
        return redirect(reverse("seats:choose_acting", args=[request.group.slug]))
    return _leave(request, found, None)


@require_safe
@group_view(Capability.MANAGE)
def choose_acting(request: GroupRequest) -> HttpResponse:
    """Who acts as chair where there is no deputy chair."""
    asked, slug = request.GET.get("q", "").strip(), request.group.slug
    chair = leads(request.group, timezone.now()).chair
    people = [who for who in matching(request.group, asked) if chair is None or who.pk != chair.person_id]
    context = {
        "group": request.group,
        "back": ("Offices", reverse("seats:offices", args=[slug])),
        "heading": "Who acts until a chair is appointed?",
        "invite": None,
        "address": reverse("seats:choose_acting", args=[slug]),
        "asked": asked,
        "options": options(people, lambda who: reverse("seats:leave_with", args=[slug, who.pk])),
    }
    return page(request, "groups/seats/choose_person.html", context, block="matches")


@ASKS
@group_view(Capability.MANAGE)
def leave_with(request: GroupRequest, person: int) -> HttpResponse:
    """Somebody who was chosen acts."""
    who = person_or_404(request, person)
    return _leave(request, leads(request.group, timezone.now()), who)


def _leave(request: GroupRequest, found: Leads, acting: Person | None) -> HttpResponse:
    form = LeaveForm(typed(request), initial={"chair": found.chair and found.chair.pk})
    chair = _shown(request, form) or found.chair
    closes = closing_of_chair(request.group, chair) if chair else None
    if form.is_valid() and chair and closes:
        answer = _act(request, form, chair, acting, closes)
        if answer:
            return answer
    who = acting or found.would_act
    context = {
        "chair": chair,
        "who": who,
        "form": form,
        "facts": words.facts(found, who, proposes=something_follows()) if who else [],
        "closes": what_closes(closes) if closes else "",
    }
    return asking(request, "groups/seats/leave_early.html", context)


def _shown(request: GroupRequest, form: LeaveForm) -> OfficeTerm | None:
    """The chair whom the page showed when it was sent: by now it may be somebody else."""
    if not form.is_valid():
        return None
    terms = request.group.office_terms.filter(office=Office.CHAIR).select_related("person")
    return get_object_or_404(terms, pk=form.cleaned_data["chair"])


def _act(
    request: GroupRequest, form: LeaveForm, chair: OfficeTerm, acting: Person | None, closes: Closing
) -> HttpResponse | None:
    now = timezone.now()
    at, why = form.at(now), form.cleaned_data["reason"]
    new = attempt(
        form,
        lambda: actions.chair_leaves_early(
            request.group, at=at, reason=why, acting=acting, chair=chair, by=request.user
        ),
    )
    if new is None:
        return None
    sentence = words.done(chair, new, now, proposes=something_follows())
    return done_to_somebody(request, sentence, closes, "seats:offices", at_once=at == now)
