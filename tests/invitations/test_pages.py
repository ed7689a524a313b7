"""The inviter's pages: inviting, the list, sending again, withdrawing; the same answer whoever is invited."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.models import Invitation, StaffInvitation, SystemStaffTerm
from tests.cast import Cast
from tests.invitations.conftest import SignIn, fresh
from tests.invitations.test_links import change, invited, path, stripped

WHO = {"full_name": "Dr New", "email": "new@example.org"}
LIST = "/g/eastmere/invitations/"


@pytest.fixture
def chair(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast["chair"])


def seat_form(cast: Cast) -> str:
    return f"{LIST}new/seat/{cast.seats['empty'].pk}/"


def kept(cast: Cast) -> list[Invitation]:
    with open_scope(read=[cast.eastmere.pk]):
        return list(Invitation.objects.select_related("seat", "practice").order_by("pk"))


def own_queries(queries: CaptureQueriesContext) -> list[str]:
    """What the page itself asks for: without transaction, scope, session, user and standing."""
    frame = ("SAVEPOINT", "set_config", "django_session", "groups_rolegroup", "groups_groupgrant", "AS s (group_id")
    found = [query["sql"] for query in queries if not any(part in query["sql"] for part in frame)]
    return [sql for sql in found if not sql.startswith('SELECT "groups_person"')]


# ---- Inviting ----


def test_a_seat_is_offered_with_its_term(cast: Cast, chair: Client) -> None:
    year = timezone.now().year + 1
    term = {"begins_day": "1", "begins_month": "4", "begins_year": str(year)}
    term |= {"until_day": "31", "until_month": "3", "until_year": str(year + 2)}
    response = chair.post(seat_form(cast), WHO | term | {"job_title": "Clinical director"}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "An invitation for Dr New goes to new@example.org. It works until" in response.content.decode()
    (made,) = kept(cast)
    assert (made.seat, made.part, made.job_title, made.email) == (
        cast.seats["empty"],
        "holder",
        "Clinical director",
        "new@example.org",
    )
    assert made.term_start is not None
    assert made.term_end is not None
    assert (made.term_start.year, made.term_end.year) == (year, year + 2)


def test_a_deputy_is_asked_for_in_the_address(cast: Cast, chair: Client) -> None:
    assert "Invite a deputy for Old Town PCN" in chair.get(f"{seat_form(cast)}?part=deputy").content.decode()
    chair.post(f"{seat_form(cast)}?part=deputy", WHO)
    assert [made.part for made in kept(cast)] == ["deputy"]


def test_an_office_and_a_practice_are_offered_too(cast: Cast, chair: Client) -> None:
    practice = cast.organisations["practice2"]
    chair.post(f"{LIST}new/office/secretariat/", WHO)
    response = chair.post(f"/g/eastmere/readers/{practice.pk}/invite/", WHO)
    assert response["Location"] == "/g/eastmere/readers/"
    assert [(made.to, made.office, made.practice) for made in kept(cast)] == [
        ("office", "secretariat", None),
        ("practice", "", practice),
    ]


@pytest.mark.parametrize("where", ["new/seat/{other}/", "new/seat/0/", "new/office/king/"])
def test_what_is_not_the_groups_cannot_be_offered(cast: Cast, chair: Client, where: str) -> None:
    assert chair.get(LIST + where.format(other=cast.seats["other"].pk)).status_code == 404


def test_another_places_practice_cannot_be_offered(cast: Cast, chair: Client) -> None:
    other = cast.organisations["other_practice"].pk
    assert chair.post(f"/g/eastmere/readers/{other}/invite/", WHO).status_code == 404


@pytest.mark.parametrize("form", ["seat", "office", "practice"])
def test_nobody_learns_who_has_an_account(cast: Cast, chair: Client, form: str) -> None:
    """An address with an account in another group, and one that nobody has: the same status, bytes, place to go."""
    practice = cast.organisations["practice2"].pk
    address = {
        "seat": seat_form(cast),
        "office": f"{LIST}new/office/secretariat/",
        "practice": f"/g/eastmere/readers/{practice}/invite/",
    }[form]
    answers = []
    for email in ("other.chair@example.org", "nobodyhere1@example.org"):
        given = {"full_name": "Dr Same", "email": email}
        posted = chair.post(address, given)
        shown = chair.get(posted["Location"])
        again = chair.post(address, given)
        with system_scope("test"):
            Invitation.objects.all().delete()
        answers.append([(posted.status_code, posted["Location"], posted.content)])
        answers[-1] += [
            (page.status_code, stripped(page.content).replace(email.encode(), b"E")) for page in (shown, again)
        ]
    for one, other in zip(*answers, strict=True):
        assert _without_ids(one) == _without_ids(other)


def _without_ids(answer: tuple[Any, ...]) -> list[Any]:
    import re

    return [re.sub(rb"/invitations/\d+/", b"/N/", part) if isinstance(part, bytes) else part for part in answer]


def test_the_same_queries_are_asked_whoever_is_invited(cast: Cast, chair: Client) -> None:
    counts = []
    chair.get(LIST)  # what a role may do is read once
    for email in ("other.chair@example.org", "nobodyhere1@example.org"):
        with CaptureQueriesContext(connection) as queries:
            chair.post(seat_form(cast), {"full_name": "Dr Same", "email": email})
        counts.append(len(queries))
        assert not any("groups_person" in sql and email in sql for sql in (query["sql"] for query in queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"email": ""}, "email", "Enter their email address"),
        ({"email": "dr.new"}, "email", "correct format"),
        ({"email": f"{'x' * 250}@example.org"}, "email", "254"),
        ({"full_name": ""}, "full_name", "Enter their name"),
        ({"full_name": "x" * 121}, "full_name", "120"),
        ({"begins_day": "1", "begins_month": "1", "begins_year": "2020"}, "begins", "First day must be"),
        ({"until_day": "31", "until_month": "2", "until_year": "2031"}, "until", "real date"),
        (
            {
                "begins_day": "2",
                "begins_month": "1",
                "begins_year": "2031",
                "until_day": "1",
                "until_month": "1",
                "until_year": "2031",
            },
            "until",
            "Last day must be the first day or later",
        ),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, chair: Client, values: dict[str, str], field: str, words: str
) -> None:
    response = chair.post(seat_form(cast), WHO | {"job_title": "Clinical director"} | values)
    assert list(response.context_data["form"].errors) == [field]
    text = response.content.decode()
    assert words in text
    assert "Clinical director" in text
    assert kept(cast) == []


def test_a_filled_seat_is_refused_in_words(cast: Cast, chair: Client) -> None:
    response = chair.post(f"{LIST}new/seat/{cast.seats['pcn'].pk}/", WHO)
    assert "Dr Leila Nasser holds this seat until" in response.content.decode()
    assert kept(cast) == []


def test_a_second_invitation_to_the_same_is_refused_at_the_address(cast: Cast, chair: Client) -> None:
    chair.post(seat_form(cast), WHO)
    response = chair.post(seat_form(cast), WHO)
    assert "has not answered" in str(response.context_data["form"].errors["email"])
    assert len(kept(cast)) == 1


def test_what_can_be_offered_is_chosen_from_a_page(cast: Cast, chair: Client) -> None:
    text = chair.get(f"{LIST}new/").content.decode()
    assert text.index("Old Town PCN") < text.index("Harbour PCN")
    for office in ("chair", "deputy_chair", "secretariat"):
        assert f"{LIST}new/office/{office}/" in text


# ---- The list ----


def several(cast: Cast) -> dict[str, Invitation]:
    """One invitation in each state."""
    made = {name: invited(cast, f"{name}@example.org") for name in ("waiting", "expired", "accepted", "withdrawn")}
    now = timezone.now()
    change(made["expired"], expires_at=now - timedelta(days=1), invited_at=now - timedelta(days=15))
    change(made["accepted"], accepted_at=now, accepted_by=cast["outsider"], invited_at=now - timedelta(days=2))
    change(made["withdrawn"], withdrawn_at=now, invited_at=now - timedelta(days=3))
    return made


def shown(response: Any) -> list[str]:
    return [row.email.partition("@")[0] for row in response.context_data["rows"]]


def test_the_list_says_where_each_stands(cast: Cast, chair: Client) -> None:
    several(cast)
    response = chair.get(LIST)
    assert response.context_data["lede"] == "One waits for an answer and one has expired."
    words = {row.email.partition("@")[0]: row.word.split()[0] for row in response.context_data["rows"]}
    assert words == {"waiting": "Waiting", "expired": "Expired", "accepted": "Accepted", "withdrawn": "Withdrawn"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=waiting", ["waiting"]),
        ("state=expired", ["expired"]),
        ("state=accepted", ["accepted"]),
        ("state=withdrawn", ["withdrawn"]),
        ("state=nonsense&sort=who", ["accepted", "expired", "waiting", "withdrawn"]),
        ("sort=-who", ["withdrawn", "waiting", "expired", "accepted"]),
        ("sort=invited", ["expired", "withdrawn", "accepted", "waiting"]),
        ("sort=nonsense", ["waiting", "accepted", "withdrawn", "expired"]),
        ("q=DRAWN", ["withdrawn"]),
        ("to=practice", []),
        ("to=seat&q=exp", ["expired"]),
        ("page=99", ["waiting", "accepted", "withdrawn", "expired"]),
    ],
)
def test_filter_and_order_stand_in_the_address(cast: Cast, chair: Client, query: str, found: list[str]) -> None:
    several(cast)
    assert shown(chair.get(f"{LIST}?{query}")) == found


def test_the_list_has_pages_and_keeps_the_filter(cast: Cast, chair: Client) -> None:
    for number in range(27):
        invited(cast, f"new{number}@example.org")
    assert len(shown(chair.get(f"{LIST}?state=waiting&page=2"))) == 2
    assert "?state=waiting&amp;page=2" in chair.get(f"{LIST}?state=waiting").content.decode()


def test_the_files_hold_what_the_filter_shows(cast: Cast, chair: Client) -> None:
    several(cast)
    rows = list(csv.reader(io.StringIO(chair.get(f"{LIST}invitations.csv?state=expired").content.decode("utf-8-sig"))))
    assert [(row[1], row[2], row[3], row[5]) for row in rows[1:]] == [
        ("expired@example.org", "Seat: Old Town PCN", "Expired", "Ruth Calder")
    ]
    book = load_workbook(io.BytesIO(chair.get(f"{LIST}invitations.xlsx").content))
    assert book.active is not None
    assert book.active.max_row == 5


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_three_queries(cast: Cast, chair: Client, rows: int) -> None:
    chair.get(LIST)
    for number in range(rows):
        invited(cast, f"new{number}@example.org")
    with CaptureQueriesContext(connection) as queries:
        assert len(shown(chair.get(LIST))) == rows
    assert len(own_queries(queries)) == 3, own_queries(queries)


def test_an_empty_list_teaches(chair: Client) -> None:
    assert "Nobody has been invited yet" in chair.get(LIST).content.decode()
    assert "No invitation matches" not in chair.get(LIST).content.decode()


def test_htmx_gets_the_list_alone(cast: Cast, chair: Client) -> None:
    invited(cast)
    response = chair.get(LIST, headers={"HX-Request": "true"})
    assert response.content.lstrip().startswith(b'<div id="list">')
    assert "HX-Request" in response["Vary"]


# ---- Sending again, withdrawing ----


def test_sending_again_and_withdrawing_are_said(cast: Cast, chair: Client) -> None:
    made = invited(cast)
    again = chair.post(f"{LIST}{made.pk}/resend/", follow=True).content.decode()
    assert "The invitation goes to new@example.org again. It works until" in again
    asks = chair.get(f"{LIST}{made.pk}/withdraw/").content.decode()
    assert "Withdraw the invitation to Dr New?" in asks
    assert fresh(made).withdrawn_at is None
    done = chair.post(f"{LIST}{made.pk}/withdraw/", follow=True).content.decode()
    assert "The invitation to new@example.org is withdrawn" in done
    assert "was withdrawn on" in chair.post(f"{LIST}{made.pk}/resend/", follow=True).content.decode()
    assert "was withdrawn on" in chair.post(f"{LIST}{made.pk}/withdraw/", follow=True).content.decode()


def test_another_groups_invitation_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast)
    other = sign_in(cast["other_chair"])
    for verb in ("resend", "withdraw"):
        assert other.post(f"/g/ambleford/invitations/{made.pk}/{verb}/").status_code == 404
    assert fresh(made).withdrawn_at is None


# ---- An ICB's staff ----

STAFF = "/platform/systems/tidewater/staff/"


@pytest.fixture
def platform(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast["platform_staff"])


def test_platform_staff_invite_send_again_and_withdraw(cast: Cast, platform: Client) -> None:
    done = platform.post(f"{STAFF}invite/", WHO | {"job_title": "Head"}, follow=True).content.decode()
    assert "An invitation for Dr New goes to new@example.org" in done
    made = StaffInvitation.objects.get()
    assert (made.system, made.job_title, made.invited_by) == (cast.system, "Head", cast["platform_staff"])
    again = platform.post(f"{STAFF}invitations/{made.pk}/resend/", follow=True).content.decode()
    assert "goes to new@example.org again" in again
    assert (
        "Withdraw the invitation to Dr New?" in platform.get(f"{STAFF}invitations/{made.pk}/withdraw/").content.decode()
    )
    platform.post(f"{STAFF}invitations/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert "was withdrawn on" in platform.post(f"{STAFF}invitations/{made.pk}/resend/", follow=True).content.decode()


def test_an_invitation_is_reached_through_its_own_system(cast: Cast, platform: Client) -> None:
    with system_scope("test"):
        made = actions.invite_staff(cast.system, email="new@example.org", by=cast["platform_staff"])
    other = "/platform/systems/highmoor/staff/"
    assert platform.post(f"{other}invitations/{made.pk}/resend/").status_code == 404
    term = SystemStaffTerm.objects.get(person=cast["icb_staff"])
    assert platform.post(f"{other}{term.pk}/end/", {"when": "today"}).status_code == 404


def test_nobody_learns_who_is_on_the_staff_by_inviting(cast: Cast, platform: Client) -> None:
    answers = []
    for email in ("other.chair@example.org", "nobodyhere1@example.org"):
        posted = platform.post(f"{STAFF}invite/", {"full_name": "Dr Same", "email": email})
        page = stripped(platform.get(STAFF).content).replace(email.encode(), b"E")
        StaffInvitation.objects.all().delete()
        answers.append((posted.status_code, posted["Location"], _without_ids((page,))))
    assert answers[0] == answers[1]


def test_ending_somebodys_time_on_the_staff_closes_the_roster(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    term = SystemStaffTerm.objects.get(person=cast["icb_staff"])
    theirs, platform = sign_in(cast["icb_staff"]), sign_in(cast["platform_staff"])
    assert theirs.get("/s/tidewater/").status_code == 200
    assert "Select when" in platform.post(f"{STAFF}{term.pk}/end/", {}).content.decode()
    platform.post(f"{STAFF}{term.pk}/end/", {"when": "today"})
    assert theirs.get("/s/tidewater/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_staff_page_costs_four_queries(cast: Cast, platform: Client, rows: int) -> None:
    with system_scope("test"):
        for number in range(rows):
            actions.invite_staff(cast.system, email=f"new{number}@example.org", by=cast["platform_staff"])
    with CaptureQueriesContext(connection) as queries:
        assert len(shown(platform.get(STAFF))) == rows
    assert len(own_queries(queries)) == 4, own_queries(queries)


def test_a_link_in_a_page_is_never_shown(cast: Cast, chair: Client) -> None:
    made = invited(cast)
    assert path(made).encode() not in chair.get(LIST).content
