"""What the demo's groups stand by: principles that hold, one out for agreement, one that is talked about."""

from datetime import timedelta
from typing import Final

from gpleadership.demo.cast import Who, inside
from gpleadership.demo.signing import demo_only_forget_letters, sign
from gpleadership.lib.dates import today
from groups.models import PrincipleVersion, Round
from groups.principles import actions
from groups.principles.actions.signing import KIND
from groups.principles.values import Words
from groups.signoff.actions import close_round
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given

ADOPTED: Final = {
    "eastmere": ("patients", "need", "work", "together", "told"),
    "ambleford": ("patients", "worse_off", "close"),
}
"""Of the library of principles to begin with."""
OUT: Final = Words(
    "Ask once",
    "A partner asks the group once, through one door, and gets one answer.",
    "Whoever is asked elsewhere sends the question here, and says when the answer comes.",
)
TALKED_ABOUT: Final = Words(
    "A seat is not a badge",
    "Who sits at the table speaks for their organisation and has asked it.",
    "Say whether you bring your own view or your organisation’s. Both are welcome; only one of them counts.",
)
COMMENTS: Final = (
    (
        "Dr Samir Haddad",
        "“Has asked it” is a lot for five practices and a week’s notice. Say when it holds.",
    ),
    ("Dr Niamh Corrigan", "The LMC would be glad of this. It is how we work already."),
)
RESERVATION: Final = "One door must not become a queue: in an emergency partners ring us, and should."
SILENT: Final = ("Harbour PCN", "Mere Valley PCN", "New GPs’ Network")
"""Who has not said yet whether they agree; the first is that of a demo account."""


def build(who: Who) -> None:
    """The principles of a group."""
    if keys := ADOPTED.get(who.group.slug):
        with inside(who.group, who.secretariat):
            drafts = actions.draft_starters(who.group, keys, by=who.secretariat)
        for draft in drafts:
            _adopt(who, draft)
    if who.group.slug == "eastmere":
        _put_out(who)
        _talk(who)


def _adopt(who: Who, draft: PrincipleVersion) -> None:
    found = _asked(who, draft)
    sign(who, found)
    with inside(who.group, who.secretariat):
        close_round(found, by=who.secretariat)
    demo_only_forget_letters(found)


def _put_out(who: Who) -> None:
    found = _asked(who, _drafted(who, OUT))
    reserved = Given(Stance.RESERVATION, Authority.BOARD, today(), note=RESERVATION)
    sign(who, found, but={"Tidewater LMC": reserved}, waits_for=SILENT)


def _talk(who: Who) -> None:
    draft = _drafted(who, TALKED_ABOUT)
    with inside(who.group, who.secretariat):
        version = actions.open_discussion(draft, by=who.secretariat)
    for name, text in COMMENTS:
        person = who.people[name]
        with inside(who.group, person):
            actions.add_comment(version, text, by=person)


def _drafted(who: Who, words: Words) -> PrincipleVersion:
    with inside(who.group, who.secretariat):
        return actions.draft_principle(who.group, words, by=who.secretariat)


def _asked(who: Who, draft: PrincipleVersion) -> Round:
    """Talked about, and put to the organisations."""
    with inside(who.group, who.secretariat):
        version = actions.open_discussion(draft, by=who.secretariat)
        actions.put_out(version, answer_by=today() + timedelta(days=21), by=who.secretariat)
        return who.group.signoff_rounds.get(kind=KIND, subject_id=version.pk)
