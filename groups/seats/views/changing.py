"""Somebody else takes the seat; the holder becomes the deputy."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from groups.seats import actions
from groups.seats.enums import Part
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import ReplaceForm, WhenForm
from groups.seats.presenters.people import options, what_closes
from groups.seats.queries.closing import OF_SEATS, closing
from groups.seats.queries.people import matching
from groups.seats.views.found import asking, core, done, done_to_somebody, person_or_404, term_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def replace(request: GroupRequest, term: int) -> HttpResponse:
    """Who takes over from somebody."""
    found, asked, slug = term_or_404(request, term), request.GET.get("q", "").strip(), request.group.slug
    here = {"group": slug, "term": found.pk}
    people = [person for person in matching(request.group, asked) if person.pk != found.person_id]
    context = {
        "group": request.group,
        "back": (str(found.seat), reverse("seats:seat", args=[slug, found.seat_id])),
        "heading": f"Who takes over from {found.person} in {found.seat}?",
        "invite": None,
        "address": reverse("seats:replace", kwargs=here),
        "asked": asked,
        "options": options(people, lambda person: reverse("seats:replace_with", kwargs=here | {"person": person.pk})),
    }
    return page(request, "groups/seats/choose_person.html", context, block="matches")


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def replace_with(request: GroupRequest, term: int, person: int) -> HttpResponse:
    """When somebody takes over: one term ends and the other begins."""
    found, who, now = term_or_404(request, term), person_or_404(request, person), timezone.now()
    form = ReplaceForm(typed(request))
    what = closing(request.group, found.person, roles=OF_SEATS, subjects=[found.pk])
    if form.is_valid():
        at, job = form.at(now), form.cleaned_data["job_title"]
        new = attempt(
            form,
            lambda: actions.replace(found, person=who, at=at, ends=form.ends, job_title=job, by=request.user),
        )
        if new:
            when = "now" if at == now else f"on {long_date(at)}"
            part = "holder" if new.part == Part.HOLDER else "deputy"
            sentence = f"{who} takes over from {found.person} as {part} of {found.seat} {when}. Tell them both."
            return done_to_somebody(request, sentence, what, "seats:seat", at_once=at == now, seat=found.seat_id)
    context = {"term": found, "who": who, "form": form, "closes": what_closes(what)}
    return asking(request, "groups/seats/replace.html", context, core=core(found.seat))


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def move_to_deputy(request: GroupRequest, term: int) -> HttpResponse:
    """The holder becomes the deputy."""
    found, now = term_or_404(request, term), timezone.now()
    form = WhenForm(typed(request))
    if form.is_valid():
        new = attempt(form, lambda: actions.move_to_deputy(found, at=form.at(now), by=request.user))
        if new:
            sentence = f"{new.person} becomes the deputy of {found.seat}, which then needs a holder."
            return done(request, sentence, "seats:seat", seat=found.seat_id)
    return asking(request, "groups/seats/move_to_deputy.html", {"term": found, "form": form}, core=core(found.seat))
