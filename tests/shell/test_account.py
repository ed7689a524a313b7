"""The account pages of allauth in our own templates, walked through as people walk."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from groups.models import Person
from tests.cast import PASSWORD, Cast
from tests.shell.drawing import meaning

TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.fixture
def reader(cast: Cast) -> Person:
    person = cast["practice_reader"]
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


@pytest.fixture
def client(reader: Person) -> Client:
    """Somebody who signed in with a password a moment ago."""
    made = Client()
    signed_in = made.post("/account/login/", {"login": reader.email, "password": PASSWORD})
    assert signed_in.status_code == 302
    return made


def heading(response: HttpResponse) -> str:
    parts = meaning(response.content.decode())
    return str(parts[next(i for i, part in enumerate(parts) if part[0] == "h1") + 1])


def errors(response: HttpResponse) -> list[str]:
    summary = re.search(r'error-summary__list">(.*?)</ul>', response.content.decode(), re.DOTALL)
    return re.findall(r"<a[^>]*>([^<]+)</a>", summary.group(1)) if summary else []


def code_in_mail() -> str:
    found = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found
    return found.group(1)


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_every_page_that_is_mounted_has_a_template_of_ours() -> None:
    names = set()
    for entry in get_resolver().url_patterns:
        if str(entry.pattern) == "account/":
            views = [pattern.callback for pattern in entry.url_patterns]
            names = {getattr(getattr(view, "view_class", None), "template_name", None) for view in views}
    names -= {None}
    assert len(names) > 15
    assert {name for name in names if not (TEMPLATES / name).is_file()} == set()


def test_signing_up_phones_and_connections_do_not_exist() -> None:
    for path in ("signup/", "3rdparty/", "phone/change/", "social/connections/", "2fa/", "sso/sso/login/"):
        assert Client().get(f"/account/{path}").status_code == 404
    joining = Client().get("/account/joining/")
    assert heading(joining) == "How to get an account"
    assert Client().post("/account/joining/").status_code == 405


# ---- In and out ----


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(reader: Person) -> None:
    answer = Client().post("/account/login/?next=/help/", {"login": reader.email, "password": "wrong"})
    assert errors(answer) == ["The email address or the password is not right. Check both, or ask for a code by email"]
    html = answer.content.decode()
    assert f'value="{reader.email}"' in html
    assert '<input type="hidden" name="next" value="/help/">' in html
    assert "<title>Error: Sign in" in html
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(reader: Person) -> None:
    answers = [
        Client().post("/account/login/", {"login": login, "password": "wrong"})
        for login in (reader.email, "nobody@example.org")
    ]
    assert errors(answers[0]) == errors(answers[1]) != []


def test_signing_in_leads_to_the_page_that_was_asked_for(reader: Person) -> None:
    answer = Client().post("/account/login/", {"login": reader.email.upper(), "password": PASSWORD, "next": "/help/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")


def test_a_code_by_mail_signs_in_once(reader: Person) -> None:
    client = Client()
    asked = client.post("/account/login/code/", {"email": reader.email}, follow=True)
    assert heading(asked) == "Enter the code we sent you"
    assert mail.outbox[-1].subject == "Your code to sign in"
    wrong = client.post("/account/login/code/confirm/", {"code": "WRONG"})
    assert errors(wrong) == ["The code is not right. Check it and enter it again"]
    right = client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    assert (right.status_code, right.headers["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200


def test_an_unknown_address_is_told_by_mail_alone(cast: Cast) -> None:
    client = Client()
    asked = client.post("/account/login/code/", {"email": "nobody@example.org"}, follow=True)
    assert heading(asked) == "Enter the code we sent you"
    assert mail.outbox[-1].subject == "No account with this email address"
    assert "/account/joining/" in mail.outbox[-1].body


def test_signing_out_asks_first(client: Client) -> None:
    assert heading(client.get("/account/logout/")) == "Sign out"
    assert client.get("/account/").status_code == 200
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/account/").status_code == 302


# ---- Password and address ----


def test_a_forgotten_password_is_replaced_with_a_code(reader: Person) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": reader.email})
    assert mail.outbox[-1].subject == "Your code to choose a new password"
    confirmed = client.post("/account/password/reset/confirm/", {"code": code_in_mail()}, follow=True)
    assert heading(confirmed) == "Choose a new password"
    short = client.post("/account/password/reset/complete/", {"password1": "short", "password2": "short"})
    assert errors(short) == ["The password must be 12 characters or more"]
    new = {"password1": "purple monkey dishwasher", "password2": "purple monkey dishwasher"}
    assert heading(client.post("/account/password/reset/complete/", new, follow=True)) == "Your password is changed"
    reader.refresh_from_db()
    assert reader.check_password(new["password1"])


def test_a_password_is_changed(client: Client, reader: Person) -> None:
    new = {"password1": "purple monkey dishwasher", "password2": "purple monkey dishwasher"}
    wrong = client.post("/account/password/change/", {"oldpassword": "wrong", **new})
    assert errors(wrong) == ["That is not your password now"]
    done = client.post("/account/password/change/", {"oldpassword": PASSWORD, **new}, follow=True)
    assert "Your password is changed." in done.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(new["password1"])


def test_somebody_without_a_password_chooses_one(client: Client, reader: Person) -> None:
    reader.set_unusable_password()
    reader.save()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert "you sign in with a code by email" in client.get("/account/").content.decode()
    assert heading(client.get("/account/password/change/", follow=True)) == "Choose a password"


def test_a_new_address_is_confirmed_by_code(client: Client, reader: Person) -> None:
    sent = client.post("/account/email/", {"email": "new@example.org", "action_add": "1"}, follow=True)
    assert heading(sent) == "Confirm your email address"
    assert mail.outbox[-1].to == ["new@example.org"]
    client.post("/account/email/confirm/", {"code": code_in_mail()})
    assert EmailAddress.objects.get(user=reader, email="new@example.org").verified
    assert "new@example.org" in client.get("/account/email/").content.decode()


# ---- Second step ----


def test_an_app_is_set_up_used_and_removed(client: Client, reader: Person) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/second-step/app/add/")
    secret = page.context_data["form"].secret
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert errors(client.post("/account/second-step/app/add/", {"code": "000000"})) == [
        "The code is not right. Check it and enter it again"
    ]
    codes = client.post("/account/second-step/app/add/", {"code": totp_code(secret)}, follow=True)
    assert heading(codes) == "Recovery codes"
    assert len(re.findall(r'<li><code class="gpl-code">', codes.content.decode())) == 10
    file = client.get("/account/second-step/codes/download/")
    assert file.content.decode().count("\n") == 12
    assert heading(client.get("/account/second-step/codes/new/")) == "Make new recovery codes"
    assert "Your app is set up" in client.get("/account/second-step/").content.decode()
    client.post("/account/logout/")
    second = client.post("/account/login/", {"login": reader.email, "password": PASSWORD}, follow=True)
    assert heading(second) == "Second step"
    assert client.get("/account/").status_code == 302
    spare = Authenticator.objects.get(user=reader, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post("/account/second-step/sign-in/", {"code": spare}).status_code == 302
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert heading(client.get("/account/second-step/app/remove/")) == "Remove your authenticator app"
    client.post("/account/second-step/app/remove/")
    assert not Authenticator.objects.filter(user=reader, type="totp").exists()


def test_the_pages_of_keys(client: Client, reader: Person) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    adding = client.get("/account/second-step/keys/add/").content.decode()
    assert re.search(r"data-passkey=\"create\" data-options='{\"publicKey\": {", adding)
    data = {"name": "Work <laptop>", "credential": {}}
    key = Authenticator.objects.create(user=reader, type="webauthn", data=data)
    assert "Work &lt;laptop&gt;" in client.get("/account/second-step/keys/").content.decode()
    assert heading(client.get(f"/account/second-step/keys/{key.pk}/rename/")) == "Rename a passkey or security key"
    client.post(f"/account/second-step/keys/{key.pk}/rename/", {"name": "Home"})
    assert "Home" in client.get(f"/account/second-step/keys/{key.pk}/remove/").content.decode()
    client.post(f"/account/second-step/keys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(user=reader).exists()


def test_what_protects_the_account_asks_who_is_there(client: Client) -> None:
    again = client.get("/account/second-step/app/add/", follow=True)
    assert heading(again) == "Confirm it is you"
    wrong = client.post("/account/reauthenticate/", {"password": "wrong"})
    assert errors(wrong) == ["That is not your password"]
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


# ---- Overview and sessions ----


def test_the_overview_says_how_the_account_stands(client: Client, reader: Person) -> None:
    words = [part for part in meaning(client.get("/account/").content.decode()) if isinstance(part, str)]
    assert reader.email in words
    assert "None yet" in words
    assert "1 browser" in words
    TOTP.activate(reader, "secret")
    Authenticator.objects.create(user=reader, type="webauthn", data={})
    Authenticator.objects.create(user=reader, type="webauthn", data={})
    assert "2 passkeys or keys, an authenticator app" in client.get("/account/").content.decode()


def test_other_browsers_are_signed_out(client: Client, reader: Person) -> None:
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/142.0")
    other.post("/account/login/", {"login": reader.email, "password": PASSWORD})
    page = client.get("/account/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "You are signed in on 2 browsers" in page
    client.post("/account/sessions/")
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_too_many_tries_get_our_page(reader: Person) -> None:
    client = Client()
    answers = [client.post("/account/password/reset/", {"email": reader.email}) for _ in range(8)]
    assert [answer.status_code for answer in answers][-1] == 429
    assert heading(answers[-1]) == "Too many tries"


# ---- Mails ----

CONTEXT: dict[str, Any] = {
    "code": "KHJM-ZXWG",
    "email": "ruth@example.org",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "ip": "127.0.0.1",
    "user_agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/142.0",
}
PREFIXES = sorted(
    str(file.relative_to(TEMPLATES)).removesuffix("_subject.txt") for file in TEMPLATES.rglob("email/*_subject.txt")
)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_each_mail_is_drawn_in_plain_text(prefix: str) -> None:
    from django.utils import timezone

    from tests.shell.drawing import ENV

    context = CONTEXT | {"timestamp": timezone.now()}
    subject = ENV.get_template(f"{prefix}_subject.txt").render(context).strip()
    body = ENV.get_template(f"{prefix}_message.txt").render(context).strip()
    assert "\n" not in subject
    assert not subject.endswith(".")
    assert body.endswith("GP Leadership\nhttp://localhost:8000")
    assert "{" not in body
    assert "&" not in body


def test_every_mail_of_allauth_has_our_words() -> None:
    package = Path(__import__("allauth").__file__).parent / "templates"
    theirs = {
        str(file.relative_to(package)).removesuffix("_subject.txt")
        for app in ("account", "mfa", "socialaccount")
        for file in (package / app).rglob("email/*_subject.txt")
    }
    assert theirs - set(PREFIXES) == {"account/email/password_reset_key"}  # we send codes, never links


def test_every_message_of_allauth_has_our_words() -> None:
    package = Path(__import__("allauth").__file__).parent / "templates"
    theirs = {str(file.relative_to(package)) for file in package.rglob("messages/*.txt")}
    ours = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("messages/*.txt")}
    assert {name for name in theirs - ours if "phone" not in name} == set()
