"""Asking for letters about a round. Jobs hold ids; each letter is written when it goes, if it still holds true."""

from datetime import datetime
from typing import Any, Final

from groups.jobs.actions import enqueue
from groups.people.models import Person
from groups.signoff.enums import LetterKind
from groups.signoff.models import Round
from groups.signoff.rules.days import overdue_at, reminder_at

TELL: Final = "signoff.tell"


def plan(found: Round, *, by: Person) -> None:
    """What is written about a round that has just been opened: now, before the day to answer by, and after it."""
    _later(found, LetterKind.ASKED, by=by)
    if remind_at := reminder_at(found.answer_by, found.opened_at):
        _later(found, LetterKind.REMINDER, due_at=remind_at)
    _later(found, LetterKind.OVERDUE, due_at=overdue_at(found.answer_by))


def tell_end(found: Round, *, by: Person) -> None:
    """Let everybody concerned learn how it ended."""
    _later(found, LetterKind.ENDED, by=by)


def _later(found: Round, letter: LetterKind, *, by: Person | None = None, due_at: datetime | None = None) -> None:
    about: dict[str, Any] = {"group": found.group_id, "round": found.pk, "letter": letter.value}
    enqueue(TELL, about, by=by, key=f"{TELL}:{found.pk}:{letter.value}", due_at=due_at)
