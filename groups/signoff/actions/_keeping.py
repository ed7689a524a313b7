"""What the verbs share: a round is changed by one at a time, and what the log keeps of it."""

from typing import Any

from groups.log.record import record
from groups.people.models import Person
from groups.signoff.models import Round, Word


def hold(found: Round) -> Round:
    """The round as it is now, nobody else's to change until the transaction ends."""
    rows = Round.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    return rows.get(group_id=found.group_id, pk=found.pk)


def note_round(found: Round, verb: str, *, by: Person, reason: str = "") -> None:
    """Record what was done to a round; its title is the group's, a reason may be about somebody."""
    after: dict[str, Any] = {
        "title": found.title,
        "kind": found.kind,
        "subject": found.subject_id,
        "answer_by": found.answer_by.isoformat(),
        "asked": found.asked,
    }
    if found.closed_at is not None:
        after |= {"outcome": found.outcome, "agreed": found.agreed}
    personal = {"reason": reason} if reason else None
    record(found.group_id, verb, by=by, subject=found, after=after, personal=personal)


def note_word(word: Word, verb: str, *, by: Person, before: Word | None) -> None:
    """Record a word: the organisation's stance openly, what people wrote and whom they named apart."""
    party = word.party
    after = {
        "round": party.round_id,
        "title": party.round.title,
        "organisation": party.name,
        "stance": word.stance,
        "authority": word.authority,
        "given_on": word.given_on.isoformat(),
    }
    personal = {"note": word.note, "remedy": word.remedy, "name": word.on_word_of}
    record(
        word.group_id,
        verb,
        by=by,
        subject=word,
        before={"stance": before.stance} if before else None,
        after=after,
        personal={name: value for name, value in personal.items() if value} or None,
    )
