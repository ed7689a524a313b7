"""`make_platform_staff`: an account if there is none, nothing sent, a way in by a code."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from groups.models import Person
from tests.cast import Cast
from tests.reference.reading import logged

EMAIL = "New.Staff@example.org"


def make(*arguments: str) -> str:
    out = StringIO()
    call_command("make_platform_staff", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_an_account_and_says_what_to_do(cast: Cast) -> None:
    words = make(EMAIL, "--name", "Nia Staff")
    person = Person.objects.get(email="new.staff@example.org")
    assert (person.full_name, person.is_platform_staff, person.has_usable_password()) == ("Nia Staff", True, False)
    assert words.startswith("Nia Staff (new.staff@example.org) has an account now, and is platform staff.")
    assert "http://localhost:8000/account/login/code/" in words
    assert "http://localhost:8000/platform/" in words
    assert mail.outbox == []
    assert logged()[-1] == ("platform staff appointed", {"is_platform_staff": True})


def test_they_sign_in_by_code_and_reach_their_pages(cast: Cast) -> None:
    make(EMAIL, "--name", "Nia Staff")
    client = Client()
    client.post("/account/login/code/", {"email": EMAIL.lower()})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[0].body), re.MULTILINE)
    assert code is not None
    client.post("/account/login/code/confirm/", {"code": code.group(1)})
    assert client.get("/platform/").status_code == 200


def test_it_promotes_somebody_who_has_an_account(cast: Cast) -> None:
    words = make("ICB@example.org")
    assert words.startswith("Helen Castle (icb@example.org) is platform staff now.")
    assert Person.objects.get(pk=cast["icb_staff"].pk).is_platform_staff
    assert Person.objects.filter(email="icb@example.org").count() == 1


def test_withdrawing_turns_them_away_at_their_next_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/platform/").status_code == 200
    words = make("platform@example.org", "--withdraw")
    assert "Pat Forme (platform@example.org) is platform staff no longer" in words
    assert "Nobody is platform staff now: make somebody with this command." in words
    assert client.get("/platform/").status_code == 404
    assert logged()[-1] == ("platform staff withdrawn", {"is_platform_staff": False})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((EMAIL,), "Nobody has the address new.staff@example.org yet. Give their name too"),
        (("not-an-address", "--name", "X"), "Enter a valid email address."),
        (("platform@example.org",), "Pat Forme is platform staff already"),
        (("outsider@example.org", "--withdraw"), "Nobody of platform staff has the address"),
    ],
)
def test_what_cannot_be_is_said(cast: Cast, arguments: tuple[Any, ...], sentence: str) -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError, match=sentence):
        make(*arguments)
    assert Person.objects.count() == before


def test_nobody_who_is_shut_out_is_appointed(cast: Cast) -> None:
    Person.objects.filter(pk=cast["outsider"].pk).update(is_active=False)
    with pytest.raises(CommandError, match="can no longer sign in"):
        make("outsider@example.org")
