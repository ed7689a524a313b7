"""The steps that the verbs about offices are made of. They check nothing; the verbs do."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from groups.people.models import Person
from groups.seats.actions._locks import overlaps_in_words
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions.chairs_seat import cancel_chairs_seat, leave_chairs_seat, seat_the_chair
from groups.seats.enums import Occasion, Office
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import span
from groups.seats.sending import tell_later
from groups.seats.verbs import OFFICE_ENDED
from groups.tenancy.models import LeadershipGroup


def begin_office_term(
    group: LeadershipGroup, office: str, person: Person, *, period: DateTimeTZRange, acting: bool = False, by: Person
) -> OfficeTerm:
    """Let a term of office begin, and the chair's seat with it if they have none."""
    with overlaps_in_words():
        term = OfficeTerm.objects.create(group=group, office=office, person=person, period=period, acting=acting)
    note_term(term, "office term begun", by=by)
    if office == Office.CHAIR:
        seat_the_chair(group, term, by=by)
    return term


def end_office_term_at(term: OfficeTerm, *, at: datetime, reason: str, by: Person) -> OfficeTerm:
    """Let a term of office end at an instant, and the chair's seat with it."""
    before = term_values(term)
    term.period = span(term.period.lower, at)
    term.end_reason = reason.strip()
    save_office_term(term)
    note_term(term, OFFICE_ENDED, by=by, before=before)
    if term.office == Office.CHAIR:
        leave_chairs_seat(term, at=at, by=by)
    return term


def drop_office_term(term: OfficeTerm, *, by: Person) -> None:
    """Take out a term of office and the chair's seat that would have come with it."""
    note_term(term, "office term cancelled", by=by, before=term_values(term))
    tell_later(Occasion.CANCELLED, term, by=by)
    if term.office == Office.CHAIR:
        cancel_chairs_seat(term, by=by)
    term.delete()


def give_way(term: OfficeTerm, *, at: datetime, by: Person) -> None:
    """Let the successor's own term as deputy chair end, or never begin, when they become chair."""
    if term.period.lower >= at:
        drop_office_term(term, by=by)
    else:
        end_office_term_at(term, at=at, reason="Became chair", by=by)


def save_office_term(term: OfficeTerm) -> None:
    """Save a term's dates, and count the change."""
    term.version += 1
    with overlaps_in_words():
        term.save(update_fields=["period", "end_reason", "version"])
