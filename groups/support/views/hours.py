"""The hours of a month: entering them for every role at once, and the file of all."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.log.whole import whole
from groups.seats.forms.base import FIRST_DAY, typed
from groups.support import actions, exports, queries, rules
from groups.support.forms import HoursForm
from groups.support.models import SupportRole
from groups.support.policies import check_begun, month_words
from groups.support.presenters.hours import paid_for
from groups.support.views.found import done, month_or_404
from groups.support.views.overview import FILES
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def enter(request: GroupRequest, month: str) -> HttpResponse:
    """The hours of each role that was there in a month; one that has not begun says so."""
    which = month_or_404(month)
    roles = queries.there_in(queries.roles(request.group), which)
    form = HoursForm(typed(request), roles=roles, used=queries.uses_in(request.group, which))
    too_soon = _too_soon(which)
    if too_soon and form.is_bound:
        form.add_error(None, too_soon)
    elif form.is_valid() and _saved(request, form, which):
        return done(request, f"The hours of {month_words(which)} were saved. To correct one, enter it again.")
    other = _this_month() if too_soon else rules.later(which, -1)
    context = {
        "group": request.group,
        "form": form,
        "month": month_words(which),
        "fields": [(f"hours_{role.pk}", paid_for(role, which)) for role in roles],
        "too_soon": too_soon,
        "before": f"{other:%Y-%m}",
        "before_words": month_words(other),
    }
    return page(request, "groups/support/hours.html", context)


def _this_month() -> date:
    """The month of today, by its first day."""
    return today().replace(day=1)


def _too_soon(month: date) -> str:
    try:
        check_begun(month)
    except Refused as refused:
        return str(refused)
    return ""


def _saved(request: GroupRequest, form: HoursForm, month: date) -> bool:
    """Save all of them or none; what a rule says stands at the role it is about."""
    at: SupportRole | None = None
    try:
        with whole():
            for role, hours, version in form.entered:
                at = role
                actions.enter_hours(role, month=month, hours=hours, version=version, by=request.user)
    except Refused as refused:
        form.add_error(f"hours_{at.pk}" if at else None, str(refused))
        form.seen(queries.uses_in(request.group, month))
        return False
    return True


@require_safe
@group_view(Capability.SEE_MEMBERS)
def hours_file(request: GroupRequest, kind: str) -> HttpResponse:
    """Every month that was entered, as a file."""
    rows = exports.hour_rows(queries.roles(request.group), queries.uses(request.group, FIRST_DAY))
    return FILES[kind](f"{request.group.slug} support hours", exports.HOURS, rows)
