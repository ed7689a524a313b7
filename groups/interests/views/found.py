"""What the addresses name, and who may declare here."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from groups.interests import queries
from groups.interests.models import Interest
from groups.interests.policies import MEANWHILE
from groups.people.models import Person
from groups.seats.forms.base import seen
from groups.system_roles.models import SystemRole
from groups.system_roles.queries import roles_of
from groups.tenancy.access import GroupRequest
from groups.tenancy.capabilities import Capability, Role

SITS = frozenset(
    {
        Role.CORE_MEMBER,
        Role.IN_ATTENDANCE,
        Role.OBSERVER,
        Role.CHAIR,
        Role.DEPUTY_CHAIR,
        Role.SECRETARIAT,
    }
)


def sits(request: GroupRequest) -> bool:
    """Whether the reader has a seat or an office, and so declares interests here."""
    return bool(request.standing.roles & SITS)


def check_sits(request: GroupRequest) -> None:
    """A practice reader has nothing to declare."""
    if not sits(request):
        raise PermissionDenied("Interests are declared by people with a seat or an office in the group.")


def manages(request: GroupRequest) -> bool:
    """Whether the reader is chair or secretariat."""
    return request.standing.can(Capability.MANAGE)


def own_or_404(request: GroupRequest, pk: int) -> Interest:
    """One of the reader’s own interests; anybody else’s is not found."""
    check_sits(request)
    return newest_or_404(request, request.user, pk)


def newest_or_404(request: GroupRequest, person: Person, pk: int) -> Interest:
    """An interest of a person as it stands; of one that was corrected meanwhile, what took its place."""
    found = queries.own_interest(request.group, person, pk)
    if found is None:
        later = {each.corrects_id: each.pk for each in request.group.interests.filter(person=person)}
        while pk in later:
            pk = later[pk]
        found = queries.own_interest(request.group, person, pk)
    if found is None:
        raise Http404
    return found


def replaced(form: Form, found: Interest, pk: int) -> bool:
    """Whether what was sent is about one that was corrected meanwhile. Says so; sending it again means the newest."""
    if found.pk == pk:
        return False
    if form.is_bound:
        form.add_error(None, MEANWHILE)
        seen(form, found.version)
    return True


def sitter_or_404(request: GroupRequest, person: int, now: datetime) -> queries.Sitter:
    """Somebody at the table."""
    found = next((each for each in queries.sitters(request.group, now) if each.person_id == person), None)
    if found is None:
        raise Http404
    return found


def role_or_404(request: GroupRequest, pk: int, now: datetime) -> SystemRole:
    """A declared role of the reader’s own; for chair and secretariat, of anybody at the table."""
    check_sits(request)
    people = [request.user.pk]
    if manages(request):
        people += [each.person_id for each in queries.sitters(request.group, now)]
    found = next((each for each in roles_of(people, now) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def person_of(sitter: queries.Sitter) -> Person:
    """The person of somebody at the table."""
    return queries.person(sitter)


def done(request: GroupRequest, sentence: str, to: str = "interests:own") -> HttpResponse:
    """Say what was done, and go on."""
    messages.success(request, sentence)
    return redirect(to, request.group.slug)
