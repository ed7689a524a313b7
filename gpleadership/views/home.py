"""The page that a signed-in person lands on."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My groups."""
    return page(request, "home.html")
