"""What waits for platform staff, and how much there is."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from groups.people.access import PersonRequest, platform_view
from groups.reference.presenters.lists import count_tiles
from groups.reference.queries import counts
from groups.reference.waiting import waiting


@require_safe
@platform_view
def overview(request: PersonRequest) -> HttpResponse:
    """The platform's home."""
    return page(request, "groups/reference/overview.html", {"duties": waiting(), "tiles": count_tiles(counts(today()))})
