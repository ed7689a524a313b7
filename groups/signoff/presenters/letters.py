"""What the letters about a round say: each for one reader, from what holds when it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from gpleadership.lib import mail
from gpleadership.lib.dates import day_and_date, days_left, long_date
from gpleadership.lib.words import capital, listed
from groups.people.models import Person
from groups.seats.enums import Office
from groups.signoff.enums import Outcome, Stance
from groups.signoff.kinds import kind_of
from groups.signoff.models import Party, Round
from groups.signoff.queries import Board
from groups.signoff.speaking import Speaker

Path = tuple[str, str]
"""What a link says, and where in the portal it leads."""
EACH_FOR_ITSELF: Final = (
    "Each organisation answers for itself: it agrees, agrees with a reservation, stands aside or objects. "
    "One objection blocks; it says which harm or principle it is about, and what would change it."
)
CONCERNED: Final = "You get this because you were asked, or because you chair the group or are its secretariat."
CHASES: Final = {
    Office.SECRETARIAT: "You get this because you are the group’s secretariat.",
    Office.CHAIR: "You get this because you chair the group, which has no secretariat now.",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: its subject, what it says, facts under it, where its button and its links lead, and why."""

    subject: str
    lines: tuple[str, ...]
    button: Path
    why: str
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[Path, ...] = ()


def asked(found: Round, speaker: Speaker) -> Letter:
    """To whoever gives an organisation's word: what is asked, of whom, until when."""
    lines = (
        f"Each organisation at the table is asked to sign off a {kind_of(found).noun}: “{found}”.",
        f"You can give the word of {_names(speaker)}. Read it, ask your own people, then answer.",
        EACH_FOR_ITSELF,
    )
    return _asks(found, speaker, f"Please answer by {long_date(found.answer_by)}: “{found}”", lines)


def reminder(found: Round, speaker: Speaker) -> Letter:
    """To the same people, where their organisation has not answered."""
    left = days_left(found.answer_by)
    when = "Today is the last day to answer" if left == "today" else f"{capital(left)} to answer"
    has, sign, its = ("has", "it signs", "its") if len(speaker.parties) == 1 else ("have", "they sign", "their")
    without = f"After {long_date(found.answer_by)} it can be adopted without {its} word, if enough of the others agree."
    lines = (
        f"{_names(speaker)} {has} not answered yet whether {sign} off a {kind_of(found).noun}: “{found}”.",
        without,
        EACH_FOR_ITSELF,
    )
    return _asks(found, speaker, f"{when}: “{found}”", lines)


def overdue(board: Board, office: Office) -> Letter:
    """To the secretariat, once the day to answer by has passed: who has not answered, and what to do about it."""
    found, silent = board.round, board.standing.silent
    records = office == Office.SECRETARIAT
    asked_by = f"by {day_and_date(found.answer_by)}. {board.standing.headline}"
    lines = [f"The organisations were asked to sign off a {kind_of(found).noun}, “{found}”, {asked_by}"]
    if silent:
        lines.append(f"Not answered: {listed(silent)}.")
    if silent and records:
        lines.append("If you were given a word in a meeting, by letter or on the telephone, record it.")
    lines.append(f"{board.standing.why} It stays open until you close or withdraw it.")
    withdraw = ("Withdraw the question", _at("withdraw", found))
    recording = [_word(party, "record", "Record") for party in board.parties if board.last(party) is None]
    return Letter(
        f"{_who_is_silent(silent)}: “{found}”",
        tuple(lines),
        ("See where organisations stand", _round(found)),
        CHASES[office],
        links=(*(recording if records else ()), ("Close the round", _at("close", found)), withdraw),
    )


def ended(board: Board) -> Letter:
    """To everybody concerned: how it ended, or why it was withdrawn."""
    found, noun = board.round, kind_of(board.round).noun
    how = Outcome(found.outcome)
    verb = "Withdrawn" if how == Outcome.WITHDRAWN else "Closed"
    closed = (verb, f"{long_date(found.closed_at or found.opened_at)} by {found.closed_by}")
    return Letter(
        f"{how.label}: “{found}”",
        _withdrawn(found) if how == Outcome.WITHDRAWN else _outcome(board, noun),
        ("See what each organisation said", _round(found)),
        CONCERNED,
        (closed,),
        (_in_full(found),),
    )


def context(letter: Letter, reader: Person, where: str) -> Mapping[str, Any]:
    """What the templates of a letter need."""
    return {
        "where": where,
        "name": reader.full_name,
        "subject_line": letter.subject,
        "lines": letter.lines,
        "facts": letter.facts,
        "button": letter.button[0],
        "link": mail.link(letter.button[1]),
        "links": [(text, mail.link(path)) for text, path in letter.links],
        "why": letter.why,
    }


def _asks(found: Round, speaker: Speaker, subject: str, lines: tuple[str, ...]) -> Letter:
    words = [_word(party, "word", "Give") for party in speaker.parties]
    only = words[0] if len(words) == 1 else None
    too = (("Can give it too", listed(speaker.others)),) if only and speaker.others else ()
    return Letter(
        subject,
        lines,
        only or ("Give their words", _round(found)),
        f"You get this because you hold a core seat of {_names(speaker)}, or act for the holder.",
        (
            ("Answer by", day_and_date(found.answer_by)),
            ("Asked by", str(found.opened_by)),
            *too,
            ("Questions to", found.group.contact or str(found.opened_by)),
        ),
        (_in_full(found), *(() if only else words)),
    )


def _outcome(board: Board, noun: str) -> tuple[str, ...]:
    found, standing = board.round, board.standing
    objected = standing.named(Stance.OBJECT) if len(board.parties) > 1 else []
    named = f" Objected: {listed(objected)}." if objected else ""
    if found.outcome == Outcome.ADOPTED:
        return (f"“{found}” was adopted. {standing.past}{named}",)
    why = () if standing.named(Stance.OBJECT) else (standing.why,)
    again = f"The {noun} goes back to whoever drafted it, and the organisations can be asked again with other words."
    return (f"“{found}” was not adopted. {standing.past}{named}", *why, again)


def _withdrawn(found: Round) -> tuple[str, ...]:
    why = found.explanation.removeprefix(f"{Outcome.WITHDRAWN.label}: ")
    return (
        f"The organisations are no longer asked about “{found}”.",
        f"Why: {why}",
        "What was said is kept, and decides nothing. You do not have to do anything.",
    )


def _who_is_silent(silent: list[str]) -> str:
    if not silent:
        return "Everybody has answered"
    return f"{silent[0]} has not answered" if len(silent) == 1 else f"{len(silent)} organisations have not answered"


def _names(speaker: Speaker) -> str:
    return listed(party.name for party in speaker.parties)


def _word(party: Party, name: str, verb: str) -> Path:
    return f"{verb} the word of {party}", _at(name, party.round, party.pk)


def _in_full(found: Round) -> Path:
    kind = kind_of(found)
    return f"Read the {kind.noun} in full", kind.address(found.group.slug, found.subject_id)


def _round(found: Round) -> str:
    return _at("round", found)


def _at(name: str, found: Round, *more: int) -> str:
    return reverse(f"signoff:{name}", args=[found.group.slug, found.pk, *more])
