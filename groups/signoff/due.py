"""Which letters about a round are due as things are now, and what each says to its reader."""

from gpleadership.lib.dates import today
from groups.people.models import Person
from groups.signoff.addressees import chasers, told_of_end
from groups.signoff.enums import LetterKind
from groups.signoff.models import Round
from groups.signoff.presenters import letters
from groups.signoff.presenters.letters import Letter
from groups.signoff.queries import board_of
from groups.signoff.speaking import asked

Due = list[tuple[Person, Letter]]


def due(found: Round, kind: LetterKind) -> Due:
    """Everybody to whom a letter of this kind is due, with the letter."""
    if kind == LetterKind.ENDED:
        return _of_end(found)
    if not found.is_open:
        return []
    passed = today() > found.answer_by
    if kind == LetterKind.OVERDUE:
        return _of_silence(found) if passed else []
    if kind == LetterKind.REMINDER:
        return [] if passed else [(each.person, letters.reminder(found, each)) for each in asked(found)]
    return [(each.person, letters.asked(found, each)) for each in asked(found)]


def _of_silence(found: Round) -> Due:
    board, readers = board_of(found), chasers(found)
    return [(person, letters.overdue(board, readers.office)) for person in readers.people]


def _of_end(found: Round) -> Due:
    if found.is_open:
        return []
    letter = letters.ended(board_of(found))
    return [(person, letter) for person in told_of_end(found, outcome=found.outcome, but=found.closed_by)]
