"""A person's own account in one page, and how accounts come about."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Name, email, password, second step, sessions, sign out."""
    return page(request, "account/overview.html")


@require_safe
@login_not_required
def joining(request: HttpRequest) -> HttpResponse:
    """Accounts come by invitation: whom to ask."""
    return page(request, "account/joining.html")
