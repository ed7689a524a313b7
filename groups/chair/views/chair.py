"""Who is our chair, and how far the appointment of the next one is."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.parts import Link
from groups.ballots.queries import names_on
from groups.chair import queries
from groups.chair.enums import AppointmentStatus
from groups.chair.links import sections
from groups.chair.presenters.appointment import facts, lede
from groups.chair.presenters.chair import chair_page
from groups.chair.presenters.handover import handover_steps
from groups.chair.presenters.history import history
from groups.chair.presenters.nobody import what_next
from groups.chair.presenters.nominees import cards
from groups.chair.presenters.tasks import tasks
from groups.chair.presenters.viewer import viewer
from groups.chair.presenters.words import WHO_SEES, address
from groups.chair.views.found import appointment_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.SEE_MEMBERS)
def chair(request: GroupRequest) -> HttpResponse:
    """Who is our chair, until when, and how they were chosen."""
    now = timezone.now()
    shown = chair_page(queries.offices(request.group, now), queries.all_of(request.group), now)
    manages = request.standing.can(Capability.MANAGE)
    context = {"group": request.group, "shown": shown, "manages": manages, "added": sections(request.group)}
    return page(request, "groups/chair/chair.html", context)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def appointment(request: GroupRequest, appointment: int) -> HttpResponse:
    """How far an appointment is, and whose turn it is."""
    found, now = appointment_or_404(request, appointment), timezone.now()
    who, nominees = viewer(request.user.pk, request.standing), queries.nominees(found)
    context = {
        "group": request.group,
        "appointment": found,
        "lede": lede(found, nominees, now),
        "tasks": [] if found.status == AppointmentStatus.WITHDRAWN else tasks(found, nominees, now, who),
        "facts": facts(found),
        "cards": cards(found, nominees, who, now),
        "who_sees": WHO_SEES if nominees else "",
        "history": history(queries.steps(found)),
        "next": [],
        "may_withdraw": who.manages and not found.is_over,
    }
    if found.status == AppointmentStatus.NOBODY and found.ballot is not None:
        names, terms = names_on(found.ballot), queries.offices(request.group, now)
        again = Link("Open nominations again", address(found, "reopen")) if who.manages else None
        context["next"] = what_next(found.ballot, names, terms, now, again=again)
    return page(request, "groups/chair/appointment.html", context)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def handover(request: GroupRequest, appointment: int) -> HttpResponse:
    """What passes over on the day, and who does it."""
    found = appointment_or_404(request, appointment, AppointmentStatus.APPOINTED)
    terms = queries.offices_around(request.group, found.office_term)
    steps = handover_steps(found, terms, timezone.now())
    context = {"group": request.group, "appointment": found, "steps": steps}
    return page(request, "groups/chair/handover.html", context)
