"""The organisations of the demo sign off: each for itself, by whoever sits for it."""

from collections.abc import Collection, Mapping
from typing import Final

from gpleadership.demo.cast import Who, inside
from gpleadership.lib.dates import today
from groups.models import Job, Party, Round
from groups.signoff.actions import give_word, record_word
from groups.signoff.enums import Authority, Stance
from groups.signoff.sending import TELL
from groups.signoff.speaking import speakers_of
from groups.signoff.values import Given

NOTHING_ELSE: Final[Mapping[str, Given]] = {}


def agrees(authority: Authority = Authority.LEADER) -> Given:
    """Agreement, today."""
    return Given(Stance.AGREE, authority, today())


def sign(who: Who, found: Round, *, but: Mapping[str, Given] = NOTHING_ELSE, waits_for: Collection[str] = ()) -> None:
    """Every organisation agrees but those named; those that are waited for say nothing yet."""
    with inside(who.group):
        parties = list(found.parties.select_related("round__group", "organisation", "seat").order_by("position"))
    for party in parties:
        party.group = party.round.group = who.group
        if party.name not in waits_for:
            _word(who, party, but.get(party.name, agrees()))


def demo_only_forget_letters(found: Round) -> None:
    """What is past is not written about today."""
    Job.objects.filter(kind=TELL, arguments__round=found.pk).delete()


def _word(who: Who, party: Party, given: Given) -> None:
    """By whoever sits for it; where nobody does the secretariat records it on the word of its office."""
    with inside(who.group):
        speaker = next(iter(speakers_of(party)), None)
    if speaker is None:
        with inside(who.group, who.secretariat):
            record_word(party, given, on_word_of=f"the office of {party}"[:120], by=who.secretariat)
        return
    with inside(who.group, speaker.person):
        give_word(party, given, by=speaker.person)
