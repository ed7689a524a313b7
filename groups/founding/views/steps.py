"""The chair-to-be's pages: one question each, in any order, until the group is ready."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import plural
from groups.founding import presenters, queries
from groups.founding.actions import choose_seats, mark_ready, seat_people, set_basis
from groups.founding.actions.steps import draft_of
from groups.founding.forms.basis import MEANING, BasisForm
from groups.founding.forms.people import PeopleForm
from groups.founding.forms.seats import OWN, SeatsForm, line_of_proposal, line_of_seat
from groups.founding.rules import propose_seats, still_to_propose
from groups.reference.forms import say_refusal
from groups.seats.enums import SeatClass
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import GroupStatus

Step = Callable[[GroupRequest], HttpResponse]


def while_drafting(view: Step) -> Step:
    """The pages are for a draft; a group that is ready or active has its own pages."""

    @wraps(view)
    def drafting(request: GroupRequest) -> HttpResponse:
        if request.group.status != GroupStatus.DRAFT:
            return redirect("founding:overview", request.group.slug)
        return view(request)

    return drafting


@require_safe
@group_view(Capability.MANAGE)
def overview(request: GroupRequest) -> HttpResponse:
    """The task list; once ready, what happens next; once active, the members."""
    group = request.group
    if group.status == GroupStatus.ACTIVE:
        return redirect("seats:members", group.slug)
    if group.status == GroupStatus.READY:
        return page(request, "groups/founding/ready.html", {"group": group, "counts": queries.seat_counts(group)})
    draft = draft_of(group)
    context = {"group": group, "tasks": presenters.tasks(group, draft), "lede": presenters.lede(draft)}
    context["next"] = presenters.next_step(draft)
    return page(request, "groups/founding/overview.html", context)


@require_http_methods(["GET", "POST"])
@group_view(Capability.MANAGE)
@while_drafting
def basis(request: GroupRequest) -> HttpResponse:
    """What the group is."""
    group, posted = request.group, request.method == "POST"
    proposed = queries.proposed_quorum(group) if not group.quorum else group.quorum
    shown = {"contact": group.contact, "quorum": proposed, "version": group.version}
    if "basis" in draft_of(group).done:
        shown["basis"] = group.basis
    form = BasisForm(request.POST if posted else None, initial=shown)
    if form.is_valid():
        try:
            set_basis(group, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, version=group.version)
        else:
            return redirect("founding:seats", group.slug)
    context = {"form": form, "group": group, "meaning": {basis.value: words for basis, words in MEANING.items()}}
    return page(request, "groups/founding/basis.html", context)


@require_http_methods(["GET", "POST"])
@group_view(Capability.MANAGE)
@while_drafting
def seats(request: GroupRequest) -> HttpResponse:
    """Who is at the table."""
    group, there = request.group, queries.seats_at_table(request.group)
    proposals = propose_seats(queries.bodies_of(group.place_id), queries.council_of(group.place_id))
    again = "seats" in draft_of(group).done or bool(there)
    left = still_to_propose(proposals, [(seat.organisation_id, seat.title) for seat in there], again=again)
    lines = [*map(line_of_seat, there), *map(line_of_proposal, left)]
    form = SeatsForm(lines, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            choose_seats(group, chosen=list(form.chosen()), by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("founding:people", group.slug)
    context = {"form": form, "group": group, "benches": presenters.benches(lines), "own": OWN}
    return page(request, "groups/founding/seats.html", context)


@require_http_methods(["GET", "POST"])
@group_view(Capability.MANAGE)
@while_drafting
def people(request: GroupRequest) -> HttpResponse:
    """Who sits."""
    group, draft = request.group, draft_of(request.group)
    there = queries.seats_with_people(group)
    free = [seat for seat in there if not (seat.holder or seat.asked)]  # type: ignore[attr-defined]
    shown: dict[str, Any] = {"version": draft.version, "own_seat": draft.own_seat or "0"}
    shown |= {"last_day": draft.last_day} if draft.last_day else {}
    form = PeopleForm(
        free, draft.sitters, request.user.email, request.POST if request.method == "POST" else None, initial=shown
    )
    if form.is_valid():
        try:
            seat_people(group, **form.answers(), by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, version=draft.version)
        else:
            return redirect("founding:check", group.slug)
    return page(request, "groups/founding/people.html", {"form": form, "group": group, "seats": there})


@require_http_methods(["GET", "POST"])
@group_view(Capability.MANAGE)
@while_drafting
def check(request: GroupRequest) -> HttpResponse:
    """All the answers; by POST the invitations go out and the group is ready."""
    group, draft, refused = request.group, draft_of(request.group), ""
    if request.method == "POST":
        try:
            done = mark_ready(group, by=request.user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, f"{plural(done.invited, 'invitation')} sent. Platform staff see {group} as ready."
            )
            return redirect("founding:overview", group.slug)
    there = queries.seats_with_people(group)
    rows = presenters.rows(there, draft)
    context = {
        "group": group,
        "draft": draft,
        "refused": refused,
        "facts": presenters.basis_facts(group),
        "rows": rows,
        "gaps": presenters.gaps(there, rows),
        "core": sum(seat.seat_class == SeatClass.CORE for seat in there),
        "invited": sum(str(seat.pk) in draft.sitters for seat in there),
        "own": any(seat.pk == draft.own_seat for seat in there),
    }
    return page(request, "groups/founding/check.html", context)
