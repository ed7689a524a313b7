"""Groups and proposed changes, for platform staff."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.founding import presenters, queries
from groups.founding.actions import activate_group, ask_again, close_group, decide_change, offer_chair
from groups.founding.forms.groups import ChairForm, ReasonForm
from groups.people.access import PersonRequest, platform_view
from groups.reference.forms import say_refusal
from groups.reference.views._lists import list_file, list_page
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def _group(request: PersonRequest, slug: str) -> LeadershipGroup:
    """The group of this address, its rows readable: counts and invitations, never a closed room."""
    group = queries.group_at(slug)
    if group is None:
        raise Http404
    request.scope.widen(read=[group.pk])
    return group


@require_safe
@platform_view
def groups(request: PersonRequest) -> HttpResponse:
    """All groups, by name or as asked."""
    found, template, columns = queries.all_groups(request.GET), "groups/founding/groups.html", presenters.GROUP_COLUMNS
    more = {"states": presenters.STATE_OPTIONS, "sort": queries.sort_of(request.GET)}
    return list_page(request, template, found, columns, presenters.group_cells, **more)


@require_safe
@platform_view
def groups_file(request: PersonRequest, kind: str) -> HttpResponse:
    """The same groups as a file."""
    rows = map(presenters.group_values, queries.all_groups(request.GET))
    return list_file(kind, "groups", presenters.GROUP_COLUMNS, rows)


@require_safe
@platform_view
def group(request: PersonRequest, slug: str) -> HttpResponse:
    """One group: how it stands, and what can be done."""
    found = _group(request, slug)
    context = {
        "group": found,
        "counts": queries.seat_counts(found),
        "invitations": queries.founding_invitations(found),
        "rival": queries.active_elsewhere(found),
        "refused": "",
        "led": found.status != GroupStatus.ACTIVE or queries.is_led(found),
    }
    return page(request, "groups/founding/group.html", context)


@require_POST
@platform_view
def activate(request: PersonRequest, slug: str) -> HttpResponse:
    """Make it the place's one active group."""
    found = _group(request, slug)
    try:
        activate_group(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"{found} is active: {found.place}’s one leadership group. Its people see it at their next page."
        )
    return redirect("founding_platform:group", slug)


@require_POST
@platform_view
def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Send the chair-to-be's invitation once more."""
    found = _group(request, slug)
    try:
        invitation = ask_again(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        until = long_date(invitation.expires_at)
        messages.success(request, f"The invitation goes to {invitation.email} again. It can be accepted until {until}.")
    return redirect("founding_platform:group", slug)


@require_http_methods(["GET", "POST"])
@platform_view
def offer(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask somebody to chair a group that nobody runs any more."""
    found = _group(request, slug)
    form = ChairForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invitation = offer_chair(found, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            until = long_date(invitation.expires_at)
            messages.success(request, f"{invitation.email} is asked to chair {found}. The link lasts until {until}.")
            return redirect("founding_platform:group", slug)
    return page(
        request, "groups/founding/offer_chair.html", {"form": form, "group": found, "led": queries.is_led(found)}
    )


@require_http_methods(["GET", "POST"])
@platform_view
def close(request: PersonRequest, slug: str) -> HttpResponse:
    """Close a group, or give up a draft, with a reason."""
    found = _group(request, slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_group(found, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"{found} is closed. Nobody opens its pages any more; its records are kept.")
            return redirect("founding_platform:group", slug)
    counts = queries.seat_counts(found)
    return page(request, "groups/founding/close.html", {"form": form, "group": found, "counts": counts})


@require_safe
@platform_view
def changes(request: PersonRequest) -> HttpResponse:
    """What groups propose: what waits, or everything."""
    show = request.GET.get("show", "")
    shown = Paginator(queries.changes(show), 50).get_page(request.GET.get("page"))
    context = {"shown": shown, "duties": presenters.changes_to_decide(shown), "show": show}
    return page(request, "groups/founding/changes.html", context)


@require_http_methods(["GET", "POST"])
@platform_view
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept or decline a proposed change, with a reason."""
    found = queries.change_at(pk)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].label = "Your answer"
    if form.is_valid():
        accept = request.POST.get("decision") == "accept"
        try:
            decided = decide_change(found, accept=accept, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            word = "accepted" if accept else "declined"
            messages.success(request, f"You {word} it. {decided.group} reads your answer on its page “Our place”.")
            return redirect("founding_platform:changes")
    return page(request, "groups/founding/change.html", {"form": form, "change": found})
