"""The terms as they are read: the version in force, any other, all of them, two compared."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from groups.documents.offers import offers
from groups.signoff.presenters.board import BoardWords, board_words
from groups.signoff.queries import board_of, core_terms
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import Basis
from groups.terms import queries
from groups.terms.actions.agreeing import KIND
from groups.terms.enums import PUBLIC, Status
from groups.terms.models import Terms
from groups.terms.presenters import comparison, history
from groups.terms.presenters.document import BODY, document_of
from groups.terms.views.found import chosen_or_404, reads_drafts


@require_safe
@group_view(Capability.READ_PRACTICES)
def terms(request: GroupRequest) -> HttpResponse:
    """The version in force; before there is one, what is on its way."""
    statuses = (Status.ADOPTED, Status.OUT, Status.DRAFT)
    found = queries.versions(request.group, drafts=reads_drafts(request), read=Q(status__in=statuses))
    shown = next((each for status in statuses if (each := queries.of_status(found, status))), None)
    if shown is None:
        manages = request.standing.can(Capability.MANAGE)
        context = {"group": request.group, "manages": manages, "past": bool(found)}
        return page(request, "groups/terms/none.html", context)
    return _read(request, shown, found)


@require_safe
@group_view(Capability.READ_PRACTICES)
def version(request: GroupRequest, number: int) -> HttpResponse:
    """Any version."""
    found = queries.versions(request.group, drafts=reads_drafts(request), read=Q(number=number))
    return _read(request, chosen_or_404(request, found, number), found)


def _read(request: GroupRequest, shown: Terms, found: list[Terms]) -> HttpResponse:
    group, slug = request.group, request.group.slug
    document = document_of(shown, group)
    before = history.before_of(shown, found)
    others = [each for each in found if each.status in {Status.OUT, Status.DRAFT} and each.pk != shown.pk]
    context: dict[str, Any] = {
        "group": group,
        "terms": shown,
        "document": document,
        "badge": history.badge(shown),
        "now": history.now(shown),
        "offers": offers(group, KIND, str(shown.number), document, adopted=shown.status in PUBLIC),
        "compare": history.compare_link(slug, before, shown) if before else None,
        "others": [(each, history.badge(each)) for each in others],
        "board": _board(request, shown),
        "manages": request.standing.can(Capability.MANAGE),
        "has_draft": queries.of_status(found, Status.DRAFT) is not None,
        "in_force": queries.in_force(found),
        "differs": _differs(group.basis, shown),
    }
    return page(request, "groups/terms/terms.html", context)


def _differs(basis: str, shown: Terms) -> str:
    """What the group says it is, where terms in force say something else."""
    return BODY[Basis(basis)] if shown.status == Status.ADOPTED and basis != shown.basis else ""


def _board(request: GroupRequest, shown: Terms) -> BoardWords | None:
    if shown.round is None:
        return None
    board = board_of(shown.round, core_terms(request.standing.stands), brief=True)
    return board_words(board, request.group.slug, request.standing)


@require_safe
@group_view(Capability.READ_PRACTICES)
def put(request: GroupRequest, pk: int) -> HttpResponse:
    """The way from a sign-off to the version that it is about."""
    found = get_object_or_404(request.group.terms_versions.all(), pk=pk)
    return redirect("terms:version", request.group.slug, found.number)


@require_safe
@group_view(Capability.READ_PRACTICES)
def versions(request: GroupRequest) -> HttpResponse:
    """Every version, the newest first."""
    found = queries.versions(request.group, drafts=reads_drafts(request), read=queries.NONE)
    context = {"group": request.group, "rows": history.rows(found, request.group.slug)}
    return page(request, "groups/terms/versions.html", context)


@require_safe
@group_view(Capability.READ_PRACTICES)
def compare(request: GroupRequest) -> HttpResponse:
    """Two versions word by word (`?from=3&to=4`); without numbers the last one and what it is best compared with."""
    found = queries.versions(request.group, drafts=reads_drafts(request), read=queries.EVERY)
    if len(found) < 2:
        raise Http404
    new = _asked(request, found, "to") or found[0]
    old = _asked(request, found, "from") or history.before_of(new, found) or found[-1]
    parts = comparison.compared(document_of(old, request.group), document_of(new, request.group))
    context = {
        "group": request.group,
        "old": old,
        "new": new,
        "options": history.options(found),
        "parts": parts,
        "summary": comparison.summary(parts),
    }
    return page(request, "groups/terms/compare.html", context, block="compared")


def _asked(request: GroupRequest, found: list[Terms], name: str) -> Terms | None:
    number = request.GET.get(name, "")
    return next((each for each in found if str(each.number) == number), None)
