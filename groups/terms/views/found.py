"""What the addresses name, found through the group, and who may read it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from groups.tenancy.access import GroupRequest
from groups.tenancy.capabilities import Capability
from groups.terms import queries
from groups.terms.enums import PUBLIC, Section
from groups.terms.models import Terms, TermsClause


def reads_drafts(request: GroupRequest) -> bool:
    """Whoever reads papers reads what is on its way."""
    return request.standing.can(Capability.READ_PAPERS)


def chosen_or_404(request: GroupRequest, found: list[Terms], number: int) -> Terms:
    """The version of a number among those that the reader may read; a 403 for one they may not."""
    for each in found:
        if each.number == number:
            return each
    if not reads_drafts(request) and queries.version_of(request.group, number) is not None:
        raise PermissionDenied("Drafts of the terms of reference are read by members and those in attendance.")
    raise Http404


def draft_or_404(request: GroupRequest) -> Terms:
    """The version that is being written."""
    found = queries.draft_of(request.group)
    if found is None:
        raise Http404
    return found


def clause_or_404(request: GroupRequest, pk: int) -> TermsClause:
    """A clause of the draft, in its draft."""
    clauses = request.group.terms_clauses.filter(terms__status="draft").select_related("terms", "edited_by")
    found = get_object_or_404(clauses, pk=pk)
    found.terms.group = found.group = request.group
    return found


def section_or_404(name: str) -> Section:
    """A section by its name in the address."""
    if name not in Section.values:
        raise Http404
    return Section(name)


def is_public(terms: Terms) -> bool:
    """Whether everybody of the group reads it."""
    return terms.status in PUBLIC
