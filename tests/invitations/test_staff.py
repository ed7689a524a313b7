"""An ICB's staff: platform staff invite, send again, withdraw, and end somebody's time there."""

from typing import Any

import pytest

from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.log.models import PLATFORM, LogEntry
from groups.models import StaffInvitation, SystemStaffTerm
from tests.cast import Cast
from tests.invitations.conftest import SignIn, delivered

WHERE = "/platform/systems/tidewater/staff/"
WHO = {"full_name": "Ann Icb", "email": "ann@example.org", "job_title": "Head of primary care"}
OVERHEAD = 6
"""Session, person, transaction's savepoint and its release, scope twice."""


def made(cast: Cast, email: str = "ann@example.org") -> StaffInvitation:
    with system_scope("test"):
        return actions.invite_staff(cast.system, email=email, full_name="Ann Icb", by=cast["platform_staff"])


def verbs() -> list[str]:
    with open_scope(read=[PLATFORM]):
        return list(LogEntry.objects.filter(group_id=PLATFORM).order_by("seq").values_list("verb", flat=True))


def test_the_page_says_who_sees_the_roster(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["platform_staff"]).get(WHERE)
    assert [each["name"] for each in response.context_data["staff"]] == ["Helen Castle"]
    assert "Ivor Elsewhere" not in response.content.decode()
    assert "1 person sees who leads each place." in response.content.decode()


def test_inviting_sends_a_letter_and_stands_in_the_log(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["platform_staff"])
    after = client.post(f"{WHERE}invite/", WHO, follow=True)
    assert after.redirect_chain == [(WHERE, 302)]
    assert "An invitation for Ann Icb goes to ann@example.org." in after.content.decode()
    assert len(delivered()) == 1
    assert verbs() == ["staff invitation made"]


@pytest.mark.parametrize(
    ("change", "field"), [({"email": "ann"}, "email"), ({"full_name": ""}, "full_name"), ({"email": ""}, "email")]
)
def test_bad_input_is_said_at_its_field(cast: Cast, sign_in: SignIn, change: dict[str, str], field: str) -> None:
    response = sign_in(cast["platform_staff"]).post(f"{WHERE}invite/", WHO | change)
    assert (response.status_code, list(response.context_data["form"].errors)) == (200, [field])
    assert "Head of primary care" in response.content.decode()


def test_somebody_who_waits_is_not_invited_again(cast: Cast, sign_in: SignIn) -> None:
    made(cast)
    response = sign_in(cast["platform_staff"]).post(f"{WHERE}invite/", WHO | {"email": "ANN@example.org"})
    assert "has not answered" in response.context_data["form"].errors["email"][0]


def test_another_systems_invitation_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    invitation, client = made(cast), sign_in(cast["platform_staff"])
    elsewhere = WHERE.replace("tidewater", "highmoor")
    assert client.post(f"{elsewhere}invitations/{invitation.pk}/resend/").status_code == 404
    assert client.get("/platform/systems/neverwas/staff/").status_code == 404


def ending(cast: Cast) -> str:
    return f"{WHERE}{SystemStaffTerm.objects.get(person=cast['icb_staff']).pk}/end/"


@pytest.mark.parametrize(
    "data", [{}, {"when": "day"}, {"when": "day", "on_day": "1", "on_month": "1", "on_year": "2020"}]
)
def test_an_end_needs_a_day_to_come(cast: Cast, sign_in: SignIn, data: dict[str, Any]) -> None:
    response = sign_in(cast["platform_staff"]).post(ending(cast), data)
    assert (response.status_code, bool(response.context_data["form"].errors)) == (200, True)
    assert SystemStaffTerm.objects.get(person=cast["icb_staff"]).period.upper is None
