"""The page of a link: what strangers, the invited and others see, and that looking changes nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.invitations.actions._keeping import link_again
from groups.invitations.tokens import hashed, token
from groups.models import Invitation, LogEntry, Person, StaffInvitation
from tests.cast import Cast, person
from tests.invitations.conftest import SignIn, fresh

NEW = "new@example.org"
JOIN = {"full_name": "Dr New", "way": "password", "password": "correct horse battery"}


def invited(cast: Cast, email: str = NEW, **options: Any) -> Invitation:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return actions.invite_to_seat(
            cast.seats["empty"], part="holder", email=email, full_name="Dr New", by=cast["chair"], **options
        )


def change(invitation: Invitation, **values: Any) -> None:
    with system_scope("test"):
        Invitation.objects.filter(pk=invitation.pk).update(**values)


def path(invitation: Invitation | StaffInvitation, verb: str = "") -> str:
    return f"/invitations/{link_again(invitation)}/{verb}"


def stripped(content: bytes) -> bytes:
    """The page without what is new in every answer."""
    return re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", content)


def seats(cast: Cast) -> list[str]:
    with open_scope(read=[cast.eastmere.pk]):
        return [str(term.person) for term in cast.seats["empty"].terms.select_related("person")]


# ---- Looking ----


def test_the_page_says_who_invites_whom_to_what_and_changes_nothing(cast: Cast) -> None:
    made = invited(cast)
    before = fresh(made).__dict__
    for _ in range(2):
        response = Client().get(path(made))
        assert response.status_code == 200
    text = response.content.decode()
    assert '<h1 class="gpl-h1">Ruth Calder invites you to hold the seat of Old Town PCN</h1>' in text
    assert NEW in text
    assert "Eastmere GP Leadership Group" in text
    after = fresh(made).__dict__
    assert {**before, "_state": None} == {**after, "_state": None}
    assert seats(cast) == []


def test_a_stranger_sees_the_same_whether_there_is_an_account_or_not(cast: Cast) -> None:
    made = invited(cast)
    unknown = Client().get(path(made))
    person("new", "Dr New")
    known = Client().get(path(made))
    assert (unknown.status_code, stripped(unknown.content)) == (known.status_code, stripped(known.content))
    assert set(unknown.headers) == set(known.headers)


def test_a_form_that_is_not_complete_says_the_same_too(cast: Cast) -> None:
    made = invited(cast)
    wrong = JOIN | {"password": "short"}
    unknown = Client().post(path(made, "join/"), wrong)
    person("new", "Dr New")
    known = Client().post(path(made, "join/"), wrong)
    assert (unknown.status_code, stripped(unknown.content)) == (known.status_code, stripped(known.content))


def test_the_page_is_kept_nowhere(cast: Cast) -> None:
    response = Client().get(path(invited(cast)))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_two_queries(cast: Cast, rows: int) -> None:
    """The link to its row, the row with what it names; a savepoint and the scope around them."""
    made = [invited(cast, f"new{number}@example.org") for number in range(rows)]
    with CaptureQueriesContext(connection) as queries:
        Client().get(path(made[0]))
    own = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"] and "set_config" not in query["sql"]]
    assert len(own) == 2, own


# ---- Links that lead nowhere ----


@pytest.mark.parametrize("wrong", ["a", "x" * 43, "%2e%2e", "ĉ", "' OR 1=1"])
def test_a_wrong_link_gets_one_page_for_all(cast: Cast, wrong: str) -> None:
    response = Client().get(f"/invitations/{wrong}/")
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()
    assert response.content == Client().get("/invitations/never-was/").content


def test_a_link_cannot_be_forged_from_what_is_kept(cast: Cast, settings: Any) -> None:
    made = invited(cast)
    guesses = [made.nonce, made.token_hash, hashed(made.nonce), str(made.pk), token("group", made.pk, "0" * 32)]
    guesses += [token("staff", made.pk, made.nonce), token("group", made.pk + 1, made.nonce)]
    guesses += [token("group", made.pk, made.nonce, key="another key")]
    assert {Client().get(f"/invitations/{guess}/").status_code for guess in guesses} == {404}
    assert Client().get(path(made)).status_code == 200


@pytest.mark.parametrize(
    ("values", "status", "heading"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, 410, "This invitation has expired"),
        ({"withdrawn_at": timezone.now()}, 410, "This invitation was withdrawn"),
        ({"accepted_at": timezone.now()}, 200, "This invitation has been accepted"),
        (
            {"term_end": timezone.now() - timedelta(minutes=1), "expires_at": timezone.now() + timedelta(days=1)},
            410,
            "The term has ended",
        ),
    ],
)
def test_what_is_over_has_a_page_of_its_own(
    cast: Cast, sign_in: SignIn, values: dict[str, Any], status: int, heading: str
) -> None:
    made = invited(cast, "outsider@example.org")
    change(made, **values)
    for client in (Client(), sign_in(cast["outsider"]), sign_in(cast["chair"])):
        response = client.get(path(made))
        assert response.status_code == status
        assert f'<h1 class="gpl-h1">{heading}</h1>' in response.content.decode()
        assert b"<form" not in response.content
    for verb in ("accept/", "join/"):
        for client in (Client(), sign_in(cast["outsider"])):
            assert client.post(path(made, verb), JOIN).status_code == 302
    assert seats(cast) == []


def test_a_closed_groups_invitation_says_so(cast: Cast) -> None:
    made = invited(cast)
    cast.eastmere.status = "closed"
    cast.eastmere.save()
    response = Client().get(path(made))
    assert response.status_code == 410
    assert "The group has closed" in response.content.decode()


def test_a_page_cannot_be_posted_to_nor_an_act_read(cast: Cast) -> None:
    made = invited(cast)
    assert Client().post(path(made)).status_code == 405
    assert Client().get(path(made, "accept/")).status_code == 405
    assert Client().get(path(made, "join/")).status_code == 405


def test_an_act_needs_the_pages_own_token(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast, "outsider@example.org")
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["outsider"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(path(made, "accept/")).status_code == 403
    assert seats(cast) == []


# ---- Accepting with an account ----


def test_the_invited_accepts_and_is_told_what_they_have(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast, "outsider@example.org")
    client = sign_in(cast["outsider"])
    assert b"You are signed in as Olive Outsider" in client.get(path(made)).content
    response = client.post(path(made, "accept/"), follow=True)
    assert response.redirect_chain == [(path(made), 302)]
    assert "You now hold the seat of Old Town PCN" in response.content.decode()
    assert seats(cast) == ["Olive Outsider"]
    assert "This invitation has been accepted" in Client().get(path(made)).content.decode()


def test_an_offer_that_begins_later_says_when(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast, "outsider@example.org", begins=timezone.now() + timedelta(days=40))
    text = sign_in(cast["outsider"]).post(path(made, "accept/"), follow=True).content.decode()
    assert "You will hold the seat of Old Town PCN" in text
    assert "Nothing opens before the first day" in text


def test_somebody_else_who_is_signed_in_is_offered_to_sign_out(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast)
    client = sign_in(cast["practice_reader"])
    text = client.get(path(made)).content.decode()
    assert "This is for another address" in text
    assert f'name="next" value="{path(made)}"' in text
    client.post(path(made, "accept/"))
    client.post(path(made, "join/"), JOIN)
    assert seats(cast) == []
    response = client.post("/account/logout/", {"next": path(made)}, follow=True)
    assert response.redirect_chain[-1][0] == path(made)
    assert b"Make my account and accept" in response.content


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(cast: Cast) -> None:
    made = invited(cast, "outsider@example.org")
    response = Client().post(path(made, "accept/"))
    assert response["Location"].startswith("/account/login/?next=%2Finvitations%2F")
    assert seats(cast) == []


def test_a_seat_filled_meanwhile_is_said_and_stays_said(cast: Cast, sign_in: SignIn) -> None:
    from groups.seats.actions import appoint

    made = invited(cast, "outsider@example.org")
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        seat, who = cast.seats["empty"], cast["deputy"]
        appoint(seat, who, part="holder", begins=timezone.now(), ends=None, by=cast["chair"])
    client = sign_in(cast["outsider"])
    response = client.post(path(made, "accept/"), follow=True)
    text = response.content.decode()
    assert response.status_code == 410
    assert "Somebody else was there first" in text
    assert "We have told Ruth Calder" in text
    assert "Achterberg" not in text
    assert fresh(made).trouble == "taken"


def test_a_rule_that_stands_against_it_is_said(cast: Cast, sign_in: SignIn) -> None:
    made = invited(cast, "icb@example.org")
    text = sign_in(cast["icb_staff"]).post(path(made, "accept/"), follow=True).content.decode()
    assert "Helen Castle works for Tidewater ICB, so they cannot have a core seat." in text


# ---- Accepting with a new account ----


@pytest.mark.parametrize("way", ["password", "codes"])
def test_somebody_new_joins_and_is_signed_in(cast: Cast, way: str) -> None:
    made, client = invited(cast), Client()
    response = client.post(path(made, "join/"), JOIN | {"way": way}, follow=True)
    assert response.redirect_chain == [(path(made), 302)]
    assert "You now hold the seat of Old Town PCN" in response.content.decode()
    someone = Person.objects.get(email=NEW)
    assert someone.has_usable_password() == (way == "password")
    assert client.session["_auth_user_id"] == str(someone.pk)
    assert client.get("/account/").status_code == 200
    with open_scope(read=[cast.eastmere.pk]):
        assert LogEntry.objects.get(verb="invitation accepted").actor_id == someone.pk


def test_an_address_with_an_account_is_asked_to_sign_in_and_keeps_its_password(cast: Cast) -> None:
    made, client = invited(cast, "outsider@example.org"), Client()
    response = client.post(path(made, "join/"), JOIN)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=%2Finvitations%2F")
    assert "_auth_user_id" not in client.session
    cast["outsider"].refresh_from_db()
    assert cast["outsider"].check_password("a-password-for-tests")
    assert (cast["outsider"].full_name, seats(cast)) == ("Olive Outsider", [])
    page = client.get(response["Location"]).content.decode()
    assert "There is an account for this address already" in page


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"full_name": " "}, "full_name", "Enter your name"),
        ({"full_name": "x" * 121}, "full_name", "120"),
        ({"way": ""}, "way", "Select how you want to sign in"),
        ({"way": "pigeon"}, "way", "how do you want to sign in"),
        ({"password": ""}, "password", "Enter a password"),
        ({"password": "short"}, "password", "The password must be 12 characters or more"),
        ({"password": "new@example.org"}, "password", "The password is too close to your name or email address"),
        ({"password": "123456789012345"}, "password", "The password cannot be all figures"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, values: dict[str, str], field: str, words: str
) -> None:
    made = invited(cast)
    response = Client().post(path(made, "join/"), JOIN | values)
    form = response.context_data["form"]
    assert list(form.errors) == [field]
    text = response.content.decode()
    assert words in text
    assert 'class="nhsuk-error-summary' in text
    assert (JOIN | values)["full_name"].strip() in text
    assert "correct horse battery" not in text
    assert not Person.objects.filter(email=NEW).exists()


def test_an_icbs_staff_join_by_their_link(committed_cast: Cast) -> None:
    cast = committed_cast
    with system_scope("test"):
        made = actions.invite_staff(cast.system, email=NEW, full_name="Ivy New", by=cast["platform_staff"])
    client = Client()
    assert "Pat Forme invites you to see the roster of places in Tidewater" in client.get(path(made)).content.decode()
    response = client.post(path(made, "join/"), JOIN, follow=True)
    assert "You now see the roster of places in Tidewater" in response.content.decode()
    assert client.get("/s/tidewater/").status_code == 200
