"""Who is told by email, said before an act and after it, and what has gone."""

from collections.abc import Iterable

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact
from gpleadership.lib.words import listed, plural
from groups.signoff.enums import LetterKind
from groups.signoff.models import RoundLetter
from groups.signoff.speaking import Heard

NOBODY_ELSE = "Nobody else is told by email."
TITLES = {
    LetterKind.ASKED: "Asked by email",
    LetterKind.REMINDER: "Reminded by email",
    LetterKind.ENDED: "Told how it ended",
}


def before_asking(found: Heard) -> str:
    """Who will be told when the organisations are asked, and for whom nobody can answer."""
    if not found.people:
        return f"Nobody will be told by email. {_nobody(found)}".strip()
    people = f"{_people(found.people)} {'speaks' if found.people == 1 else 'speak'} for them and will be told by email."
    again = "With more than three working days to answer, those whose organisation has not done so are reminded once."
    return f"{people} {again} {_nobody(found)}".strip()


def after_asking(found: Heard) -> str:
    """The same once they are asked."""
    if not found.people:
        return f"Nobody is told by email. {_nobody(found)}".strip()
    one = found.people == 1
    who = "The one person who speaks for them is" if one else f"The {found.people} people who speak for them are"
    return f"{who} told by email. {_nobody(found)}".strip()


def before_ending(people: int, what: str = "how it ended") -> str:
    """Who will be told how it ends."""
    who = f"Those who were asked, the chair and the secretariat are told by email {what}"
    return f"{who}: {_people(people)} besides you." if people else NOBODY_ELSE


def after_ending(people: int, what: str = "") -> str:
    """The same once it is over."""
    return f"{_people(people)} {'is' if people == 1 else 'are'} told by email{what}." if people else NOBODY_ELSE


def posted(letters: Iterable[RoundLetter], *, manages: bool) -> list[Fact]:
    """What has gone to how many, and to whom it could not be delivered, which those who run the group read."""
    went = list(letters)
    found = [_gone(title, [each for each in went if each.letter == kind]) for kind, title in TITLES.items()]
    lost = list(dict.fromkeys(each.person.full_name for each in went if each.undelivered))
    if lost and manages:
        found.append(Fact("Not delivered", f"Email to {listed(lost)} does not arrive: tell them yourself"))
    return [fact for fact in found if fact is not None]


def _gone(title: str, letters: list[RoundLetter]) -> Fact | None:
    arrived = [each for each in letters if not each.undelivered]
    return Fact(title, f"{_people(len(arrived))}, on {long_date(arrived[0].sent_at)}") if arrived else None


def _people(count: int) -> str:
    return plural(count, "person", "people")


def _nobody(found: Heard) -> str:
    if not found.nobody:
        return ""
    return f"Nobody speaks for {listed(found.nobody)} now: record the word you are given."
