"""Bringing in reference data in a browser, for platform staff."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from gpleadership.lib.uploads import too_large
from gpleadership.lib.words import plural
from groups.imports import presenters, queries
from groups.imports.actions import steps
from groups.imports.enums import State
from groups.imports.forms import DatesForm, FilesForm
from groups.imports.models import ImportBatch
from groups.jobs import presenters as job_words
from groups.people.access import PersonRequest, platform_view

PER_PAGE: Final = 25
RUNNING: Final = (State.READING, State.STAGING, State.APPLYING)


def _batch(public_id: UUID) -> ImportBatch:
    found = queries.batch_of(public_id)
    if found is None:
        raise Http404
    return found


@require_safe
@platform_view
def imports(request: PersonRequest) -> HttpResponse:
    """What there is and of which day, and every import."""
    shown = Paginator(queries.history(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "rows": presenters.history_rows(shown),
        "kinds": presenters.last_files(queries.last_applied()),
    }
    return page(request, "groups/imports/imports.html", context, block="list")


@require_http_methods(["GET", "POST"])
@platform_view
def add(request: PersonRequest) -> HttpResponse:
    """Choose files and send them; they are read by a job."""
    form = FilesForm(*((request.POST, request.FILES) if request.method == "POST" else ()), megabytes=too_large(request))
    if form.is_valid():
        chosen, allow_older = form.cleaned_data["chosen"], form.cleaned_data["allow_older"]
        batch = steps.bring_in(chosen, allow_older=allow_older, by=request.user)
        return redirect("imports:import", batch.public_id)
    return page(request, "groups/imports/add.html", {"form": form})


@require_safe
@never_cache
@platform_view
def import_page(request: PersonRequest, batch: UUID) -> HttpResponse:
    """One import, as it stands: how far it is, what it would change, what it changed."""
    found = _batch(batch)
    if found.state == State.DATES:
        return redirect("imports:dates", batch)
    changes = queries.changes_of(found, request.GET)
    context = {
        "batch": found,
        "lede": presenters.lede(found),
        "progress": _progress(found),
        "notes": presenters.notes(found),
        "summary": presenters.summary(found),
        "files": presenters.file_facts(found),
        "shown": (shown := Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))),
        "rows": [presenters.cells(change) for change in shown],
        "columns": presenters.CHANGES,
        "sort": request.GET.get("sort", ""),
        "whats": presenters.kinds_of_change(found),
        "subjects": presenters.subjects(found),
        "can_discard": steps.can_discard(found),
    }
    return page(request, "groups/imports/import.html", context, block="list")


def _progress(batch: ImportBatch) -> object:
    """How far the job is; None where nothing runs."""
    if batch.job is None or batch.state not in RUNNING:
        return None
    return job_words.progress(batch.job, reverse("jobs:job", args=[batch.job.public_id]))


@require_safe
@platform_view
def changes_file(request: PersonRequest, batch: UUID, kind: str) -> HttpResponse:
    """The changes that were asked for, as a CSV file or a workbook."""
    found = queries.changes_of(_batch(batch), request.GET)
    answer = csv_response if kind == "csv" else xlsx_response
    rows = (presenters.cells(change) for change in found.iterator(2_000))
    return answer("changes of an import", [column.label for column in presenters.CHANGES], rows)


@require_http_methods(["GET", "POST"])
@platform_view
def dates(request: PersonRequest, batch: UUID) -> HttpResponse:
    """Confirm of which day the files are that carry none."""
    found = _batch(batch)
    if found.state != State.DATES:
        return redirect("imports:import", batch)
    undated = [file for file in found.files.all() if not file.as_at_confirmed and not file.skipped]
    form = DatesForm(request.POST if request.method == "POST" else None, undated, today())
    if form.is_valid():
        try:
            steps.confirm_dates(found, form.days(), by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect("imports:import", batch)
    return page(request, "groups/imports/dates.html", {"batch": found, "form": form})


@require_POST
@platform_view
def apply(request: PersonRequest, batch: UUID) -> HttpResponse:
    """Have the changes applied that were shown."""
    try:
        steps.approve(_batch(batch), by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("imports:import", batch)


@require_http_methods(["GET", "POST"])
@platform_view
def discard(request: PersonRequest, batch: UUID) -> HttpResponse:
    """Give an import up; asked first."""
    found = _batch(batch)
    if request.method == "POST":
        try:
            steps.discard(found, by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            files = plural(len(found.files.all()), "file")
            messages.success(request, f"Discarded: {files}. Nothing was changed. To undo it, bring the files in again.")
        return redirect("imports:imports")
    return page(request, "groups/imports/discard.html", {"batch": found, "files": presenters.file_words(found)})
