"""A person’s account, and how they sign in."""

from collections.abc import Iterator
from typing import Any

from gpleadership.lib.dates import date_and_clock, long_date
from groups.mydata.holdings import Held, register_holding
from groups.mydata.rows import of_key, together, values_of
from groups.people.models import Person

STEPS = {"totp": "An authenticator app", "webauthn": "A passkey or security key", "recovery_codes": "Recovery codes"}


def _person(person: Person) -> Iterator[Held]:
    yield Held(f"{person.full_name}, {person.email}, since {long_date(person.joined_at)}", values_of(person))


def _address(row: Any) -> str:
    return f"Email address {row.email}, {'confirmed' if row.verified else 'not confirmed'}"


def _step(row: Any) -> str:
    return f"{STEPS.get(row.type, 'A second step')}, since {long_date(row.created_at)}"


def _browser(row: Any) -> str:
    return f"Signed in on {date_and_clock(row.created_at)} from {row.ip}: {row.user_agent or 'an unknown browser'}"


def _single(row: Any) -> str:
    return f"Single sign-on with {row.provider}, since {long_date(row.date_joined)}"


def register() -> None:
    """Name both parts."""
    register_holding(
        "account",
        together(_person, of_key("account.EmailAddress.user", _address)),
        title="Your account",
        what="Your name, email address, when you joined and when you last signed in. Your password is kept scrambled.",
        seen_by="you; platform staff see name and address",
        kept="until you ask to be erased",
        covers=["account.EmailAddress.user"],
    )
    register_holding(
        "signing in",
        together(
            of_key("mfa.Authenticator.user", _step),
            of_key("usersessions.UserSession.user", _browser),
            of_key("socialaccount.SocialAccount.user", _single),
        ),
        title="How you sign in",
        what="Second steps, single sign-on, and the browsers you are signed in on. Their secrets are not in a copy.",
        seen_by="you alone",
        kept="second steps until you remove them; browsers until you sign out there",
        covers=["mfa.Authenticator.user", "usersessions.UserSession.user", "socialaccount.SocialAccount.user"],
    )
