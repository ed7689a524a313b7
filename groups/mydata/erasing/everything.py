"""The whole of an erasure, in the one order that leaves nothing behind."""

import secrets

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import EVERY, open_scope, system_scope
from groups.invitations.actions import end_staff_term
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.mydata.erasing import account, rows, whole
from groups.mydata.erasing.steps import Was, register_step, steps
from groups.mydata.queries import addresses_of, groups_of, readings, staff_terms
from groups.people.models import Person
from groups.readers.actions import end_readership
from groups.support.models import SupportRole
from groups.tenancy.models import LeadershipGroup

VERB = "personal details erased"


def erase(person: Person) -> Was:
    """Erase somebody who holds no seat and no office. Their wish must be due: the keeper looks at it too.

    What ends is ended first and in a scope of its own, so that the log has its lines before it forgets the name.
    The rest is done in the person’s own name: some of their words nobody else may touch.
    """
    with system_scope("a person who asked to be erased is erased"):
        _end_what_runs(person)
        was = _was(person)
        with open_scope(person=person.pk, read=EVERY, write=EVERY, closed=was.group_ids):
            for step in steps():
                step(was)
            _note(was)
    return was


def _was(person: Person) -> Was:
    gone = f"erased-{secrets.token_hex(8)}@invalid"
    name = person.full_name
    same = Person.objects.filter(full_name__iexact=name, is_active=True).exclude(pk=person.pk)
    told_apart = whole.is_a_full_name(name) and not same.exists()
    return Was(person, name, tuple(addresses_of(person)), tuple(groups_of(person)), gone, told_apart)


def _end_what_runs(person: Person) -> None:
    """Readerships, work for an ICB and support: nobody has to be found for those first."""
    now = timezone.now()
    with system_scope("what runs of a person who asked to be erased ends"):
        for reading in readings(person):
            end_readership(reading, at=now, by=person)
        for term in staff_terms(person):
            end_staff_term(term, at=now, by=person)
        running = SupportRole.objects.filter(person=person, start__lte=today())
        running.filter(end=None).update(end=today())
        running.filter(end__gt=today()).update(end=today())
        SupportRole.objects.filter(person=person, start__gt=today()).update(person=None)


def _note(was: Was) -> None:
    """In each group that it concerns, and in the platform’s own log: that it was done, and to which number."""
    known = LeadershipGroup.objects.filter(pk__in=was.group_ids).values_list("pk", flat=True)
    for group_id in [PLATFORM, *sorted(known)]:
        record(group_id, VERB, by=None, subject=was.person)


def register_all() -> None:
    """Name every step; the account goes last, when nothing needs its name any more."""
    register_step("words about them", rows.blank)
    register_step("invitations to them", rows.invitations)
    register_step("lists they are on", rows.lists)
    register_step("support roles by name", rows.support)
    register_step("words given on their word", rows.given_on_their_word)
    register_step("the log", rows.log)
    register_step("files that name them", rows.files)
    register_step("copies of their data", account.copies)
    register_step("history of the administration", account.administration)
    register_step("ways in", account.ways_in)
    register_step("their name in words of their own", rows.own_rows)
    register_step("their name in failed work", rows.jobs)
    register_step("their addresses anywhere", rows.everywhere)
    register_step("their account", account.account)
