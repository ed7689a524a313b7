"""Whether somebody may answer, and with which words."""

from typing import Final

from gpleadership.lib.refusal import Refused
from groups.chair.enums import NominationState
from groups.chair.models import Nomination
from groups.people.models import Person

MOST_WORDS: Final = 1200

MOST_ABOUT: Final = 200

NOT_THEIRS: Final = "Only the person who is nominated can answer for themselves."


def check_own(nomination: Nomination, by: Person) -> None:
    """An answer is one's own."""
    if nomination.person_id != by.pk:
        raise Refused(NOT_THEIRS)


def check_can_answer(nomination: Nomination) -> None:
    """Whose nomination somebody else took away, they do not answer."""
    if nomination.state == NominationState.WITHDRAWN and not nomination.by_themselves:
        raise Refused("This nomination was withdrawn by whoever made it or by the secretariat.")


def check_words(about: str, statement: str) -> None:
    """Voters read both; neither is longer than a ballot paper bears."""
    for text, field, most, what in (
        (about, "about", MOST_ABOUT, "Who you are"),
        (statement, "statement", MOST_WORDS, "Your statement"),
    ):
        if not text:
            raise Refused(f"Enter {what[0].lower()}{what[1:]}", field=field)
        if len(text) > most:
            raise Refused(f"{what} must be {most:,} characters or fewer", field=field)
