"""The principles that the group stands by."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gpleadership.lib.words import plural
from groups.home.asking import Asking, Facts
from groups.principles.enums import State
from groups.principles.models import PrincipleVersion
from groups.tenancy.models import LeadershipGroup
from groups.terms.facts import Fact, plainly, register_facts

LIST = "principles:list"


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """The adopted ones by number."""
    found = PrincipleVersion.objects.filter(group=asking.any_group, state=State.ADOPTED)
    return found.order_by("principle__number").values("title", "statement")


def says(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """A sentence and a list."""
    if not rows:
        said = "The group has adopted no principles yet."
        yield Fact("principles", "Principles", said, missing=True, short="None yet", route=LIST)
        return
    lines = [f"- **{plainly(row['title'])}**: {plainly(row['statement'])}" for row in rows]
    said = "\n".join(["These principles guide its decisions:", "", *lines])
    yield Fact("principles", "Principles", said, short=plural(len(rows), "principle"), route=LIST)


def register() -> None:
    """Name the question."""
    register_facts("principles", ask, says)
