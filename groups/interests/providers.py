"""What interests bring to others: what needs somebody, sentences for the log, the register as a document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import days_left, long_date
from gpleadership.lib.parts import Duty
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.documents.registry import register_document
from groups.home.needs import Asking, Facts, Need, Standings, register_asked
from groups.interests.document import register_document_of
from groups.interests.enums import KIND
from groups.interests.queries import ASK, OwnDue, own_due
from groups.interests.rules import SOON
from groups.tenancy.capabilities import Capability

TOPIC: Final = "Interests"


def ask(asking: Asking) -> str:
    """Since when the person is at each table, and when they last looked."""
    return ASK


def needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """To look at one’s interests, from a fortnight before the day."""
    slugs = {group.pk: group.slug for group, _ in standings}
    for row in map(own_due, rows):
        if row.group_id in slugs and (row.due - today <= SOON or not row.before):
            yield Need(row.group_id, _duty(row, slugs[row.group_id], today), row.due)


def _duty(row: OwnDue, slug: str, today: date) -> Duty:
    return Duty(
        what="Look at your interests again" if row.before else "Declare your interests",
        href=reverse("interests:own", args=[slug]),
        why="Say what is new, or that nothing has changed."
        if row.before
        else "Also if you have nothing to declare. It takes two minutes.",
        clock=days_left(row.due, today),
        tone="late" if row.due < today else "due",
        when=long_date(row.due),
    )


def _of(told: Told) -> str:
    return "an interest" if told.own else f"an interest of {told.whom}"


def _role(told: Told) -> str:
    title, system = told.personal.get("title"), told.personal.get("system")
    named = f" “{title}” in {system}" if title else ""
    return f"{told.whose} system role{named}"


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "interest declared": lambda told: f"declared {_of(told)}",
    "interest corrected": lambda told: f"changed {_of(told)}",
    "interest ended": lambda told: f"ended {_of(told)}",
    "interests confirmed": "said that their interests are as declared",
    "nothing to declare": "said that they have nothing to declare",
    "interests asked for": lambda told: f"asked {told.whom} to look at their interests",
    "interest letter could not be delivered": lambda told: f"could not deliver {told.whose} letter about interests",
    "system role declared": lambda told: f"declared {_role(told)}",
    "system role ended": lambda told: f"ended {_role(told)}",
    "system role cancelled": lambda told: f"took out {_role(told)} before it began",
}


def register() -> None:
    """Name them all, once, when Django starts."""
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
    register_asked("interests", ask, needs)
    register_document(KIND, register_document_of, "Register of interests", Capability.SEE_ROSTER)
