"""The demo's mail: kept, listed, and shown without letting it do anything."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

from gpleadership.demo import mailbox

ADDRESS = "/demo/mail/"


@pytest.fixture(autouse=True)
def demo(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.ROOT_URLCONF = "tests.shell.demo_addresses"


def send(to: str = "ruth@example.org", subject: str = "Your invitation", html: str = "") -> str:
    text = "Open http://localhost:8000/invitations/abc_d/?x=1. <b>Bold</b>, or ask."
    message = EmailMultiAlternatives(subject, text, "portal@localhost", [to])
    if html:
        message.attach_alternative(html, "text/html")
    message.connection = get_connection("gpleadership.demo.mailbox.MailboxBackend")
    assert message.send() == 1
    return max(file.stem for file in mailbox.folder().glob("*.eml"))


def test_outside_the_demo_there_is_no_mailbox(settings: Any) -> None:
    settings.ROOT_URLCONF = "gpleadership.urls"
    assert Client().get(ADDRESS).status_code == 404


def test_an_empty_mailbox_says_how_to_fill_it() -> None:
    assert "No mail yet." in Client().get(ADDRESS).content.decode()


def test_mail_is_listed_newest_first_and_found_by_address() -> None:
    send(subject="First")
    send("mei@example.org", "Second")
    page = Client().get(ADDRESS)
    assert [letter.subject for letter in page.context_data["letters"]] == ["Second", "First"]
    found = Client().get(ADDRESS, {"q": "MEI"}, headers={"HX-Request": "true"})
    assert [letter.subject for letter in found.context_data["letters"]] == ["Second"]
    assert found.content.decode().strip().startswith('<div id="letters">')
    assert "No mail to anybody like that." in Client().get(ADDRESS, {"q": "nobody"}).content.decode()


def test_a_message_is_shown_as_text_with_its_links() -> None:
    html = Client().get(f"{ADDRESS}{send()}/").content.decode()
    link = "http://localhost:8000/invitations/abc_d/?x=1"
    assert f'<a href="{link}">{link}</a>. &lt;b&gt;Bold&lt;/b&gt;' in html
    assert "<iframe" not in html


def test_the_html_part_is_shut_in() -> None:
    name = send(html="<p onclick='x()'>Hello</p><script>steal()</script>")
    page = Client().get(f"{ADDRESS}{name}/")
    assert "steal" not in page.content.decode()
    assert f'src="{ADDRESS}{name}/html/" sandbox title=' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    frame = Client().get(f"{ADDRESS}{name}/html/")
    policy = frame.headers["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["sandbox"] == []
    assert rules["script-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'self'"]
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fsecret_key", "0" * 20 + "-0"])
def test_nothing_else_can_be_read_through_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret_key.eml").write_text("secret")
    assert Client().get(f"{ADDRESS}{name}/").status_code == 404
    assert Client().get(f"{ADDRESS}{name}/html/").status_code == 404


def test_the_mailbox_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MOST_KEPT", 2)
    for number in range(4):
        send(subject=str(number))
    assert [letter.subject for letter in mailbox.letters()] == ["3", "2"]
