"""Asking to be erased, and taking that back while there is time."""

from typing import Final

from django.utils import timezone

from groups.jobs.actions import enqueue
from groups.log.whole import whole
from groups.mydata import policies as policy
from groups.mydata.actions._keeping import hold, note
from groups.mydata.models import ErasureRequest
from groups.mydata.queries import holds, open_request
from groups.mydata.rules import due_at
from groups.mydata.sending import About, tell_later
from groups.people.models import Person

ERASE: Final = "mydata.erase"


def check_can_ask(*, email: str, by: Person) -> None:
    """Whether somebody may ask for it now, and has typed their own address. Raises `Refused`."""
    policy.check_address(by, email)
    policy.check_not_asked(open_request(by))
    policy.check_can_be_erased(by, holds(by))


@whole()
def ask_to_be_erased(*, email: str, by: Person) -> ErasureRequest:
    """Ask for it, confirmed by one’s own address. It is done after a week. Raises `Refused`."""
    hold(by)
    check_can_ask(email=email, by=by)
    now = timezone.now()
    request = ErasureRequest.objects.create(person=by, asked_at=now, due_at=due_at(now))
    enqueue(ERASE, {"request": request.pk}, by=None, due_at=request.due_at)
    note("erasure asked for", by=by, subject=request)
    tell_later(About.ERASURE_ASKED, request.pk)
    return request


@whole()
def take_back(request: ErasureRequest, *, by: Person) -> ErasureRequest:
    """Stay after all. Raises `Refused` where it is too late."""
    fresh = ErasureRequest.objects.select_for_update().get(pk=request.pk, person=by)
    policy.check_can_take_back(fresh)
    fresh.taken_back_at = timezone.now()
    fresh.save(update_fields=["taken_back_at"])
    note("erasure taken back", by=by, subject=fresh)
    tell_later(About.ERASURE_TAKEN_BACK, fresh.pk)
    return fresh
