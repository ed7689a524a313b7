"""The way in: one decorator opens a group's pages, another a system's. All three locks turn here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from gpleadership.lib.scopes import open_scope
from groups.people.access import PersonRequest, PersonView, View, own_view, platform_view, rendered
from groups.people.second_factor import needs_second_factor
from groups.reference.models import System
from groups.tenancy import standing, systems
from groups.tenancy.capabilities import WORDS, Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

__all__ = [
    "GroupRequest",
    "PersonRequest",
    "PersonView",
    "SystemRequest",
    "group_view",
    "own_view",
    "platform_view",
    "system_view",
]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class GroupRequest(PersonRequest):
    """A request for a group's page: what `group_view` adds."""

    group: LeadershipGroup
    standing: Standing


@dataclass(frozen=True, slots=True)
class SystemStanding:
    """How somebody stands in a system: its staff may view the roster, and nothing else."""

    role_label: str

    def can(self, capability: str) -> bool:
        """The roster alone."""
        return capability == Capability.SEE_ROSTER


class SystemRequest(PersonRequest):
    """A request for a system's page: what `system_view` adds."""

    system: System
    standing: SystemStanding
    group_ids: frozenset[int]


P = ParamSpec("P")
GroupView = Callable[Concatenate[GroupRequest, P], HttpResponse]
SystemView = Callable[Concatenate[SystemRequest, P], HttpResponse]


def group_view(capability: Capability) -> Callable[[GroupView[P]], View]:
    """Open a page of a group (`<slug:group>` in its address) to those whose standing has `capability`.

    In one transaction: the person's scope, the group and their standing in one query, the group's scope,
    the view, and the rendering of its response. An outsider and a wrong address get the same 404; a member
    without the right a 403. Reading requests may write nothing of the group's.
    """

    def decorator(view: GroupView[P]) -> View:
        @wraps(view)
        def opened(request: GroupRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            slug = str(kwargs.pop("group"))
            with open_scope(person=request.user.pk) as scope:
                found = standing.find(request.user.pk, slug)
                if found is None:
                    raise Http404
                request.group, request.standing = found
                if refusal := _refusal(request, capability):
                    return refusal
                scope.widen(**_opening(request))
                request.scope = scope
                return rendered(view(request, *args, **kwargs))

        opened.capability = capability  # type: ignore[attr-defined]
        return opened

    return decorator


def _refusal(request: GroupRequest, capability: Capability) -> HttpResponse | None:
    if not request.standing.can(capability):
        raise PermissionDenied(f"As {request.standing.role_label.lower()} you cannot {WORDS[capability]}.")
    return needs_second_factor(request, required_by_role=request.standing.needs_second_factor)


def _opening(request: GroupRequest) -> dict[str, Any]:
    group = [request.group.pk]
    return {
        "read": group,
        "write": () if request.method in SAFE else group,
        "closed": group if request.standing.can(Capability.CLOSED_ROOM) else (),
    }


def system_view(view: SystemView[P]) -> View:
    """Open a page of a system (`<slug:system>`) to its staff, and to platform staff.

    The scope reads the groups of the system's places as they are today, and writes nothing.
    """

    @wraps(view)
    def opened(request: SystemRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        slug = str(kwargs.pop("system"))
        with open_scope(person=request.user.pk) as scope:
            found = systems.find(request.user, slug)
            if found is None:
                raise Http404
            if refusal := needs_second_factor(request, required_by_role=True):
                return refusal
            request.system, request.group_ids = found
            request.standing = SystemStanding("Platform staff" if request.user.is_platform_staff else "ICB staff")
            scope.widen(read=request.group_ids)
            request.scope = scope
            return rendered(view(request, *args, **kwargs))

    return opened
