"""Invitations in lists, files and on the page of a link. No query."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.urls import reverse

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.parts import Fact, Option, Tone
from gpleadership.lib.words import capital, in_words, listed, plural
from groups.invitations import words
from groups.invitations.enums import InvitedTo, State
from groups.invitations.models import AnInvitation, Invitation, StaffInvitation
from groups.invitations.states import state_of
from groups.readers.lists import Checked
from groups.tenancy.models import SystemStaffTerm

HEADER: Final = (
    "Name",
    "Email address",
    "Invited to",
    "State",
    "Invited on",
    "Invited by",
    "Works until",
    "Accepted on",
    "Withdrawn on",
)
STATES: Final = tuple(Option(state.value, state.label) for state in State)
ORDERS: Final = (
    Option("invited", "Oldest first"),
    Option("expires", "First to run out"),
    Option("who", "Email address"),
    Option("what", "What it is to"),
)
KINDS: Final = (
    Option(InvitedTo.SEAT.value, "Seats"),
    Option(InvitedTo.OFFICE.value, "Offices"),
    Option(InvitedTo.PRACTICE.value, "Practice readers"),
    Option(InvitedTo.FOUNDING.value, "Founding the group"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation in a list, with what can be done about it."""

    pk: int
    name: str
    email: str
    what: str
    word: str
    tone: Tone
    more: str
    invited: str
    by: str
    resend: str
    withdraw: str


def rows(invitations: Iterable[AnInvitation], slug: str, now: datetime) -> list[Row]:
    """Invitations as lines of a list; `slug` is the group's, or the system's."""
    return [_row(each, slug, now) for each in invitations]


def _row(each: AnInvitation, slug: str, now: datetime) -> Row:
    word, tone, more = words.stands(each, now)
    open_still = state_of(each, now) in {State.WAITING, State.EXPIRED}
    return Row(
        pk=each.pk,
        name=each.full_name or each.email,
        email=each.email if each.full_name else "",
        what=words.what(each),
        word=word,
        tone=tone,
        more=more,
        invited=long_date(each.invited_at),
        by=words.inviter(each),
        resend=_address(each, slug, "resend") if open_still else "",
        withdraw=_address(each, slug, "withdraw") if open_still else "",
    )


def _address(each: AnInvitation, slug: str, verb: str) -> str:
    if isinstance(each, StaffInvitation):
        return reverse(f"invitations:staff_{verb}", kwargs={"system": slug, "invitation": each.pk})
    return reverse(f"invitations:{verb}", kwargs={"group": slug, "invitation": each.pk})


def values(invitations: Iterable[AnInvitation], now: datetime) -> Iterator[tuple[object, ...]]:
    """The same as lines of a file."""
    for each in invitations:
        word = words.stands(each, now)[0]
        state = state_of(each, now).label
        yield (
            each.full_name,
            each.email,
            words.what(each),
            f"{state}: {word}" if each.trouble and state == State.WAITING.label else state,
            london_day(each.invited_at),
            words.inviter(each),
            london_day(each.expires_at),
            london_day(each.accepted_at) if each.accepted_at else None,
            london_day(each.withdrawn_at) if each.withdrawn_at else None,
        )


def lede(counts: dict[str, int]) -> str:
    """How many wait for an answer, and how many have run out."""
    waiting, expired = counts[State.WAITING], counts[State.EXPIRED]
    if not sum(counts.values()):
        return "Nobody has been invited yet."
    if not waiting and not expired:
        return "Every invitation is answered."
    says = f"{capital(in_words(waiting))} {'waits' if waiting == 1 else 'wait'} for an answer" if waiting else ""
    out = f"{in_words(expired)} {'has' if expired == 1 else 'have'} expired" if expired else ""
    return capital(listed(part for part in (says, out) if part)) + "."


def going_out(invitation: AnInvitation) -> str:
    """What was done, after inviting: the same whoever was invited."""
    who = invitation.full_name or invitation.email
    return (
        f"An invitation for {who} goes to {invitation.email}. It works until {long_date(invitation.expires_at)}."
        " Nobody else is told. To undo it, withdraw it from the list of invitations."
    )


# ---- The page of a link ----


class Notice(NamedTuple):
    """Why a link opens nothing: what happened, and what to do."""

    heading: str
    lede: str
    advice: str
    status: int


UNKNOWN: Final = Notice(
    "This link does not work",
    "It may be cut short, or a newer invitation may have taken its place.",
    "Look for the newest email about it and follow the whole link. If that does not help, ask the person who "
    "invited you to send it again.",
    404,
)


