"""What the pages of invitations never do: take back what was accepted, withdraw without asking."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.scopes import open_scope
from groups.models import Invitation
from tests.cast import Cast
from tests.invitations.conftest import SignIn, fresh
from tests.invitations.test_inviting import to_office, to_practice, to_seat

WHERE = "/g/eastmere/invitations/"
NO_DAYS = {f"{name}_{part}": "" for name in ("begins", "until") for part in ("day", "month", "year")}
WHO = {"full_name": "Dr New", "email": "new@example.org"} | NO_DAYS


def four(cast: Cast) -> list[Invitation]:
    """One that waits, one that has expired, one accepted, one withdrawn."""
    now = timezone.now()
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        made = [
            to_seat(cast, email="waits@example.org", full_name="Dr Waits"),
            to_practice(cast),
            to_office(cast),
            to_seat(cast, email="gone@example.org", full_name="Dr Gone", part="deputy"),
        ]
        changes: list[dict[str, Any]] = [
            {},
            {"expires_at": now - timedelta(days=2)},
            {"accepted_at": now, "accepted_by": cast["deputy"]},
            {"withdrawn_at": now},
        ]
        for invitation, change in zip(made, changes, strict=True):
            if change:
                Invitation.objects.filter(pk=invitation.pk).update(**change)
    return made


def seat_form(cast: Cast) -> str:
    return f"{WHERE}new/seat/{cast.seats['empty'].pk}/"


def test_the_first_day_comes_before_the_last(cast: Cast, sign_in: SignIn) -> None:
    year = timezone.now().year + 1
    days = {"begins_day": "2", "begins_month": "2", "begins_year": f"{year}"}
    days |= {"until_day": "1", "until_month": "2", "until_year": f"{year}"}
    response = sign_in(cast["chair"]).post(seat_form(cast), WHO | days)
    assert response.context_data["form"].errors == {"until": ["Last day must be the first day or later"]}


@pytest.mark.parametrize("path", ["new/seat/0/", "new/office/king/", "999999/withdraw/"])
def test_what_is_not_there_is_not_found(cast: Cast, sign_in: SignIn, path: str) -> None:
    assert sign_in(cast["chair"]).get(WHERE + path).status_code == 404


def test_withdrawing_asks_first(cast: Cast, sign_in: SignIn) -> None:
    (made, *_) = four(cast)
    client, where = sign_in(cast["chair"]), f"{WHERE}{made.pk}/withdraw/"
    assert client.get(where).status_code == 200
    assert fresh(made).withdrawn_at is None
    after = client.post(where, follow=True)
    assert "is withdrawn: its link says so from now on." in after.content.decode()
    assert fresh(made).withdrawn_at is not None
    again = client.post(where, follow=True)
    assert "This was withdrawn on" in again.content.decode()


def test_what_was_accepted_is_not_taken_back(cast: Cast, sign_in: SignIn) -> None:
    accepted = four(cast)[2]
    client = sign_in(cast["chair"])
    for verb in ("resend", "withdraw"):
        after = client.post(f"{WHERE}{accepted.pk}/{verb}/", follow=True)
        assert "accepted this on" in after.content.decode()
    assert fresh(accepted).withdrawn_at is None
