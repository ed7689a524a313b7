"""What is held about me; copies of it."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gpleadership.lib.pages import page
from groups.mydata import actions, presenters, queries
from groups.mydata.again import must_confirm
from groups.mydata.holdings import holdings
from groups.mydata.storage import file_of
from groups.people.access import PersonRequest, own_view
from groups.tenancy import standing

SHOWN = 5
GONE = "That copy was deleted: copies are kept for a week, and a new one takes the place of the one before."
AT_IT = "A copy is being made already. Here is how far it is."


@require_safe
@own_view
def overview(request: PersonRequest) -> HttpResponse:
    """Everything in words, with how much there is, who sees it and how long it is kept."""
    counts = queries.counts(request.user)
    waiting = queries.open_request(request.user)
    held, nothing = presenters.parts(holdings(), counts)
    context = {
        "lede": presenters.lede(counts),
        "parts": held,
        "nothing": nothing,
        "copies": presenters.copies(queries.exports(request.user)[:SHOWN]),
        "groups": [group for group, _ in standing.all_of(request.user.pk)],
        "waiting": presenters.waiting(waiting) if waiting else "",
    }
    return page(request, "groups/mydata/overview.html", context)


@require_POST
@own_view
def export(request: PersonRequest) -> HttpResponse:
    """Ask for a copy, and see how far it is."""
    copy, begun = actions.ask_for_copy(by=request.user)
    if not begun:
        messages.info(request, AT_IT)
    return redirect("jobs:job", copy.job.public_id) if copy.job else redirect("mydata:overview")


@require_safe
@never_cache
@own_view
def download(request: PersonRequest, export: UUID) -> HttpResponse:
    """Give a copy out to the person it is about, once they have confirmed that it is them."""
    found = get_object_or_404(queries.exports(request.user), public_id=export)
    if refusal := must_confirm(request):
        return refusal
    if not found.is_there or not file_of(found).is_file():
        messages.error(request, GONE)
        return redirect("mydata:overview")
    actions.note_download(found, by=request.user)
    name = f"your-data-{found.ready_at:%Y-%m-%d}.zip"
    return FileResponse(file_of(found).open("rb"), as_attachment=True, filename=name)  # type: ignore[return-value]
