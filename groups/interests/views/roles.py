"""System roles: declaring one after seeing what it brings, and ending it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import EditedMeanwhile
from groups.interests import queries
from groups.interests.forms.roles import EndRoleForm, SystemRoleForm
from groups.interests.presenters import moves as words
from groups.interests.views.found import check_sits, done, manages, person_of, role_or_404, sitter_or_404
from groups.people.models import Person
from groups.reference.models import System
from groups.seats import actions
from groups.seats.cautions import cautions
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.seats.queries.firewall import moves
from groups.seats.queries.moved import deputies_of, ended_by
from groups.system_roles.models import SystemRole
from groups.system_roles.policies import check_role
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.SEE_MEMBERS)
def system_role(request: GroupRequest) -> HttpResponse:
    """Declare one’s own role in the system."""
    check_sits(request)
    return _declaring(request, request.user)


@ASKS
@group_view(Capability.MANAGE)
def system_role_of(request: GroupRequest, person: int) -> HttpResponse:
    """Declare the role of somebody at the table."""
    return _declaring(request, person_of(sitter_or_404(request, person, timezone.now())))


def _declaring(request: GroupRequest, person: Person) -> HttpResponse:
    """The form; then what will happen, with one button; then it is done."""
    group, now = request.group, timezone.now()
    form = SystemRoleForm(typed(request), near=queries.near_systems(group))
    context: dict[str, Any] = {"group": group, "form": form, "person": person, "own": person == request.user}
    system = _system(form) if form.is_valid() else None
    if system is not None and _may(form, person, system, now):
        if "confirmed" in request.POST:
            role = attempt(form, lambda: _declare(form, person, system, now, by=request.user))
            if role:
                return redirect("interests:system_role_done", group.slug, role.pk)
        elif "change" not in request.POST:
            return page(request, "groups/interests/system_role_confirm.html", context | _preview(context, system, now))
    return page(request, "groups/interests/system_role.html", context)


def _system(form: SystemRoleForm) -> System | None:
    if not form.wanted:
        return form.found()
    found = queries.system_named(form.wanted)
    if found is None:
        form.add_error("other_system", f"No one system is called “{form.wanted[:60]}”. Enter its ODS code, like QE1")
    return found


def _may(form: SystemRoleForm, person: Person, system: System, now: datetime) -> bool:
    """Whether it may be declared; if not, why stands at its field."""
    kind, title = form.cleaned_data["kind"], form.cleaned_data["title"]
    period = form.period(now)
    return succeeds(form, lambda: check_role(person, system, kind=kind, title=title, period=period, now=now))


def _declare(form: SystemRoleForm, person: Person, system: System, now: datetime, *, by: Person) -> SystemRole:
    data = form.cleaned_data
    return actions.declare_system_role(
        person, system, kind=data["kind"], title=data["title"], begins=form.begins(now), ends=form.ends(), by=by
    )


def _preview(context: dict[str, Any], system: System, now: datetime) -> dict[str, Any]:
    form, person, own = context["form"], context["person"], context["own"]
    period, title = form.period(now), form.cleaned_data["title"]
    found = moves(person, system, kind=form.cleaned_data["kind"], period=period)
    return {
        "system": system,
        "title": title,
        "days": words.role_days(period, now),
        "groups": words.what_happens(found, person, title, own=own, now=now),
        "cautions": cautions(context["group"]) if found else [],
        "elsewhere": "" if own else words.ELSEWHERE.format(who=person),
        "sent": {name: value for name, value in form.data.items() if name != "csrfmiddlewaretoken"},
    }


@require_safe
@group_view(Capability.SEE_MEMBERS)
def system_role_done(request: GroupRequest, role: int) -> HttpResponse:
    """What was declared, and what it has changed here."""
    found, now = role_or_404(request, role, timezone.now()), timezone.now()
    seats = ended_by(request.group, found)
    lines, links = words.what_happened(
        found, seats, deputies_of(request.group, seats), request.group.slug, manages=manages(request)
    )
    context = {
        "group": request.group,
        "role": found,
        "own": found.person_id == request.user.pk,
        "days": words.role_days(found.period, now),
        "begun": found.period.lower <= now,
        "lines": lines,
        "links": links,
    }
    return page(request, "groups/interests/system_role_done.html", context)


@ASKS
@group_view(Capability.SEE_MEMBERS)
def end_role(request: GroupRequest, role: int) -> HttpResponse:
    """End a role; nothing comes back by itself."""
    now = timezone.now()
    found = role_or_404(request, role, now)
    form = EndRoleForm(typed(request), initial={"version": found.version})
    if form.is_valid() and succeeds(form, lambda: _end(form, found, now, request.user)):
        return _ended(request, found, form.at(now))
    context = {"group": request.group, "form": form, "role": found, "begun": found.period.lower <= now}
    return page(request, "groups/interests/end_role.html", context)


def _end(form: EndRoleForm, role: SystemRole, now: datetime, by: Person) -> None:
    data = form.cleaned_data
    try:
        actions.end_system_role(role, version=data["version"], at=form.at(now), reason=data["reason"], by=by)
    except EditedMeanwhile:
        seen(form, role.version)
        raise


def _ended(request: GroupRequest, role: SystemRole, at: datetime) -> HttpResponse:
    own = role.person_id == request.user.pk
    if at <= role.period.lower:
        sentence = f"The role “{role.title}” was taken out before it began. Seats that ended for it stay ended."
    else:
        sentence = f"The role “{role.title}” ends with {long_date(at)}. No seat comes back by itself."
    to = "interests:own" if own else "interests:register"
    return done(request, f"{sentence} The chair or the secretariat can give a core seat again from the day after.", to)
