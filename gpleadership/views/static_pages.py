"""Four pages for everybody: help, who sees what, accessibility, privacy and cookies."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How to do the usual things."""
    return page(request, "static_pages/help.html")


@require_safe
@login_not_required
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """What each role can open."""
    return page(request, "static_pages/who_sees_what.html")


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return page(request, "static_pages/accessibility.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, the two cookies."""
    return page(request, "static_pages/privacy.html")
