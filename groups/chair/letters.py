"""What the letters about an appointment say: each for one reader, from what holds when it goes."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib import mail
from gpleadership.lib.dates import date_and_clock, long_date
from groups.chair.models import Appointment, Nomination
from groups.people.models import Person

TABLE: Final = "You get this because you may nominate in the group, or were nominated."
NOMINEE: Final = "You get this because somebody nominated you with this address."
ANYBODY: Final = "Anybody the group trusts can be chair: a GP or a manager, with or without a seat at the table."
ACCEPTING: Final = (
    "If you accept, you write a short statement, and your name is on a secret ballot. "
    "If you do not answer, nothing happens."
)
WHO_SEES: Final = (
    "Others in the group see how many people nominated somebody. "
    "The nominee, the chair and the secretariat see who they are."
)
SIGN_IN: Final = "Sign in with this address. Without a password, a code is sent to it."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: its subject, what it says, facts under it, where its link leads."""

    subject: str
    lines: tuple[str, ...]
    link: str
    link_text: str
    why: str
    facts: tuple[tuple[str, str], ...] = ()


def nominated(nomination: Nomination) -> Letter:
    """To somebody who was nominated."""
    appointment = nomination.appointment
    lines = (
        f"Somebody at the table of {appointment.group} would trust you to chair it, and nominated you.",
        ANYBODY,
        ACCEPTING,
        SIGN_IN,
    )
    facts = (("Answer by", _closes(appointment)), ("Term", _term(appointment)))
    return Letter(
        f"You are nominated as chair of {appointment.group}", lines, _own(nomination), "Answer", NOMINEE, facts
    )


def nomination_withdrawn(nomination: Nomination) -> Letter:
    """To somebody whose nomination is over."""
    lines = [f"You were nominated as chair of {nomination.appointment.group}. The nomination was withdrawn."]
    if nomination.reason:
        lines.append(f"Why: {nomination.reason}")
    lines.append("Your name will not be on the ballot. You do not have to do anything.")
    subject = f"Your nomination as chair of {nomination.appointment.group} was withdrawn"
    return Letter(subject, tuple(lines), _own(nomination), "See the nomination", NOMINEE)


def nominations_open(appointment: Appointment) -> Letter:
    """To those who may nominate."""
    lines = (
        f"{appointment.group} is choosing a chair. Whom would you trust to speak for all of you?",
        f"{ANYBODY} You can nominate several people, and yourself.",
        WHO_SEES,
    )
    facts = (("Nominate until", _closes(appointment)), ("Term", _term(appointment)))
    subject = f"Nominate a chair of {appointment.group} by {_closes(appointment)}"
    return Letter(subject, lines, _page(appointment), "Nominate somebody", TABLE, facts)


def withdrawn(appointment: Appointment, reason: str) -> Letter:
    """To those who took part in what was given up."""
    lines = [f"The appointment of a chair of {appointment.group} was withdrawn. Nobody is chosen."]
    if reason:
        lines.append(f"Why: {reason}")
    lines.append("Nothing changes in who leads the group now. When a new appointment begins, you are told.")
    subject = f"The appointment of a chair of {appointment.group} was withdrawn"
    return Letter(subject, tuple(lines), mail.link(reverse("home")), "Sign in", TABLE)


def context(letter: Letter, reader: Person, called: str, where: str) -> dict[str, object]:
    """What the template is given."""
    return {
        "subject_line": letter.subject,
        "lines": letter.lines,
        "facts": letter.facts,
        "link": letter.link,
        "link_text": letter.link_text,
        "why": letter.why,
        "name": called or reader.full_name,
        "where": where,
    }


def _own(nomination: Nomination) -> str:
    return mail.link(reverse("nominations:nomination", args=[nomination.pk]))


def _page(appointment: Appointment) -> str:
    return mail.link(reverse("chair:appointment", args=[appointment.group.slug, appointment.pk]))


def _closes(appointment: Appointment) -> str:
    return date_and_clock(appointment.nominations_close_at) if appointment.nominations_close_at else ""


def _term(appointment: Appointment) -> str:
    if appointment.first_day is None or appointment.last_day is None:
        return ""
    return f"{long_date(appointment.first_day)} to {long_date(appointment.last_day)}"
