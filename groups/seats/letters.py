"""What the letters about terms of office say. Each is written for one reader, from what holds when it goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.words import small
from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.presenters.words import until_words
from groups.seats.rules.spans import begun, over
from groups.system_roles.queries import Binding
from groups.tenancy.models import LeadershipGroup

YOU_ATTEND: Final = (
    "You read agendas and papers, and join in where you are asked. You have no vote and no way into the closed room."
)
NOTHING_COMES_BACK: Final = (
    "When the role ends, nothing comes back by itself: the chair or the secretariat can give you a seat again."
)
SEAT_STAYS: Final = (
    "A core seat of theirs stays a core seat and is empty. "
    "Its deputy may be asked to act, or somebody else may fill it."
)
NEXT_CHAIR: Final = "Its members choose the next one, or the secretariat appoints somebody until then."
MOVED: Final = "You get this because it is about your own seat."
OWN: Final = "You get this because it is about your own term of office."
TABLE: Final = "You get this because you sit at the group’s table or hold one of its offices."
RUNS: Final = "You speak for the group and run it: members, seats, agenda, decisions and representatives."
SECOND_STEP: Final = "Signing in then asks you for a second step, and shows you how to set it up."
CLOSED: Final = "What only the chair does is closed to you from then on. A seat of your own stays yours."
DOES: Final[dict[Office, tuple[str, ...]]] = {
    Office.CHAIR: (RUNS, "Look first at who sits at the table, and whose term ends soon.", SECOND_STEP),
    Office.DEPUTY_CHAIR: (
        "You stand in for the chair at meetings. If the chair leaves early, you act as chair until one is appointed.",
    ),
    Office.SECRETARIAT: (
        "You run the group with the chair: members, seats, agenda and papers. You have no vote.",
        SECOND_STEP,
    ),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: its subject, what it says, facts under it, and why the reader gets it."""

    subject: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    why: str = OWN


def appointed(term: OfficeTerm, now: datetime) -> Letter:
    """To the person: what, from when until when, and what to do."""
    office, first = small(term.title), long_date(term.period.lower)
    begins = "are" if begun(term.period, now) else "will be"
    when = "" if begun(term.period, now) else f" from {first}"
    lines = (f"You were appointed {office} of {term.group}.", *DOES[Office(term.office)])
    return Letter(f"You {begins} {office} of {term.group}{when}", lines, _days(term))


def handover(reader: Person, new: OfficeTerm, old: OfficeTerm | None) -> Letter:
    """On the day the chair changes: to whoever begins, whoever ended, and those who work with them."""
    title, first = small(new.title), long_date(new.period.lower)
    before = old if old and old.person_id != new.person_id else None
    if reader.pk == new.person_id:
        after = f" {before.person}’s term as {small(before.title)} has ended." if before else ""
        lines = (f"Your term as {title} of {new.group} has begun.{after}", *DOES[Office.CHAIR])
        return Letter(f"You are {title} of {new.group}", lines, _days(new))
    if before and reader.pk == before.person_id:
        lines = (f"Your term as {small(before.title)} has ended. {new.person} is {title} from {first}.", CLOSED)
        return Letter(f"{new.person} is {title} of {new.group} now", lines, _days(before))
    after = f", after {before.person}" if before else ""
    lines = (f"{new.person} is {title} of {new.group} from {first}{after}.", "What is for the chair goes to them now.")
    return Letter(f"{new.person} is {title} of {new.group}", lines, why=TABLE)


UNTIL_APPOINTED: Final = "until a chair is appointed"


