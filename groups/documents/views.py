"""Asking for a document's file, and fetching it."""

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from gpleadership.lib.documents.making import Format
from gpleadership.lib.pages import page, wants_fragment
from groups.documents import actions, queries
from groups.documents.models import Document
from groups.documents.offers import address, offer_of
from groups.documents.registry import kind_of
from groups.jobs.models import Job
from groups.jobs.presenters import progress
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import WORDS, Capability

ANYBODY: Final = Capability.SEE_ROSTER
"""What everybody has who stands in the group; each kind of document then asks for its own."""


@require_POST
@group_view(ANYBODY)
def ask(request: GroupRequest, kind: str, subject: str, wanted: str) -> HttpResponse:
    """Give the file if it is there; else say how far its making is."""
    if wanted not in set(Format):
        raise Http404
    _check(request, kind, subject)
    try:
        found = actions.ask_for(request.group, kind, subject, Format(wanted), by=request.user)
    except LookupError:
        raise Http404 from None
    if isinstance(found, Document):
        found.group = request.group
        return _to(request, address(found))
    if not wants_fragment(request):
        return redirect("jobs:job", found.public_id)
    return _making(request, found)


@require_safe
@never_cache
@group_view(ANYBODY)
def making(request: GroupRequest, job: UUID) -> HttpResponse:
    """For htmx, each second: how far the file is, then the way to it, in the place of the button."""
    found = queries.making_of(request.group, job, request.user)
    if found is None:
        raise Http404
    if not wants_fragment(request):
        return redirect("jobs:job", job)
    return _making(request, found)


def _making(request: GroupRequest, job: Job) -> HttpResponse:
    document = queries.made_by(request.group, job)
    context = {
        "progress": progress(job, reverse("documents:making", args=[request.group.slug, job.public_id])),
        "offer": offer_of(request.group, document) if document else None,
        "format": job.arguments["format"],
    }
    return page(request, "groups/documents/making.html", context)


@require_safe
@group_view(ANYBODY)
def file(request: GroupRequest, document: int, name: str, wanted: str) -> HttpResponse:
    """The file as it was made. Who asks is looked at each time; the bytes travel once."""
    found = queries.document_of(request.group, document, wanted)
    if found is None:
        raise Http404
    _check(request, found.kind, found.subject)
    etag = quote_etag(found.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(queries.bytes_of(found), content_type=Format(found.format).content_type)
        response["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{found.slug}.{found.format}"
        )
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


def _to(request: GroupRequest, place: str) -> HttpResponse:
    """There; htmx is told to leave it to the browser, which saves the file."""
    return HttpResponseClientRedirect(place) if wants_fragment(request) else redirect(place)


def _check(request: GroupRequest, kind: str, subject: str) -> None:
    try:
        needed = kind_of(kind).needs(request.group, subject)
    except LookupError:
        raise Http404 from None
    if not request.standing.can(needed):
        raise PermissionDenied(f"As {request.standing.role_label.lower()} you cannot {WORDS[needed]}.")
