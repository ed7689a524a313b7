"""One principle, one version of it, and two versions compared."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gpleadership.lib.compare import compare, told
from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from groups.principles import queries
from groups.principles.enums import PUBLIC, State
from groups.principles.forms import CommentForm
from groups.principles.models import PrincipleVersion
from groups.principles.presenters import cards
from groups.principles.presenters import page as words
from groups.principles.uses import uses_of
from groups.principles.views.found import discusses, principle_or_404, reads_drafts, version_or_404
from groups.signoff.models import Round
from groups.signoff.presenters.board import BoardWords, board_words
from groups.signoff.presenters.round import Mine
from groups.signoff.presenters.round import mine as mine_of
from groups.signoff.queries import board_of, core_terms
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PARTS = (
    ("title", "What it is called", "what it is called"),
    ("statement", "The principle", "the principle itself"),
    ("meaning", "What it means in the room", "what it means in the room"),
)


@require_safe
@group_view(Capability.READ_PRACTICES)
def principle(request: GroupRequest, pk: int) -> HttpResponse:
    """What the group stands by: the words that hold, who agreed, what cites it, how it came about."""
    entry, drafts = principle_or_404(request, pk), reads_drafts(request)
    found = entry.principle
    if entry.adopted is None:
        last = entry.shown if drafts else [each for each in entry.versions if each.state in PUBLIC][-1]
        return redirect("principles:version", request.group.slug, last.pk)
    uses = uses_of(request.group, [found.pk])[found.pk]
    context = {
        "group": request.group,
        "principle": found,
        "version": entry.adopted,
        "adopted": cards.adopted_words(entry.adopted),
        "pending": entry.pending if drafts else None,
        "board": _board(request, entry.adopted.round)[0],
        "cited": cards.cited_words(uses),
        "uses": cards.use_links(uses),
        "history": words.history(queries.steps_of(found), drafts=drafts),
        "compares": len([each for each in entry.versions if drafts or each.state in PUBLIC]) > 1,
        "manages": request.standing.can(Capability.MANAGE),
    }
    return page(request, "groups/principles/principle.html", context)


@require_safe
@group_view(Capability.READ_PRACTICES)
def version(request: GroupRequest, pk: int) -> HttpResponse:
    """A version that does not hold: a draft with its discussion, or one that held once."""
    found = version_or_404(request, pk)
    if found.state == State.ADOPTED:
        return redirect("principles:principle", request.group.slug, found.principle_id)
    return version_page(request, found, CommentForm())


def version_page(request: GroupRequest, found: PrincipleVersion, form: CommentForm) -> HttpResponse:
    """The page of a version with a form for a comment, which may hold what could not be kept."""
    slug, members = request.group.slug, discusses(request)
    board, mine = _board(request, found.round)
    context = {
        "group": request.group,
        "version": found,
        "badge": cards.state_badge(found),
        "now": words.NOW[State(found.state)],
        "adopted": cards.adopted_words(found) if found.adopted_at else "",
        "board": board,
        "mine": mine,
        "history": words.history(queries.steps_of(found.principle), drafts=reads_drafts(request)),
        "comments": words.comments(queries.comments_of(found), request.user, slug) if members else None,
        "who_reads": words.WHO_READS,
        "talked_about": words.talked_about(found),
        "form": form,
        "manages": request.standing.can(Capability.MANAGE),
        "next": words.next_step(found, slug),
        "others": words.other_steps(found, slug),
    }
    return page(request, "groups/principles/version.html", context)


def _board(request: GroupRequest, found: Round | None) -> tuple[BoardWords | None, list[Mine]]:
    """Where the organisations stand, and those that the reader speaks for."""
    if found is None:
        return None, []
    board, slug = board_of(found, core_terms(request.standing.stands), brief=True), request.group.slug
    return board_words(board, slug, request.standing), mine_of(board, slug, today())


@require_safe
@group_view(Capability.READ_PRACTICES)
def compared(request: GroupRequest, pk: int) -> HttpResponse:
    """Two versions of a principle, word by word (`?old=1&new=2`); without numbers the last two."""
    found, drafts = principle_or_404(request, pk), reads_drafts(request)
    versions = [each for each in found.versions if drafts or each.state in PUBLIC]
    old, new = _chosen(versions, request.GET.get("old"), -2), _chosen(versions, request.GET.get("new"), -1)
    parts: list[dict[str, Any]] = []
    for name, label, _ in PARTS:
        pieces = compare(getattr(old, name), getattr(new, name))
        parts.append({"label": label, "pieces": pieces, "told": told(pieces)})
    changed = [said for name, _, said in PARTS if getattr(old, name) != getattr(new, name)]
    context = {
        "group": request.group,
        "principle": found.principle,
        "options": words.version_options(versions),
        "old": old,
        "new": new,
        "parts": parts,
        "lede": words.changed_words(old.number, new.number, changed),
    }
    return page(request, "groups/principles/compare.html", context, block="compared")


def _chosen(versions: list[PrincipleVersion], number: str | None, other: int) -> PrincipleVersion:
    """The version of a number; a number that is none means the last but one, or the last."""
    named = [each for each in versions if str(each.number) == number]
    return named[0] if named else versions[max(other, -len(versions))]