def leaving(reader: Person, left: OfficeTerm, acting: OfficeTerm, now: datetime) -> Letter:
    """When a chair leaves early: to everybody at the table."""
    of, gone = f"the chair of {left.group}", over(left.period, now)
    last, first = long_date(last_day(left.period) or now), long_date(acting.period.lower)
    acts = f"as chair from {first}, {_until_when(acting)}."
    if reader.pk == acting.person_id:
        subject = f"You {'act' if gone else 'will act'} as chair of {left.group}{'' if gone else f' from {first}'}"
        return Letter(subject, (f"{left.person} {'has left' if gone else 'leaves'}. You act {acts}", RUNS, SECOND_STEP))
    if reader.pk == left.person_id:
        end = f"Your term as {small(left.title)} {'ended' if gone else 'ends'} with {last}."
        subject = f"You have left {of}" if gone else f"You leave {of} on {last}"
        return Letter(subject, (f"{end} {acting.person} acts {acts}", CLOSED))
    end = f"{left.person}’s term ended on {last}" if gone else f"{left.person} is chair until the end of {last}"
    subject = f"{left.person} has left {of}" if gone else f"{left.person} leaves {of} on {last}"
    next_step = () if acting.period.upper else ("What comes next is the appointment of a chair.",)
    return Letter(subject, (f"{end}. {acting.person} acts {acts}", *next_step), why=TABLE)


def _until_when(acting: OfficeTerm) -> str:
    ends = last_day(acting.period)
    return f"until {long_date(ends)}, when a chair follows who is appointed already" if ends else UNTIL_APPOINTED


def ended(term: OfficeTerm, now: datetime) -> Letter:
    """To the person whose term somebody ended."""
    office, last = small(term.title), long_date(last_day(term.period) or now)
    if over(term.period, now):
        return Letter(
            f"You are no longer {office} of {term.group}",
            ("Your term has ended, and what the office opened to you is closed.",),
            _days(term),
        )
    lines = ("Until then nothing changes. After it, what the office opens to you is closed.",)
    return Letter(f"Your term as {office} of {term.group} ends on {last}", lines, _days(term))


def stays(reader: Person, term: OfficeTerm) -> Letter:
    """To those who were told of an end that was taken back."""
    office = small(term.title)
    if reader.pk == term.person_id:
        lines = (
            f"We wrote that your term would end. That was taken back: you are {office} {until_words(term.period)}.",
        )
        return Letter(f"You stay {office} of {term.group}", lines, _days(term))
    lines = (
        f"We wrote that {term.person} would leave. That was taken back: they are {office} {until_words(term.period)}.",
    )
    return Letter(f"{term.person} stays {office} of {term.group}", lines, why=TABLE)


def cancelled(group: str, office: str, begins: datetime) -> Letter:
    """To somebody whose term will never begin."""
    title, first = small(Office(office).label), long_date(begins)
    lines = (f"We wrote that you would be {title} from {first}. That term was cancelled. Nothing else changes.",)
    return Letter(f"You will not be {title} of {group} from {first}", lines)


def moved(
    reader: Person, person: Person, group: LeadershipGroup, bound: Binding, at: datetime, chair: OfficeTerm | None
) -> Letter:
    """A system role moves somebody to attendance: to them, and to those who run the group or miss a chair."""
    first = long_date(at)
    subject = f"{{}} {group} from {first}"
    if reader.pk == person.pk:
        attends = f"From {first} you attend {group} and are no core member."
        lines = (f"{bound.words_to_them}. {attends}", YOU_ATTEND, NOTHING_COMES_BACK)
        return Letter(subject.format("You attend"), lines, why=MOVED)
    attends = f"From {first} they attend and are no core member: no vote, no part in the quorum, no closed room."
    no_chair = () if chair else (f"{group} has no chair from then. {NEXT_CHAIR}",)
    lines = (f"{bound.words(person)}. {attends}", SEAT_STAYS, *no_chair)
    return Letter(subject.format(f"{person} attends"), lines, why=TABLE)


def _days(term: OfficeTerm) -> tuple[tuple[str, str], ...]:
    last = last_day(term.period)
    until = long_date(last) if last else UNTIL_APPOINTED.capitalize() if term.acting else "No end is agreed"
    return (("From", long_date(term.period.lower)), ("Until", until))
