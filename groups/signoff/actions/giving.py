"""An organisation's word: given by whoever speaks for it, or recorded on their word."""

from gpleadership.lib.dates import date_and_clock, today
from gpleadership.lib.refusal import EditedMeanwhile
from gpleadership.lib.words import small
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.enums import Part
from groups.seats.models import SeatTerm
from groups.signoff import policies
from groups.signoff.actions._keeping import hold, note_word
from groups.signoff.enums import Stance
from groups.signoff.models import Party, Word
from groups.signoff.values import Given


@whole()
def give_word(party: Party, given: Given, *, after: int | None = None, by: Person) -> Word:
    """Give the word of one's own organisation. Raises `Refused`.

    `after`: the last word that was there when the form was opened (0: none); if another has come since,
    raises `EditedMeanwhile`. None does not ask.
    """
    party = _held(party)
    term = policies.check_speaks_for(party, by)
    return _add(party, given, after=after, by=by, speaks_as=_speaks_as(term))


@whole()
def record_word(party: Party, given: Given, *, on_word_of: str, after: int | None = None, by: Person) -> Word:
    """Record the word of an organisation as the secretariat, on the word of somebody who is named. As `give_word`."""
    party = _held(party)
    policies.check_steward(party.group, by)
    policies.check_named(on_word_of.strip())
    return _add(party, given, after=after, by=by, speaks_as="secretariat", on_word_of=on_word_of.strip())


def _held(party: Party) -> Party:
    """The organisation in its round, which nobody else changes meanwhile and which is open."""
    found = hold(party.round)
    policies.check_open(found)
    fresh = Party.objects.select_related("organisation", "seat").get(group_id=found.group_id, pk=party.pk)
    fresh.round, fresh.group = found, found.group
    return fresh


def _add(party: Party, given: Given, *, after: int | None, by: Person, speaks_as: str, on_word_of: str = "") -> Word:
    last = party.words.filter(group_id=party.group_id).select_related("by").last()
    if after is not None and (last.pk if last else 0) != after:
        raise EditedMeanwhile(_meanwhile(party, last))
    policies.check_words(given.stance, note=given.note, remedy=given.remedy)
    policies.check_given_on(party.round, given.authority, given.given_on, today())
    word = Word.objects.create(
        group_id=party.group_id,
        party=party,
        stance=given.stance,
        note=given.note,
        remedy=given.remedy,
        authority=given.authority,
        given_on=given.given_on,
        by=by,
        speaks_as=speaks_as[:200],
        on_word_of=on_word_of,
        recorded=bool(on_word_of),
    )
    verb = "organisation’s word recorded" if on_word_of else "organisation’s word given"
    note_word(word, verb, by=by, before=last)
    return word


def _meanwhile(party: Party, last: Word | None) -> str:
    if last is None:
        return f"Look again at the word of {party}, then send yours."
    return (
        f"{last.by} entered a word of {party} on {date_and_clock(last.at)}, while you were writing:"
        f" it {small(Stance(last.stance).label)}. Nothing was overwritten: yours is still below."
        " Send it again to replace that one."
    )


def _speaks_as(term: SeatTerm) -> str:
    job = f"{term.job_title}, " if term.job_title else ""
    return f"{job}{'holder of' if term.part == Part.HOLDER else 'acting for the holder of'} the seat {term.seat}"
