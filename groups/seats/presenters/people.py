"""People to choose from, and what a choice closes, in words."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from gpleadership.lib.parts import Link, Option
from gpleadership.lib.words import listed, small
from groups.people.models import Person
from groups.seats.enums import Part
from groups.seats.queries.closing import Closing
from groups.seats.queries.people import through
from groups.tenancy.capabilities import WORDS, Capability


def options(people: Iterable[Person], address: Callable[[Person], str]) -> list[Option]:
    """People as links, each with how they stand in the group."""
    return [Option(str(person.pk), str(person), through(person), address(person)) for person in people]


def invitation(route: str, kwargs: dict[str, object], *, part: Part = Part.HOLDER) -> Link:
    """The way to invite somebody new by email: the pages are those of `groups.invitations`."""
    address = reverse(f"invitations:{route}", kwargs=kwargs)
    return Link("Invite somebody by email", address if part == Part.HOLDER else f"{address}?part={part.value}")


def what_closes(closing: Closing) -> str:
    """What the person can no longer do, in a sentence."""
    who = closing.person
    if closing.leaves:
        room = ", the closed room too" if WORDS[Capability.CLOSED_ROOM] in closing.loses else ""
        return f"{who} has no other part in the group: all of its pages close to them{room}."
    stays = f"They stay on as {listed(_inside(each) for each in closing.stays)}."
    if not closing.loses:
        return f"Nothing closes to {who}. {stays}"
    return f"{who} can no longer {listed(closing.loses, 'or')}. {stays}"


def _inside(role: str) -> str:
    """A role within a sentence: “Chair” is small, “ICB staff” is not."""
    return small(role)
