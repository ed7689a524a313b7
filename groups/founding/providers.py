"""What founding puts on the overview of platform staff."""

from collections.abc import Iterable

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Duty
from gpleadership.lib.words import plural
from groups.founding.queries import changes, ready_groups
from groups.reference.waiting import register_waiting


def ready() -> Iterable[Duty]:
    """Groups that wait for activation."""
    for group in ready_groups():
        yield Duty(
            what=f"Activate {group}",
            href=reverse("founding_platform:group", args=[group.slug]),
            why=f"Its chair-to-be says that it is ready to be {group.place}’s group.",
            clock="Ready",
            tone="due",
            when=f"started {long_date(group.created_at)}",
        )


def proposed() -> Iterable[Duty]:
    """Changes that groups propose: the oldest, and how many there are."""
    found = list(changes("waiting"))
    if found:
        yield Duty(
            what=f"Decide {plural(len(found), 'proposed change')}",
            href=reverse("founding_platform:changes"),
            why=f"The oldest is about {found[0].subject}, from {found[0].group}.",
            clock="Waiting",
            tone="due",
            when=f"since {long_date(found[0].proposed_at)}",
        )


def register() -> None:
    """Name both, once, when Django starts."""
    register_waiting("founding: ready", ready)
    register_waiting("founding: proposed", proposed)