def facts(invitation: AnInvitation, now: datetime) -> list[Fact]:
    """Who invites whom to what."""
    term = words.term(invitation, now)
    job = invitation.job_title
    return [
        Fact("Where", words.where(invitation)),
        Fact("Invited by", words.inviter(invitation)),
        Fact("For", invitation.email),
        *([Fact("As", job)] if job else []),
        *([Fact("Term", term)] if term else []),
        Fact("Works until", long_date(invitation.expires_at)),
    ]


def heading(invitation: AnInvitation) -> str:
    """Who invites to what, in one sentence."""
    return f"{words.inviter(invitation)} invites you {words.offer(invitation)}"


def taken(invitation: AnInvitation) -> Notice:
    """Somebody else has meanwhile what was offered."""
    return Notice(
        "Somebody else was there first",
        f"{words.inviter(invitation)} invited you {words.offer(invitation)}. That has been given to somebody else "
        "meanwhile.",
        f"You need do nothing. We have told {words.inviter(invitation)}, who may invite you again.",
        410,
    )


def ended(invitation: AnInvitation, now: datetime, *, over: bool) -> Notice:
    """Why it can no longer be answered. `over`: what it offered is past."""
    who, offer = words.inviter(invitation), words.offer(invitation)
    state = state_of(invitation, now)
    if state == State.ACCEPTED:
        return Notice(
            "This invitation has been accepted",
            f"It was accepted on {long_date(invitation.accepted_at or now)}. An invitation works once.",
            f"If that was you, sign in with the address that it was sent to. If it was not, tell {who} at once.",
            200,
        )
    if state == State.WITHDRAWN:
        return Notice(
            "This invitation was withdrawn",
            f"{who} invited you {offer}. It was withdrawn on {long_date(invitation.withdrawn_at or now)}.",
            f"If you did not expect that, ask {who}.",
            410,
        )
    return _too_late(invitation, over=over)


def _too_late(invitation: AnInvitation, *, over: bool) -> Notice:
    who, offer = words.inviter(invitation), words.offer(invitation)
    if over and isinstance(invitation, Invitation) and invitation.term_end is not None:
        last = long_date(invitation.term_end - datetime.resolution)
        return Notice(
            "The term has ended",
            f"{who} invited you {offer}. The term that this offered ended on {last}.",
            f"Ask {who} whether there is another.",
            410,
        )
    if over:
        return Notice("The group has closed", f"{words.where(invitation)} was closed.", f"Ask {who} what follows.", 410)
    return Notice(
        "This invitation has expired",
        f"{who} invited you {offer}. The link worked until {long_date(invitation.expires_at)}.",
        f"Ask {who} to send it again: that takes them a moment.",
        410,
    )


def way_on(invitation: AnInvitation) -> tuple[str, str]:
    """Where somebody goes who has accepted: words and address."""
    if isinstance(invitation, StaffInvitation):
        return f"See the places of {invitation.system}", reverse("roster:places", args=[invitation.system.slug])
    slug = invitation.group.slug
    if invitation.to == InvitedTo.FOUNDING:
        return "Begin to found the group", reverse("founding:overview", args=[slug])
    return f"Go to {invitation.group}", reverse("home:group", args=[slug])


# ---- Staff of a system ----


def staff_rows(terms: Iterable[SystemStaffTerm], slug: str) -> list[dict[str, Any]]:
    """Who is on the staff, since when, and the way to end it."""
    return [
        {
            "name": term.person.full_name,
            "email": term.person.email,
            "job": term.job_title,
            "since": long_date(term.period.lower) if term.period.lower else "",
            "until": long_date(term.period.upper - datetime.resolution) if term.period.upper else "",
            "end": reverse("invitations:staff_end", kwargs={"system": slug, "term": term.pk}),
        }
        for term in terms
    ]


# ---- A list of readers ----

PROBLEM_HEADER: Final = ("Practice code", "Name", "Email", "Line", "Problem")
SHOWN: Final = 100


def list_lede(good: int, bad: int) -> str:
    """What the list is like, in one sentence."""
    if not bad:
        return f"{'All ' if good > 1 else ''}{plural(good, 'line is', 'lines are')} fine. Nobody has been invited yet."
    fine = plural(good, "line is", "lines are") if good else "No line is"
    return f"{fine} fine, {plural(bad, 'is', 'are')} not. Nobody has been invited yet."


def problem_values(lines: Sequence[Checked]) -> Iterator[tuple[object, ...]]:
    """Lines that are not fine, in a file that can be mended and brought again."""
    for each in lines:
        yield each.line.code, each.line.name, each.line.email, each.line.number, "; ".join(each.problems)
